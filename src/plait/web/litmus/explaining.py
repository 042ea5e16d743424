"""Explaining a verdict: written by the owner of the question, published and withdrawn by the board secretary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.litmus.explanations import DRAFT, EXPLAINED, PUBLISHED, TEXT, Explanation, Reason
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.kit import Litmus
from plait.engine.permissions import Action
from plait.engine.question_owners import owns
from plait.engine.sheets import Column
from plait.store.explanations import find_explanation, find_owner, publish, save_draft, save_owner, withdraw
from plait.store.findings import load_finding
from plait.store.writing import StaleRecord
from plait.web.litmus.explanations import OWNER, WHY, draft_cells, form_page, opened, read_form
from plait.web.litmus.sizes import version_in
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.editing import NOTHING_SAVED
from plait.web.shared.entry_form import Typed
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.undo import undo_of
from plait.web.shared.views import conflict


@needs(Action.EXPLAIN)
def explain(request: TrustRequest, question: str) -> HttpResponse:
    """Write, or change, the draft that says why a question is not met."""
    judged, litmus = _explained(request, question)
    draft = find_explanation(request.viewer.trust_id, question, DRAFT)
    today = timezone.localdate()
    if request.method != "POST":
        return _form(request, litmus, WHY, opened(draft_cells(draft), today), draft.version if draft else 0)
    typed, version = read_form(WHY, request.POST, today), version_in(request.POST)
    if typed.wrong:
        return _form(request, litmus, WHY, typed, version)
    reason = Reason(str(typed.values["text"]), cast("date", typed.values["due"]), judged.finding.verdict)
    try:
        changed = save_draft(act_of(request), question, reason, version=version)
    except StaleRecord as stale:
        now = find_explanation(request.viewer.trust_id, question, DRAFT)
        return _conflict(request, stale, Change(TEXT.heading, now.text if now else "", reason.text))
    notice(request, "The draft is saved. The board secretary publishes it." if changed else NOTHING_SAVED)
    return _back(request, question)


@needs(Action.PUBLISH_EXPLANATIONS)
@require_POST
def publish_explanation(request: TrustRequest, question: str) -> HttpResponse:
    """Publish the draft; what was published before is withdrawn."""
    return _move(request, _standing(request, question, DRAFT), publish, "The explanation is published.")


@needs(Action.PUBLISH_EXPLANATIONS)
@require_POST
def withdraw_explanation(request: TrustRequest, question: str) -> HttpResponse:
    """Withdraw what is published; the history keeps it."""
    said = "The explanation is withdrawn. The history keeps it."
    return _move(request, _standing(request, question, PUBLISHED), withdraw, said)


@needs(Action.PUBLISH_EXPLANATIONS)
def question_owner(request: TrustRequest, question: str) -> HttpResponse:
    """Say which role owns a question in this trust."""
    _, litmus = _judged(request, question)
    owner, today = find_owner(request.viewer.trust_id, question, litmus.owner), timezone.localdate()
    if request.method != "POST":
        return _form(request, litmus, (OWNER,), opened({"owner": owner.name}, today), owner.version)
    typed, version = read_form((OWNER,), request.POST, today), version_in(request.POST)
    if typed.wrong:
        return _form(request, litmus, (OWNER,), typed, version)
    said = str(typed.values["owner"])
    if said == owner.name and version == owner.version:
        notice(request, NOTHING_SAVED)
        return _back(request, question)
    try:
        save_owner(act_of(request), question, said, version=version)
    except StaleRecord as stale:
        return _conflict(request, stale, Change(OWNER.heading, owner.name, said))
    notice(request, f"{said} now owns this question.", undo=undo_of(request, _home(request, question)))
    return _back(request, question)


def _judged(request: TrustRequest, question: str) -> tuple[Judged, Litmus]:
    _, judged = load_finding(request.viewer.trust_id, question, on=timezone.localdate())
    if judged is None or judged.litmus is None:
        raise Http404
    return judged, judged.litmus


def _explained(request: TrustRequest, question: str) -> tuple[Judged, Litmus]:
    """A question whose verdict wants an explanation, and which is the viewer's to explain."""
    judged, litmus = _judged(request, question)
    if not owns(request.viewer, find_owner(request.viewer.trust_id, question, litmus.owner).name):
        refuse(request, "EXPLAIN does not reach this question", Action.EXPLAIN)
    if judged.finding.verdict not in EXPLAINED:
        raise Http404
    return judged, litmus


def _standing(request: TrustRequest, question: str, state: str) -> Explanation:
    found = find_explanation(request.viewer.trust_id, question, state)
    if found is None:
        raise Http404
    return found


def _move(request: TrustRequest, explanation: Explanation, move: Callable[..., None], said: str) -> HttpResponse:
    try:
        move(act_of(request), explanation, version=version_in(request.POST))
    except StaleRecord as stale:
        return _conflict(request, stale, Change(TEXT.heading, explanation.text, ""))
    notice(request, said)
    return _back(request, explanation.question)


def _home(request: TrustRequest, question: str) -> str:
    return f"/t/{request.viewer.trust_code}/questions/{question}/"


def _back(request: TrustRequest, question: str) -> HttpResponse:
    return redirect(_home(request, question))


def _conflict(request: TrustRequest, stale: StaleRecord, change: Change) -> HttpResponse:
    slug = request.path.split("/questions/")[1].partition("/")[0]
    again = Link("Open the question as it is now", _home(request, slug))
    return conflict(request, ConflictPage(who_moved(request, stale), (change,), again))


def _form(
    request: TrustRequest, litmus: Litmus, columns: tuple[Column, ...], typed: Typed, version: int
) -> HttpResponse:
    page = form_page(request.viewer, litmus, columns, typed, version)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if typed.wrong else 200)
