"""Taking an import back: rows as they were, and a question where one was edited since."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from plait.store.import_views import load_import
from plait.store.imports import Choices
from plait.store.models import (
    Assignment,
    Community,
    CommunityMember,
    Department,
    Employment,
    Event,
    Holding,
    Membership,
    Person,
    StaffGroup,
    Team,
)
from plait.store.staging import Refused
from plait.store.undoing import Left, NeedsAnswer, load_left, undo
from plait.store.writing import Act, read_rows_by, writing
from tests.books import AT, JUNE, PEOPLE, SERVICES, TEAMS, book, imported, staged

SEPTEMBER = date(2025, 9, 1)
ENDS = date(2027, 1, 1)
NUMBER_OF = {
    Assignment: "employment__employee_number",
    Employment: "employee_number",
    Membership: "employment__employee_number",
}
THREE = {"people": PEOPLE, "services": SERVICES, "teams": TEAMS}


def test_first_import_undone_leaves_nothing(act: Act) -> None:
    import_id = imported(act, book(**THREE))
    assert undo(act, import_id) == Left()
    left = [model.objects.count() for model in (Person, Employment, Assignment, Department, Team, Membership)]
    assert left == [0, 0, 0, 0, 0, 0]
    view = load_import(act.trust_id, import_id)
    assert view is not None
    assert (view.status, view.undone_by) == ("undone", "Pat Moss")


def test_changes_and_new_rows_are_put_back(act: Act) -> None:
    imported(act, book(**THREE))
    before = read_rows_by(Assignment), read_rows_by(Membership)
    more = PEOPLE.replace("|0.6|", "|0.5|") + "1004|Ed Hale|Managers|Estates|1|1000||\n"
    second = imported(act, book(people=more, teams=TEAMS.replace("1002 0.2", "1002 0.3")), Choices(SEPTEMBER))
    undo(act, second)
    after = read_rows_by(Assignment), read_rows_by(Membership)
    unversioned = [[{k: v for k, v in row.items() if k != "version"} for row in rows] for rows in (*before, *after)]
    assert unversioned[:2] == unversioned[2:]
    assert not Person.objects.filter(name="Ed Hale").exists()


def test_row_edited_since_asks_and_is_left_when_told_to(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    second = imported(act, book(people=PEOPLE.replace("|0.6|", "|0.5|").replace("|0.8|", "|0.7|")), Choices(SEPTEMBER))
    [now] = read_rows_by(Assignment, employment__employee_number="1002", ends=None)
    with writing(act) as pen:
        pen.change(Assignment, [(now, {"wte": Decimal("0.9")})])
    with pytest.raises(NeedsAnswer) as asked:
        undo(act, second)
    assert [edit.kind for edit in asked.value.edited] == ["assignment"]
    assert asked.value.edited[0].by == "Pat Moss"
    left = undo(act, second, leave_edited=True)
    assert (left.words, load_left(act.trust_id, second).edited) == ("1 row is left: 1 edited since.", 1)
    assert Assignment.objects.get(employment__employee_number="1002", ends=None).wte == Decimal("0.9")
    assert Assignment.objects.get(employment__employee_number="1001", ends=None).wte == Decimal("0.8")


def test_new_person_edited_since_is_left_whole(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE))
    [person] = read_rows_by(Person, name="Ann Frost")
    with writing(act) as pen:
        pen.change(Person, [(person, {"name": "Ann Winter"})])
    undo(act, import_id, leave_edited=True)
    assert [work.person.name for work in Employment.objects.select_related("person")] == ["Ann Winter"]
    assert Assignment.objects.count() == 1


def test_what_an_edited_row_needs_is_counted_and_remembered(act: Act) -> None:
    groups = "Staff group|Usual viewpoint\nPharmacists|Clinical\nPorters|Operational\n"
    people = """
