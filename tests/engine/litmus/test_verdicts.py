"""The arithmetic of the verdicts, at its edges."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.litmus.verdicts import (
    Verdict,
    verdict_of_clock,
    verdict_of_rule,
    verdict_of_share,
    verdict_of_small_share,
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


@pytest.mark.parametrize(
    ("bad", "of", "at_most", "verdict"),
    [
        (0, 0, 70, NONE),
        (70, 100, 70, MET),
        (71, 100, 70, PARTLY),
        (93, 100, 70, PARTLY),  # 70 ÷ 0.75 is 93.3 %
        (94, 100, 70, NOT),
        (4, 5, 60, PARTLY),  # 80 % is exactly 60 ÷ 0.75
        (0, 7, 0, MET),
        (1, 7, 0, NOT),
    ],
)
def test_a_share_that_should_be_small_is_partly_met_up_to_four_thirds(
    bad: int, of: int, at_most: int, verdict: Verdict
) -> None:
    assert verdict_of_small_share(bad, of, at_most=Decimal(at_most)) is verdict


@pytest.mark.parametrize(
    ("days", "verdict"), [(None, NONE), (0, MET), (90, MET), (91, PARTLY), (180, PARTLY), (181, NOT)]
)
def test_a_clock_is_partly_met_up_to_twice_its_threshold(days: int | None, verdict: Verdict) -> None:
    assert verdict_of_clock(days, at_most=Decimal(90)) is verdict


@pytest.mark.parametrize(("broken", "of", "verdict"), [(0, 0, NONE), (0, 3, MET), (1, 3, NOT), (3, 3, NOT)])
def test_a_rule_is_never_partly_met(broken: int, of: int, verdict: Verdict) -> None:
    assert verdict_of_rule(broken, of) is verdict


@given(st.integers(0, 60), st.integers(1, 60), st.decimals(0, 100, places=2))
def test_shares_agree_with_fractions(good: int, of: int, limit: Decimal) -> None:
    share, threshold = Fraction(100 * good, of), Fraction(limit)
    large = MET if share >= threshold else PARTLY if share / threshold >= Fraction(3, 4) else NOT
    small = MET if share <= threshold else PARTLY if share <= threshold / Fraction(3, 4) else NOT
    assert verdict_of_share(good, of, at_least=limit) is large
    assert verdict_of_small_share(good, of, at_most=limit) is small


def test_verdicts_read_as_a_page_shows_them() -> None:
    assert [verdict.word for verdict in Verdict] == ["Met", "Partly met", "Not met", "Not enough evidence"]
