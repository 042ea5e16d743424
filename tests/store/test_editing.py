"""One record at a time: opened, saved, added, ended, and two writers at once."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.sheets import Entry, Values
from plait.store.editing import (
    AlreadyThere,
    Conflict,
    Editable,
    NoSuchRecord,
    add_entry,
    check_form,
    load_editable,
    remove_record,
    save_edit,
)  # fmt: skip
from plait.store.history import load_history, rows_about_person
from plait.store.imports import Choices
from plait.store.models import Assignment, Employment, Event, Membership, Release, Service, Trust
from plait.store.writing import Act, StaleRecord
from tests.books import JUNE, PEOPLE, SERVICES, TEAMS, book, imported

TODAY = date(2026, 1, 1)
RELEASE: Values = {"team": "Access team", "released_on": date(2025, 7, 1), "name": "Texts"}


@pytest.fixture
def filled(act: Act) -> Act:
    """PLA with four people, a service and a team."""
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS))
    return act


def _person(act: Act, number: str = "1002") -> Editable:
    return load_editable(act.trust_id, "people", Employment.objects.get(employee_number=number).pk, on=TODAY)


def _entry(act: Act, sheet: str, values: Values) -> Entry:
    entry, problems = check_form(act.trust_id, sheet, values)
    assert entry is not None, problems
    return entry


def _changed(act: Act, opened: Editable, **values: object) -> Entry:
    return _entry(act, opened.sheet, {**opened.values, **values})  # type: ignore[dict-item]  # values of columns


def test_edit_changes_what_the_form_states_and_nothing_else(filled: Act) -> None:
    opened = _person(filled)
    assert opened.values["wte"] == Decimal("0.6")
    assert save_edit(filled, opened, _changed(filled, opened, wte=Decimal("0.3")), choices=Choices(TODAY))
    rows = Assignment.objects.filter(employment_id=opened.id).order_by("starts")
    assert [(row.wte, row.ends) for row in rows] == [(Decimal("0.6"), TODAY), (Decimal("0.3"), None)]


def test_form_that_says_the_same_saves_nothing(filled: Act) -> None:
    opened, events = _person(filled), Event.objects.count()
    assert not save_edit(filled, opened, _changed(filled, opened), choices=Choices(TODAY))
    assert Event.objects.count() == events


def test_second_writer_is_shown_what_the_first_saved(filled: Act) -> None:
    first = second = _person(filled)
    save_edit(filled, first, _changed(filled, first, name="Cyrus Otieno"), choices=Choices(TODAY))
    with pytest.raises(Conflict) as conflict:
        save_edit(filled, second, _changed(filled, second, name="Cy Ochieng"), choices=Choices(TODAY))
    assert conflict.value.now.values["name"] == "Cyrus Otieno"


def test_writer_who_comes_between_is_a_conflict_too(filled: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(*_args: object) -> None:
        raise StaleRecord("person", [1])

    opened = _person(filled)
    monkeypatch.setattr("plait.store.editing._save", stale)
    with pytest.raises(Conflict):
        save_edit(filled, opened, _changed(filled, opened, name="Cyrus"), choices=Choices(TODAY))


def test_form_is_checked_like_a_row_of_a_file(filled: Act) -> None:
    opened = _person(filled, "1000")
    entry, problems = check_form(filled.trust_id, "people", {**opened.values, "manager": "1003"})
    assert entry is None
    assert problems[0].wrong == "The reporting line is a circle: 1000 → 1003 → 1002 → 1000"


def test_key_may_change_but_not_to_another_records(filled: Act) -> None:
    opened = _person(filled)
    with pytest.raises(AlreadyThere):
        save_edit(filled, opened, _changed(filled, opened, employee_number="1003"), choices=Choices(TODAY))
    save_edit(filled, opened, _changed(filled, opened, employee_number="2002"), choices=Choices(TODAY))
    assert Employment.objects.get(id=opened.id).employee_number == "2002"


def test_renamed_service_stays_the_same_record(filled: Act) -> None:
    service = Service.objects.get()
    opened = load_editable(filled.trust_id, "services", service.pk, on=TODAY)
    save_edit(filled, opened, _changed(filled, opened, name="One front door"), choices=Choices(TODAY))
    assert Service.objects.get().name == "One front door"


def test_form_sent_twice_adds_one_record(filled: Act) -> None:
    entry = _entry(filled, "services", {"name": "Outpatients", "phase": "live"})
    key = uuid.UUID(int=1)
    first = add_entry(filled, entry, choices=Choices(TODAY), submission=key)
    assert add_entry(filled, entry, choices=Choices(TODAY), submission=key) == first
    assert Service.objects.filter(name="Outpatients").count() == 1
    with pytest.raises(AlreadyThere):
        add_entry(filled, entry, choices=Choices(TODAY), submission=uuid.UUID(int=2))


def test_new_person_is_addressed_by_employment(filled: Act) -> None:
    values: Values = {
        "employee_number": "3000", "name": "Flo May", "staff_group": "Managers", "department": "Estates",
        "wte": Decimal(1),
    }  # fmt: skip
    added = add_entry(filled, _entry(filled, "people", values), choices=Choices(TODAY), submission=uuid.UUID(int=2))
    assert Employment.objects.get(id=added).employee_number == "3000"


def test_stay_that_is_over_already_is_added_beside_a_later_one(filled: Act) -> None:
    Membership.objects.filter(employment__employee_number="1002").update(ends=date(2025, 9, 1))
    over: Values = {
        "team": "Access team", "employee_number": "1002", "wte": Decimal("0.1"),
        "starts": date(2025, 4, 1), "ends": date(2025, 5, 1),
    }  # fmt: skip
    for _ in "twice":
        key = uuid.UUID(int=3)
        added = add_entry(filled, _entry(filled, "memberships", over), choices=Choices(TODAY), submission=key)
        assert Membership.objects.get(id=added).ends == date(2025, 5, 1)
    assert Membership.objects.filter(employment__employee_number="1002").count() == 2


def test_form_whose_record_was_undone_adds_it_again(filled: Act) -> None:
    entry, key = _entry(filled, "releases", RELEASE), uuid.UUID(int=4)
    first = add_entry(filled, entry, choices=Choices(TODAY), submission=key)
    remove_record(filled, load_editable(filled.trust_id, "releases", first, on=TODAY))
    again = add_entry(filled, entry, choices=Choices(TODAY), submission=key)
    assert Release.objects.get(id=again).name == "Texts"
    assert again != first


def test_record_that_does_not_end_is_removed_and_its_events_stay(filled: Act) -> None:
    opened = load_editable(filled.trust_id, "releases", Release.objects.get().pk, on=TODAY)
    stale = replace(opened, stamp="0v0")
    with pytest.raises(Conflict):
        remove_record(filled, stale)
    remove_record(filled, opened)
    assert not Release.objects.exists()
    event = Event.objects.get(kind="release", action="removed")
    assert event.before is not None
    assert (event.before["id"], event.after) == (opened.id, None)
    with pytest.raises(NoSuchRecord):
        remove_record(filled, opened)
    with pytest.raises(NoSuchRecord, match="People end, and are not removed"):
        remove_record(filled, _person(filled))


def test_record_saved_while_it_is_removed_is_a_conflict(filled: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(*_args: object) -> None:
        raise StaleRecord("release", [1])

    opened = load_editable(filled.trust_id, "releases", Release.objects.get().pk, on=TODAY)
    monkeypatch.setattr("plait.store.writing.Writing.remove", stale)
    with pytest.raises(Conflict):
        remove_record(filled, opened)


def test_record_that_is_not_there_is_missing(filled: Act, other_trust: Trust) -> None:
    with pytest.raises(NoSuchRecord):
        load_editable(filled.trust_id, "services", 0, on=TODAY)
    with pytest.raises(NoSuchRecord):
        load_editable(filled.trust_id, "people", 0, on=TODAY)
    with pytest.raises(NoSuchRecord):
        load_editable(other_trust.pk, "services", Service.objects.get().pk, on=TODAY)


def test_history_tells_who_did_what_from_which_file(filled: Act) -> None:
    opened = _person(filled)
    save_edit(filled, opened, _changed(filled, opened, site="Annexe", manager="1001"), choices=Choices(TODAY))
    lines = load_history(filled.trust_id, rows_about_person(filled.trust_id, opened.id))
    newest, *_, oldest = lines
    assert (newest.kind, newest.action, newest.by, newest.file) == ("assignment", "added", "Pat Moss", "")
    assert {change.column: (change.before, change.after) for change in newest.changes}["manager"] == ("", "Bo Price")
    assert oldest.kind == "person"
    assignment = next(line for line in lines if line.kind == "assignment" and line.file)
    assert (assignment.table, assignment.line) == ("people", 4)
    ended = next(line for line in lines if line.action == "ended")
    assert [(change.column, change.after) for change in ended.changes] == [("last day", "31 December 2025")]


def test_history_puts_every_kind_of_value_in_words(filled: Act) -> None:
    frame = "Competency|Family|Viewpoint|Also called\nTriage|Care|Clinical|Sorting; Streaming"
    imported(
        filled,
        book(competencies=frame, releases="Team|Released on|Release|Visible to users\nAccess team|01/07/2025|Texts|No"),
    )
    about = {event.kind: [event.record_id or 0] for event in Event.objects.filter(kind__in=("competency", "release"))}
    words = {c.column: c.after for line in load_history(filled.trust_id, about) for c in line.changes}
    assert words["also called"] == "Sorting; Streaming"
    assert words["visible"] == "no"
    assert words["team"] == "Access team"
    assert words["released on"] == "1 July 2025"
    assert load_history(filled.trust_id, {}) == ()
    assert JUNE < TODAY
