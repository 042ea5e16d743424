"""The forms of one leadership role and of who holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from plait.engine.leadership import HOLDERS, ROLES
from plait.engine.permissions import Viewer
from plait.store.leadership import RoleLine, Stay
from plait.web.shared.editing import FormTask
from plait.web.shared.page import Link

DAY = timedelta(days=1)


def role_task(viewer: Viewer, role: RoleLine | None = None) -> FormTask:
    """The form that changes a role, or adds one."""
    home = f"/t/{viewer.trust_code}/leadership/"
    return FormTask(
        sheet=ROLES,
        title=f"Change {role.name}" if role else "Add a leadership role",
        fields=ROLES.fields,
        back=Link(role.name, f"{home}{role.id}/") if role else Link("Leadership", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The role is saved." if role else "The role is recorded.",
        record_id=role.id if role else None,
        section="board",
        subject="leadership",
    )


def holder_task(
    viewer: Viewer, role: RoleLine, changed: tuple[int, Stay] | None = None, today: date | None = None
) -> FormTask:
    """The form that says who takes on a role, or changes when and how somebody holds it."""
    here = f"/t/{viewer.trust_code}/leadership/{role.id}/"
    new = FormTask(
        sheet=HOLDERS,
        title=f"Add who holds {role.name}",
        fields=("employee_number", "held_as", "wte", "starts", "ends"),
        back=Link(role.name, here),
        after=lambda _id: here,
        done="The holder is recorded.",
        given={"role": role.name},
        section="board",
        subject="leadership",
    )
    if changed is None:
        return new
    id, stay = changed
    return replace(
        new,
        title=f"Change {stay.name} in {role.name}",
        fields=("held_as", "wte", "starts", "ends"),
        done=f"{stay.name} is saved.",
        record_id=id,
        on=stay.ends - DAY if stay.ends is not None and today is not None and stay.ends <= today else None,
    )
