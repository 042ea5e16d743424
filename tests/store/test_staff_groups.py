"""A trust's own staff groups, by a sheet: added, given another viewpoint, undone, and the same of files alone."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.intake import nothing_registered
from plait.engine.litmus.judging import judge_all
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.trust_of_files import trust_of_intake
from plait.engine.workbook import read_workbook
from plait.store.import_views import load_import
from plait.store.models import Event, FeedDate, StaffGroup
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.undoing import undo
from plait.store.writing import Act
from tests.books import book, imported, staged

ON = date(2026, 11, 2)
GROUPS = "Staff group|Usual viewpoint\nPharmacists|Clinical\nmanagers|Digital\n"
PEOPLE = """
Employee number|Name   |Staff group|Department|WTE|Starts
1              |Ann Poe|pharmacists|Medicine  |1  |01/04/2025
2              |Bo Ray |Managers   |Medicine  |1  |01/04/2025
"""
WITHOUT_RELEASES = ("team-sizes", "teams-are-fused")
TEAMS = "Team|Starts|Members\nDischarge hub|01/04/2025|1 0.5; 2 0.5\n"


def viewpoints() -> dict[str, str]:
    return dict(
        StaffGroup.objects.filter(name__in=("Pharmacists", "managers", "Managers")).values_list("name", "viewpoint")
    )


def test_a_group_of_its_own_is_added_and_a_usual_one_changed_before_people_name_them(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE, staff_groups=GROUPS))
    assert viewpoints() == {"Pharmacists": "clinical", "managers": "digital"}
    people = {one.name: (one.staff_group, one.viewpoint.value) for one in load_trust("PLA", on=ON).people}
    assert people == {"Ann Poe": ("Pharmacists", "clinical"), "Bo Ray": ("managers", "digital")}
    assert FeedDate.objects.filter(sheet="staff groups").exists()
    assert Event.objects.filter(kind="staffgroup", imported_id=import_id).count() == 2
    assert StaffGroup.objects.count() == len(USUAL_STAFF_GROUPS) + 1, "those a file does not name are left alone"


def test_the_same_sheet_again_changes_no_row(act: Act) -> None:
    imported(act, book(staff_groups=GROUPS))
    view = load_import(act.trust_id, staged(act, book(staff_groups=GROUPS)))
    assert view is not None
    [sheet] = view.sheets
    assert {name: count for name, count in sheet.counts.items() if count} == {"unchanged": 2}


def test_the_sheet_is_undone_unless_somebody_is_of_its_groups(act: Act) -> None:
    first = imported(act, book(staff_groups=GROUPS))
    people = imported(act, book(people=PEOPLE))
    with pytest.raises(Refused, match="depend on rows of this import"):
        undo(act, first)
    undo(act, people)
    undo(act, first)
    assert viewpoints() == {"Managers": "operational"}


@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [
        ("Pharmacists|", "Usual viewpoint", "Nothing is written here"),
        ("Pharmacists|Medical", "Usual viewpoint", "“Medical”"),
        ("|Clinical", "Staff group", "Nothing is written here"),
    ],
)
def test_a_group_without_a_viewpoint_is_named(row: str, column: str, wrong: str) -> None:
    brought = book(staff_groups=f"Staff group|Usual viewpoint\n{row}\n")
    [fault] = read_workbook(brought, nothing_registered().known).all_problems()
    assert fault.column == column
    assert wrong in f"{fault.wrong} “{fault.value}”"


def test_the_record_and_the_files_say_the_same(act: Act) -> None:
    brought = book(people=PEOPLE, teams=TEAMS, staff_groups=GROUPS)
    imported(act, brought)
    alone = read_workbook(brought, nothing_registered().known)
    assert alone.all_problems() == ()
    files = trust_of_intake(alone, code="PLA", name="Files", on=ON)
    record = load_trust("PLA", on=ON)
    assert {(one.name, one.viewpoint) for one in files.staff_groups} == {
        (one.name, one.viewpoint) for one in record.staff_groups
    }
    by_files, by_record = (
        {
            one.slug: (one.finding.verdict, one.finding.sentence)
            for one in judge_all(trust)
            if one.slug in WITHOUT_RELEASES
        }
        for trust in (files, record)
    )
    assert by_files == by_record
    assert by_record["teams-are-fused"][1].endswith("Discharge hub has no operational member.")
