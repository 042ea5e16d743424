"""Adding a member of the viewpoint that a running team lacks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median_low

from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.costs import cost_of_viewpoint
from plait.engine.litmus.moves.kinds import TO_BE_NAMED, Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import day, listed
from plait.engine.teams import Membership
from plait.engine.trust import Trust, by_number, holding_on, members_on, teams_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint

NAME = "add a viewpoint"
USUAL = Decimal("0.2")
"""The time a member of a team without any gives on the copy."""


def _find(trust: Trust) -> tuple[Move, ...]:
    members, people = members_on(trust), by_number(trust.people)
    found: list[Move] = []
    for team in teams_on(trust):
        there = {viewpoint_of(member, people) for member in members.get(team.name, ())}
        found += [Move(NAME, team.name, view.value) for view in Viewpoint if view not in there]
    return tuple(found)


def _make(trust: Trust, move: Move) -> Trust:
    who = f"{TO_BE_NAMED} {move.subject} {move.detail}"
    seat = Membership(
        move.subject,
        who,
        _time(trust, move.subject),
        joined=trust.on,
        starts=trust.on,
        viewpoint=Viewpoint(move.detail),
    )
    return replace(trust, guests=trust.guests | {who}, memberships=(*trust.memberships, seat))


def _time(trust: Trust, team: str) -> Decimal:
    """The middle of what its members give."""
    times = [seat.wte for seat in holding_on(trust.memberships, trust.on) if seat.team == team]
    return median_low(times) if times else USUAL


def _words(trust: Trust, move: Move) -> Words:
    size = len(members_on(trust).get(move.subject, ()))
    time = f"{_time(trust, move.subject).normalize():f}"
    full = f" It would have {size + 1} people." if size >= trust.sizes.most else ""
    return Words(
        _says(move),
        f"About {time} WTE, what its members give now.{full}",
        "Chief digital and information officer, with the line manager who releases somebody",
    )


def _costs(trust: Trust, move: Move) -> Cost:
    return cost_of_viewpoint(trust, Viewpoint(move.detail), _time(trust, move.subject))


def _says(move: Move) -> str:
    return f"Add {_article(move.detail)} {move.detail} member to {move.subject}"


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    if move.subject not in {team.name for team in teams_on(trust)}:
        return None
    people = by_number(trust.people)
    seats = [seat for seat in members_on(trust).get(move.subject, ()) if viewpoint_of(seat, people) == move.detail]
    if not seats:
        return None
    first = min(seats, key=lambda seat: (seat.joined, seat.employee_number))
    return Shown(
        f"{move.subject}: {_article(move.detail)} {move.detail} member since {day(first.joined)}", first.origin
    )


def _together(moves: tuple[Move, ...]) -> str:
    return f"Add the viewpoints that are missing: {listed([f'{one.detail} to {one.subject}' for one in moves])}"


ADD_VIEWPOINT = Kind(
    NAME, ("teams-are-fused",), frozenset(("memberships",)), _find, _make, _words, _says, _see, _together, costs=_costs
)
