"""What to ask for where a decision benefits one trust at another's cost and an executive of both had a part in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.conflicts import ConflictLine, list_conflicts


def conflicts_for(viewer: Viewer) -> tuple[ConflictLine, ...]:
    """Every such decision this viewer may read of; none for those who read nothing of shared executives."""
    if not scope_of(viewer, Action.READ_SHARED):
        return ()
    drafts = bool(scope_of(viewer, Action.READ_BOARD_DRAFTS))
    return list_conflicts(viewer.trust_id, on=timezone.localdate(), drafts=drafts)


def conflict_words(one: ConflictLine) -> str:
    """One of them in a sentence or two: whom it benefits, who had a part in it, and what is still asked for."""
    whom = f"in favour of {one.benefits}" if one.benefits else f"at the cost of {one.costs}"
    said = f"“{one.decision}” is {whom}, and {one.executive}, who leads both trusts, led it or advised on it."
    if one.asked:
        return f"{said} Ask for {listed(one.asked)}."
    return f"{said} The interest is declared, and {listed(one.stood_aside)} stood aside."


def warning_of(viewer: Viewer, decision_id: int) -> str:
    """What to mind of a decision that was just saved; nothing where nothing is asked for."""
    return _joined(one for one in conflicts_for(viewer) if one.decision_id == decision_id and one.asked)


def _joined(found: Iterable[ConflictLine]) -> str:
    return " ".join(map(conflict_words, found))
