"""The forms of one territory, of a claim to it, and of a settlement of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.accountability_sheets import CLAIMS, SETTLEMENTS, TERRITORIES
from plait.engine.permissions import Viewer
from plait.engine.sheets import Entry
from plait.store.accountability import Answer, TerritoryLine
from plait.web.accountability.settling import NOT_ONESELF, MaySettle
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link


def territory_task(viewer: Viewer, territory: TerritoryLine | None = None) -> FormTask:
    """The form that changes a territory, or adds one."""
    home = f"/t/{viewer.trust_code}/accountability/"
    return FormTask(
        sheet=TERRITORIES,
        title=f"Change {territory.name}" if territory else "Add a territory",
        fields=TERRITORIES.fields,
        back=Link(territory.name, f"{home}{territory.id}/") if territory else Link("Accountability", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The territory is saved." if territory else "The territory is recorded.",
        record_id=territory.id if territory else None,
        section="board",
        subject="accountability",
    )


def claim_task(viewer: Viewer, territory: TerritoryLine) -> FormTask:
    """The form that says who answers for a territory, by which document."""
    here = f"/t/{viewer.trust_code}/accountability/{territory.id}/"
    return FormTask(
        sheet=CLAIMS,
        title=f"Add who answers for {territory.name}",
        fields=("employee_number", "document", "starts", "ends"),
        back=Link(territory.name, here),
        after=lambda _id: here,
        done="The claim is recorded.",
        given={"territory": territory.name},
        section="board",
        subject="accountability",
    )


def settlement_task(viewer: Viewer, territory: TerritoryLine, may_settle: MaySettle) -> FormTask:
    """The form of a settlement that is recorded; nobody changes one on themselves."""

    def refused(entry: Entry) -> dict[str, str]:
        return {} if may_settle(str(entry.values["employee_number"])) else {"employee_number": NOT_ONESELF}

    return replace(
        claim_task(viewer, territory),
        sheet=SETTLEMENTS,
        title=f"Settle who answers for {territory.name}",
        fields=("decided_on", "decision", "starts", "ends"),
        done="The settlement is recorded.",
        refused=refused,
    )


def changed(task: FormTask, id: int, answer: Answer, today: date) -> FormTask:
    """The same form for what is recorded: everything but whom it names; as of its last day where it has ended."""
    return replace(
        task,
        title=f"Change {answer.name} in {task.back.text}",
        fields=tuple(name for name in task.fields if name != "employee_number"),
        done=f"{answer.name} is saved.",
        record_id=id,
        on=answer.ends - DAY if answer.ends is not None and answer.ends <= today else None,
    )
