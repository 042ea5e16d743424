"""One page for somebody who leads two trusts: reached only with access to both, and of no trust."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.contacts import directors_met
from plait.engine.litmus.questions.leader_serves_the_whole_board import TEST
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.taking_part import outside_at_boards
from plait.store.access import entered, trusts_of
from plait.store.acting_up import list_deputies
from plait.store.contacts import load_contacts
from plait.store.executives import interests_of, meetings_of, roles_of
from plait.store.paging import Wanted
from plait.store.snapshot import load_board_work
from plait.store.thresholds import find_threshold
from plait.store.two_trusts import Leader, leader_of, note_taken
from plait.store.writing import Act
from plait.web.executives.both import HEADINGS, Half, both_page, both_rows
from plait.web.shared.access import signed_in
from plait.web.shared.conflicts import conflicts_for
from plait.web.shared.download import csv_file
from plait.web.shared.middleware import current_request_id

NAME = "two-trusts.csv"


@signed_in
def both(request: HttpRequest) -> HttpResponse:
    """The viewer in each trust they lead and may enter; as a file too, of which both audit trails tell."""
    today = timezone.localdate()
    found = list(_halves(request.user.pk or 0))
    people = {leader.person_id for leader, _ in found}
    if len(found) < 2 or len(people) > 1:
        raise Http404
    halves = [half for _, half in found]
    if request.GET.get("format") == "csv":
        return _file(request, halves)
    return render(request, "executives/both.jinja", {"page": both_page(found[0][0].name, halves, today)})


def _halves(user_id: int) -> Iterator[tuple[Leader, Half]]:
    """Each in the scope of its own trust, so that no half can hold a row of the other."""
    today = timezone.localdate()
    for trust in trusts_of(user_id, today):
        with entered(user_id, trust.code, today) as viewer:
            if viewer is not None and (leader := leader_of(viewer, on=today)) is not None:
                yield leader, _half(viewer, leader.employment_id)


def _half(viewer: Viewer, employment_id: int) -> Half:
    today, trust_id = timezone.localdate(), viewer.trust_id
    roles = tuple(one for one in roles_of(trust_id, employment_id, on=today) if not one.other)
    drafts = bool(scope_of(viewer, Action.READ_BOARD_DRAFTS))
    held = {one.role for one in roles}
    own = find_threshold(trust_id, TEST.slug, on=today)
    contacts = load_contacts(trust_id) if scope_of(viewer, Action.READ_CONTACTS) else None
    return Half(
        viewer,
        employment_id,
        roles,
        tuple(one for one in meetings_of(trust_id, employment_id, on=today, drafts=drafts) if not one.other),
        tuple(one for one in interests_of(trust_id, employment_id, on=today) if not one.other),
        tuple(one for one in list_deputies(trust_id, Wanted(limit=None), on=today).rows if one.role in held),
        tuple(one for one in conflicts_for(viewer) if one.employment_id == employment_id),
        outside_at_boards(load_board_work(trust_id, on=today)),
        own.value if own is not None and own.starts <= today else TEST.threshold.value,
        None if contacts is None else directors_met(contacts, today),
    )


def _file(request: HttpRequest, halves: list[Half]) -> HttpResponse:
    rows, now = both_rows(halves, timezone.localdate()), timezone.now()
    note_taken(
        [
            Act(one.viewer.trust_id, one.viewer.user_id, one.viewer.name, now, request=current_request_id())
            for one in halves
        ],
        {"name": NAME, "page": request.path, "rows": len(rows)},
    )
    return csv_file(NAME, HEADINGS, rows)
