"""What people cost: the specification's own figures, a slow second version, published sets, what always holds."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.funding.on_costs import Contract, charges_of, cost_of_year, part_of_year, whole, year_words
from plait.engine.funding.pay_points import SOURCES, find_pay_point

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "funding"
BEGINS = date(2026, 4, 1)
TOP_OF_7 = Contract("7", 3, Decimal(1))
contracts = st.builds(
    Contract,
    st.sampled_from(["2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"]),
    st.just(1),
    st.integers(1, 100).map(lambda hundredths: Decimal(hundredths) / 100),
)
days = st.dates(date(2025, 4, 1), date(2028, 12, 31))


def test_the_threshold_of_national_insurance_counts_once_a_person() -> None:
    full, part = cost_of_year(TOP_OF_7, 2026), cost_of_year(Contract("7", 3, Decimal("0.6")), 2026)
    assert full
    assert part
    assert (full.gross, full.insurance, full.pension, full.levy) == (5_651_500, 772_725, 812_686, 28_258)
    assert (full.total, part.total) == (7_265_169, 4_329_101)  # 4.2 of the specification: not 0.6 × £72,651.69


def test_the_team_of_the_worked_example_costs_what_it_says() -> None:
    shares = [
        charged(Contract("8a", 3, Decimal(1)), "1"),
        charged(Contract("8a", 1, Decimal("0.5")), "0.5"),
        charged(Contract("6", 3, Decimal(1)), "0.4", factor="1.10"),
        charged(TOP_OF_7, "0.5"),
    ]
    assert shares == [8_334_730, 3_660_868, 2_716_751, 3_632_585]


def charged(contract: Contract, wte: str, *, factor: str = "1") -> int:
    """What so much of somebody costs in the whole of 2026/27."""
    (one,) = charges_of(contract, Decimal(wte), starts=BEGINS, ends=date(2027, 4, 1), factor=Decimal(factor))
    return one.pence


@pytest.mark.parametrize(
    ("band", "point"), [("2", 2), ("7", 4), ("7", 0), ("7", None), ("Consultant", 1), ("", 1), ("8e", 1)]
)
def test_nobody_is_given_a_point_that_is_not_published(band: str, point: int | None) -> None:
    assert find_pay_point(2026, band, point) is None
    assert cost_of_year(Contract(band, point, Decimal(1)), 2026) is None
    assert charges_of(Contract(band, point, Decimal(1)), Decimal(1), starts=BEGINS, ends=date(2026, 5, 1)) == ()


def test_somebody_without_contracted_time_has_no_known_pay() -> None:
    assert cost_of_year(Contract("7", 1, Decimal(0)), 2026) is None


def test_a_band_is_known_in_any_writing_and_its_points_by_their_order() -> None:
    found = [find_pay_point(2026, band, 2) for band in ("8a", "8A", "Band 8a", " band 8A ")]
    assert {one and (one.band, one.name, one.pounds) for one in found} == {("8a", "Year 2", 60_417)}


def test_before_the_first_table_pay_is_not_known_and_after_the_last_it_stands_and_says_so() -> None:
    assert charges_of(TOP_OF_7, Decimal(1), starts=date(2025, 3, 31), ends=date(2025, 5, 1)) == ()
    now, later = charges_of(TOP_OF_7, Decimal(1), starts=date(2027, 1, 1), ends=date(2027, 7, 1))
    assert (now.year, now.months, now.is_by_earlier_pay) == (2026, 3, False)
    assert (later.year, later.months, later.of.year, later.is_by_earlier_pay) == (2027, 3, 2026, True)
    assert (year_words(2026), year_words(2099)) == ("2026/27", "2099/00")


def slowly(contract: Contract, wte: Decimal, starts: date, ends: date, factor: Decimal) -> dict[int, int]:
    """Month by month since the first table, in exact fractions: what has run up by the end, less what had before."""
    run_up: dict[int, Fraction] = {}
    had: dict[int, Fraction] = {}
    month = date(2025, 4, 1)
    while month < ends:
        year = month.year if month.month >= 4 else month.year - 1
        table = find_pay_point(2025 if year == 2025 else 2026, contract.band, contract.point)
        assert table
        gross = nearest(Fraction(table.pounds * 100) * Fraction(contract.wte))
        pay = gross + nearest(Fraction(15, 100) * max(gross - 5_000_00, 0)) + nearest(Fraction(1438, 10_000) * gross)
        pay += nearest(Fraction(5, 1_000) * gross)
        share = nearest(nearest(pay * Fraction(wte) / Fraction(contract.wte)) * Fraction(factor))
        following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        for sums in (run_up, had) if following <= starts else (run_up,):
            sums[year] = sums.get(year, Fraction(0)) + Fraction(share, 12)
        month = following
    first = starts.year if starts.month >= 4 else starts.year - 1
    return {year: nearest(owed) - nearest(had.get(year, Fraction(0))) for year, owed in run_up.items() if year >= first}


def nearest(amount: Fraction) -> int:
    return (amount + Fraction(1, 2)).__floor__()


@given(contracts, st.integers(1, 10), days, st.integers(1, 800), st.sampled_from(["1", "1.10", "1.25"]))
def test_a_slow_sum_month_by_month_says_the_same(
    contract: Contract, tenths: int, starts: date, length: int, factor: str
) -> None:
    wte, ends = contract.wte * tenths / 10, starts + timedelta(length)
    found = charges_of(contract, wte, starts=starts, ends=ends, factor=Decimal(factor))
    assert {one.year: one.pence for one in found} == slowly(contract, wte, starts, ends, Decimal(factor))
    last = ends - timedelta(1)
    assert sum(one.months for one in found) == (last.year - starts.year) * 12 + last.month - starts.month + 1


@given(contracts, st.lists(days.map(lambda day: day.replace(day=1)), min_size=2, max_size=6, unique=True).map(sorted))
def test_neighbouring_times_add_up_to_the_penny(contract: Contract, cuts: list[date]) -> None:
    parts = [
        one.pence
        for starts, ends in pairwise(cuts)
        for one in charges_of(contract, contract.wte, starts=starts, ends=ends)
    ]
    at_once = charges_of(contract, contract.wte, starts=cuts[0], ends=cuts[-1])
    assert sum(parts) == sum(one.pence for one in at_once)


def test_quarters_of_a_year_are_those_of_the_worked_example() -> None:
    quarters = [part_of_year(62_573_798, first, first + 3) for first in (0, 3, 6, 9)]
    assert quarters == [15_643_450, 15_643_449, 15_643_450, 15_643_449]


def test_a_time_of_no_days_costs_nothing() -> None:
    assert charges_of(TOP_OF_7, Decimal(1), starts=BEGINS, ends=BEGINS) == ()


@given(contracts, st.sampled_from([2025, 2026]))
def test_a_whole_year_costs_the_year(contract: Contract, year: int) -> None:
    (one,) = charges_of(contract, contract.wte, starts=date(year, 4, 1), ends=date(year + 1, 4, 1))
    assert one.pence == one.of.total


@given(st.decimals(0, 10**9, places=3))
def test_half_a_penny_is_rounded_up(amount: Decimal) -> None:
    assert whole(amount) == nearest(Fraction(amount))


@pytest.mark.skipif(not GOLDEN.exists(), reason="the published sets are not beside the repository")
def test_every_published_point_and_worked_cost_agrees() -> None:
    names: dict[tuple[str, str], list[str]] = {}
    for row in rows("afc_england.csv"):
        names.setdefault((row["fy"], row["band"]), []).append(row["point"])
        found = find_pay_point(int(row["fy"][:4]), row["band"], len(names[row["fy"], row["band"]]))
        if int(row["fy"][:4]) in SOURCES:
            assert found
            assert (found.name, found.pounds) == (row["point"], int(row["salary"]))
    checked = 0
    for row in rows("oncost_2025_26_and_2024_25.csv"):
        if row["lens"] == "trust" and int(row["fy"][:4]) in SOURCES:
            point = names[row["fy"], row["band"]].index(row["point"]) + 1
            one = cost_of_year(Contract(row["band"], point, Decimal(row["contracted_wte"])), int(row["fy"][:4]))
            said = [int(row[name]) for name in ("gross_p", "employer_ni_p", "pension_p", "levy_p", "total_p")]
            assert one
            assert [one.gross, one.insurance, one.pension, one.levy, one.total] == said
            checked += 1
    assert checked == 58  # 29 points, whole and 0.6


@pytest.mark.skipif(not GOLDEN.exists(), reason="the published sets are not beside the repository")
def test_the_trap_of_the_threshold_is_not_walked_into() -> None:
    traps = {one["name"]: one for one in json.loads((GOLDEN / "traps.json").read_text())}
    trap = traps["NI threshold is per person"]
    one = cost_of_year(Contract("7", 3, Decimal(str(trap["contracted"]))), 2026)
    assert one
    assert one.total == trap["correct_total_p"]


def rows(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8") as lines:
        next(lines)
        return list(csv.DictReader(lines))
