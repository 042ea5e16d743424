"""The forms of education sessions and targets, and of board development."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from plait.engine.board_development import BOARD_DEVELOPMENT
from plait.engine.education import SESSIONS, TARGETS
from plait.engine.permissions import Viewer
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps
from plait.store.learning import LearningLine, SessionLine, TargetLine, load_learning
from plait.store.people import list_people_filters
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.page import Link

BOOKED = ("member", "held_on", "kind", "what")


def session_task(viewer: Viewer, known: SessionLine | None = None) -> FormTask:
    """The form of a session; a staff group that was there too gets a row of its own."""
    home = f"/t/{viewer.trust_code}/learning/"
    return FormTask(
        sheet=SESSIONS,
        title="Change a session" if known else "Log an education session",
        fields=SESSIONS.fields,
        back=Link("Education", home),
        after=lambda _id: home,
        done="The session is saved." if known else "The session is logged.",
        record_id=known.id if known else None,
        offered={"staff_group": list_people_filters(viewer.trust_id).staff_groups},
        suggested={} if known else {"held_on": day_text(timezone.localdate())},
        section="board",
        subject="education",
        removal=f"{home}sessions/{known.id}/remove/" if known else "",
        refused=lambda entry: _to_come(entry, "held_on"),
    )


def target_task(viewer: Viewer, known: TargetLine | None = None) -> FormTask:
    """The form of a target; which staff group it is of stays."""
    home = f"/t/{viewer.trust_code}/learning/"
    return FormTask(
        sheet=TARGETS,
        title=f"Change the target of {known.staff_group}" if known else "Set a target",
        fields=("share",) if known else TARGETS.fields,
        back=Link("Education", home),
        after=lambda _id: home,
        done="The target is saved." if known else "The target is set.",
        record_id=known.id if known else None,
        offered={"staff_group": list_people_filters(viewer.trust_id).staff_groups},
        section="board",
        subject="education",
    )


def learning_task(
    viewer: Viewer, *, known: LearningLine | None = None, is_booking: bool = False, member: str = ""
) -> FormTask:  # fmt: skip
    """The form that logs what a member of the board did, books something, or changes either."""
    home, today = f"/t/{viewer.trust_code}/learning/board/", timezone.localdate()
    title = "Book a session or visit" if is_booking else "Log a session or visit"
    day = {} if is_booking else {"held_on": day_text(today)}
    members = tuple(one.name for one in load_learning(viewer.trust_id, on=today)[0])
    return FormTask(
        sheet=BOARD_DEVELOPMENT,
        title=f"Change what {known.member} did" if known else title,
        fields=BOARD_DEVELOPMENT.fields if known else BOOKED,
        back=Link("Board development", home),
        after=lambda _id: home,
        done="It is saved." if known else "It is booked." if is_booking else "It is logged.",
        record_id=known.id if known else None,
        given={} if known else {"took_place": not is_booking},
        offered={"member": members},
        suggested={} if known else {**day, "member": member},
        section="board",
        subject="development",
        removal=f"{home}{known.id}/remove/" if known else "",
        refused=lambda entry: {} if perhaps(entry, "took_place", bool) is False else _to_come(entry, "held_on"),
    )


def _to_come(entry: Entry, column: str) -> Mapping[str, str]:
    if str(entry.values[column]) > str(timezone.localdate()):
        return {column: "This day is still to come. Write a day up to today; what is to come can only be booked."}
    return {}
