"""In whose name a job or command acts: a viewer with their rights of today, and a scope that ends with the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from plait.engine.permissions import Viewer
from plait.store.access import entered
from plait.store.writing import Act, StaleRecord


class NotAllowed(Exception):
    """Somebody's rights do not reach this far; the text says what they lack."""


def in_words(refusal: Exception) -> str:
    """Why an act was refused, for the one who asked for it."""
    if isinstance(refusal, StaleRecord):
        return (
            "Somebody else changed the same rows at the same moment. Nothing was saved. Look at it again and repeat it."
        )
    return str(refusal)


@contextmanager
def acting(user_id: int, code: str, *, on: date) -> Iterator[Viewer]:
    """Act for a user in a trust they may enter on that day, within its rows only; NotAllowed when they may not."""
    with entered(user_id, code, on) as viewer:
        if viewer is None:
            raise NotAllowed(f"There is no trust {code} that this user may enter.")
        yield viewer


def act_of(viewer: Viewer, at: datetime, *, request: str = "") -> Act:
    """What events say of an act of this viewer."""
    return Act(viewer.trust_id, viewer.user_id, viewer.name, at, request=request)
