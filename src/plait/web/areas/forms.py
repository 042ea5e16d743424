"""The forms of clinical areas: an area, a visit that was made, a visit that is planned."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from plait.engine.area_sheets import AREAS, VISITS
from plait.engine.permissions import Action, Viewer, reaches
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated_text
from plait.store.areas import AreaLine, VisitLine, list_area_names
from plait.store.people import list_people_filters
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.page import Link

IN_A_MINUTE = ("area", "visited_on", "employee_number", "purpose")
"""What the form of a new visit asks for."""


def home_of(viewer: Viewer) -> str:
    """The address of the clinical areas."""
    return f"/t/{viewer.trust_code}/areas/"


def area_task(viewer: Viewer, known: AreaLine | None = None) -> FormTask:
    """The form that adds an area, or changes one."""
    home = home_of(viewer)
    return FormTask(
        sheet=AREAS,
        title=f"Change {known.name}" if known else "Add a clinical area",
        fields=AREAS.fields,
        back=Link(known.name, f"{home}{known.id}/") if known else Link("Clinical areas", home),
        after=lambda record_id: f"{home}{record_id}/",
        done="The area is saved." if known else "The area is recorded.",
        record_id=known.id if known else None,
        offered={"site": tuple(list_people_filters(viewer.trust_id).sites)},
        section="board",
        subject="areas",
    )


def visit_task(
    viewer: Viewer, *, known: VisitLine | None = None, is_plan: bool = False, area: str = ""
) -> FormTask:  # fmt: skip
    """The form that logs a visit or plans one, in a minute, or changes one."""
    home = home_of(viewer)
    own = {"employee_number": viewer.employee_number} if viewer.employee_number else {}
    day = {} if is_plan else {"visited_on": day_text(timezone.localdate())}
    return FormTask(
        sheet=VISITS,
        title="Change a visit" if known else "Plan a visit" if is_plan else "Log a visit",
        fields=VISITS.fields if known else IN_A_MINUTE,
        back=Link("The visit", f"{home}visits/{known.id}/") if known else Link("Clinical areas", home),
        after=(lambda record_id: f"{home}visits/{record_id}/"),
        done="The visit is saved." if known else "The visit is planned." if is_plan else "The visit is logged.",
        record_id=known.id if known else None,
        given={} if known else {"took_place": not is_plan},
        offered={"area": list_area_names(viewer.trust_id)},
        suggested={} if known else {**day, **own, "area": area},
        section="board",
        subject="areas",
        removal=f"{home}visits/{known.id}/remove/" if known else "",
        refused=lambda entry: _refused(viewer, entry),
    )


def _refused(viewer: Viewer, entry: Entry) -> Mapping[str, str]:
    day, today = entry.values["visited_on"], timezone.localdate()
    if perhaps(entry, "took_place", bool) is not False and str(day) > str(today):
        return {"visited_on": "This day is still to come. Write a day up to today, or plan the visit instead."}
    if not reaches(viewer, Action.LOG_VISITS, employee_number=stated_text(entry, "employee_number")):
        return {"employee_number": "Your role logs your own visits only. Write your own name or number."}
    return {}
