"""Where we stand, one litmus test, one question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plait.engine.litmus.explanations import DRAFT
from plait.engine.litmus.judging import questions
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.showing import people_read, read_finding
from plait.engine.litmus.since_board import board_day
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board_plans import load_plans
from plait.store.consent import count_waiting
from plait.store.corrections import count_corrections, list_corrections
from plait.store.explanations import find_explanation, find_owner, load_explanations
from plait.store.findings import (
    load_feed_dates,
    load_finding,
    load_findings,
    load_people_named,
    load_titles_held,
)
from plait.store.history import HistoryLine, load_history
from plait.store.paging import Page
from plait.store.sizes import SizeSetting, load_size_setting, save_size_setting
from plait.store.thresholds import ThresholdSet, find_threshold, reset_threshold, rows_about_question
from plait.store.writing import StaleRecord
from plait.web.litmus.corrections import CORRECTIONS, HEADINGS, correction_rows, corrections_page
from plait.web.litmus.explanations import Told, reads_drafts
from plait.web.litmus.page import Beside, find_heading, home_page, test_page
from plait.web.litmus.question import Known, evidence_rows, question_page
from plait.web.litmus.sizes import differences, opened, read_sizes, reason_of, sizes_page, version_in
from plait.web.litmus.thresholds import threshold_task, where_met_begins
from plait.web.litmus.ways import ways_of
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import NOTHING_SAVED, handle_form
from plait.web.shared.entry_form import Typed
from plait.web.shared.jinja import plural
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.table import wanted_of
from plait.web.shared.undo import undo_of
from plait.web.shared.views import conflict


@needs(Action.READ_FINDINGS)
def where_we_stand(request: TrustRequest) -> HttpResponse:
    """The five litmus tests; above them, and of nobody else, how many places in teams wait for the viewer's word."""
    viewer = request.viewer
    waiting = count_waiting(viewer, on=timezone.localdate()) if viewer.employee_number else 0
    if waiting and scope_of(viewer, Action.CONSENT):
        words = plural(waiting, "place in a team waits", "places in teams wait")
        request.beside = Link(f"{words} for your answer", f"/t/{viewer.trust_code}/you/#asked")
    return _five_tests(request)


@kept_by_role
def _five_tests(request: TrustRequest) -> DrawingOrFile:
    """The five litmus tests, each with its questions as far as they can be judged."""
    viewer, today = request.viewer, timezone.localdate()
    findings = load_findings(viewer.trust_id, on=today)
    publishes = bool(scope_of(viewer, Action.PUBLISH_EXPLANATIONS))
    drafts = load_explanations(viewer.trust_id, state=DRAFT) if publishes else {}
    met = board_day(findings.judged)
    corrections = count_corrections(viewer, after=met) if met else 0
    beside = Beside(load_feed_dates(viewer.trust_id), drafts, corrections, load_plans(viewer.trust_id))
    page = home_page(viewer, findings, beside, today)
    return Drawing("litmus/where_we_stand.jinja", page)


@needs(Action.READ_FINDINGS)
def corrections(request: TrustRequest) -> HttpResponse:
    """What was put right of the past since the board last met."""
    viewer, query = request.viewer, read_query(request.GET, CORRECTIONS)
    met = board_day(load_findings(viewer.trust_id, on=timezone.localdate()).judged)
    found = list_corrections(viewer, wanted_of(query), after=met) if met else Page((), 0)
    if query.wants_csv:
        return csv_response(request, "corrections.csv", HEADINGS, correction_rows(found), query)
    return render(request, "litmus/corrections.jinja", {"page": corrections_page(viewer, query, found, met)})


@needs(Action.READ_FINDINGS)
def litmus_test(request: TrustRequest, heading: str) -> HttpResponse:
    """One litmus test and its questions."""
    wanted = find_heading(heading)
    if wanted is None:
        raise Http404
    today = timezone.localdate()
    findings = load_findings(request.viewer.trust_id, on=today)
    return render(request, "litmus/test.jinja", {"page": test_page(request.viewer, findings, wanted, today)})


