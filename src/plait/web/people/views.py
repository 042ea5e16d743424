"""The register of people, one person, and the forms for both."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plait.engine.people import PEOPLE
from plait.engine.permissions import Action, editable_fields
from plait.store.history import load_history, rows_about_person
from plait.store.joining import CannotJoin, join_posts, part_posts
from plait.store.long_leave import list_leave_of
from plait.store.people import (
    PersonDetail,
    count_people,
    find_employment,
    is_reached,
    list_people,
    list_people_filters,
    load_competencies_held,
    load_person,
)
from plait.store.reach import reach_of
from plait.store.writing import StaleRecord
from plait.web.people.detail import Known, person_page, sight_of
from plait.web.people.joining import OTHER, asking_page, parting_page, sure_page
from plait.web.people.page import (
    count_rows,
    counts_page,
    finds_numbers,
    may_add,
    offer,
    people_page,
    people_rows,
)
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import EditPage, FormTask, handle_form
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role
from plait.web.shared.listing import read_query
from plait.web.shared.naming import Named, find_named, reads_names
from plait.web.shared.notice import notice
from plait.web.shared.page import Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.table import wanted_of
from plait.web.shared.undo import undo_of

LONGEST = 200


@needs(Action.READ_PEOPLE)
@kept_by_role
def people(request: TrustRequest) -> DrawingOrFile:
    """The people employed today; only how many, for those who read no names."""
    viewer, today = request.viewer, timezone.localdate()
    if not reads_names(viewer):
        return _counts(request)
    offered = offer(viewer, list_people_filters(viewer.trust_id))
    query = read_query(request.GET, offered)
    found = list_people(viewer.trust_id, wanted_of(query), on=today, by_number=finds_numbers(viewer))
    if query.wants_csv:
        return csv_response(request, "people.csv", *people_rows(viewer, found), query=query)
    return Drawing("people/list.jinja", people_page(viewer, offered, query, found))


def _counts(request: TrustRequest) -> DrawingOrFile:
    counts = count_people(request.viewer.trust_id, on=timezone.localdate())
    if request.GET.get("format") == "csv":
        return csv_response(request, "people-by-department.csv", *count_rows(counts))
    return Drawing("people/list.jinja", counts_page(request.viewer, counts))


@needs(Action.READ_PEOPLE)
def person(request: TrustRequest, person_id: int) -> HttpResponse:
    """One person, as far as the viewer may read of them."""
    viewer, today = request.viewer, timezone.localdate()
    if not reads_names(viewer):
        refuse(
            request, "reads no names", Action.READ_PEOPLE
        )  # before anything is looked up: whether the id exists is not told either
    found = load_person(viewer.trust_id, person_id, on=today)
    if found is None:
        raise Http404
    reach = reach_of(viewer, Action.READ_COMPETENCIES)
    may_read = is_reached(viewer.trust_id, person_id, reach, on=today)
    held = load_competencies_held(viewer.trust_id, person_id, on=today) if may_read else None
    history = load_history(viewer.trust_id, rows_about_person(viewer.trust_id, person_id))
    leaves = list_leave_of(viewer.trust_id, person_id) if sight_of(viewer, found).leave else None
    page = person_page(viewer, Known(found, held, leaves, history), today)
    return render(request, "people/person.jinja", {"page": page})


@needs(Action.EDIT_PERSON)
def add_person(request: TrustRequest) -> HttpResponse:
    """Somebody new in the register."""
    if not may_add(request.viewer):
        refuse(request, "adds nobody", Action.EDIT_PERSON)
    return handle_form(request, _task(request, "Add a person", done="The person is in the register."))


@needs(Action.EDIT_PERSON)
def edit_person(request: TrustRequest, person_id: int) -> HttpResponse:
    """The fields of one person that the viewer may write."""
    found = load_person(request.viewer.trust_id, person_id, on=timezone.localdate())
    if found is None:
        raise Http404
    task = _task(request, f"Change {found.name}", done=f"{found.name} is saved.", person_id=person_id)
    return handle_form(request, task)


@needs(Action.JOIN_POSTS)
def join(request: TrustRequest, person_id: int) -> HttpResponse:
    """Say that another employment of the trust is the same person, after a question."""
    person, typed = _person(request, person_id), request.POST.get("other", "").replace("\0", "").strip()[:LONGEST]
    if request.method != "POST":
        return _ask(request, asking_page(request.viewer, person, "", Named({}, {}, {})))
    named = find_named(request.viewer, [OTHER], {"other": typed}, timezone.localdate())
    other = _find_other(request, named.numbers.get("other", typed), person)
    if isinstance(other, str):
        refused = named if named.wrong else Named({}, {"other": other}, {})
        return _ask(request, asking_page(request.viewer, person, typed, refused), status=422)
    if not request.POST.get("sure"):
        return _ask(request, sure_page(request.viewer, person, other))
    numbers = (person.employee_number, other.employee_number)
    said = f"{numbers[0]} and {numbers[1]} are one person."
    return _say(request, person, said, lambda: join_posts(act_of(request), *numbers))


@needs(Action.JOIN_POSTS)
def part(request: TrustRequest, person_id: int) -> HttpResponse:
    """Say that an employment is somebody else's than those it was joined with, after a question."""
    person = _person(request, person_id)
    if not person.others:
        raise Http404
    if request.method != "POST":
        return _ask(request, parting_page(request.viewer, person))
    said = f"{person.employee_number} is somebody else."
    return _say(request, person, said, lambda: part_posts(act_of(request), person.employee_number))


def _person(request: TrustRequest, person_id: int) -> PersonDetail:
    found = load_person(request.viewer.trust_id, person_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _find_other(request: TrustRequest, number: str, person: PersonDetail) -> PersonDetail | str:
    """The other employment by its number, or why it cannot be joined."""
    other_id = find_employment(request.viewer.trust_id, number)
    if other_id is None:
        return "Nobody here has this employee number or name. Write the number of the other employment."
    if other_id == person.id or other_id in {one.id for one in person.others}:
        return f"{number} is this very person already. Write the number of the other employment."
    return _person(request, other_id)


def _say(request: TrustRequest, person: PersonDetail, said: str, save: Callable[[], None]) -> HttpResponse:
    here = reverse("person", kwargs={"code": request.viewer.trust_code, "person_id": person.id})
    try:
        save()
    except CannotJoin as refusal:
        messages.error(request, str(refusal))
    except StaleRecord as stale:
        messages.error(request, f"{who_moved(request, stale)} Nothing of yours was saved. Look again.")
    else:
        notice(request, said, undo=undo_of(request, here))
    return redirect(here)


def _ask(request: TrustRequest, page: EditPage, *, status: int = 200) -> HttpResponse:
    return render(request, "shared/edit.jinja", {"page": page}, status=status)


def _task(request: TrustRequest, title: str, *, done: str, person_id: int | None = None) -> FormTask:
    home = f"/t/{request.viewer.trust_code}/people/"
    fields = editable_fields(request.viewer)
    return FormTask(
        sheet=PEOPLE,
        title=title,
        fields=tuple(column.name for column in PEOPLE.columns if column.name in fields),
        back=Link("People", home) if person_id is None else Link(title.removeprefix("Change "), f"{home}{person_id}/"),
        after=lambda id: f"{home}{id}/",
        done=done,
        record_id=person_id,
        offered={"staff_group": list_people_filters(request.viewer.trust_id).staff_groups},
        subject="people",
    )
