"""The form of one community of practice."""

from __future__ import annotations

from plait.engine.competency_sheets import COMMUNITIES
from plait.engine.permissions import Viewer
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link


def community_task(viewer: Viewer, community_id: int | None = None) -> FormTask:
    """The form that changes a community, or adds one."""
    home = f"/t/{viewer.trust_code}/communities/"
    here = home if community_id is None else f"{home}{community_id}/"
    return FormTask(
        sheet=COMMUNITIES,
        title="Add a community of practice" if community_id is None else "Change this community",
        fields=tuple(column.name for column in COMMUNITIES.columns),
        back=Link("Back to the communities" if community_id is None else "Back to the community", here),
        after=lambda record_id: f"{home}{record_id}/",
        done="The community is added." if community_id is None else "The community is changed.",
        record_id=community_id,
        subject="communities",
    )
