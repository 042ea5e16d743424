"""A file understood whole: sheets and a published framework side by side."""

from __future__ import annotations

from plait.engine.intake import holds_framework, nothing_registered, understand
from plait.engine.tables import Book, Line, Problem, Table


def _table(name: str, headings: tuple[str, ...], *lines: tuple[str, ...]) -> Table:
    return Table(name, headings, 1, tuple(Line(number, cells) for number, cells in enumerate(lines, 2)))


def _book(*tables: Table, problems: tuple[Problem, ...] = ()) -> Book:
    return Book("trust", "", tables, problems)


SKILLS = _table(
    "skills", ("Skill Name", "Skill Description", "Awareness", "Working", "Practitioner", "Expert"),
    ("Weaving", "How threads meet", "a", "b", "c", "d"), ("Spinning", "How thread is made", "a", "b", "c", "d"),
)  # fmt: skip
NEEDS = ("Service", "Competency", "Level", "People")
SERVICES = _table("services", ("Service", "Phase"), ("Cloth", "Live"))


def test_a_framework_becomes_rows_of_the_competencies_sheet() -> None:
    brought = understand(_book(SKILLS), nothing_registered())
    (reading,) = brought.intake.readings
    assert (reading.sheet, [entry.values["name"] for entry in reading.entries]) == (
        "competencies", ["Spinning", "Weaving"],
    )  # fmt: skip
    assert brought.intake.tables == {"skills": "competencies"}
    assert holds_framework(_book(SKILLS))
    assert not holds_framework(_book(SERVICES))


def test_other_sheets_may_name_the_competencies_of_a_framework_beside_them() -> None:
    needs = _table("needs", NEEDS, ("Cloth", "weaving", "Working", "2"), ("Cloth", "Baking", "Working", "2"))
    intake = understand(_book(SKILLS, SERVICES, needs), nothing_registered()).intake
    rows = {reading.sheet: reading for reading in intake.readings}
    assert [entry.values["competency"] for entry in rows["needs"].entries] == ["Weaving"]
    assert [problem.value for problem in rows["needs"].problems] == ["Baking"]


def test_a_competencies_sheet_beside_a_framework_holds_first() -> None:
    own = _table(
        "competencies", ("Competency", "Family", "Viewpoint", "Description"), ("Weaving", "Cloth", "Clinical", "Ours"),
    )  # fmt: skip
    (reading,) = understand(_book(SKILLS, own), nothing_registered()).intake.readings
    said = {entry.values["name"]: entry.values["family"] for entry in reading.entries}
    assert said["Weaving"] == "Cloth"
    assert set(said) == {"Weaving", "Spinning"}


def test_a_competency_known_already_is_not_said_again() -> None:
    shipped = nothing_registered().competencies[0]
    again = _table(
        "skills", SKILLS.headings, (shipped.name, "Told anew", "a", "b", "c", "d"),
    )  # fmt: skip
    (reading,) = understand(_book(again), nothing_registered()).intake.readings
    (entry,) = reading.entries
    assert (entry.values["family"], entry.values["description"]) == (shipped.family, "Told anew")


def test_a_file_with_a_fault_beside_a_framework_keeps_the_fault() -> None:
    fault = Problem("other", None, "", "", "It cannot be read", "Save it again")
    assert understand(_book(SKILLS, problems=(fault,)), nothing_registered()).intake.problems == (fault,)


def test_a_sheet_without_a_row_says_nothing() -> None:
    empty = _table("releases", ("Team", "Released on", "Release"))
    intake = understand(_book(SERVICES, empty), nothing_registered()).intake
    assert [reading.sheet for reading in intake.readings] == ["services"]


def test_a_file_without_any_row_is_named() -> None:
    intake = understand(_book(_table("services", SERVICES.headings)), nothing_registered()).intake
    assert [problem.wrong for problem in intake.problems] == ["There is no row in this file"]
