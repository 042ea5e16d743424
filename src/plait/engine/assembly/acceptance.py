"""Acceptance: the part of a plan that people said yes to, as entries of the sheets of teams and members."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from plait.engine.assembly.plan import Level, Plan, ProposedTeam
from plait.engine.assembly.scorer import effort_of, score
from plait.engine.assembly.wishes import Together
from plait.engine.cells import Value
from plait.engine.offers import OFFERS
from plait.engine.sheets import Entry, key_of
from plait.engine.teams import MEMBERSHIPS, TEAMS


def joined(plan: Plan) -> tuple[ProposedTeam, ...]:
    """The proposed teams that somebody would join."""
    return tuple(team for team in plan.teams if any(one.is_new for one in team.members))


def acceptable(plan: Plan) -> tuple[ProposedTeam, ...]:
    """The proposed teams that somebody would join, or serve from outside."""
    return tuple(team for team in plan.teams if team in joined(plan) or any(one.is_new for one in team.served))


def only_teams(plan: Plan, teams: Collection[str]) -> Plan:
    """The plan with only these teams, worth what they cover and take."""
    kept = replace(plan, teams=tuple(team for team in acceptable(plan) if team.ask.team in teams))
    # Two who are to be together may be so in a team of the plan that waits.
    kept = replace(kept, wishes=tuple(one for one in plan.wishes if not isinstance(one, Together)))
    effort = Level("effort", effort_of(kept), 0.0)
    return replace(kept, coverage=Level("coverage", score(kept), 1.0), effort=effort, levels=(), gap=None)


def entries_of(plan: Plan, *, source: str) -> dict[str, tuple[Entry, ...]]:
    """What the plan adds to the record, by sheet: its new teams, everybody who joins one, and who serves it part-time.

    Whom another trust lends stands on no sheet: their places are kept beside, with that trust's word.

    New teams have no end; whoever joins or serves does so from the first day of the window to its last.
    """
    teams = tuple(_team_entry(team, source) for team in plan.teams if team.ask.is_new)
    members = tuple(_member_entries(team, source) for team in plan.teams)
    served = tuple(entry for team in plan.teams for entry in _served_entries(team, source))
    return {
        TEAMS.name: teams,
        MEMBERSHIPS.name: tuple(entry for entries in members for entry in entries),
        **({OFFERS.name: served} if served else {}),
    }


def _served_entries(team: ProposedTeam, source: str) -> Iterator[Entry]:
    """What of an offer goes to the service of a team, at the level it needs."""
    levels = {need.competency: need.level for need in team.ask.needs}
    for one in team.served:
        if one.is_new:
            values: dict[str, Value] = {
                "community": one.community or None,
                "team": one.team or None,
                "competency": one.competency,
                "level": levels[one.competency],
                "wte": Decimal(one.tenths) / 10,
                "service": team.ask.service,
                "starts": team.ask.window.starts,
                "ends": team.ask.window.ends,
            }
            yield Entry(OFFERS.name, values, source, None, key_of(OFFERS, values))


def _team_entry(team: ProposedTeam, source: str) -> Entry:
    ask = team.ask
    values: dict[str, Value] = {"name": ask.team, "service": ask.service, "starts": ask.window.starts}
    return Entry(TEAMS.name, values, source, None, (ask.team.casefold(),))


def _member_entries(team: ProposedTeam, source: str) -> tuple[Entry, ...]:
    window = team.ask.window
    return tuple(
        Entry(
            MEMBERSHIPS.name,
            {
                "team": team.ask.team,
                "employee_number": one.employee_number,
                "wte": one.wte,
                "part": "; ".join(("Lead", *one.serves) if one.employee_number == team.ask.lead else one.serves),
                "starts": window.starts,
                "ends": window.ends,
            },
            source,
            None,
            (team.ask.team.casefold(), one.employee_number.casefold()),
        )
        for one in team.members
        if one.is_new and not one.home
    )