@needs(Action.READ_FINDINGS)
def question(request: TrustRequest, question: str) -> HttpResponse:
    """One question: the answer, how it is reached, and the rows behind it as the viewer may see them."""
    viewer = request.viewer
    findings, judged = load_finding(viewer.trust_id, question, on=timezone.localdate())
    if judged is None or judged.litmus is None:
        raise Http404
    litmus, judged = judged.litmus, replace(judged, finding=read_finding(judged.finding, viewer))
    reach = people_read(judged.finding, viewer)
    people = load_titles_held(viewer.trust_id, reach.titled, on=timezone.localdate())
    people |= load_people_named(viewer.trust_id, reach.named)
    if request.GET.get("format") == "csv":
        return csv_response(request, f"{question}.csv", *evidence_rows(viewer, judged.finding, people))
    known = Known(people, ways_of(viewer.trust_id, judged), *_said(viewer, litmus))
    page = question_page(viewer, findings, judged, known)
    return render(request, "litmus/question.jinja", {"page": page})


def _said(
    viewer: Viewer, litmus: Litmus
) -> tuple[Told, SizeSetting | None, ThresholdSet | None, Iterable[HistoryLine]]:
    """What this trust says to a question: whose it is and the draft, the sizes and threshold it chose, and when."""
    trust_id, slug = viewer.trust_id, litmus.slug
    owner = find_owner(trust_id, slug, litmus.owner)
    about = rows_about_question(trust_id, slug, drafts=reads_drafts(viewer, owner.name))
    return (
        Told(owner, timezone.localdate(), find_explanation(trust_id, slug, DRAFT)),
        load_size_setting(trust_id) if litmus.counts_sizes else None,
        find_threshold(trust_id, slug, on=timezone.localdate()),
        load_history(trust_id, about),
    )


@needs(Action.SET_THRESHOLDS)
def set_threshold(request: TrustRequest, question: str) -> HttpResponse:
    """Set another threshold for a question than its default, or change the one that is set."""
    litmus = _settable(question)
    found = find_threshold(request.viewer.trust_id, question, on=timezone.localdate())
    return handle_form(request, threshold_task(request.viewer, litmus, found))


@needs(Action.SET_THRESHOLDS)
def reset(request: TrustRequest, question: str) -> HttpResponse:
    """Let the default threshold hold again, after a question."""
    viewer, today, litmus = request.viewer, timezone.localdate(), _settable(question)
    found = find_threshold(viewer.trust_id, question, on=today)
    if found is None:
        raise Http404
    page = {"litmus": litmus, "set": found, "own": where_met_begins(litmus, found)}
    if request.method != "POST":
        return render(request, "litmus/reset.jinja", {"page": page})
    try:
        reset_threshold(act_of(request), question, version=version_in(request.POST))
    except StaleRecord as stale:
        return render(request, "litmus/reset.jinja", {"page": {**page, "first": who_moved(request, stale)}}, status=409)
    here = reverse("question", kwargs={"code": viewer.trust_code, "question": question})
    notice(request, "The default holds again. The question is judged again.", undo=undo_of(request, here))
    return redirect(here)


def _settable(slug: str) -> Litmus:
    found = next((one for one in questions() if one.slug == slug and one.threshold.can_be_set), None)
    if found is None:
        raise Http404
    return found


@needs(Action.SET_TEAM_SIZES)
def team_sizes(request: TrustRequest) -> HttpResponse:
    """Set how many people a team of this trust may have."""
    today = timezone.localdate()
    setting = load_size_setting(request.viewer.trust_id)
    if request.method != "POST":
        return _sizes(request, setting, opened(setting, today), setting.version)
    version = version_in(request.POST)
    typed, sizes = read_sizes(request.POST, today)
    if typed.wrong:
        return _sizes(request, setting, typed, version)
    try:
        changed = save_size_setting(act_of(request), sizes, reason_of(typed), version=version)
    except StaleRecord as stale:
        again = Link("Open the form again", request.path)
        changes = differences(load_size_setting(request.viewer.trust_id), typed)
        return conflict(request, ConflictPage(who_moved(request, stale), changes, again))
    said = f"A team now has {sizes.least} to {sizes.most} people. Every team is judged again."
    notice(request, said if changed else NOTHING_SAVED, undo=undo_of(request, request.path) if changed else "")
    return redirect("team-sizes", code=request.viewer.trust_code)


def _sizes(request: TrustRequest, setting: SizeSetting, typed: Typed, version: int) -> HttpResponse:
    page = sizes_page(request.viewer, setting, typed, version)
    return render(request, "shared/edit.jinja", {"page": page}, status=422 if typed.wrong else 200)
