"""A conflict of wishes as plain values that JSON can hold, and back."""

from typing import Any

from plait.engine.assembly.conflict import Conflict
from plait.files.plans import Plain, plain_wishes, wishes_of


def plain_conflict(conflict: Conflict) -> dict[str, Any]:
    """The conflict as plain values: wishes with their kinds."""
    return {
        "faults": list(conflict.faults),
        "wishes": plain_wishes(conflict.wishes),
        "why": conflict.why,
        "drop": plain_wishes(conflict.drop),
        "instead": [plain_wishes(pair) for pair in conflict.instead],
    }


def conflict_of_plain(plain: Plain) -> Conflict:
    """The conflict that plain values state."""
    return Conflict(
        wishes_of(plain["wishes"]),
        plain["why"],
        wishes_of(plain["drop"]),
        tuple((old, new) for old, new in map(wishes_of, plain["instead"])),
        tuple(plain["faults"]),
    )
