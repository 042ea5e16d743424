"""Free time by month."""

from datetime import date
from decimal import Decimal

from plait.engine.capacity import Span, capacity_by_month, month_after

ON = date(2026, 11, 2)
HALF, FULL = Decimal("0.5"), Decimal(1)


def test_whole_months_count() -> None:
    own = [Span(1, FULL, date(2025, 4, 1))]
    team = [Span(7, HALF, date(2026, 12, 31), date(2027, 1, 2))]
    months = capacity_by_month(own, team, on=ON)
    assert len(months) == 12
    assert [(one.first_day.month, one.free) for one in months[:4]] == [(11, FULL), (12, HALF), (1, HALF), (2, FULL)]


def test_a_change_within_a_month_promises_the_lesser_time() -> None:
    middle = date(2026, 11, 16)
    own = [Span(1, FULL, date(2025, 4, 1), middle), Span(1, Decimal("0.8"), middle)]
    team = [Span(7, HALF, date(2025, 4, 1), middle), Span(7, Decimal("0.2"), middle), Span(8, HALF, ON)]
    [month] = capacity_by_month(own, team, on=ON, months=1)
    assert (month.own, month.in_teams, month.free) == (Decimal("0.8"), FULL, Decimal("-0.2"))


def test_nothing_is_held_after_an_employment_ends() -> None:
    [november, december] = capacity_by_month([Span(1, FULL, ON, date(2026, 12, 1))], [], on=ON, months=2)
    assert (november.own, december.own) == (FULL, Decimal(0))
    assert month_after(date(2026, 12, 9)) == date(2027, 1, 1)
