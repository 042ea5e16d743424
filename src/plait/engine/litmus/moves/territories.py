"""Settling who answers for a territory that nobody, or more than one person, answers for today."""

from collections.abc import Mapping
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
MOST_NAMED = 4


def _find(trust: Trust) -> tuple[Move, ...]:
    who = _everyone(trust)
    return tuple(Move(NAME, of.name) for of in _by_name(trust) if len(who[of.name]) != 1)


def _by_name(trust: Trust) -> list[Territory]:
    return sorted(trust.territories, key=lambda of: (of.name.casefold(), of.name))


def _claims(trust: Trust, territory: str) -> list[Claim]:
    return [one for one in trust.claims if one.territory == territory and holds(one, trust.on)]


def _everyone(trust: Trust) -> dict[str, set[tuple[str, str]]]:
    """By territory who answers for it today, each person once: not who was overruled, nor who acts up elsewhere."""
    known = identities(trust.people)
    who: dict[str, set[tuple[str, str]]] = {of.name: set() for of in trust.territories}
    today = [one for one in trust.claims if holds(one, trust.on)]
    for one in answering(today, trust):
        if holds(one, trust.on) and one.overruled_on is None:
            who.setdefault(one.territory, set()).add(known.get(one.employee_number, ("", one.employee_number)))
    return who


def _make(trust: Trust, move: Move) -> Trust:
    """All claims of today end, and one begins: who it is, the board says."""
    ended = set(_claims(trust, move.subject))
    claims = tuple(replace(one, ends=trust.on) if one in ended else one for one in trust.claims)
    claim = Claim(move.subject, TO_BE_NAMED, DOCUMENT, trust.on)
    settled = Settlement(move.subject, TO_BE_NAMED, trust.on, DOCUMENT, trust.on)
    return replace(trust, claims=(*claims, claim), settlements=(*trust.settlements, settled))


def _words(trust: Trust, move: Move) -> Words:
    who = _everyone(trust)
    count = len(who.get(move.subject, ()))
    today = f"{many(count, 'person claims', 'people claim')} it today" if count else "Nobody claims it today"
    return Words(
        _says(move),
        f"One person with the time for it. {today}.{_counts(trust, move, who)}",
        "The board, or a director who does not claim it",
    )


def _counts(trust: Trust, move: Move, who: Mapping[str, set[tuple[str, str]]]) -> str:
    """From when on the territory counts as clear, and which others the same people claim."""
    said = f" Settled today, it counts as clear from {day(_later(trust))} on, if nothing else changes."
    claimants = who.get(move.subject)
    same = [of.name for of in _by_name(trust) if of.name != move.subject and who[of.name] == claimants]
    if not same:
        return said
    named = same if len(same) <= MOST_NAMED else [*same[: MOST_NAMED - 1], f"{len(same) - MOST_NAMED + 1} others"]
    whom = f"The same {len(claimants)} people claim {listed(named)}" if claimants else f"Nobody claims {listed(named)}"
    every = f"all {len(same) + 1}" if same[1:] else "both"
    return f"{said} {whom}{'' if claimants else ' either'}: one decision may settle {every}."


def _costs(_trust: Trust, _move: Move) -> Cost:
    return Cost(missing="No record says how much time a territory takes.")


def _says(move: Move) -> str:
    return f"Settle who answers for {move.subject}"


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    """A settlement that holds today, with exactly one person who claims it."""
    stands = [one for one in trust.settlements if one.territory == move.subject and holds(one, trust.on)]
    if not stands or len(_everyone(trust).get(move.subject, ())) != 1:
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
