"""What of pay is shown to whom: R3 of the specification of reliability."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.funding.showing import PaySum, pounds, show_pay


@pytest.mark.parametrize(
    ("pence", "known", "exact", "shown"),
    [
        (28_765_432, 6, True, "£287,654.32"),
        (28_765_432, 6, False, "£290,000"),
        (28_750_000, 5, False, "£290,000"),
        (28_749_999, 12, False, "£285,000"),
        (28_765_432, 4, False, "£250k to £300k"),
        (1_205, 1, False, "£0 to £50k"),
        (1_205, 1, True, "£12.05"),
        (0, 0, True, "Not known"),
        (0, 0, False, "Not known"),
    ],
)
def test_finance_sees_pence_and_others_what_tells_of_nobody(pence: int, known: int, exact: bool, shown: str) -> None:
    assert show_pay(PaySum(pence, known, 12), exact=exact) == shown


def test_a_sum_of_many_is_a_range_where_it_would_tell_of_few() -> None:
    assert show_pay(PaySum(28_765_432, 9, 9), exact=False, coarse=True) == "£250k to £300k"
    assert show_pay(PaySum(28_765_432, 9, 9), exact=True, coarse=True) == "£287,654.32"


def test_a_team_of_nobody_costs_nothing() -> None:
    assert show_pay(PaySum(0, 0, 0), exact=False) == "£0"


@given(st.integers(0, 10**9), st.integers(1, 12))
def test_what_is_shown_lies_near_and_never_nearer_than_it_may(pence: int, known: int) -> None:
    shown = show_pay(PaySum(pence, known, known), exact=False)
    if known < 5:
        least, most = (int(one) * 100_000 for one in re.findall(r"£(\d+)", shown))
        assert least <= pence < most == least + 5_000_000
        assert least % 5_000_000 == 0
    else:
        amount = int(re.sub(r"\D", "", shown)) * 100
        assert amount % 500_000 == 0
        assert abs(amount - pence) <= 250_000


@given(st.integers(0, 10**12))
def test_pence_are_all_there(pence: int) -> None:
    assert int(re.sub(r"\D", "", pounds(pence))) == pence
