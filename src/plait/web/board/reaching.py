"""A meeting or a paper that an address names, as far as the viewer may know of it."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone

from plait.engine.papers import is_open
from plait.engine.permissions import Action, scope_of
from plait.store.board import MeetingLine, load_meeting
from plait.store.papers import PaperLine, load_paper
from plait.store.readings import PAPER, Opened, note_reading
from plait.web.shared.access import TrustRequest
from plait.web.shared.acting import act_of


def reads_drafts(request: TrustRequest) -> bool:
    """May the viewer see what is a draft?"""
    return bool(scope_of(request.viewer, Action.READ_BOARD_DRAFTS))


def reached_meeting(request: TrustRequest, meeting_id: int) -> MeetingLine:
    """The meeting; answers as for an address that never was where there is none, or it is a draft to others."""
    found = load_meeting(request.viewer.trust_id, meeting_id, drafts=reads_drafts(request))
    if found is None:
        raise Http404
    return found


def reached_paper(request: TrustRequest, paper_id: int) -> PaperLine:
    """The paper; answers as for an address that never was where there is none that the viewer may read."""
    found = load_paper(request.viewer, paper_id, at=timezone.now())
    if found is None:
        raise Http404
    return found


def note_opening(request: TrustRequest, paper: PaperLine, *, is_file: bool = False) -> None:
    """Whoever opens a paper that not everybody reads leaves a row of that."""
    if not is_open(paper.status, is_private=paper.is_private):
        note_reading(act_of(request), Opened(PAPER, paper.id, paper.title, paper.opening_id), is_file=is_file)
