"""The form for the size of teams, and the words in which a question shows the setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone

from plait.engine.litmus.wording import day
from plait.engine.permissions import Viewer
from plait.engine.sizes import COLUMNS, fault_of_sizes
from plait.engine.trust import TeamSizes
from plait.store.imports import Choices
from plait.store.sizes import SizeSetting
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import Typed, column_field, plain_field, read_typed
from plait.web.shared.forms import FormPage
from plait.web.shared.page import Change, Fault, Link

LEAD = (
    "One setting for the whole trust: every team is judged by it again, and a full team takes on nobody more. "
    "Without a setting of its own a trust goes by 5 to 9 (our default). "
)


def size_words(setting: SizeSetting) -> str:
    """How many people a team may have, and whose choice that is."""
    sizes = setting.sizes
    said = f"{sizes.least} to {sizes.most}"
    if sizes == TeamSizes():
        return f"{said} (our default)"
    if setting.at is None:
        return f"{said} (this trust’s own setting)"
    since = day(timezone.localdate(setting.at))
    return f"{said} (this trust’s own setting since {since}, by {setting.by}: {setting.reason.rstrip('.')})"


def opened(setting: SizeSetting, today: date) -> Typed:
    """The form as it opens: the setting as it stands."""
    return Typed(_texts(setting.sizes, setting.reason), Choices(today))


def _texts(sizes: TeamSizes, reason: str) -> dict[str, str]:
    return {"least": str(sizes.least), "most": str(sizes.most), "reason": reason}


def read_sizes(posted: Mapping[str, str], today: date) -> tuple[Typed, TeamSizes]:
    """What was typed with what is wrong with it, and the sizes it states where nothing is."""
    typed = read_typed(COLUMNS, posted, today, asks_when=False)
    least, most = typed.values.get("least"), typed.values.get("most")
    if typed.wrong or not isinstance(least, int) or not isinstance(most, int):
        return typed, TeamSizes()
    sizes = TeamSizes(least=least, most=most)
    at_fault, remedy = fault_of_sizes(sizes, reason_of(typed))
    return (replace(typed, wrong={at_fault: remedy}) if at_fault else typed), sizes


def reason_of(typed: Typed) -> str:
    """The reason that was typed, as it is kept."""
    return str(typed.values.get("reason") or "")


def version_in(posted: Mapping[str, str]) -> int:
    """The version the form was opened on; none that can be, where it says no number."""
    text = posted.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else 0


def sizes_page(viewer: Viewer, setting: SizeSetting, typed: Typed, version: int) -> EditPage:
    """The form, ready for its template."""
    fields = [column_field(column, typed, ()) for column in COLUMNS]
    faults = tuple(Fault(one.error, one.id) for one in fields if one.error)
    fields.append(plain_field("version", "", "hidden", str(version)))
    back = Link("Where we stand", f"/t/{viewer.trust_code}/")
    lead = f"{LEAD}Today: {size_words(setting)}."
    return EditPage("Team sizes", FormPage(tuple(fields), faults), back, "Save", "access", "team-sizes", lead=lead)


def differences(setting: SizeSetting, typed: Typed) -> tuple[Change, ...]:
    """What stands beside what was to be saved."""
    now = _texts(setting.sizes, setting.reason)
    return tuple(Change(column.heading, now[column.name], typed.texts[column.name]) for column in COLUMNS)
