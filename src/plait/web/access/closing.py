"""The form that closes an access from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from plait.engine.cells import CannotRead, read_date
from plait.engine.permissions import Viewer
from plait.store.users import AccessLine
from plait.web.access.page import role_words
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import day_text, fault_words, plain_field
from plait.web.shared.forms import FormPage
from plait.web.shared.page import Fault, Link

LAST_ADMINISTRATOR = (
    "Nobody else is trust administrator without an end, so nobody could give access any more. "
    "Give somebody else that role first."
)


def closing_page(
    viewer: Viewer, line: AccessLine, today: date, *, written: str | None = None, fault: str = ""
) -> EditPage:
    """The form, ready for its template; `written` is what was sent and `fault` what is wrong with it."""
    hint = (
        f"From this day on they can no longer enter as {role_words(line.role)}. To close it at once: {day_text(today)}"
    )
    when = plain_field("ends", "Closed from", "text", day_text(today) if written is None else written)
    fields = (
        replace(when, hint=hint, error=fault),
        plain_field("version", "", "hidden", str(line.version)),
    )
    faults = (Fault(fault, when.id),) if fault else ()
    back = Link("Users and access", f"/t/{viewer.trust_code}/access/")
    title = f"Close {line.name}’s access"
    return EditPage(title, FormPage(fields, faults), back, "Close the access", "access", "users")


def seen_line(line: AccessLine, posted: Mapping[str, str]) -> AccessLine:
    """The access in the version its form was opened on; in none that can be, where the form says no number."""
    text = posted.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return replace(line, version=version)


def closed_from(written: str, today: date, ends: date | None) -> tuple[date | None, str]:
    """The day from which an access is to be closed, or what is wrong with what was written."""
    try:
        day = read_date(written)
    except CannotRead as fault:
        return None, fault_words(fault.wrong if written else "No day is written", fault.remedy)
    if day < today:
        return None, f"This day has passed. Write {day_text(today)} to close it at once, or a later day."
    if ends is not None and day >= ends:
        last = day_text(ends - timedelta(days=1))
        return None, f"The last day of this access is {last} already. Write an earlier day."
    return day, ""
