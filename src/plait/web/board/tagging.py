"""The page on which the board secretary confirms what each item of an agenda is mostly about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from plait.engine.board_sheets import TAG_CHOICES
from plait.engine.permissions import Action
from plait.engine.tagging import suggested_tag
from plait.store.board import ItemLine, MeetingLine, list_items
from plait.store.tagging import Confirmed, confirm_tags, load_versions
from plait.store.writing import StaleRecord
from plait.web.board.reaching import reached_meeting
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.jinja import number, plural
from plait.web.shared.notice import notice
from plait.web.shared.page import Choice, Link
from plait.web.shared.undo import undo_of

TAG, VERSION = re.compile(r"tag-(\d{1,18})", re.ASCII), re.compile(r"\d{1,9}", re.ASCII)
"""What the form calls the tag of an item, and what it writes as a version."""
STALE = "Somebody changed an item of this agenda meanwhile, so nothing is saved. These are the items as they stand now."


@dataclass(frozen=True, slots=True)
class TagLine:
    """One item: what it is about, what is suggested and why, what is confirmed, the version seen."""

    id: int
    number: str
    title: str
    minutes: str
    choices: tuple[Choice, ...]
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class TagPage:
    """The items of one agenda, each with the subjects to choose from."""

    meeting: str
    answer: str
    lines: tuple[TagLine, ...]
    back: Link


@needs(Action.EDIT_BOARD)
def confirm(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """Show what each item is likely about, or save what the secretary says it is."""
    meeting = reached_meeting(request, meeting_id)
    if request.method == "POST":
        return _save(request, meeting)
    items, versions = (
        list_items(request.viewer.trust_id, meeting_id),
        load_versions(request.viewer.trust_id, meeting_id),
    )
    return render(request, "board/tags.jinja", {"page": tag_page(meeting, items, versions, _home(request, meeting))})


def _save(request: TrustRequest, meeting: MeetingLine) -> HttpResponse:
    home = _home(request, meeting)
    try:
        count = confirm_tags(act_of(request), meeting.id, _told(request.POST.dict()))
    except StaleRecord:
        messages.error(request, STALE)
        return redirect(f"{home}tags/")
    said = f"{plural(count, 'tag')} confirmed." if count else "No tag was different, so nothing was saved."
    notice(request, said, undo=undo_of(request, home) if count else "")
    return redirect(home)


def _told(posted: Mapping[str, str]) -> dict[int, Confirmed]:
    """What the form says, by item; what it does not offer is left aside."""
    told = {}
    for name, value in posted.items():
        item = TAG.fullmatch(name)
        version = VERSION.fullmatch(posted.get(f"version-{item[1]}", "")) if item else None
        if item and version and value in TAG_CHOICES.values():
            told[int(item[1])] = Confirmed(value, int(version[0]))
    return told


def tag_page(meeting: MeetingLine, items: Iterable[ItemLine], versions: Mapping[int, int], home: str) -> TagPage:
    """The page of an agenda; what is confirmed stands chosen, else what the title suggests."""
    lines = tuple(_line(item, versions[item.id]) for item in items if item.id in versions)
    waiting = sum(1 for item in items if not item.is_confirmed)
    answer = (
        f"{plural(waiting, 'tag')} of {plural(len(lines), 'item')} to confirm."
        if lines
        else ("No item is on its agenda yet.")
    )
    return TagPage(meeting.name, answer, lines, Link(meeting.name, home))


def _line(item: ItemLine, version: int) -> TagLine:
    suggested = suggested_tag(item.title)
    if item.is_confirmed:
        other = suggested.word if suggested and suggested.tag != item.tag else ""
        chosen, reason = item.tag, f"Confirmed, though the title says “{other}”" if other else "Confirmed"
    elif item.tag:
        chosen, reason = item.tag, "From the record, not confirmed"
    else:
        chosen = suggested.tag if suggested else ""
        reason = f"Suggested by “{suggested.word}”" if suggested else "No suggestion: choose one"
    choices = tuple(Choice(tag, word, tag == chosen) for word, tag in TAG_CHOICES.items())
    minutes = f"{number(item.minutes)} min" if item.minutes else ""
    return TagLine(item.id, item.number, item.title, minutes, choices, reason, version)


def _home(request: TrustRequest, meeting: MeetingLine) -> str:
    return f"/t/{request.viewer.trust_code}/board/{meeting.id}/"
