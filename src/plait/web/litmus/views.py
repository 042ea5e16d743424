"""Where we stand, one litmus test, one question."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.findings import load_feed_dates, load_finding, load_findings, load_people_named
from plait.web.litmus.page import find_heading, home_page, test_page
from plait.web.litmus.question import evidence_rows, people_in, question_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response


@needs(Action.READ_FINDINGS)
def where_we_stand(request: TrustRequest) -> HttpResponse:
    """The five litmus tests, each with its questions as far as they can be judged."""
    today = timezone.localdate()
    findings = load_findings(request.viewer.trust_id, on=today)
    page = home_page(request.viewer, findings, load_feed_dates(request.viewer.trust_id), today)
    return render(request, "litmus/where_we_stand.jinja", {"page": page})


@needs(Action.READ_FINDINGS)
def litmus_test(request: TrustRequest, heading: str) -> HttpResponse:
    """One litmus test and its questions."""
    wanted = find_heading(heading)
    if wanted is None:
        raise Http404
    findings = load_findings(request.viewer.trust_id, on=timezone.localdate())
    return render(request, "litmus/test.jinja", {"page": test_page(request.viewer, findings, wanted)})


@needs(Action.READ_FINDINGS)
def question(request: TrustRequest, question: str) -> HttpResponse:
    """One question: the answer, how it is reached, and the rows behind it as the viewer may see them."""
    viewer = request.viewer
    findings, judged = load_finding(viewer.trust_id, question, on=timezone.localdate())
    if judged is None or judged.litmus is None:
        raise Http404
    people = load_people_named(viewer.trust_id, people_in(viewer, judged.finding))
    if request.GET.get("format") == "csv":
        return csv_response(f"{question}.csv", *evidence_rows(viewer, judged.finding, people))
    page = question_page(viewer, findings, judged, people)
    return render(request, "litmus/question.jinja", {"page": page})
