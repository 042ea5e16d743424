"""Whole files understood: which table is which sheet, every good row, every fault by line and remedy."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.comparing import compare, differing
from plait.engine.mapping import needs_mapping
from plait.engine.people import PEOPLE, find_cycles
from plait.engine.plain_values import from_plain, to_plain
from plait.engine.sheets import Sheet, Values, read_table
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book, Problem, Table
from plait.engine.teams import TEAMS
from plait.engine.workbook import SHEETS, Intake, read_workbook, sheet_of
from tests.books import PEOPLE as PEOPLE_ROWS
from tests.books import SERVICES, book, table
from tests.books import TEAMS as TEAM_ROWS

KNOWN = {"staff groups": {group.name.casefold(): group.name for group in USUAL_STAFF_GROUPS}}


def _read(**tables: str) -> Intake:
    return read_workbook(book(**tables), KNOWN)


def _said(intake: Intake) -> list[tuple[str, int | None, str, str, str, str]]:
    return [(p.table, p.line, p.column, p.value, p.wrong, p.remedy) for p in intake.all_problems()]


def test_good_rows_are_kept_and_bad_ones_named() -> None:
    intake = _read(people=PEOPLE_ROWS.replace("|0.8|", "|1.25|").replace("01/05/2025", "31/06/2025"))
    assert [entry.key for entry in intake.entries()] == [("1000",), ("1002",)]
    assert _said(intake) == [
        ("people", 3, "WTE", "1.25", "More than a full post", "Write a share of a full post up to 1, like 0.6"),
        ("people", 5, "Starts", "31/06/2025", "June has 30 days", "Write a day from 1 to 30, like 30/06/2025"),
    ]


def test_values_have_the_types_their_columns_promise() -> None:
    [first, *_] = _read(people=PEOPLE_ROWS).entries()
    assert first.values["wte"] == Decimal(1)
    assert first.values["starts"] == date(2025, 4, 1)
    assert first.values["manager"] is None
    assert "email" not in first.values


def test_missing_column_is_one_fault_with_the_nearest_heading() -> None:
    faults = _read(people="Employee number|Full name|Staff group|Departments|WTE\n1|A|Managers|B|1").all_problems()
    assert [(fault.line, fault.wrong) for fault in faults] == [
        (1, "There is no column “Name”"),
        (1, "There is no column “Department”"),
    ]
    assert faults[0].remedy == ("Add a column headed “Name”, like Ann Frost. If “Full name” is that column, rename it")
    assert faults[0].remedy[-1] != "."  # whoever shows it ends the sentence


def test_headings_are_found_whatever_their_dress_and_unused_ones_named() -> None:
    intake = _read(people="EMPLOYEE NO|name |Staff-Group|Department|FTE|Shoe size\n1|A|Managers|B|1|9")
    assert not intake.all_problems()
    assert intake.readings[0].unused_headings == ("Shoe size",)


def test_same_key_twice_rejects_the_later_line() -> None:
    [fault] = _read(people=PEOPLE_ROWS + "1000|Again|Managers|Ward|1|||\n").all_problems()
    assert (fault.line, fault.wrong) == (6, "The same employee number stands on line 2")


def test_same_key_in_two_tables_rejects_the_later_row() -> None:
    members = "Team|Employee number|WTE\nAccess team|1001|0.4"
    intake = _read(people=PEOPLE_ROWS, services=SERVICES, teams=TEAM_ROWS, members=members)
    [fault] = intake.all_problems()
    assert (fault.table, fault.wrong) == ("members", "It stands on sheet teams, line 2, too")


def test_unknown_names_offer_the_nearest() -> None:
    [fault] = _read(people="Employee number|Name|Staff group|Department|WTE\n1|A|Manager|B|1").all_problems()
    assert (fault.wrong, fault.remedy) == ("Not in the staff groups register", "Nearest: Managers; Senior managers")
    [other] = _read(needs="Service|Competency|Level|WTE\nX|Y|Expert|1").all_problems()[:1]
    assert other.remedy == "Add it to the services sheet first"


STANDS = "It stands in the services sheet of this file, but could not be read there: correct that first"


@pytest.mark.parametrize(
    "services",
    [
        "Name|Starts\nDischarge|01/04/2025",  # no row is read without Phase
        "Service name|Phase\nDischarge|Live",  # nor without the names
        "Name|Phase\nDischarge|Lively",
        "Name|Phase|Starts|Last day\nDischarge|Live|01/04/2025|01/04/2024",
    ],
)
def test_what_stands_in_a_sheet_that_was_not_read_is_not_to_be_added_to_it(services: str) -> None:
    faults = _read(services=services, teams="Name|Service\nHub|Discharge\nAttic|Archive").all_problems()
    assert [(f.value, f.remedy) for f in faults if f.table == "teams"] == [
        ("Discharge", STANDS), ("Archive", "Add it to the services sheet first"),
    ]  # fmt: skip


def test_row_that_falls_takes_those_that_refer_to_it_along() -> None:
    intake = _read(people=PEOPLE_ROWS.replace("|1  |            |", "|9|            |"))
    assert not intake.entries()
    assert intake.readings[0].rejected_lines == frozenset({2, 3, 4, 5})


def test_references_take_the_spelling_of_the_register() -> None:
    intake = _read(services=SERVICES.replace("1000", ""), teams=TEAM_ROWS.replace("1001 0.4; 1002 0.2; 1003 0.1", ""))
    team = next(entry for entry in intake.entries() if entry.sheet == "teams")
    assert team.values["service"] == "Single point of access"


def test_circle_of_managers_is_named() -> None:
    circle = PEOPLE_ROWS.replace("Trust office|1  |    ", "Trust office|1  |1003")
    faults = _read(people=circle).all_problems()
    assert {fault.line for fault in faults} >= {2, 4, 5}
    assert faults[0].wrong == "The reporting line is a circle: 1000 → 1003 → 1002 → 1000"
    [own] = _read(
        people="Employee number|Name|Staff group|Department|WTE|Line manager\n7|A|Managers|B|1|7"
    ).all_problems()
    assert own.wrong == "This person is their own line manager"


def test_capitals_do_not_hide_a_circle() -> None:
    text = "Employee number|Name|Staff group|Department|WTE|Line manager\nb1|A|Managers|B|1|a1"
    known = {**KNOWN, "people": {"a1": "A1", "b1": "B1"}}
    [fault] = read_workbook(book(people=text), known, managers={"A1": "B1"}).all_problems()
    assert fault.wrong == "The reporting line is a circle: A1 → b1 → A1"


def test_ten_thousand_managers_in_a_line_are_no_circle() -> None:
    line = {str(number): str(number + 1) for number in range(10_000)}
    assert find_cycles(line) == ()
    assert len(find_cycles({**line, "10000": "0"})[0]) == 10_001


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")))
def test_circles_agree_with_walking_from_everybody(managers: dict[str, str]) -> None:
    def returns(start: str) -> bool:
        here = managers.get(start)
        for _ in managers:
            if here == start:
                return True
            here = managers.get(here or "")
        return False

    assert {who for cycle in find_cycles(managers) for who in cycle} == {who for who in managers if returns(who)}


@pytest.mark.parametrize(
    ("tables", "column", "wrong"),
    [
        (
            {"teams": "Team|Starts|Last day\nA|02/06/2025|01/05/2025"},
            "Last day",
            "The last day is before the first, 02/06/2025",
        ),
        ({"teams": "Team|Parent team\nA|a"}, "Parent team", "A team cannot name itself here"),
        ({"teams": "Team|Members\nA|1001"}, "Members", "“1001” is not a number and a WTE"),
        ({"teams": "Team|Members\nA|1001 0.2; 1001 0.3"}, "Members", "1001 stands twice"),
        ({"teams": "Team|Releases\nA|Call back"}, "Releases", "“Call back” is not a date and a name"),
        (
            {"members": "Team|Employee number|WTE|Viewpoint\nA|1001|1|Digital"},
            "Reason",
            "A viewpoint is given without a reason",
        ),
        ({"needs": "Service|Competency|Level\nX|Y|Expert"}, "People", "Neither people nor WTE is given"),
        ({"needs": "Service|Competency|Level|People|WTE\nX|Y|Expert|1|1"}, "People", "Both people and WTE are given"),
        ({"dependencies": "Team|Depends on team|What for\nA|a|X"}, "Depends on team", "A team cannot name itself here"),
    ],
)  # fmt: skip
def test_rules_of_a_sheet(tables: dict[str, str], column: str, wrong: str) -> None:
    faults = _read(**tables).all_problems()
    assert (column, wrong) in [(fault.column, fault.wrong) for fault in faults]


def test_tables_are_known_by_name_or_by_headings() -> None:
    assert sheet_of(table("competencies held", "x|y")) is SHEETS[5]
    assert sheet_of(table("people-november", PEOPLE_ROWS)) is PEOPLE
    assert sheet_of(table("anything", TEAM_ROWS)) is TEAMS
    assert sheet_of(table("anything", "Foo|Bar\n1|2")) is None


@pytest.mark.parametrize(
    "headings",
    [
        "Assgn No|Name|Staff Grp|Position|Org L4|FTE",  # names of people are no names of teams
        "Employee number|Name|Job title",
        "Team|Grade|Cost centre",  # one heading of a sheet among others is not that sheet
    ],
)
def test_a_report_is_not_taken_for_a_sheet_by_a_heading_or_two(headings: str) -> None:
    report = table("October", f"{headings}\n" + "|".join("1" for _ in headings.split("|")))
    assert needs_mapping(report)
    assert _read(October="|".join(report.headings) + "\n1").entries() == ()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_a_sheet_is_known_by_its_own_headings_under_any_name(sheet: Sheet) -> None:
    assert sheet_of(table("October", "|".join(column.heading for column in sheet.columns))) is sheet
    needed = [column.heading for column in sheet.columns if column.required]
    assert sheet_of(table("October", "|".join([*needed, *(f"Our own {n}" for n in needed[1:])]))) is sheet


def test_strange_table_says_what_it_could_be_called() -> None:
    assert _said(_read(peple="Foo\n1"))[0][4:] == ("Plait has no sheet called “peple”", "Name it People")
    [far] = _read(zzzzz="Foo\n1").problems
    assert far.remedy.startswith("Name it one of: People; Services; Teams")
    assert not _read(start_here="Read this\nfirst", people=PEOPLE_ROWS).problems


def test_file_without_rows_says_so() -> None:
    [fault] = read_workbook(Book("empty.xlsx", "0", ()), {}).problems
    assert fault.wrong == "There is no row in this file"
    broken = Book("x.xlsx", "0", (), (Problem("x.xlsx", None, "", "", "Not a workbook", "Save it as .xlsx"),))
    assert len(read_workbook(broken, {}).problems) == 1
    assert not read_workbook(Book("x", "0", (Table("x", ("", ""), 1, ()),)), {}).entries()


@given(st.permutations(PEOPLE_ROWS.strip().splitlines()[1:]))
def test_order_of_rows_does_not_matter(lines: list[str]) -> None:
    head = PEOPLE_ROWS.strip().splitlines()[0]
    intake = _read(people="\n".join([head, *lines]))
    assert sorted(str(entry.key) for entry in intake.entries()) == ["('1000',)", "('1001',)", "('1002',)", "('1003',)"]


def test_comparing_tells_new_changed_and_unchanged_apart() -> None:
    reading = read_table(PEOPLE, table("people", PEOPLE_ROWS))
    standing = {entry.key: {**entry.values} for entry in reading.entries[:3]}
    standing["1001",]["wte"] = Decimal("0.80000")
    standing["1002",]["wte"] = Decimal("0.7")
    standing["9999",] = {}
    found = compare(PEOPLE, reading.entries, standing, on=date(2025, 9, 1))
    assert [entry.key for entry in found.new] == [("1003",)]
    assert [(change.entry.key, change.before) for change in found.changed] == [(("1002",), {"wte": Decimal("0.7")})]
    assert [entry.key for entry in found.unchanged] == [("1000",), ("1001",)]
    assert found.absent == (("9999",),)


def test_nothing_and_empty_are_one_and_an_empty_start_means_as_it_is() -> None:
    stated: Values = {"site": None, "starts": None, "department": "medicine", "name": "Ann"}
    now: Values = {"site": "", "starts": date(2025, 1, 1), "department": "Medicine", "name": "Anne"}
    assert differing(PEOPLE, stated, now) == {"name": "Anne"}


SIMPLE = st.none() | st.text() | st.booleans() | st.integers() | st.dates()
VALUES = SIMPLE | st.decimals(allow_nan=False, allow_infinity=False) | st.lists(st.text()).map(tuple)


@given(st.dictionaries(st.text(), VALUES))
def test_plain_values_come_back_as_they_were(values: dict[str, str | None]) -> None:
    assert from_plain(to_plain(values)) == values


def test_column_by_name_or_not_at_all() -> None:
    assert PEOPLE.column("wte").heading == "WTE"
    with pytest.raises(KeyError):
        PEOPLE.column("shoe size")


def test_every_example_of_every_column_can_be_read() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            assert column.read(column.example) is not None, (sheet.name, column.name)
            assert all(column.read(choice) is not None for choice in column.choices)
