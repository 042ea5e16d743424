"""The forms of an outcome, of one figure, and of a mark on its chart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.cells import CannotRead, read_date
from plait.engine.outcome_sheets import CHART_MARKS, OBSERVATIONS, OUTCOMES, REBASE
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.sheets import Entry
from plait.engine.spc.rhythm import next_day
from plait.store.outcomes import MarkLine, ObservationLine, OutcomeLine
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.jinja import full_date
from plait.web.shared.page import Link

REBASED = "Limits start again"


def outcome_task(
    viewer: Viewer, line: OutcomeLine | None, *, teams: tuple[str, ...], services: tuple[str, ...]
) -> FormTask:
    """The form that changes an outcome, or adds one; whoever works in a team, of this team."""
    home = f"/t/{viewer.trust_code}/outcomes/"
    whole = Scope.TRUST in scope_of(viewer, Action.EDIT_OUTCOMES)
    own = teams if whole else tuple(team for team in teams if team in viewer.teams)
    return FormTask(
        sheet=OUTCOMES,
        title=f"Change {line.outcome.name}" if line else "Add an outcome",
        fields=OUTCOMES.fields,
        back=Link(line.outcome.name, f"{home}{line.id}/") if line else Link("Outcomes", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The outcome is saved." if line else "The outcome is recorded.",
        record_id=line.id if line else None,
        offered={"team": own, "service": services},
        suggested={"team": own[0]} if len(own) == 1 and not (whole or line) else {},
        on=line.outcome.ends - DAY if line and line.outcome.ends else None,
        section="outcomes",
        subject="outcomes",
        refused=lambda entry: {} if whole else _of_another_team(viewer, entry),
    )


def _of_another_team(viewer: Viewer, entry: Entry) -> Mapping[str, str]:
    if entry.values.get("team") in viewer.teams:
        return {}
    if entry.values.get("team"):
        return {"team": "Not a team you are in. Choose one of yours."}
    return {"team": "No team is chosen. Choose one of yours."}


def observation_task(viewer: Viewer, line: OutcomeLine, today: date, one: ObservationLine | None = None) -> FormTask:
    """The form of one figure: for a new one its day is there already, one step after the last."""
    here = f"/t/{viewer.trust_code}/outcomes/{line.id}/"
    days = line.measured.days
    day = (next_day(days) if days else None) or today
    return FormTask(
        sheet=OBSERVATIONS,
        title=f"Change the figure of {full_date(one.observed_on)}" if one else "Add a figure",
        fields=("value", "left_out") if one else ("value", "observed_on"),
        back=Link(line.outcome.name, here),
        after=lambda _id: here,
        done="The figure is saved.",
        record_id=one.id if one else None,
        given={"outcome": line.outcome.name, **({"observed_on": one.observed_on} if one else {})},
        suggested={} if one else {"observed_on": day_text(min(day, today))},
        section="outcomes",
        subject="outcomes",
        lead=f"{line.outcome.name}. {line.outcome.measure}".strip(),
        refused=lambda entry: _to_come(entry, today),
    )


def _to_come(entry: Entry, today: date) -> Mapping[str, str]:
    day = entry.values.get("observed_on")
    if not isinstance(day, date) or day <= today:
        return {}
    return {"observed_on": f"A day to come. Write a day up to {day_text(today)}."}


def mark_task(viewer: Viewer, line: OutcomeLine, one: MarkLine | None = None, *, day: str = "") -> FormTask:
    """The form that lets limits start again, or notes what happened; always with the reason."""
    here = f"/t/{viewer.trust_code}/outcomes/{line.id}/"
    return FormTask(
        sheet=CHART_MARKS,
        title="Change a mark on the chart" if one else "Mark the chart",
        fields=("reason",) if one else ("kind", "marked_on", "reason"),
        back=Link(line.outcome.name, here),
        after=lambda _id: here,
        done="The mark is saved.",
        record_id=one.id if one else None,
        given={
            "outcome": line.outcome.name,
            **({"marked_on": one.marked_on, "kind": one.kind} if one else {}),
        },
        suggested={"marked_on": day, "kind": REBASED} if _is_day(day) else {},
        section="outcomes",
        subject="outcomes",
        lead="Say what happened, in words the board will understand years from now. Limits start again only where the "
        "work itself was changed, never because a figure looks bad."
        if one is None or one.kind == REBASE
        else "",
    )


def _is_day(text: str) -> bool:
    try:
        return bool(text) and bool(read_date(text))
    except CannotRead:
        return False
