"""The forms of teams: what each may write, where it leads, what it says when done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from django.http import Http404
from django.utils import timezone

from plait.engine.assembly.second_team import too_early
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.sheets import Entry, Sheet
from plait.engine.stated import stated, stated_text
from plait.engine.teams import DEPENDENCIES, MEMBERSHIPS, RELEASES, TEAMS
from plait.store.findings import load_teams_named
from plait.store.second_teams import load_exception
from plait.store.teams import (
    ReleaseLine,
    TeamDetail,
    list_service_names,
    list_team_names,
    load_asked_too_much,
    load_team,
)
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import full_date, wte
from plait.web.shared.page import Link
from plait.web.shared.removing import RemovalTask
from plait.web.teams.detail import first_release

LISTS = frozenset(("members", "releases"))  # columns of the sheet that stand for rows of other sheets


def home_of(viewer: Viewer) -> str:
    """The address of the list of teams."""
    return f"/t/{viewer.trust_code}/teams/"


def add_team(viewer: Viewer, parent: TeamDetail | None) -> FormTask:
    """A new team, perhaps grown out of another one."""
    suggested = {"parent": parent.name, "service": parent.service} if parent else {}
    task = _of_team(viewer, Link("Teams", home_of(viewer)), "Add a team", "The team is recorded.")
    return replace(task, suggested=suggested, refused=partial(_refuse_parent, viewer))


def _refuse_parent(viewer: Viewer, entry: Entry) -> dict[str, str]:
    """Why a new team may not grow out of the one that is named: it has shown nothing yet (requirement 11)."""
    name, starts = stated_text(entry, "parent"), stated(entry, "starts", date)
    parent_id = load_teams_named(viewer.trust_id, [name]).get(name) if name else None
    parent = load_team(viewer.trust_id, parent_id, on=starts) if parent_id else None
    if parent is None:
        return {}
    excepted = load_exception(viewer.trust_id, parent.id) is not None
    early = too_early(name, starts, first_release(parent, starts), is_excepted=excepted)
    return {"parent": early} if early else {}


def edit_team(viewer: Viewer, team: TeamDetail) -> FormTask:
    """What is recorded of a team; its purpose alone for those who do not create teams."""
    back = Link(team.name, f"{home_of(viewer)}{team.id}/")
    task = replace(_of_team(viewer, back, f"Change {team.name}", "The team is saved."), record_id=team.id)
    return task if scope_of(viewer, Action.CREATE_TEAM) else replace(task, fields=("purpose",))


def _of_team(viewer: Viewer, back: Link, title: str, done: str) -> FormTask:
    home = home_of(viewer)
    return FormTask(
        sheet=TEAMS,
        title=title,
        fields=tuple(column.name for column in TEAMS.columns if column.name not in LISTS),
        back=back,
        after=lambda id: f"{home}{id}/",
        done=done,
        offered={"service": list_service_names(viewer.trust_id), "parent": list_team_names(viewer.trust_id)},
        subject="teams",
    )


def add_member(viewer: Viewer, team: TeamDetail) -> FormTask:
    """Somebody more in a team."""
    task = _inside(viewer, team, MEMBERSHIPS)
    title, done = f"Add a person to {team.name}", f"The person is in {team.name}."
    return replace(task, title=title, done=done, warn=partial(_warn, viewer))


def edit_member(viewer: Viewer, team: TeamDetail, member_id: int) -> FormTask:
    """Somebody's time and part in a team, or the end of it; who it is and which team stay."""
    member = next((one for one in team.members if one.id == member_id), None)
    if member is None:  # the employment ended before the stay began, so the page of the team does not show it
        raise Http404
    task = _inside(viewer, team, MEMBERSHIPS, member_id)
    fields = tuple(name for name in task.fields if name not in MEMBERSHIPS.key)
    title = f"Change {member.name} in {team.name}"
    has_ended = member.ends is not None and member.ends <= timezone.localdate()
    on = member.ends - timedelta(days=1) if member.ends is not None and has_ended else None
    done = f"{member.name} is saved."
    return replace(task, fields=fields, title=title, done=done, on=on, warn=partial(_warn, viewer))


def _warn(viewer: Viewer, member_id: int) -> str:
    """What to mind where a member's teams ask for more time than there is; whoever staffs teams reads everybody's."""
    today = timezone.localdate()
    asked = load_asked_too_much(viewer.trust_id, member_id, today=today)
    if asked is None:
        return ""
    whose = f"{asked.name} is now" if asked.day == today else f"From {full_date(asked.day)} {asked.name} is"
    return f"{whose} in teams for {wte(asked.in_teams)} WTE and has {wte(asked.wte)}."


def release(viewer: Viewer, team: TeamDetail, release_id: int | None = None) -> FormTask:
    """Something put in front of people."""
    title = f"Record a release of {team.name}" if release_id is None else f"Change a release of {team.name}"
    return replace(_inside(viewer, team, RELEASES, release_id), title=title, done="The release is recorded.")


def release_removal(viewer: Viewer, team: TeamDetail, one: ReleaseLine) -> RemovalTask:
    """The question before a release that never was is taken away."""
    here = f"{home_of(viewer)}{team.id}/"
    visible = "visible to users" if one.visible else "not visible to users"
    accepted = f", accepted by {one.accepted_by}" if one.accepted_by else ""
    what = f"Remove it only if it never happened: released on {full_date(one.released_on)}, {visible}{accepted}. "
    return RemovalTask(
        sheet=RELEASES,
        record_id=one.id,
        name=one.name,
        what=f"{what}The history of {team.name} keeps it.",
        button="this release",
        back=Link(team.name, here),
        after=here,
        section="teams",
        subject="teams",
    )


def dependency(viewer: Viewer, team: TeamDetail, dependency_id: int | None = None) -> FormTask:
    """Something the team waits for."""
    title = f"Record what {team.name} waits for" if dependency_id is None else f"Change what {team.name} waits for"
    others = tuple(name for name in list_team_names(viewer.trust_id) if name != team.name)
    task = _inside(viewer, team, DEPENDENCIES, dependency_id)
    return replace(task, title=title, done="The dependency is recorded.", offered={"on_team": others})


def _inside(viewer: Viewer, team: TeamDetail, sheet: Sheet, record_id: int | None = None) -> FormTask:
    """A form for a row that belongs to a team and stays there."""
    here = f"{home_of(viewer)}{team.id}/"
    return FormTask(
        sheet=sheet,
        title="",
        fields=tuple(column.name for column in sheet.columns if column.name != "team"),
        back=Link(team.name, here),
        after=lambda _id: here,
        done="",
        record_id=record_id,
        given={"team": team.name},
        subject="teams",
    )
