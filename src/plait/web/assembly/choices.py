"""Which proposed teams may be accepted, or whose people may be asked, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plait.engine.assembly.acceptance import acceptable
from plait.engine.assembly.consent import Proposal, unasked_of_others
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.web.assembly.consent import agreed_teams, held_back
from plait.web.shared.jinja import plural


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A proposed team that may be accepted."""

    value: str
    text: str


def choices_of(plan: Plan, proposals: Sequence[Proposal]) -> tuple[TeamChoice, ...]:
    """The teams of a plan to ask about or to accept, but for those somebody asked has not agreed to yet."""
    held, agreed = held_back(proposals), agreed_teams(proposals)
    first = unasked_of_others(plan, proposals)
    return tuple(
        _choice(team, _answered(team, agreed, asks_first=team in first))
        for team in acceptable(plan)
        if team.ask.team not in held
    )


def _answered(team: ProposedTeam, agreed: frozenset[str], *, asks_first: bool) -> str:
    if asks_first:
        return ". Ask first: somebody of another trust would join."
    return ". Everybody has agreed." if team.ask.team in agreed else ""


def _choice(team: ProposedTeam, said: str) -> TeamChoice:
    joining = sum(1 for one in team.members if one.is_new)
    new = plural(joining, "person", "people") if joining else "part-time help, and nobody"
    what = f"a new team of {new}" if team.ask.is_new else f"{new} to join it"
    return TeamChoice(team.ask.team, f"{team.ask.team}: {what}{said}")
