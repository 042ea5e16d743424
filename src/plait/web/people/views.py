"""The register of people, one person, and the forms for both."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.permissions import Action
from plait.store.people import count_people, list_people, list_people_filters
from plait.web.people.page import (
    count_rows,
    counts_page,
    finds_numbers,
    offer,
    people_page,
    people_rows,
    reads_names,
    wanted_of,
)
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.listing import read_query


@needs(Action.READ_PEOPLE)
def people(request: TrustRequest) -> HttpResponse:
    """The people employed today; only how many, for those who read no names."""
    viewer, today = request.viewer, timezone.localdate()
    if not reads_names(viewer):
        return _counts(request)
    offered = offer(viewer, list_people_filters(viewer.trust_id))
    query = read_query(request.GET, offered)
    found = list_people(viewer.trust_id, wanted_of(query), on=today, by_number=finds_numbers(viewer))
    if query.wants_csv:
        return csv_response("people.csv", *people_rows(viewer, found))
    return render(request, "people/list.jinja", {"page": people_page(viewer, offered, query, found)})


def _counts(request: TrustRequest) -> HttpResponse:
    counts = count_people(request.viewer.trust_id, on=timezone.localdate())
    if request.GET.get("format") == "csv":
        return csv_response("people-by-department.csv", *count_rows(counts))
    return render(request, "people/list.jinja", {"page": counts_page(request.viewer, counts)})
