"""Who reads from when to when people are on long leave, and how it is said to them and to all others."""

from __future__ import annotations

from datetime import date

from plait.engine.permissions import Action, Scope, Viewer, reaches, scope_of
from plait.store.long_leave import ListedLeave, list_leave
from plait.store.paging import Wanted
from plait.store.reach import Reach, reach_of
from plait.web.shared.jinja import full_date


def reads_leave(viewer: Viewer) -> bool:
    """May this viewer read the days of everybody's leave? Who reads everybody's time may, and who writes leave."""
    return Scope.TRUST in scope_of(viewer, Action.READ_CAPACITY) | scope_of(viewer, Action.EDIT_LEAVE)


def reads_leave_of(viewer: Viewer, employee_number: str) -> bool:
    """May this viewer read the leave of one person: their own, of somebody who reports to them, or of everybody?"""
    own = reaches(viewer, Action.READ_CAPACITY, employee_number=employee_number)
    return own or bool(scope_of(viewer, Action.EDIT_LEAVE))


def leave_reach(viewer: Viewer) -> Reach:
    """Whose leave this viewer reads, the same as `reads_leave_of` tells of each person."""
    reach = reach_of(viewer, Action.READ_CAPACITY)
    return Reach(everyone=reads_leave(viewer), numbers=reach.numbers)


def leave_words(name: str, last: date | None) -> str:
    """That somebody is on leave, and until when."""
    return f"{name} is on leave until {full_date(last)}" if last else f"{name} is on leave, until when is not known"


def leave_read(viewer: Viewer, state: str, today: date) -> tuple[ListedLeave, ...]:
    """Everybody's leave that is `now`, `coming` or `past`, any where the state is empty; none for who may not read."""
    if not reads_leave(viewer):
        return ()
    wanted = Wanted(filters={"state": state}, limit=None)
    return list_leave(viewer.trust_id, Reach(everyone=True), wanted, on=today).rows
