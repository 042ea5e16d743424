"""Pulses of a trust: what may be told of each, the slip, and the forms of those who run them."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action
from plait.engine.pulses import TEAM, read_paper
from plait.store.pulses import (
    AlreadyOpen,
    AnsweredAlready,
    IsClosed,
    PulseLine,
    add_paper,
    answer_pulse,
    close_pulse,
    find_pulse,
    list_pulses,
    open_pulse,
    pulses_answered,
    team_ids,
)
from plait.web.pulses.forms import open_form, paper_form, read_open, read_slip
from plait.web.pulses.page import HEADINGS, Sent, name_of, pulse_page, pulse_rows, pulses_page, slip_form
from plait.web.pulses.reach import is_asked, runs
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.listing import Query
from plait.web.shared.notice import notice
from plait.web.shared.page import Link

TWICE = "You have answered this pulse before. Nothing was added."
CLOSED = "This pulse is closed. Nothing was added."


@needs(Action.READ_PULSES)
def pulses(request: TrustRequest) -> HttpResponse:
    """Every pulse, with what may be told of it."""
    viewer, today = request.viewer, timezone.localdate()
    every = list_pulses(viewer.trust_id)
    if request.GET.get("format") == "csv":
        return csv_response(request, "pulses.csv", HEADINGS, pulse_rows(every), Query(wants_csv=True))
    done = pulses_answered(viewer.trust_id, viewer.user_id)
    waiting = [one for one in every if one.closed_on is None and one.id not in done]
    mine = sum(is_asked(viewer, one, today) for one in waiting)
    return render(request, "pulses/list.jinja", {"page": pulses_page(viewer, every, mine)})


@needs(Action.READ_PULSES)
def answer(request: TrustRequest, pulse_id: int) -> HttpResponse:
    """One pulse: what may be told of it, or the slip for who is asked."""
    viewer, one = request.viewer, _found(request, pulse_id)
    sent = Sent()
    if request.method == "POST":
        if not is_asked(viewer, one, timezone.localdate()):
            refuse(request, "ANSWER_PULSE does not reach this group", Action.ANSWER_PULSE)
        sheet, sent = read_slip(request.POST.dict())
        if sheet is not None:
            return _answered(request, one, sheet)
    done = pulse_id in pulses_answered(viewer.trust_id, viewer.user_id)
    may_answer = one.closed_on is None and not done and is_asked(viewer, one, timezone.localdate())
    slip = slip_form(one.kind, sent) if may_answer else None
    page = pulse_page(viewer, one, slip, has_answered=done)
    return render(request, "pulses/pulse.jinja", {"page": page}, status=422 if sent.wrong else 200)


def _answered(request: TrustRequest, one: PulseLine, sheet: tuple[int, ...]) -> HttpResponse:
    said = "Your answer is added to the sums. Nobody can tell which it was."
    try:
        answer_pulse(act_of(request), one.id, sheet)
    except AnsweredAlready:
        said = TWICE
    except IsClosed:
        said = CLOSED
    notice(request, said)
    return redirect("pulse", code=request.viewer.trust_code, pulse_id=one.id)


@needs(Action.RUN_PULSES)
def open_one(request: TrustRequest) -> HttpResponse:
    """Open a pulse of the board, of a team, or of a sample of the trust."""
    viewer, teams = request.viewer, team_ids(request.viewer.trust_id, on=timezone.localdate())
    if request.method != "POST":
        return render(request, "shared/edit.jinja", {"page": open_form(viewer, tuple(teams), Sent())})
    asked, sent = read_open(viewer, request.POST.dict(), teams, timezone.localdate())
    if asked:
        kind, team = sent.values["kind"], sent.values["team"]
        try:
            made = open_pulse(act_of(request), kind, team_id=teams[team] if kind == TEAM else None, asked=asked)
            return redirect("pulse", code=viewer.trust_code, pulse_id=made)
        except AlreadyOpen:
            sent = Sent(sent.values, {"kind": "One of these is open already. Close it first"})
    return render(request, "shared/edit.jinja", {"page": open_form(viewer, tuple(teams), sent)}, status=422)


@needs(Action.RUN_PULSES)
def paper(request: TrustRequest, pulse_id: int) -> HttpResponse:
    """Add answers that were given on paper."""
    one, sent = _run(request, pulse_id), Sent()
    here = Link(name_of(one), request.path.removesuffix("paper/"))
    if request.method == "POST":
        sheets, wrong = read_paper(request.POST.get("papers", ""))
        if not wrong:
            return _papers(request, one, sheets)
        sent = Sent({"papers": request.POST.get("papers", "")}, {"papers": wrong})
    page = paper_form("Add answers from paper", here, sent, str(_submission(request)))
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if sent.wrong else 200)


def _papers(request: TrustRequest, one: PulseLine, sheets: tuple[tuple[int, ...], ...]) -> HttpResponse:
    said = f"{len(sheets)} {'paper is' if len(sheets) == 1 else 'papers are'} added to the sums."
    try:
        add_paper(act_of(request), one.id, sheets, submission=_submission(request))
    except IsClosed:
        said = CLOSED
    notice(request, said)
    return redirect("pulse", code=request.viewer.trust_code, pulse_id=one.id)


def _submission(request: TrustRequest) -> uuid.UUID:
    """The key of a form; one that is not from our form counts as sent for the first time."""
    try:
        return uuid.UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid.uuid4()


@needs(Action.RUN_PULSES)
@require_POST
def close(request: TrustRequest, pulse_id: int) -> HttpResponse:
    """Close a pulse for good, so that it may be told of."""
    one = _run(request, pulse_id)
    said = "The pulse is closed."
    try:
        close_pulse(act_of(request), one.id)
    except IsClosed:
        said = "The pulse was closed already."
    notice(request, said)
    return redirect("pulse", code=request.viewer.trust_code, pulse_id=one.id)


def _run(request: TrustRequest, pulse_id: int) -> PulseLine:
    found = _found(request, pulse_id)
    if not runs(request.viewer, found.team):
        refuse(request, "RUN_PULSES does not reach this group", Action.RUN_PULSES)
    return found


def _found(request: TrustRequest, pulse_id: int) -> PulseLine:
    found = find_pulse(request.viewer.trust_id, pulse_id)
    if found is None:
        raise Http404
    return found
