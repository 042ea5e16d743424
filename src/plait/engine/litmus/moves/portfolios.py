"""Naming the portfolio of a programme that belongs to none, where technology and transformation are led apart."""

from dataclasses import replace
from datetime import date

from plait.engine.accountability_sheets import CHANGE_KINDS, TECHNOLOGY_KINDS
from plait.engine.litmus.moves.kinds import Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import listed
from plait.engine.programmes import Programme
from plait.engine.trust import Trust

NAME = "name a portfolio"


def _find(trust: Trust) -> tuple[Move, ...]:
    """Each programme that names no territory of today, by name; none where there is no portfolio to name."""
    territories = {one.name for one in trust.territories}
    unclear = [one.name for one in trust.programmes if one.portfolio not in territories]
    names = sorted(unclear, key=lambda name: (name.casefold(), name)) if _portfolios(trust) else []
    return tuple(Move(NAME, name) for name in names)


def _portfolios(trust: Trust) -> list[str]:
    """The territories of technology and of transformation, by name."""
    return sorted(one.name for one in trust.territories if one.kind in TECHNOLOGY_KINDS | CHANGE_KINDS)


def _programme(trust: Trust, move: Move) -> Programme | None:
    return next((one for one in trust.programmes if one.name == move.subject), None)


def _make(trust: Trust, move: Move) -> Trust:
    """It is put in the first portfolio there is: which it is, people say, and the verdict asks only for one."""
    [first, *_] = _portfolios(trust)
    programmes = tuple(replace(one, portfolio=first) if one.name == move.subject else one for one in trust.programmes)
    return replace(trust, programmes=programmes)


def _says(move: Move) -> str:
    return f"Name the portfolio of the programme {move.subject}"


def _words(trust: Trust, move: Move) -> Words:
    return Words(
        _says(move),
        f"A decision which it belongs to: {listed(_portfolios(trust), joined_by='or')}.",
        "The directors who answer for them",
    )


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    one = _programme(trust, move)
    if one is None or one.portfolio not in {of.name for of in trust.territories}:
        return None
    return Shown(f"{one.name}: of the portfolio {one.portfolio}", one.origin)


def _together(moves: tuple[Move, ...]) -> str:
    return f"Name the portfolios of the programmes {listed([move.subject for move in moves])}"


NAME_PORTFOLIO = Kind(
    NAME, ("portfolios-are-clear",), frozenset(("programmes",)), _find, _make, _words, _says, _see, _together
)
