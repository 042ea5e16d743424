"""The form of one competency of the framework."""

from __future__ import annotations

from plait.engine.competency_sheets import COMPETENCIES
from plait.engine.permissions import Viewer
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link


def competency_task(viewer: Viewer, competency_id: int | None = None) -> FormTask:
    """The form that changes a competency, or adds one."""
    home = f"/t/{viewer.trust_code}/competencies/"
    here = home if competency_id is None else f"{home}{competency_id}/"
    return FormTask(
        sheet=COMPETENCIES,
        title="Add a competency" if competency_id is None else "Change this competency",
        fields=COMPETENCIES.fields,
        back=Link("Back to the competencies" if competency_id is None else "Back to the competency", here),
        after=lambda record_id: f"{home}{record_id}/",
        done="The competency is added." if competency_id is None else "The competency is changed.",
        record_id=competency_id,
        subject="competencies",
    )
