"""The picture of the joined-up calendar: every change has its name, no two things meet, wide and narrow."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from plait.engine.change_windows import ChangeWindow
from plait.engine.programmes import Milestone, Programme
from plait.store.changes import Needed
from plait.store.programmes import Kept, ProgrammeLine
from plait.web.programmes.clashing import Changes, days_words
from plait.web.programmes.lanes import LETTER, Bar, Lanes, Picture, lanes_of, months_from

BEGINS = date(2026, 11, 1)
LONG = "Cut-over of the record on every ward of the tower and of the day units beside it"
DAYS = ((0, 5, "Pilot"), (3, 4, LONG), (0, 272, "Build"), (260, 300, LONG), (-40, 2, LONG), (6, 6, "Go live"))


def planned(windows: int = 1, milestones: tuple[int, ...] = (40,), done: bool = False) -> Changes:
    """So many programmes, each with the same changes and milestones, counted in days from the first month."""
    plans = []
    for number in range(windows):
        name = f"Programme {number}"
        changes = [
            Kept(place, ChangeWindow(name, f"{what} {place}", _day(first), _day(last)))
            for place, (first, last, what) in enumerate(DAYS)
        ]
        stones = [
            Kept(place, Milestone(name, f"Stone {place}", _day(day), done_on=_day(0) if done else None))
            for place, day in enumerate(milestones)
        ]
        line = ProgrammeLine(number, Programme(name, _day(-400)), None, None, {}, tuple(stones), windows=tuple(changes))
        plans.append(line)
    return Changes(tuple(plans), Needed({}, {}, {}, {}), (), _day(10), {}, {})


def _day(ahead: int) -> date:
    return BEGINS + timedelta(days=ahead)


def drawn(changes: Changes, clashing: frozenset[tuple[str, str]] = frozenset()) -> Lanes:
    found = lanes_of(changes, clashing, months_from(BEGINS, 9))
    assert found is not None
    return found


def boxes(bar: Bar) -> list[tuple[float, float, float, float]]:
    """The room of a bar and of its name, from left, top, to right, bottom; one that stands on its bar takes none."""
    long = len(bar.name) * LETTER
    left = bar.name_x - long if bar.anchor == "end" else bar.name_x
    name = (left, bar.name_y - 9.0, left + long, bar.name_y + 2.0)
    return [(bar.x, bar.y, bar.x + bar.width, bar.y + 14.0), *([] if bar.on_bar else [name])]


@pytest.mark.parametrize("place", [0, 1], ids=["wide", "narrow"])
def test_no_bar_or_name_meets_another_and_all_stay_on_the_picture(place: int) -> None:
    picture: Picture = drawn(planned(2)).pictures[place]
    rooms = [box for lane in picture.lanes for bar in lane.bars for box in boxes(bar)]
    for one, other in combinations(rooms, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    assert all(left >= 0 and right <= picture.width and bottom <= picture.height for left, _, right, bottom in rooms)
    assert [len(lane.bars) for lane in picture.lanes] == [len(DAYS)] * 2
    points = [lane.points_y for lane in picture.lanes for _ in lane.points]
    assert all(not top - 2 < y < bottom + 2 for y in points for _, top, _, bottom in rooms)


def test_a_name_stands_right_of_its_bar_left_of_it_or_on_it() -> None:
    wide = drawn(planned()).pictures[0]
    [lane] = wide.lanes
    stands = {bar.name.partition(" ")[0] + bar.name[-2:]: (bar.anchor, bar.on_bar) for bar in lane.bars}
    assert stands["Pilot 0"] == ("start", False)
    assert stands["Build 2"] == ("start", True)
    assert ("end", False) in stands.values()
    assert any(bar.name.endswith("…") for bar in lane.bars), "a long name is cut, and whole in the list"


def test_every_change_is_told_in_words_with_its_days_and_that_it_is_in_the_way() -> None:
    found = drawn(planned(), frozenset([("programme 0", "pilot 0")]))
    [told] = found.told
    assert told.programme == "Programme 0"
    assert f"Pilot 0, {days_words(_day(0), _day(5))}, in another’s way" in told.changes
    assert sum(LONG in change for change in told.changes) == 3
    assert [bar.is_clash for bar in found.pictures[0].lanes[0].bars].count(True) == 1


def test_what_is_done_has_no_point_and_more_than_twelve_are_in_the_table() -> None:
    done = drawn(planned(13, done=True))
    assert not any(lane.points for picture in done.pictures for lane in picture.lanes)
    assert done.left_out == "1 more programme is in the table."
    assert [tick.name for tick in done.pictures[1].ticks] == ["Nov", "", "", "Feb", "", "", "May", "", ""]
    assert lanes_of(planned(), frozenset(), months_from(date(2030, 1, 1), 9)) is None
    assert [one.today for one in drawn(planned()).pictures] != [None, None]