Employee number|Name         |Staff group|Department|WTE|Starts
PH1            |Linford Aldred|Pharmacists|Pharmacy|1  |01/04/2025
PO1            |Kim Lowe     |Porters    |Estates   |1  |01/04/2025
"""
    import_id = imported(act, book(people=people, staff_groups=groups))
    [work] = read_rows_by(Assignment, employment__employee_number="PH1")
    with writing(act) as pen:
        pen.change(Assignment, [(work, {"job_title": "Lead pharmacist"})])
    left = undo(act, import_id, leave_edited=True)
    assert [one.label for one in left.named] == ["PH1 Linford Aldred"]
    assert left.words == "2 rows are left: 1 edited since, 1 that it needs."
    assert StaffGroup.objects.filter(name="Pharmacists").exists()
    assert not StaffGroup.objects.filter(name="Porters").exists()
    told = load_left(act.trust_id, import_id).looking_back
    assert told == "When it was undone, 2 rows of it stayed: 1 edited since, 1 that it needs."


def test_rows_others_depend_on_are_not_taken_away(act: Act) -> None:
    people = imported(act, book(people=PEOPLE))
    imported(act, book(services=SERVICES, teams=TEAMS))
    with pytest.raises(Refused, match="depend on rows of this import"):
        undo(act, people)
    assert Person.objects.count() == 4


def test_row_removed_since_counts_as_edited(act: Act) -> None:
    frame = "Competency|Family|Viewpoint\nTriage|Care|Clinical"
    held = imported(
        act, book(people=PEOPLE, competencies=frame, holdings="Employee number|Competency|Level\n1002|Triage|Working")
    )
    with writing(act) as pen:
        pen.remove(Holding, read_rows_by(Holding))
    with pytest.raises(NeedsAnswer) as asked:
        undo(act, held)
    assert asked.value.edited[0].label == "1002 Cy Otieno"


def test_rows_edited_since_are_named_by_whom_they_tell_of_and_their_sheet(act: Act) -> None:
    kept = book(
        people=PEOPLE,
        services=SERVICES,
        teams=TEAMS,
        communities="Community|Lead\nTriage circle|1000",
        community_members="Community|Employee number|Starts\nTriage circle|1001|01/06/2025",
        competencies="Competency|Family|Viewpoint\nTriage|Care|Clinical",
        holdings="Employee number|Competency|Level\n1002|Triage|Working",
    )
    import_id = imported(act, kept)
    [community] = read_rows_by(Community)
    with writing(act) as pen:
        for model, number in NUMBER_OF.items():
            rows = read_rows_by(model, **{number: "1003"})
            pen.change(model, [(row, {"ends": ENDS}) for row in rows])
        pen.change(Holding, [(row, {"ends": ENDS}) for row in read_rows_by(Holding)])
        pen.change(CommunityMember, [(row, {"ends": ENDS}) for row in read_rows_by(CommunityMember)])
        pen.change(Community, [(community, {"family": "Care"})])
        pen.change(Department, [(row, {"name": "Estates"}) for row in read_rows_by(Department, name="Digital")])
    with pytest.raises(NeedsAnswer) as asked:
        undo(act, import_id)
    assert sorted((edit.sheet, edit.label) for edit in asked.value.edited) == [
        ("Communities of practice", "Triage circle"),
        ("Community members", "1001 Bo Price"),
        ("Competencies held", "1002 Cy Otieno"),
        ("Department", "Estates"),
        ("Members", "1003 Di Sykes"),
        ("People", "1003 Di Sykes"),
        ("People", "1003 Di Sykes"),
    ]


def test_imports_are_undone_last_first(act: Act) -> None:
    first = imported(act, book(**THREE))
    more = PEOPLE.replace("|0.6|", "|0.5|").replace("Ann Frost", "Ann Winter")
    second = imported(act, book(people=more, teams=TEAMS.replace("1002 0.2", "1002 0.3")), Choices(SEPTEMBER))
    with pytest.raises(NeedsAnswer) as asked:
        undo(act, first)
    assert {edit.kind for edit in asked.value.edited} == {"assignment", "membership", "person"}
    assert undo(act, second) == Left()
    with connection.cursor() as cursor:  # outside a test each undo has a transaction of its own
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert undo(act, first) == Left()
    assert [model.objects.count() for model in (Person, Employment, Assignment, Team, Membership)] == [0] * 5


def test_change_that_stands_again_after_a_later_one_is_undone(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    correct = Choices(JUNE, corrects_past=True)
    second = imported(act, book(people=PEOPLE.replace("|0.6|", "|0.5|")), correct)
    undo(act, imported(act, book(people=PEOPLE.replace("|0.6|", "|0.4|")), correct))
    assert undo(act, second) == Left()
    assert Assignment.objects.get(employment__employee_number="1002").wte == Decimal("0.6")


def test_only_a_saved_import_can_be_undone(act: Act) -> None:
    with pytest.raises(Refused, match="staged"):
        undo(act, staged(act, book(people=PEOPLE)))


def test_undo_leaves_its_own_events(act: Act) -> None:
    import_id = imported(act, book(services="Service|Phase\nTriage|Live"))
    undo(replace(act, at=AT + timedelta(days=1)), import_id)
    actions = Event.objects.filter(kind="service").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["added", "undone"]
    assert AT.date() > JUNE
