"""The forms of the research log: a round in a minute, a group, an assumption."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from plait.engine.permissions import Action, Viewer, reaches
from plait.engine.research_sheets import ASSUMPTIONS, GROUPS, ROUNDS
from plait.engine.sheets import Entry
from plait.store.research import AssumptionLine, GroupLine, RoundLine, list_release_names
from plait.store.teams import list_service_names
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.page import Link

IN_A_MINUTE = ("team", "held_on", "user_group", "asked", "learnt", "changes")
"""What the form of a new round asks for; the rest can be added later."""
WRITTEN_FIRST = ("team", "name", "written_on")
"""What is known of an assumption before it is tested."""


def home_of(viewer: Viewer) -> str:
    """The address of the research log."""
    return f"/t/{viewer.trust_code}/research/"


def own_teams(viewer: Viewer, teams: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the teams whose research this viewer records."""
    return tuple(team for team in teams if reaches(viewer, Action.RECORD_RELEASE, teams=[team]))


def round_task(
    viewer: Viewer, teams: tuple[str, ...], groups: tuple[str, ...], known: RoundLine | None = None
) -> FormTask:
    """The form of a round: what takes a minute for a new one, and everything for one that is there."""
    home = home_of(viewer)
    offered = {"team": teams, "user_group": groups, "service": list_service_names(viewer.trust_id)}
    if known:
        offered["release"] = list_release_names(viewer.trust_id, known.team)
    return FormTask(
        sheet=ROUNDS,
        title="Change a round of research" if known else "Log a round of research",
        fields=ROUNDS.fields if known else IN_A_MINUTE,
        back=Link("The round", f"{home}rounds/{known.id}/") if known else Link("Research", home),
        after=lambda record_id: f"{home}rounds/{record_id}/",
        done="The round is saved." if known else "The round is logged.",
        record_id=known.id if known else None,
        offered=offered,
        suggested={} if known else _suggested(teams, "held_on"),
        section="outcomes",
        subject="research",
        removal=f"{home}rounds/{known.id}/remove/" if known else "",
        lead="" if known else "This takes a minute. How many people it were and their own words can be added later.",
        refused=lambda entry: _refused(viewer, entry),
    )


def group_task(viewer: Viewer, known: GroupLine | None = None) -> FormTask:
    """The form that names a group, or changes one."""
    home = home_of(viewer)
    return FormTask(
        sheet=GROUPS,
        title=f"Change {known.name}" if known else "Add a group of users",
        fields=GROUPS.fields,
        back=Link(known.name, f"{home}groups/{known.id}/") if known else Link("Research", home),
        after=lambda record_id: f"{home}groups/{record_id}/",
        done="The group is saved." if known else "The group is recorded.",
        record_id=known.id if known else None,
        section="outcomes",
        subject="research",
    )


def assumption_task(viewer: Viewer, teams: tuple[str, ...], known: AssumptionLine | None = None) -> FormTask:
    """The form that writes an assumption down, or says what became of it."""
    home = f"{home_of(viewer)}assumptions/"
    offered = {"team": teams}
    if known:
        offered["release"] = list_release_names(viewer.trust_id, known.team)
    return FormTask(
        sheet=ASSUMPTIONS,
        title="Change an assumption" if known else "Write down an assumption",
        fields=ASSUMPTIONS.fields if known else WRITTEN_FIRST,
        back=Link("The assumption", f"{home}{known.id}/") if known else Link("Assumptions", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The assumption is saved." if known else "The assumption is written down.",
        record_id=known.id if known else None,
        offered=offered,
        suggested={} if known else _suggested(teams, "written_on"),
        section="outcomes",
        subject="assumptions",
        removal=f"{home}{known.id}/remove/" if known else "",
        refused=lambda entry: _refused(viewer, entry),
    )


def _suggested(teams: tuple[str, ...], day: str) -> Mapping[str, str]:
    """Today, and the team of whoever has one alone."""
    own = {"team": teams[0]} if len(teams) == 1 else {}
    return {day: day_text(timezone.localdate()), **own}


def _refused(viewer: Viewer, entry: Entry) -> Mapping[str, str]:
    if reaches(viewer, Action.RECORD_RELEASE, teams=[str(entry.values["team"])]):
        return {}
    return {"team": "Your role records this of your own teams only. Choose one of them."}
