"""Papers opened for a day: asked for, agreed by somebody else, shut early, and what was opened."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.paper_openings import Opening, Standing, standing_of
from plait.engine.papers import is_open
from plait.engine.permissions import Action, scope_of
from plait.store.paging import Wanted
from plait.store.paper_openings import AskedAlready, OwnAsking, agree, ask_to_open, find_opening, list_opened
from plait.store.paper_openings import list_openings as find_openings
from plait.store.paper_openings import shut as shut_opening
from plait.store.papers import PaperLine, list_papers
from plait.store.writing import StaleRecord
from plait.web.board.openings_page import (
    HEADINGS,
    answering_page,
    asking_page,
    opening_rows,
    openings_page,
    read_asking,
)
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.notice import notice

ASKED_ALREADY = "You have asked already, and nobody has answered yet. Take that back first, to ask for something else."
OWN = "Nobody agrees to what they asked for themselves. Ask another executive or the board secretary."
CHANGED = "Somebody answered or ended this meanwhile. Nothing of yours is saved: this is how it stands."
NO_PAPER = "Choose the paper that they asked for."


@needs(Action.READ_BOARD)
def openings(request: TrustRequest) -> HttpResponse:
    """Every asking for who may agree, one's own for the others: who, why, who agreed, until when, what was opened."""
    viewer, now = request.viewer, timezone.now()
    found = find_openings(viewer.trust_id, of=_whose(request))
    opened = list_opened(viewer.trust_id, found)
    if request.GET.get("format") == "csv":
        return csv_response(request, "papers-opened.csv", HEADINGS, opening_rows(found, opened, now))
    return render(request, "board/openings.jinja", {"page": openings_page(viewer, found, opened, now)})


@needs(Action.ASK_FOR_PAPER)
def ask(request: TrustRequest) -> HttpResponse:
    """Ask for one paper, told in words, with the reason."""
    if request.method != "POST":
        return render(request, "shared/edit.jinja", {"page": asking_page(request.viewer, {}, {})})
    texts, wrong = read_asking(request.POST.dict())
    if wrong:
        page = asking_page(request.viewer, texts, wrong)
        return render(request, "shared/edit.jinja", {"page": page}, status=422)
    try:
        ask_to_open(act_of(request), texts["wish"], texts["reason"])
        said = "You have asked. An executive, the CDIO or the board secretary agrees or declines."
    except AskedAlready:
        said = ASKED_ALREADY
    return _back(request, said)


@needs(Action.OPEN_PAPER)
def answer(request: TrustRequest, opening_id: int) -> HttpResponse:
    """Choose the one paper that was asked for, and open it to whoever asked."""
    one, papers = _found(request, opening_id), _unpublished(request)
    if standing_of(one, timezone.now()) is not Standing.WAITS or request.method != "POST":
        return _asked(request, one, papers)
    chosen = next((paper for paper in papers if str(paper.id) == request.POST.get("paper")), None)
    if chosen is None:
        return _asked(request, one, papers, NO_PAPER)
    try:
        agree(act_of(request), one, chosen)
        said = f"{chosen.title} is open to {one.asked_by}. One press shuts it."
    except OwnAsking:
        return _asked(request, one, papers, OWN)
    except StaleRecord:
        said = CHANGED
    return _back(request, said)


@needs(Action.READ_BOARD)
@require_POST
def shut(request: TrustRequest, opening_id: int) -> HttpResponse:
    """Decline an asking, take one's own back, or shut what is open."""
    one = _found(request, opening_id)
    try:
        shut_opening(act_of(request), one)
        said = f"What {one.asked_by} asked for is not open to them."
    except StaleRecord:
        said = CHANGED
    return _back(request, said)


def _whose(request: TrustRequest) -> int | None:
    """Whose askings this viewer sees: everybody's, or their own."""
    return None if scope_of(request.viewer, Action.OPEN_PAPER) else request.viewer.user_id


def _found(request: TrustRequest, opening_id: int) -> Opening:
    found = find_opening(request.viewer.trust_id, opening_id, of=_whose(request))
    if found is None:
        raise Http404
    return found


def _unpublished(request: TrustRequest) -> tuple[PaperLine, ...]:
    """The papers that may be opened: those that the viewer reads and not everybody does."""
    every = list_papers(request.viewer, Wanted(limit=None), on=timezone.localdate()).rows
    return tuple(one for one in every if not is_open(one.status, is_private=one.is_private))


def _asked(request: TrustRequest, one: Opening, papers: tuple[PaperLine, ...], fault: str = "") -> HttpResponse:
    if standing_of(one, timezone.now()) is not Standing.WAITS:
        return _back(request, CHANGED)
    page = answering_page(request.viewer, one, papers, fault)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if fault else 200)


def _back(request: TrustRequest, said: str) -> HttpResponse:
    notice(request, said)
    return redirect("paper-openings", code=request.viewer.trust_code)
