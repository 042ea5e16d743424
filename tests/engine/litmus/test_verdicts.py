"""The arithmetic of the verdicts, at its edges."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.litmus.verdicts import (
    VERDICTS,
    Verdict,
    verdict_of_heading,
    verdict_of_rule,
    verdict_of_share,
)

MET, PARTLY, NOT, NONE = Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize(
    ("good", "of", "at_least", "verdict"),
    [
        (0, 0, 100, NONE),
        (4, 4, 100, MET),
        (3, 4, 100, PARTLY),
        (74, 100, 100, NOT),
        (4, 5, 80, MET),
        (3, 5, 80, PARTLY),  # 60 % is exactly three quarters of 80 %
        (59, 100, 80, NOT),
        (0, 3, 0, MET),
    ],
)
def test_a_share_is_met_at_its_threshold_and_partly_at_three_quarters(
    good: int, of: int, at_least: int, verdict: Verdict
) -> None:
    assert verdict_of_share(good, of, at_least=Decimal(at_least)) is verdict


@pytest.mark.parametrize(("broken", "of", "verdict"), [(0, 0, NONE), (0, 3, MET), (1, 3, NOT), (3, 3, NOT)])
def test_a_rule_is_never_partly_met(broken: int, of: int, verdict: Verdict) -> None:
    assert verdict_of_rule(broken, of) is verdict


@given(st.integers(0, 60), st.integers(1, 60), st.decimals(0, 100, places=2))
def test_shares_agree_with_fractions(good: int, of: int, limit: Decimal) -> None:
    share, threshold = Fraction(100 * good, of), Fraction(limit)
    large = MET if share >= threshold else PARTLY if share / threshold >= Fraction(3, 4) else NOT
    assert verdict_of_share(good, of, at_least=limit) is large


@pytest.mark.parametrize(
    ("required", "others", "verdict"),
    [
        ((), (), NONE),
        ((MET, MET), (), MET),
        ((MET,), (NONE, NONE), MET),
        ((MET, NONE), (MET,), NONE),
        ((MET, NONE), (PARTLY,), NONE),
        ((MET, NONE), (NOT,), NOT),
        ((PARTLY,), (MET, NONE), PARTLY),
        ((), (NONE, NONE), NONE),
        ((NONE,), (), NONE),
        ((), (PARTLY,), PARTLY),
    ],
)
def test_a_litmus_test_takes_its_lowest_answer_and_misses_what_is_required(
    required: tuple[Verdict, ...], others: tuple[Verdict, ...], verdict: Verdict
) -> None:
    answers = [*((one, True) for one in required), *((one, False) for one in others)]
    assert verdict_of_heading(answers) is verdict
    assert verdict_of_heading(reversed(answers)) is verdict


@given(st.lists(st.tuples(st.sampled_from([MET, PARTLY, NOT, NONE]), st.booleans()), max_size=6))
def test_a_litmus_test_agrees_with_the_rule_read_word_by_word(answers: list[tuple[Verdict, bool]]) -> None:
    without = [required for verdict, required in answers if verdict is NONE]
    if any(verdict is NOT for verdict, _ in answers):
        wanted = NOT
    elif any(without) or len(without) == len(answers):
        wanted = NONE
    else:
        wanted = MET if all(verdict in {MET, NONE} for verdict, _ in answers) else PARTLY
    assert verdict_of_heading(answers) is wanted


def test_verdicts_read_as_a_page_shows_them() -> None:
    shown = [verdict.word for verdict in Verdict if verdict in VERDICTS]
    assert shown == ["Met", "Partly met", "Not met", "Not enough evidence"]
