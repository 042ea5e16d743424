"""The four verdicts, and the arithmetic that leads to them."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """What a question may be answered with; there is no score.

    `FOR_CONTEXT` is no verdict: it stands where a question without a threshold shows its figures and rows.
    """

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    NOT_ENOUGH_EVIDENCE = "not enough evidence"
    FOR_CONTEXT = "for context"

    @property
    def word(self) -> str:
        """The verdict as a page shows it."""
        return self.value.capitalize()


VERDICTS = frozenset(Verdict) - {Verdict.FOR_CONTEXT}
"""The four verdicts."""

NEARLY = Decimal("0.75")  # how much of its threshold a share must reach to be partly met: our default


def verdict_of_share(good: int, of: int, *, at_least: Decimal) -> Verdict:
    """Met at `at_least` percent or more, partly met at three quarters of that or more.

    Counted in whole numbers and exact decimals, so that 3 of 4 is 75 % and nothing less.
    """
    if of == 0:
        return Verdict.NOT_ENOUGH_EVIDENCE
    if good * 100 >= at_least * of:
        return Verdict.MET
    return Verdict.PARTLY_MET if good * 100 >= at_least * NEARLY * of else Verdict.NOT_MET


def verdict_of_small_share(share: Fraction, *, at_most: Decimal) -> Verdict:
    """Met up to `at_most` percent of a whole of 1, partly met up to a third more than that."""
    if share * 100 <= Fraction(at_most):
        return Verdict.MET
    return Verdict.PARTLY_MET if share * 100 * Fraction(NEARLY) <= Fraction(at_most) else Verdict.NOT_MET


def worst(*verdicts: Verdict) -> Verdict:
    """The least of several answers to parts of one question, each of them met, partly met or not met."""
    return max(verdicts, key=(Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET).index)


def verdict_of_clock(days: int, *, at_most: Decimal) -> Verdict:
    """Met up to `at_most` days, partly met up to twice that."""
    if days <= at_most:
        return Verdict.MET
    return Verdict.PARTLY_MET if days <= 2 * at_most else Verdict.NOT_MET


def verdict_of_rule(broken: int, of: int) -> Verdict:
    """Met when none of the things counted breaks the rule; a rule has no “partly”."""
    if of == 0:
        return Verdict.NOT_ENOUGH_EVIDENCE
    return Verdict.NOT_MET if broken else Verdict.MET


def verdict_of_heading(answers: Iterable[tuple[Verdict, bool]]) -> Verdict:
    """The verdict of a litmus test from those of its questions, each with whether it is required.

    One not met and the test is not met; otherwise a required question without evidence leaves it without evidence,
    as does having none judged; otherwise it is met when all that are judged are, and partly met when not.
    """
    said = set(answers)
    judged = {verdict for verdict, _ in said} - {Verdict.NOT_ENOUGH_EVIDENCE}
    if Verdict.NOT_MET in judged:
        return Verdict.NOT_MET
    if not judged or (Verdict.NOT_ENOUGH_EVIDENCE, True) in said:
        return Verdict.NOT_ENOUGH_EVIDENCE
    return Verdict.MET if judged == {Verdict.MET} else Verdict.PARTLY_MET
