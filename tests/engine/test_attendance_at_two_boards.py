"""Whether an executive of two trusts came to both boards, counted, by month, and kept away by the other."""

from __future__ import annotations

from datetime import date

from plait.engine.sharing import Came, Clash, Tally, by_month, kept_away, tally

NOVEMBER = Came("", date(2026, 11, 5), "present")
CAME = (
    NOVEMBER,
    Came("Southmere", date(2026, 11, 5), "apologies", Clash.CLASH),
    Came("", date(2026, 10, 1), "deputy", Clash.MAY),
    Came("Southmere", date(2026, 10, 29), "apologies"),
    Came("", date(2026, 9, 3), ""),
)


def test_a_deputy_is_not_the_executive_and_what_is_not_recorded_is_not_counted() -> None:
    assert tally(one for one in CAME if not one.of) == Tally(present=1, apologies=0, deputy=1, unknown=1)
    assert tally(one for one in CAME if not one.of).known == 2
    assert tally(()) == Tally(0, 0, 0, 0)


def test_the_months_of_both_boards_stand_on_one_line_the_latest_first() -> None:
    months = by_month(CAME)
    assert [month for month, _ in months] == [date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)]
    assert months[0][1] == CAME[:2]
    assert [one.held_on.day for one in months[1][1]] == [1, 29]


def test_only_a_board_missed_on_a_day_of_both_was_missed_for_the_other() -> None:
    assert kept_away(CAME) == (CAME[1], CAME[2])
    assert not Came("", date(2026, 11, 5), "present", Clash.CLASH).was_kept_away
