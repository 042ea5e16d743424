"""How the board's time was shared, by hand for a small board, and the ladder counted."""

from __future__ import annotations

from datetime import timedelta

from plait.engine.agenda_time import SHARED, of_the_year, series_of_time, times_of, together
from plait.engine.board import AgendaItem, Meeting
from plait.engine.board_sheets import RIGHTS, SUBJECTS
from plait.engine.litmus.examples import ON
from plait.engine.parity import ADOPTED_BY, parity_of
from plait.engine.spc.charting import chart_all

DAY = timedelta(days=1)


def test_minutes_are_shared_by_confirmed_tag() -> None:
    meetings = [
        Meeting("June", "board", ON - 90 * DAY), Meeting("May", "board", ON - 120 * DAY),
        Meeting("Old", "board", ON - 365 * DAY), Meeting("Draft", "board", ON - DAY, status="draft"),
        Meeting("Quality", "committee", ON - DAY), Meeting("Next", "board", ON + DAY),
    ]  # fmt: skip
    items = [
        AgendaItem("June", "1", "Beds", 40, "quality", is_confirmed=True),
        AgendaItem("June", "2", "Money", 30, "finance", is_confirmed=True),
        AgendaItem("June", "3", "Records", 20, "digital", is_confirmed=True),
        AgendaItem("June", "4", "Records again", 10, "digital"),
        AgendaItem("June", "5", "Any other business"),
        AgendaItem("May", "1", "Everything", None, "digital", is_confirmed=True),
        AgendaItem("Old", "1", "Plans", 60, "strategy", is_confirmed=True),
        AgendaItem("Next", "1", "Later", 60, "digital", is_confirmed=True),
    ]
    old, may, june = times_of(meetings, items, ON)
    # By hand: 40 + 30 + 20 + 10 = 100 minutes, of which 10 have a tag that nobody confirmed.
    assert (june.minutes, june.items, june.untimed, june.by_tag[""]) == (100, 5, 1, 10)
    assert [june.share(tag) for tag in SHARED] == [20, 30, 40]
    assert (may.minutes, may.items, may.untimed, may.share("digital")) == (0, 1, 1, None)
    assert old.share("strategy") == 100
    assert of_the_year((old, may, june), ON) == (may, june)
    assert together((old, june)) == {"quality": 40, "finance": 30, "digital": 20, "": 10, "strategy": 60}
    series = series_of_time((old, may, june), "digital")
    assert series.days == (ON - 365 * DAY, ON - 120 * DAY, ON - 90 * DAY)
    assert series.values == (0, None, 20)


def test_two_meetings_of_one_day_are_one_figure_and_limits_come_with_thirteen() -> None:
    days = [ON - 30 * place * DAY for place in range(13)]
    meetings = [Meeting(f"Board {day}", "board", day) for day in days]
    meetings.append(Meeting("Seminar", "board", ON))
    items = [
        AgendaItem(one.name, "1", "x", 10 + place % 3, "digital", is_confirmed=True)
        for place, one in enumerate(meetings)
    ]
    items += [AgendaItem(one.name, "2", "y", 90) for one in meetings]
    times = times_of(meetings, items, ON)
    [drawn] = chart_all([series_of_time(times, "digital")])
    assert len(drawn.counting) == 13
    assert drawn.has_limits
    assert drawn.shown[-1] == round(100 * (10 + 11) / (100 + 101), 1)
    [few] = chart_all([series_of_time(times[1:], "digital")])
    assert (len(few.counting), few.has_limits) == (12, False)


def test_the_ladder_is_counted_by_hand() -> None:
    stood = {(right, subject): True for right in RIGHTS for subject in SUBJECTS}
    assert (parity_of(stood).percent, parity_of(stood).next) == ("100", "")
    for right in (RIGHTS[2], RIGHTS[6]):
        stood[right, "digital"] = False
    stood[RIGHTS[2], "quality"] = False
    ladder = parity_of(stood)
    # Finance 8, quality 7, digital 6: held against the fewer, 6 / 7 = 85.7 %.
    assert (ladder.finance, ladder.quality, ladder.digital, ladder.least, ladder.percent) == (8, 7, 6, 7, "85.7")
    assert ladder.next == RIGHTS[6], "both others have it; of the third rung only finance has"
    assert "internal audit plan" in ADOPTED_BY[ladder.next]
    del stood[RIGHTS[0], "finance"]
    assert (parity_of(stood).unrecorded, parity_of(stood).percent) == (1, "")
    nothing = {(right, subject): subject == "digital" for right in RIGHTS for subject in SUBJECTS}
    assert (parity_of(nothing).least, parity_of(nothing).percent) == (0, "")
