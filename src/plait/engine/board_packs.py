"""What becomes of a board pack, from draft to withdrawn, and who reads it on the way."""

from collections.abc import Mapping

from plait.engine.permissions import Action, Viewer, scope_of

MAKING, FAILED = "making", "failed"
DRAFT, CIRCULATED, PUBLISHED, WITHDRAWN = "draft", "circulated", "published", "withdrawn"

STATES: Mapping[str, str] = {
    MAKING: "Being made",
    FAILED: "Could not be made",
    DRAFT: "Draft",
    CIRCULATED: "Circulated to the board",
    PUBLISHED: "Published",
    WITHDRAWN: "Withdrawn",
}
"""Each state as a page says it."""

READ_BY: Mapping[str, Action] = {
    MAKING: Action.READ_PACK_DRAFTS,
    FAILED: Action.READ_PACK_DRAFTS,
    DRAFT: Action.READ_PACK_DRAFTS,
    CIRCULATED: Action.READ_CIRCULATED,
    PUBLISHED: Action.READ_PACKS,
    WITHDRAWN: Action.READ_CIRCULATED,
}
"""Whose a pack is to read, by its state (reliability and security, permission matrix: board papers)."""

UNPUBLISHED = frozenset((DRAFT, CIRCULATED, WITHDRAWN))
"""The states in which a pack is there to read and not everybody's: who opens it then stands in the audit trail."""

MOVES: Mapping[str, tuple[str, ...]] = {
    DRAFT: (CIRCULATED,),
    CIRCULATED: (PUBLISHED, WITHDRAWN),
    PUBLISHED: (WITHDRAWN,),
}
"""What the board secretary may make of a pack next; what is withdrawn stays so, and is kept."""


def states_read(viewer: Viewer) -> frozenset[str]:
    """The states in which this viewer reads a pack; none where they read no pack at all."""
    return frozenset(state for state, action in READ_BY.items() if scope_of(viewer, action))


def moves_of(viewer: Viewer, state: str) -> tuple[str, ...]:
    """What this viewer may make of a pack in this state."""
    return MOVES.get(state, ()) if scope_of(viewer, Action.MAKE_PACK) else ()
