"""The forms of design decisions, of who took part, and of blockers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from plait.engine.design_sheets import BLOCKERS, DESIGN_DECISIONS, VOICES
from plait.engine.permissions import Action, Scope, Viewer, reaches, scope_of
from plait.engine.sheets import Entry
from plait.store.design import BlockerLine, DecisionLine
from plait.store.teams import list_service_names, list_team_names
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.page import Link

RAISED = ("team", "name", "raised_on", "whose")
REMOVED = ("removed_on", "removed_by", "how")


def decision_task(viewer: Viewer, known: DecisionLine | None = None) -> FormTask:
    """The form that records a design decision, or changes one."""
    home = f"/t/{viewer.trust_code}/design/"
    teams = _own_teams(viewer)
    return FormTask(
        sheet=DESIGN_DECISIONS,
        title="Change a design decision" if known else "Record a design decision",
        fields=DESIGN_DECISIONS.fields,
        back=Link("The decision", f"{home}{known.id}/") if known else Link("Design decisions", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The decision is saved." if known else "The decision is recorded. Say who took part.",
        record_id=known.id if known else None,
        offered={"service": list_service_names(viewer.trust_id), "team": teams},
        suggested={} if known else {"decided_on": _today(), **_one(teams)},
        subject="design",
        removal=f"{home}{known.id}/remove/" if known else "",
        refused=lambda entry: _refused(viewer, entry),
    )


def voice_task(viewer: Viewer, decision: DecisionLine, voice_id: int | None = None) -> FormTask:
    """The form that says who took part in a decision, or what somebody's part was."""
    here = f"/t/{viewer.trust_code}/design/{decision.id}/"
    new = FormTask(
        sheet=VOICES,
        title="Add who took part",
        fields=("employee_number", "wrote", "viewpoint"),
        back=Link("The decision", here),
        after=lambda _id: here,
        done="It is recorded who took part.",
        given={"decision": decision.name},
        subject="design",
        lead=decision.name,
    )
    if voice_id is None:
        return new
    return replace(
        new,
        title="Change a part in a decision",
        fields=("wrote", "viewpoint"),
        record_id=voice_id,
        given={},
        removal=f"/t/{viewer.trust_code}/design/voices/{voice_id}/remove/",
    )


def blocker_task(viewer: Viewer, known: BlockerLine | None = None) -> FormTask:
    """The form that raises a blocker, or changes what it says; removing it is another form."""
    home = f"/t/{viewer.trust_code}/blockers/"
    teams = _own_teams(viewer)
    return FormTask(
        sheet=BLOCKERS,
        title="Change a blocker" if known else "Raise a blocker",
        fields=RAISED,
        back=Link("The blocker", f"{home}{known.id}/") if known else Link("Blockers", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The blocker is saved." if known else "The blocker is raised.",
        record_id=known.id if known else None,
        offered={"team": teams},
        suggested={} if known else {"raised_on": _today(), **_one(teams)},
        subject="blockers",
        removal=f"{home}{known.id}/never/" if known else "",
        refused=lambda entry: _refused(viewer, entry),
    )


def removal_task(viewer: Viewer, known: BlockerLine) -> FormTask:
    """The form by which an executive says that a blocker is gone."""
    here = f"/t/{viewer.trust_code}/blockers/{known.id}/"
    return FormTask(
        sheet=BLOCKERS,
        title="Remove a blocker",
        fields=REMOVED,
        back=Link("The blocker", here),
        after=lambda _id: here,
        done="It is recorded how the blocker was removed.",
        record_id=known.id,
        suggested={} if known.removed_on else {"removed_on": _today()},
        subject="blockers",
        lead=f"{known.team}: {known.name}",
    )


def _own_teams(viewer: Viewer) -> tuple[str, ...]:
    every = list_team_names(viewer.trust_id)
    return tuple(team for team in every if reaches(viewer, Action.RECORD_RELEASE, teams=[team]))


def _today() -> str:
    return day_text(timezone.localdate())


def _one(teams: tuple[str, ...]) -> Mapping[str, str]:
    return {"team": teams[0]} if len(teams) == 1 else {}


def _refused(viewer: Viewer, entry: Entry) -> Mapping[str, str]:
    if Scope.TRUST in scope_of(viewer, Action.RECORD_RELEASE):
        return {}
    if reaches(viewer, Action.RECORD_RELEASE, teams=[str(entry.values.get("team") or "")]):
        return {}
    return {"team": "Your role records this of your own teams only. Choose one of them."}
