"""Agreeing a second owner for an outcome that one group answers for alone."""

from dataclasses import replace
from datetime import date

from plait.engine.litmus.moves.kinds import TO_BE_NAMED, Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import listed
from plait.engine.outcomes import OWNER_GROUPS, Outcome
from plait.engine.trust import Trust

NAME = "share an outcome"


def _find(trust: Trust) -> tuple[Move, ...]:
    """Each outcome with a measure that is not owned together, by name."""
    alone = [one.name for one in trust.outcomes if one.measure and not one.is_shared]
    return tuple(Move(NAME, name) for name in sorted(alone, key=lambda name: (name.casefold(), name)))


def _outcome(trust: Trust, move: Move) -> Outcome | None:
    return next((one for one in trust.outcomes if one.name == move.subject), None)


def _make(trust: Trust, move: Move) -> Trust:
    outcomes = tuple(_shared(one) if one.name == move.subject else one for one in trust.outcomes)
    return replace(trust, outcomes=outcomes)


def _shared(one: Outcome) -> Outcome:
    """With a group that is not digital, and where that group would be alone with a digital one."""
    other = replace(one, other_owner=(*one.other_owner, TO_BE_NAMED)) if not one.other_owner else one
    if len(set(other.owners)) >= OWNER_GROUPS:
        return other
    return replace(other, digital_owner=(*other.digital_owner, f"{TO_BE_NAMED} digital"))


def _says(move: Move) -> str:
    return f"Agree a second owner for the outcome {move.subject}"


def _words(trust: Trust, move: Move) -> Words:
    one = _outcome(trust, move)
    owners = listed(list(one.owners)) if one and one.owners else "nobody"
    return Words(
        _says(move),
        f"A clinical or operational group and a digital one that answer for it together; today {owners} does.",
        "The directors of both groups",
    )


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    one = _outcome(trust, move)
    return Shown(f"{one.name}: owned by {listed(list(one.owners))}", one.origin) if one and one.is_shared else None


def _together(moves: tuple[Move, ...]) -> str:
    return f"Agree second owners for the outcomes {listed([move.subject for move in moves])}"


SHARE_OUTCOME = Kind(
    NAME, ("outcomes-are-shared",), frozenset(("outcomes",)), _find, _make, _words, _says, _see, _together
)
