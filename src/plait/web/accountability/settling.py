"""Who may settle on whom: never anybody on themselves, by whichever employment."""

from __future__ import annotations

from collections.abc import Callable

from plait.engine.permissions import Action, Viewer, reaches
from plait.store.accountability import bears

MaySettle = Callable[[str], bool]
"""May this viewer settle on whoever bears this employee number?"""

NOT_ONESELF = "Nobody settles this on themselves. Another executive or the board secretary records it."


def may_settle_of(viewer: Viewer) -> MaySettle:
    """Tells whether the viewer may settle on whoever bears a number."""
    own = bears(viewer.trust_id, viewer.employee_number or "")

    def may_settle(number: str) -> bool:
        return reaches(viewer, Action.SETTLE, employee_number=viewer.employee_number if number in own else number)

    return may_settle
