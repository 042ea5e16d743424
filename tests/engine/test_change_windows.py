"""The sheet of change windows: what a good row says, and what is wrong with a bad one."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.change_windows import ChangeWindow
from plait.engine.intake import nothing_registered
from plait.engine.workbook import read_workbook
from tests.books import book

PEOPLE = """
Employee number|Name    |Staff group             |Department|WTE|Starts    |Site
1000           |Ann     |Nurses & health visitors|Ash Ward  |1  |01/04/2025|Main
"""
PROGRAMMES = """
Programme     |Starts
Patient record|01/04/2025
New hospital  |01/04/2025
"""
KNOWN = nothing_registered().known
HEAD = "Programme|Change|First day|Last day|Ward or department|Site|Employee number|May overlap with|Why it may\n"


def problems(row: str) -> list[tuple[str, str, str, str]]:
    sent = book(people=PEOPLE, programmes=PROGRAMMES, change_windows=f"{HEAD}{row}")
    return [(one.column, one.value, one.wrong, one.remedy) for one in read_workbook(sent, KNOWN).all_problems()]


def test_a_good_row_names_a_ward_of_the_same_file() -> None:
    row = "patient record|Cut-over|12/01/2027|16/01/2027|ash ward|main|1000|New hospital|Both boards agreed"
    sent = book(people=PEOPLE, programmes=PROGRAMMES, change_windows=f"{HEAD}{row}")
    intake = read_workbook(sent, KNOWN)
    assert intake.all_problems() == ()
    [entry] = [one for one in intake.entries() if one.sheet == "change windows"]
    assert (entry.values["department"], entry.values["site"]) == ("Ash Ward", "Main")
    assert entry.values["programme"] == "Patient record"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "Patient record|Cut-over|16/01/2027|12/01/2027|Ash Ward||||",
            ("Last day", "12/01/2027", "It ends before it begins, on 16/01/2027",
             "Write a later last day, or an earlier first day"),
        ),
        (
            "Patient record|Cut-over|12/01/2027|16/01/2027|||||",
            ("Ward or department", "", "Nothing is named that this change touches",
             "Name a ward or department, a site, a team, a person or an outcome"),
        ),
        (
            "Patient record|Cut-over|12/01/2027|16/01/2027|Ashen Ward||||",
            ("Ward or department", "Ashen Ward", "Not in the departments register", "Nearest: Ash Ward"),
        ),
        (
            "Patient record|Cut-over|12/01/2027|16/01/2027|Zoo||||",
            ("Ward or department", "Zoo", "Not in the departments register",
             "Write a ward or department where somebody works, as the people sheet spells it"),
        ),
        (
            "Patient record|Cut-over|12/01/2027|16/01/2027|Ash Ward|||Patient record|Why not",
            ("May overlap with", "Patient record",
             "A programme is not in its own way: its own changes never clash with each other",
             "Name another programme, or leave it empty"),
        ),
        (
            "Patient record|Cut-over|12/01/2027|16/01/2027|Ash Ward|||New hospital|",
            ("Why it may", "", "An overlap is accepted without its reason", "Write why, and who accepted it"),
        ),
        (
            "Patient record|Cut-over|12/01/2027|16/01/2027|Ash Ward||||Agreed",
            ("May overlap with", "", "A reason is given, but not with which programme it may overlap",
             "Name the other programme"),
        ),
        (
            "Nothing|Cut-over|12/01/2027|16/01/2027|Ash Ward||||",
            ("Programme", "Nothing", "Not in the programmes register", "Add it to the programmes sheet first"),
        ),
    ],
)  # fmt: skip
def test_a_bad_row_says_where_what_and_what_to_write(row: str, told: tuple[str, str, str, str]) -> None:
    assert problems(row) == [told]


def test_an_overlap_is_accepted_with_the_programme_it_names_only() -> None:
    day = date(2027, 1, 12)
    window = ChangeWindow("Patient record", "Cut-over", day, day, accepted_with="New Hospital", accepted_because="So")
    assert window.accepts("new hospital")
    assert not window.accepts("Patient record")
    assert not ChangeWindow("Patient record", "Cut-over", day, day).accepts("")
