"""An agenda as text: its meeting, its items, their minutes, and what is said where something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from plait.engine.agendas.items import items_of
from plait.engine.agendas.reading import NO_DAY, NO_ITEMS, read_agenda
from plait.engine.tables import Line
from plait.engine.tagging import suggested_tag
from tests.agendas import FOURTEEN, HEADS, MINUTES, TOP

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "board"
DAY = "Board of directors, Thursday 3 September 2026"


def lines(*texts: str | tuple[str, ...]) -> list[Line]:
    return [Line(n, (text,) if isinstance(text, str) else text) for n, text in enumerate(texts, start=1)]


def items(*texts: str | tuple[str, ...]) -> list[tuple[str, ...]]:
    """Number, title, minutes and whether for decision, of each item under the day of the meeting."""
    tables, problems = read_agenda(lines(DAY, *texts))
    assert problems == ()
    return [line.cells[1:] for line in tables[1].lines]


def meeting(*texts: str) -> tuple[str, ...]:
    tables, problems = read_agenda(lines(*texts, "1. Welcome", "2. Close"))
    assert problems == ()
    return tables[0].lines[0].cells


def test_a_table_of_fourteen_timed_items() -> None:
    tables, problems = read_agenda(lines(*TOP, HEADS, *FOURTEEN))
    assert problems == ()
    held, agenda = tables
    assert held.lines == (Line(3, ("Board, 3 September 2026", "Board", "03/09/2026", "09:30", "12:45")),)
    assert [line.cells[1] for line in agenda.lines] == [str(n) for n in range(1, 15)]
    assert tuple(line.cells[3] for line in agenda.lines) == MINUTES
    assert [line.cells[1] for line in agenda.lines if line.cells[4] == "Yes"] == ["2", "7", "13"]
    assert agenda.lines[8].number == 14, "the break takes a line, and its time, and is no item"


def test_a_table_without_headings_is_read_by_what_its_columns_hold() -> None:
    assert items(("1", "09:30", "Welcome to the meeting", "Chair"), ("2", "09:40", "The plan", "Bo Price")) == [
        ("1", "Welcome to the meeting", "10", "No"), ("2", "The plan", "", "No"),
    ]  # fmt: skip


def test_headings_say_what_the_columns_hold_and_hold_on_the_next_page() -> None:
    read = items(
        ("Item", "Mins", "Action required"),
        ("Quality", "Quality", "Quality"),
        ("Safety report", "20", "To approve"),
        "page 1 of 2",
        ("Beds", "15 mins", "For noting"),
        ("Name", "Present"),
        ("Bo", "Yes"),
    )
    assert read == [("1", "Safety report", "20", "Yes"), ("2", "Beds", "15", "No")]


def test_rows_of_a_numbered_table_without_a_number_are_headings() -> None:
    rows = (("No", "Title"), ("", "Strategy"), ("1.", "The plan"), ("1.1", "Money"), ("", ""))
    assert [one[0] for one in items(*rows)] == ["1", "1.1"]


def test_a_numbered_list_with_times_lengths_and_a_break() -> None:
    read = items(
        "Time: 9.30am to 1pm",
        "1. 09:30 Welcome",
        "2) 9.40 Finance report (15 minutes)",
        "Item 3 - Prescribing: for approval 10.15 - 10.45",
        "10:45 Comfort break",
        "4   11:00 Staff survey, and",
        "what we do about it",
        "a) not an item of its own",
        "5.1 12.30 Beds",
        "1.15pm closing remarks",
    )
    assert read == [
        ("1", "Welcome", "10", "No"),
        ("2", "Finance report", "15", "No"),
        ("3", "Prescribing", "30", "Yes"),
        ("4", "Staff survey, and what we do about it", "90", "No"),
        ("5.1", "Beds", "45", "No"),
    ]


def test_the_afternoon_needs_no_pm() -> None:
    assert [one[2] for one in items("1. 11:30 Beds", "2. 12:45 Money", "3. 1:15 Close", "4. 02:00 Next")] == [
        "75", "30", "45", "",
    ]  # fmt: skip


def test_lines_that_begin_or_end_with_a_time_are_items() -> None:
    assert items("09:00 Welcome", "Finance and plans 09:10", "09:30 Lunch break", "Beds (10:30 - 10:45)", "") == [
        ("1", "Welcome", "10", "No"), ("2", "Finance and plans", "20", "No"), ("3", "Beds", "15", "No"),
    ]  # fmt: skip


def test_the_first_list_of_marks_is_the_agenda() -> None:
    read = items(
        "# Agenda", "- [Minutes](a.pdf) of *March*", "* Prescribing", "", "• Any other business", "Papers:", "- A"
    )
    assert [one[1] for one in read] == ["Minutes of March", "Prescribing", "Any other business"]


def test_minutes_are_read_by_the_headings_that_stand_alone() -> None:
    read = items(
        "Apologies:", "", "Bo Price", "Cy Low", "",
        "Prescribing", "", "The board heard that it goes well.", "", "Beds and money", "", "It was agreed.", "",
        "Any other business", "", "None.", "", "Actions", "", "1. Bo writes a letter", "2. Cy reads it",
    )  # fmt: skip
    assert [one[1] for one in read] == ["Prescribing", "Beds and money", "Any other business"]


def test_numbers_that_begin_again_are_another_list() -> None:
    assert [one[1] for one in items("1. Beds", "2. Money", "1. Bo Price", "2. Cy Low")] == ["Beds", "Money"]


def test_a_very_long_title_is_cut() -> None:
    title = items("1. " + "A" * 400, "2. Beds")[0][1]
    assert (len(title), title[-1]) == (300, "…")


@pytest.mark.parametrize(
    ("top", "told"),
    [
        (["Minutes of the last meeting, 2 July 2026", DAY], ("Board, 3 September 2026", "Board", "03/09/2026", "", "")),
        (
            ["Brindleham: Quality and Safety Committee", "3rd September 2026", "14:00-17:00"],
            ("Quality and Safety Committee, 3 September 2026", "Committee", "03/09/2026", "14:00", "17:00"),
        ),
        (["the committee met on 03/09/2026, 1.30pm"], ("Board, 3 September 2026", "Board", "03/09/2026", "13:30", "")),
        (
            ["date: 2026-09-03T14:00:00Z", "enddate: 2026-09-03T17:00:00Z"],
            ("Board, 3 September 2026", "Board", "03/09/2026", "14:00", "17:00"),
        ),
        (["date: 2026-09-03T14:00"], ("Board, 3 September 2026", "Board", "03/09/2026", "14:00", "")),
        (["31 June 2026", "Thu 3 Sep 2026", "25:00"], ("Board, 3 September 2026", "Board", "03/09/2026", "", "")),
        (["3 September 2026", "The bus leaves at 17:00"], ("Board, 3 September 2026", "Board", "03/09/2026", "", "")),
        (["Last held on 3 September 2026"], ("Board, 3 September 2026", "Board", "03/09/2026", "", "")),
    ],
)  # fmt: skip
def test_the_day_the_hours_and_the_committee(top: list[str], told: tuple[str, ...]) -> None:
    assert meeting(*top) == told


def test_a_meeting_starts_with_its_first_timed_item_where_no_hour_is_told() -> None:
    tables, _ = read_agenda(lines(DAY, "1. 9.30am Welcome", "2. 25:10 Beds", "3. 13pm Money"))
    assert tables[0].lines[0].cells[3:] == ("09:30", "")


@pytest.mark.parametrize(
    "when",
    [
        "Thursday 3 September 2026, 9.30am to 12.30pm", "Date: 03/09/2026, 9.30 - 12.30",
        "9.30am to 12.30pm on 3 September 2026",
    ],
)  # fmt: skip
def test_the_day_and_hours_of_a_meeting_are_no_item_of_a_list_of_times(when: str) -> None:
    tables, problems = read_agenda(lines("Board", when, "9.30 Welcome", "9.40 Beds", "12.00 Time to close"))
    assert problems == ()
    assert tables[0].lines[0].cells[3:] == ("09:30", "12:30")
    kept = [(line.cells[1], line.cells[2], line.cells[3]) for line in tables[1].lines]
    assert kept == [("1", "Welcome", "10"), ("2", "Beds", "140"), ("3", "Time to close", "30")]


def test_times_that_run_backwards_are_a_fault_of_their_line() -> None:
    rows = ("1. 09:30 Welcome", "2. 10:30 Beds", "3. 10:00 Money", "09:00 Break", "4. 11:00 Close")
    tables, [first, second] = read_agenda(lines(DAY, *rows))
    assert (first.table, first.line, first.value) == ("Agenda items", 4, "10:00")
    assert first.wrong == "Item 3 starts before 10:30, the time above it"
    assert second.wrong == "This starts before 10:30, the time above it"
    assert first.remedy == "Put the times in order, or mark those of the afternoon pm"
    assert [line.cells[3] for line in tables[1].lines] == ["60", "30", "", ""]


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        ([], NO_DAY), (["1. Beds", "2. Money"], NO_DAY), ([DAY, "We met and talked."], NO_ITEMS),
        ([DAY, "10:00 Break", "11:00 Lunch"], NO_ITEMS), ([DAY, "1. Only one thing"], NO_ITEMS),
        ([DAY, "", "Alone", "", "Not alone.", ""], NO_ITEMS),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(texts: list[str], missing: tuple[str, str]) -> None:
    tables, [problem] = read_agenda(lines(*texts))
    assert tables == ()
    assert (problem.wrong, problem.remedy) == missing


@pytest.mark.parametrize(
    ("text", "title", "is_decided"),
    [
        ("Business case for the record, for decision", "Business case for the record", True),
        ("Assurance framework (for approval)", "Assurance framework", True),
        ("Finance report - for noting", "Finance report", False),
        ("Digital plan – For Decision (20 mins)", "Digital plan", True),
        ("Capital plan [to approve]", "Capital plan", True),
        ("Quality report (for information and discussion)", "Quality report", False),
        ("Strategy, for decision / for information.", "Strategy", True),
        ("Final sign off of statement of intent", "Final sign off of statement of intent", True),
        ("To approve the annual plan", "To approve the annual plan", True),
        ("Research for decision makers", "Research for decision makers", False),
        ("Clinical decision support", "Clinical decision support", False),
        ("Follow-up to review", "Follow-up to review", False),
        ("(for noting)", "(for noting)", False),
    ],
)  # fmt: skip
def test_what_an_item_is_for_is_no_part_of_its_title(text: str, title: str, is_decided: bool) -> None:
    [first, _] = items_of(lines(f"1. {text}", "2. Any other business"))
    assert (first.title, first.for_decision) == (title, is_decided)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="The published agendas are not here.")
@pytest.mark.parametrize(
    ("name", "count", "tagged", "decided"),
    [
        ("agenda_2019-02-26", 4, 2, ["1"]), ("agenda_2019-03-28", 5, 4, []), ("agenda_2019-05-30", 5, 4, ["1"]),
        ("minutes_2019-02-26", 0, 0, []), ("minutes_2019-03-28", 4, 2, []),
    ],
)  # fmt: skip
def test_published_agendas_without_times_are_read(name: str, count: int, tagged: int, decided: list[str]) -> None:
    text = (PUBLISHED / f"nhscymru_{name}.md").read_text("utf-8")
    tables, problems = read_agenda(lines(*text.splitlines()))
    assert len(tables[1].lines if tables else ()) == count
    assert [problem.wrong for problem in problems] == ([] if count else [NO_DAY[0]]), "those minutes tell no day"
    items = [line.cells for table in tables[1:] for line in table.lines]
    assert sum(suggested_tag(cells[2]) is not None for cells in items) == tagged
    assert [cells[1] for cells in items if cells[4] == "Yes"] == decided
    assert all(line.cells[3] == "" for table in tables[1:] for line in table.lines), "none of them has a time"
