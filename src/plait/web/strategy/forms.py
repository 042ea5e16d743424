"""The forms of a strategic objective and of something the trust chose not to do."""

from __future__ import annotations

from datetime import date, timedelta

from plait.engine.permissions import Viewer
from plait.engine.strategy_sheets import NOT_CHOSEN, OBJECTIVES
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link

DAY = timedelta(days=1)


def objective_task(viewer: Viewer, id: int | None = None, name: str = "", ends: date | None = None) -> FormTask:
    """The form that changes an objective, or adds one."""
    home = f"/t/{viewer.trust_code}/strategy/"
    return FormTask(
        sheet=OBJECTIVES,
        title=f"Change {name}" if id else "Add a strategic objective",
        fields=OBJECTIVES.fields,
        back=Link("Strategic objectives", home),
        after=lambda _id: home,
        done="The objective is saved." if id else "The objective is recorded.",
        record_id=id,
        on=ends - DAY if ends else None,
        section="board",
        subject="objectives",
        lead="Under Measured by, write outcomes as they are called under Outcomes.",
    )


def not_chosen_task(viewer: Viewer, meetings: tuple[str, ...], id: int | None = None, name: str = "") -> FormTask:
    """The form that changes what was not chosen, or adds something."""
    home = f"/t/{viewer.trust_code}/strategy/not-chosen/"
    return FormTask(
        sheet=NOT_CHOSEN,
        title=f"Change {name}" if id else "Add what was not chosen",
        fields=NOT_CHOSEN.fields,
        back=Link("What we chose not to do", home),
        after=lambda _id: home,
        done="The line is saved." if id else "The line is recorded.",
        record_id=id,
        offered={"meeting": meetings},
        section="board",
        subject="not-chosen",
        lead="Write the day of the decision, or name the meeting that took it.",
        removal=f"{home}{id}/remove/" if id else "",
    )
