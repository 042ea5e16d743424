"""The day a community met, as somebody wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plait.engine.cells import CannotRead, read_date
from plait.web.communities.detail import MeetingForm


@dataclass(frozen=True, slots=True)
class Meeting:
    """A day understood, or what is wrong with it."""

    form: MeetingForm
    day: date | None = None


def read_meeting(written: str, version: str, *, today: date) -> Meeting:
    """The day a form states: one that has come, written as people write days."""
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    try:
        day = read_date(written.strip()[:40])
    except CannotRead as fault:
        wrong = fault.wrong if written.strip() else "No day is written"
        return Meeting(MeetingForm(seen, written[:40], f"{wrong}. {fault.remedy}."))
    if day > today:
        return Meeting(MeetingForm(seen, written, "This day has not come yet. Write the day it met."))
    return Meeting(MeetingForm(seen), day)
