"""The page of both trusts in words, without a database: what is not known, and what wants doing, is said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from plait.engine.contacts import Met
from plait.engine.permissions import Role, Viewer
from plait.store.executives import MeetingThere
from plait.web.executives.both import Half, both_page, both_rows

TODAY = date(2026, 11, 5)


def half(code: str, *, board: int, begins: str = "", met: tuple[Met, ...] | None = ()) -> Half:
    """An invented trust whose board meets in so many days, with nothing else on record."""
    viewer = Viewer(1, "Sam", 1, code, f"Trust {code}", is_invented=True, roles=frozenset((Role.CDIO,)))
    meeting = MeetingThere("", TODAY + timedelta(days=board), begins, "", "", is_draft=False, origin=None)
    return Half(viewer, 1, (), (meeting,), (), (), (), (0, 0), Decimal(1), met)


def test_what_is_not_known_is_said_and_a_time_not_recorded_may_clash() -> None:
    page = both_page("Sam", (half("A", board=9), half("B", board=9, begins="09:00")), TODAY)
    assert page.clashes == ("On 14 Nov 2026 both boards may meet at once: a time is not recorded.",)
    assert page.invented == "Trust A and Trust B do not exist."
    assert both_page("Sam", (half("A", board=9), half("B", board=8)), TODAY).clashes == ()
    said = {(what, code): words for what, _, code, words in both_rows((half("A", board=9), half("B", board=9)), TODAY)}
    assert said["Outside digital in 12 months", "A"] == "No published meeting of the board"
    assert said["Attendance in 12 months", "B"] == "Not recorded"
    assert said["Boards to come", "A"] == "14 Nov 2026"


def test_who_was_not_met_for_long_is_named_by_office_and_in_time_nobody_is() -> None:
    late = (Met("Finance director", (), 94, None), Met("Chief executive", (), 12, None))
    halves = (half("A", board=9, met=late), half("B", board=9, met=late[1:]), half("C", board=9, met=None))
    said = {code: words for what, _, code, words in both_rows(halves, TODAY) if what == "Since you last met directors"}
    assert said == {
        "A": "94 days at the longest (finance director); 1 director over 45 days (our default)",
        "B": "12 days at the longest (chief executive)",
        "C": "Not for your role there",
    }
