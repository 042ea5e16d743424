"""Giving digital a standing right that finance or quality has at the board, by a decision."""

from dataclasses import replace
from datetime import date

from plait.engine.board import StandingRight, rights_on
from plait.engine.board_sheets import DIGITAL, FINANCE, QUALITY, RIGHTS
from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.kinds import Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import day, listed
from plait.engine.trust import Trust

NAME = "adopt a right"
DOCUMENT = "A decision of the board"


def _find(trust: Trust) -> tuple[Move, ...]:
    """Those that finance and quality both have first, then those that one of them has."""
    stood = rights_on(trust.rights, trust.on)
    lacking = [right for right in RIGHTS if stood.get((right, DIGITAL)) is False]
    had = {right: sum(stood.get((right, other), False) for other in (FINANCE, QUALITY)) for right in lacking}
    return tuple(Move(NAME, right) for count in (2, 1) for right in lacking if had[right] == count)


def _make(trust: Trust, move: Move) -> Trust:
    rights = tuple(replace(one, has=True, since=trust.on) if _is_of(one, move) else one for one in trust.rights)
    return replace(trust, rights=rights)


def _is_of(right: StandingRight, move: Move) -> bool:
    return (right.right, right.subject) == (move.subject, DIGITAL)


def _words(_trust: Trust, move: Move) -> Words:
    return Words(
        _says(move),
        "A decision in the minutes.",
        "The board",
    )


def _costs(_trust: Trust, _move: Move) -> Cost:
    return Cost(missing="No record says what time or money the right takes.")


def _says(move: Move) -> str:
    return f"Give digital the right “{move.subject}” by a decision"


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    row = next((one for one in trust.rights if _is_of(one, move) and one.held_on(trust.on)), None)
    if row is None:
        return None
    document = f". {row.document}" if row.document else ""
    from_day = f" since {day(row.since)}" if row.since else ""
    return Shown(f"{move.subject}: digital has it{from_day}{document}", row.origin)


def _together(moves: tuple[Move, ...]) -> str:
    rights = listed([f"“{move.subject}”" for move in moves])
    return f"Give digital the {len(moves)} rights it lacks by a decision: {rights}"


ADOPT_RIGHT = Kind(
    NAME,
    ("digital-has-parity",),
    frozenset(("standing rights",)),
    _find,
    _make,
    _words,
    _says,
    _see,
    _together,
    costs=_costs,
)
