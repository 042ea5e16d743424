"""The page on which the board secretary says of every member at once whether they came to a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.attendance import PRESENCE_CHOICES, PRESENT
from plait.engine.permissions import Action
from plait.engine.trust import holding_on
from plait.files.celltext import fault_in
from plait.store.attending import Attended, Unfit, load_attended, record_attendance
from plait.store.board import MeetingLine
from plait.store.board_members import MemberLine, list_members
from plait.store.paging import Wanted
from plait.store.writing import StaleRecord
from plait.web.board.reaching import reached_meeting
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.entry_form import fault_words
from plait.web.shared.jinja import plural
from plait.web.shared.notice import notice
from plait.web.shared.page import Choice, Fault, Link
from plait.web.shared.undo import undo_of

STALE = "Somebody recorded who came meanwhile, so nothing is saved. This is what stands now."
LONGEST = 200


@dataclass(frozen=True, slots=True)
class MemberChoice:
    """One member: whether they came, who came instead, what is recorded, and what is wrong."""

    id: int
    name: str
    office: str
    choices: tuple[Choice, ...]
    deputy: str
    stamp: str
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class AttendingPage:
    """The members of the board on the day of a meeting."""

    meeting: str
    answer: str
    lead: str
    lines: tuple[MemberChoice, ...]
    faults: tuple[Fault, ...]
    back: Link


@needs(Action.EDIT_BOARD)
def attend(request: TrustRequest, meeting_id: int) -> HttpResponse:
    """Show who sat on the board that day, or save who of them came."""
    meeting = reached_meeting(request, meeting_id)
    trust_id = request.viewer.trust_id
    every = list_members(trust_id, Wanted(limit=None), on=meeting.held_on).rows
    members = holding_on(every, meeting.held_on)
    home = f"/t/{request.viewer.trust_code}/board/{meeting.id}/"
    if request.method == "POST":
        return _save(request, meeting, members, home)
    stood = load_attended(trust_id, meeting.name, on=timezone.localdate())
    page = attending_page(meeting, members, stood, home)
    return render(request, "board/attending.jinja", {"page": page})


def _save(request: TrustRequest, meeting: MeetingLine, members: Sequence[MemberLine], home: str) -> HttpResponse:
    said = _told(request.POST.dict(), members)
    wrong = {name: fault_words(*fault) for name, one in said.items() if (fault := fault_in(one.deputy))}
    if wrong:
        return _again(request, attending_page(meeting, members, said, home, wrong))
    try:
        count = record_attendance(act_of(request), meeting.name, list(said.values()))
    except (StaleRecord, IntegrityError):
        messages.error(request, STALE)
        return redirect(f"{home}attendance/")
    except Unfit as unfit:
        wrong = {list(said)[one.line or 0]: f"{one.wrong}. {one.remedy}" for one in unfit.problems}
        return _again(request, attending_page(meeting, members, said, home, wrong))
    text = f"Who came is recorded: {plural(count, 'member')}." if count else "Nothing was different."
    notice(request, text, undo=undo_of(request, home) if count else "")
    return redirect(home)


def _again(request: TrustRequest, page: AttendingPage) -> HttpResponse:
    return render(request, "board/attending.jinja", {"page": page}, status=422)


def _told(posted: Mapping[str, str], members: Sequence[MemberLine]) -> dict[str, Attended]:
    """What the form says, by member; whoever has no choice is left as they are."""
    told = {}
    for one in members:
        presence = posted.get(f"presence-{one.id}", "")
        deputy = posted.get(f"deputy-{one.id}", "").strip()[:LONGEST] if presence == PRESENCE_CHOICES["Deputy"] else ""
        if presence in PRESENCE_CHOICES.values():
            told[one.name] = Attended(one.name, presence, deputy, posted.get(f"stamp-{one.id}", ""))
    return told


def attending_page(
    meeting: MeetingLine,
    members: Sequence[MemberLine],
    stood: Mapping[str, Attended],
    home: str,
    wrong: Mapping[str, str] | None = None,
) -> AttendingPage:
    """The page of a meeting; of one that is over, whoever is not recorded yet stands as present until it is saved."""
    is_over, faults = meeting.held_on <= timezone.localdate(), wrong or {}
    usual = PRESENT if is_over else ""
    lines = tuple(_line(one, stood.get(one.name), usual, faults.get(one.name, "")) for one in members)
    known = sum(bool(one.stamp) for one in lines)
    hint = (
        "Whoever is not recorded yet stands as present: change those who were not. "
        if is_over and known < len(lines)
        else ""
    )
    return AttendingPage(
        meeting=meeting.name,
        answer=f"{known} of {plural(len(members), 'member')} recorded."
        if members
        else "Nobody is recorded as a member of the board on the day of this meeting.",
        lead=f"{hint}Tab goes to the next member, the arrow keys change the choice, Enter saves all.",
        lines=lines,
        faults=tuple(Fault(f"{one.name}: {one.error}", f"deputy-{one.id}") for one in lines if one.error),
        back=Link(meeting.name, home),
    )


def _line(one: MemberLine, stood: Attended | None, usual: str, error: str) -> MemberChoice:
    chosen = stood.presence if stood else usual
    choices = tuple(Choice(presence, words, presence == chosen) for words, presence in PRESENCE_CHOICES.items())
    deputy, stamp = (stood.deputy, stood.stamp) if stood else ("", "")
    note = one.office if stamp else f"{one.office}. Not recorded yet"
    return MemberChoice(one.id, one.name, one.office, choices, deputy, stamp, note, error)
