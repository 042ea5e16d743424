"""The forms of what belongs to a programme, and the question before one of it is taken away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone

from plait.store.design import list_decision_names
from plait.store.outcomes import list_outcomes
from plait.store.people import list_people_filters
from plait.store.programmes import ProgrammeLine, find_programme_of, list_plans, load_programme
from plait.store.research import ids_of_groups
from plait.store.teams import list_team_names
from plait.web.programmes.forms import PARTS, Part, part_task, removal_task
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.editing import handle_form
from plait.web.shared.removing import handle_removal

View = Callable[..., HttpResponseBase]


def add_of(kind: str) -> View:
    """The view that adds one of a kind."""
    part = PARTS[kind]

    @needs(part.action)
    def add(request: TrustRequest, programme_id: int) -> HttpResponse:
        return _form(request, _programme(request, programme_id), part, None)

    return add


def edit_of(kind: str) -> View:
    """The view that changes one of a kind."""
    part = PARTS[kind]

    @needs(part.action)
    def edit(request: TrustRequest, /, **row: int) -> HttpResponse:
        [id] = row.values()
        return _form(request, _of(request, part, id), part, id)

    return edit


def remove_of(kind: str) -> View:
    """The view that takes one of a kind away, after a question."""
    part = PARTS[kind]

    @needs(part.action)
    def remove(request: TrustRequest, /, **row: int) -> HttpResponse:
        [id] = row.values()
        line = _of(request, part, id)
        return handle_removal(request, removal_task(_home(request), line, part, id, _says(line, part, id)))

    return remove


def _says(line: ProgrammeLine, part: Part, id: int) -> str:
    words = {
        "milestone": {one.id: one.record.name for one in line.milestones},
        "report": {one.id: one.record.says for one in line.reports},
        "outcome": {one.id: one.record.outcome for one in line.moves},
        "theme": {one.id: one.record.name for one in line.themes},
        "window": {one.id: one.record.name for one in line.windows},
        "remark": {one.id: one.record.remark for one in line.remarks},
    }
    return f"“{words[part.word][id]}”."


def _form(request: TrustRequest, line: ProgrammeLine, part: Part, id: int | None) -> HttpResponse:
    trust_id = request.viewer.trust_id
    outcomes = tuple(one.outcome.name for one in list_outcomes(trust_id, on=timezone.localdate()))
    offered = {
        "outcome": outcomes,
        **(_of_changes(trust_id, line) if part.word == "window" else {}),
        "improving": outcomes,
        "in_time": tuple(one.record.name for one in line.milestones),
        "theme": tuple(one.record.name for one in line.themes),
        "user_group": tuple(ids_of_groups(trust_id)),
        "decision": list_decision_names(trust_id),
    }
    return handle_form(request, part_task(_home(request), line, part, offered, id))


def _of_changes(trust_id: int, line: ProgrammeLine) -> dict[str, tuple[str, ...]]:
    """What a change may touch, and the programmes with which it may overlap."""
    filters = list_people_filters(trust_id)
    others = list_plans(trust_id, on=timezone.localdate())
    return {
        "department": filters.departments,
        "site": filters.sites,
        "team": list_team_names(trust_id),
        "accepted_with": tuple(one.programme.name for one in others if one.id != line.id),
    }


def _home(request: TrustRequest) -> str:
    return f"/t/{request.viewer.trust_code}/programmes/"


def _of(request: TrustRequest, part: Part, id: int) -> ProgrammeLine:
    programme_id = find_programme_of(request.viewer.trust_id, part.word, id)
    if programme_id is None:
        raise Http404
    return _programme(request, programme_id)


def _programme(request: TrustRequest, programme_id: int) -> ProgrammeLine:
    found = load_programme(request.viewer.trust_id, programme_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found
