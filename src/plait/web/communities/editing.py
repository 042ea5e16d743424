"""The forms of one community of practice and of its members."""

from __future__ import annotations

from plait.engine.competency_sheets import COMMUNITIES, COMMUNITY_MEMBERS
from plait.engine.permissions import Viewer
from plait.store.communities import CommunityLine
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link


def community_task(viewer: Viewer, community_id: int | None = None) -> FormTask:
    """The form that changes a community, or adds one."""
    home = f"/t/{viewer.trust_code}/communities/"
    here = home if community_id is None else f"{home}{community_id}/"
    return FormTask(
        sheet=COMMUNITIES,
        title="Add a community of practice" if community_id is None else "Change this community",
        fields=COMMUNITIES.fields,
        back=Link("Back to the communities" if community_id is None else "Back to the community", here),
        after=lambda record_id: f"{home}{record_id}/",
        done="The community is added." if community_id is None else "The community is changed.",
        record_id=community_id,
        subject="communities",
    )


def member_task(viewer: Viewer, community: CommunityLine, stay: int | None = None, name: str = "") -> FormTask:
    """The form that adds somebody to a community, or changes when `name` is in it."""
    here = f"/t/{viewer.trust_code}/communities/{community.id}/"
    fields = ("employee_number", "starts", "ends") if stay is None else ("ends",)
    return FormTask(
        sheet=COMMUNITY_MEMBERS,
        title=f"Add a person to {community.name}" if stay is None else f"Change {name} in {community.name}",
        fields=fields,
        back=Link(community.name, here),
        after=lambda _id: here,
        done=f"The person is in {community.name}." if stay is None else f"{name} is saved.",
        record_id=stay,
        given={"community": community.name},
        subject="communities",
    )
