"""Building a second team for the work of one that has passed the largest size."""

from dataclasses import replace
from datetime import date

from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.kinds import Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import day, listed
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust, by_number, holding_on, members_on, teams_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint

NAME = "build a second team"


def _find(trust: Trust) -> tuple[Move, ...]:
    """Teams past the largest size that had shown something by then; before that a second team breaks the rule."""
    members = members_on(trust)
    shown = {one.team for one in trust.releases if one.visible and one.released_on < trust.on}
    large = [team for team in teams_on(trust) if len(members.get(team.name, ())) > trust.sizes.most]
    return tuple(Move(NAME, team.name) for team in large if team.name in shown)


def _make(trust: Trust, move: Move) -> Trust:
    parent = next(team for team in teams_on(trust) if team.name == move.subject)
    second = Team(_name(move), trust.on, service=parent.service, parent=parent.name)
    leaving = _leaving(trust, move)
    stay = tuple(replace(seat, ends=trust.on) if seat in leaving else seat for seat in trust.memberships)
    moved = tuple(replace(seat, team=second.name, joined=trust.on, starts=trust.on) for seat in leaving)
    return replace(trust, teams=(*trust.teams, second), memberships=(*stay, *moved))


def _name(move: Move) -> str:
    return f"{move.subject}, second team"


def _leaving(trust: Trust, move: Move) -> tuple[Membership, ...]:
    """Every second member of each viewpoint, by employee number: both teams keep what there is two of."""
    people = by_number(trust.people)
    found: list[Membership] = []
    for view in Viewpoint:
        seats = [seat for seat in members_on(trust)[move.subject] if viewpoint_of(seat, people) is view]
        found += seats[1::2]
    return tuple(found)


def _words(trust: Trust, move: Move) -> Words:
    every, leave = len(members_on(trust)[move.subject]), len(_leaving(trust, move))
    return Words(
        _says(move),
        f"No more time: its {every} members share the work, {every - leave} and {leave}.",
        "Chief digital and information officer",
    )


def _costs(_trust: Trust, _move: Move) -> Cost:
    return Cost(basis="Nobody gives more time: the members of today share the work.")


def _says(move: Move) -> str:
    return f"Build a second team for {move.subject}"


def _see(trust: Trust, move: Move, since: date) -> Shown | None:
    seconds = [team for team in holding_on(trust.teams, trust.on) if team.parent == move.subject]
    later = sorted((team for team in seconds if team.starts >= since), key=lambda team: (team.starts, team.name))
    return Shown(f"{later[0].name}: running since {day(later[0].starts)}", later[0].origin) if later else None


def _together(moves: tuple[Move, ...]) -> str:
    return f"Build second teams for {listed([move.subject for move in moves])}"


SECOND_TEAM = Kind(
    NAME,
    ("second-team-after-release", "team-sizes"),
    frozenset(("teams", "memberships")),
    _find,
    _make,
    _words,
    _says,
    _see,
    _together,
    costs=_costs,
)
