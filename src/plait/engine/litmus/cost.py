"""What a move costs in a year, or what would have to be recorded to tell; and who is told how much of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.funding.showing import PaySum, pounds, short_pounds, show_pay
from plait.engine.litmus.wording import many

ROUNDED = "Pay is told as a range, so that it tells of nobody. A finance partner sees every figure."
"""Said once under a list of costs that are not told to the penny."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one move costs in a year: pay and on-costs of people's time, in pence from `low` to `high`.

    The two are the same where the pay of one person is known. `basis` says what it is worked out from, `missing` what
    is not recorded and what to do about it; then nothing is known. `spending` is money to spend that is no pay, in
    pence. Without any of these the move costs nothing by itself, and `basis` says why.
    """

    low: int = 0
    high: int = 0
    basis: str = ""
    missing: str = ""
    spending: int = 0

    @property
    def is_pay(self) -> bool:
        """Is it pay of people, which few may read to the penny?"""
        return self.high > 0


def cost_words(cost: Cost, *, exact: bool) -> str:
    """A cost in a sentence or two, to the penny for who may read pay; for others a range that tells of nobody (R3)."""
    if cost.missing:
        return f"Not known. {cost.missing}"
    if cost.spending:
        return f"{short_pounds(cost.spending)} a year. {cost.basis}".rstrip()
    if not cost.is_pay:
        return f"Nothing by itself. {cost.basis}"
    return f"{_pay(cost.low, cost.high, exact=exact)} of pay and on-costs a year. {cost.basis}"


def _pay(low: int, high: int, *, exact: bool) -> str:
    """From the lowest to the highest: for whoever may not read pay in whole ranges of R3, the last one included."""
    if low == high:
        return show_pay(PaySum(low, 1, 1), exact=exact)
    if exact:
        return f"{pounds(low)} to {pounds(high)}"
    first = show_pay(PaySum(low, 1, 1), exact=False).partition(" to ")[0]
    return f"{first} to {show_pay(PaySum(high, 1, 1), exact=False).partition(' to ')[2]}"


def together_cost(costs: Iterable[Cost], *, exact: bool) -> str:
    """What several moves cost together, and for how many of them that is not known; nothing where there are none."""
    every = tuple(costs)
    low, high = sum(one.low for one in every), sum(one.high for one in every)
    spending, unknown = sum(one.spending for one in every), sum(1 for one in every if one.missing)
    said = [f"{_pay(low, high, exact=exact)} of pay and on-costs a year"] if high else []
    said += [f"{short_pounds(spending)} a year to spend"] if spending else []
    if not every:
        return ""
    known = f"Together: {', and '.join(said)}." if said else "" if unknown else "Together: nothing by itself."
    short = f"Not known for {unknown} of {many(len(every), 'move', 'moves')}." if unknown else ""
    return " ".join(part for part in (known, short) if part)


def are_rounded(costs: Iterable[Cost], *, exact: bool) -> bool:
    """Is one of them told to this reader as a range?"""
    return not exact and any(one.is_pay and not one.missing for one in costs)
