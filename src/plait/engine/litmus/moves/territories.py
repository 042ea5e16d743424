"""Settling who answers for a territory that nobody, or more than one person, answers for today."""

from dataclasses import replace
from datetime import date

from plait.engine.accountability import YEAR, Claim, Settlement, Territory
from plait.engine.acting_up import answering
from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.kinds import TO_BE_NAMED, Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import day, listed, many
from plait.engine.trust import Trust, holds, identities

NAME = "settle a territory"
DOCUMENT = "A decision of the board"


def _find(trust: Trust) -> tuple[Move, ...]:
    return tuple(Move(NAME, of.name) for of in _by_name(trust) if len(_who(trust, of.name)) != 1)


def _by_name(trust: Trust) -> list[Territory]:
    return sorted(trust.territories, key=lambda of: (of.name.casefold(), of.name))


def _claims(trust: Trust, territory: str) -> list[Claim]:
    return [one for one in trust.claims if one.territory == territory and holds(one, trust.on)]


def _who(trust: Trust, territory: str) -> set[tuple[str, str]]:
    """Who answers for it today, each person once: not who was overruled, nor who acts up in another role."""
    known = identities(trust.people)
    counted = [one for one in answering(_claims(trust, territory), trust) if holds(one, trust.on)]
    numbers = [one.employee_number for one in counted if one.overruled_on is None]
    return {known.get(number, ("", number)) for number in numbers}


def _make(trust: Trust, move: Move) -> Trust:
    """All claims of today end, and one begins: who it is, the board says."""
    ended = set(_claims(trust, move.subject))
    claims = tuple(replace(one, ends=trust.on) if one in ended else one for one in trust.claims)
    claim = Claim(move.subject, TO_BE_NAMED, DOCUMENT, trust.on)
    settled = Settlement(move.subject, TO_BE_NAMED, trust.on, DOCUMENT, trust.on)
    return replace(trust, claims=(*claims, claim), settlements=(*trust.settlements, settled))


def _words(trust: Trust, move: Move) -> Words:
    count = len(_who(trust, move.subject))
    today = f"{many(count, 'person claims', 'people claim')} it today" if count else "Nobody claims it today"
    return Words(
        _says(move),
        f"One person with the time for it. {today}.{_counts(trust, move)}",
        "The board, or a director who does not claim it",
    )


def _counts(trust: Trust, move: Move) -> str:
    """From when on the territory counts as clear, and which others the same people claim."""
    said = f" Settled today, it counts as clear from {day(_later(trust))} on, if nothing else changes."
    claimants = _who(trust, move.subject)
    same = [of.name for of in _by_name(trust) if of.name != move.subject and _who(trust, of.name) == claimants]
    if not same:
        return said
    whom = f"The same {len(claimants)} people claim {listed(same)}" if claimants else f"Nobody claims {listed(same)}"
    return f"{said} {whom}{'' if claimants else ' either'}: one decision may settle {_all(len(same) + 1)}."


def _all(count: int) -> str:
    return "both" if count == len(("one", "other")) else f"all {count}"


def _costs(_trust: Trust, _move: Move) -> Cost:
    return Cost(missing="No record says how much time a territory takes.")


def _says(move: Move) -> str:
    return f"Settle who answers for {move.subject}"


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    """A settlement that holds today, with exactly one person who claims it."""
    stands = [one for one in trust.settlements if one.territory == move.subject and holds(one, trust.on)]
    if not stands or len(_who(trust, move.subject)) != 1:
        return None
    last = max(stands, key=lambda one: (one.starts, one.decided_on))
    return Shown(f"{move.subject}: settled from {day(last.starts)}. {last.decision}", last.origin)


def _together(moves: tuple[Move, ...]) -> str:
    return f"Settle who answers for {listed([move.subject for move in moves])}"


def _later(trust: Trust) -> date:
    """Twelve months are counted, so that what was unclear until today stays in the count for as long."""
    return trust.on + YEAR


SETTLE = Kind(
    NAME,
    ("one-person-answers",),
    frozenset(("accountability claims", "accountability settlements")),
    _find,
    _make,
    _words,
    _says,
    _see,
    _together,
    _later,
    costs=_costs,
)
