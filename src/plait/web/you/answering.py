"""Answering the question whether oneself, or somebody who reports to one, joins a team."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.assembly.consent import Word
from plait.engine.permissions import Action
from plait.store.consent import Asked, answer_proposal, list_asked
from plait.store.writing import StaleRecord
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.notice import notice
from plait.web.shared.page import ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.views import conflict
from plait.web.you.asked import AnswerForm, answer_form, read_answer


@needs(Action.CONSENT)
def answer(request: TrustRequest, proposal_id: int) -> HttpResponse:
    """Agree to a place, or decline it with the reason; until the team is accepted the answer may be changed."""
    return _answer(request, _asked(request, proposal_id))


@needs(Action.CONSENT)
def answer_there(request: TrustRequest, place_id: int) -> HttpResponse:
    """Agree to a place in a team of another trust, or decline it."""
    return _answer(request, _asked(request, place_id, is_there=True))


def _answer(request: TrustRequest, asked: Asked) -> HttpResponse:
    if request.method != "POST":
        return _form(request, answer_form(asked))
    typed = read_answer(request.POST)
    form = answer_form(asked, typed)
    if typed.word is None or form.faults:
        return _form(request, form)
    try:
        answer_proposal(act_of(request), asked, typed.word, typed.reason, version=typed.version)
    except StaleRecord as stale:
        again = Link("Open it as it is now", f"/t/{request.viewer.trust_code}/you/")
        return conflict(request, ConflictPage(who_moved(request, stale), (), again))
    said = "You agreed." if typed.word is Word.AGREED else "You declined."
    notice(request, f"{said} You can change that until the team is accepted.")
    return redirect("you", code=request.viewer.trust_code)


def _asked(request: TrustRequest, id: int, *, is_there: bool = False) -> Asked:
    """The question, if it is the viewer's to answer; of another trust where it `is_there`."""
    found = list_asked(request.viewer, on=timezone.localdate())
    asked = next((one for one in found if one.proposal.id == id and bool(one.proposal.other) is is_there), None)
    if asked is None:
        raise Http404
    return asked


def _form(request: TrustRequest, form: AnswerForm) -> HttpResponse:
    status = 422 if form.faults else 200
    return render(request, "you/answer.jinja", {"page": form, "faults": form.faults}, status=status)
