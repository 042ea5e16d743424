"""What communities of practice and enabling teams offer part-time, as their sheet says it."""

from __future__ import annotations

from plait.engine.offers import giver_words
from plait.engine.tables import Book
from plait.engine.workbook import read_workbook
from tests.engine.test_trust_of_files import KNOWN, PEOPLE, SERVICES, TEAMS, table

SHEETS = {"people": PEOPLE, "services": SERVICES, "teams": TEAMS, "communities": "Community\nNurses"}
OFFERS = "Community | Enabling team | Competency | Level | WTE | Starts | Last day\n"


def faults(lines: str) -> list[tuple[str, str]]:
    tables = tuple(table(name, text) for name, text in {**SHEETS, "offers": OFFERS + lines}.items())
    known = {**KNOWN, "competencies": {"clinical safety": "Clinical safety"}}
    found = read_workbook(Book("trust.xlsx", "0" * 64, tables), known)
    return [(fault.column, fault.wrong) for fault in found.all_problems()]


def test_somebody_gives_it_and_only_one() -> None:
    assert faults("Nurses | | Clinical safety | Expert | 0.2 | |") == []
    assert faults(" | Discharge hub | Clinical safety | Expert | 0.2 | |") == []
    assert faults("| | Clinical safety | Expert | 0.2 | |") == [("Community", "Nobody is written who gives this time")]
    both = faults("Nurses | Discharge hub | Clinical safety | Expert | 0.2 | |")
    assert both == [("Community", "Both a community and a team are written")]


def test_its_days_are_in_order_and_its_names_are_known() -> None:
    line = "Nurses | | Clinical safety | Expert | 0.2 | 02/01/2026 | 01/01/2026"
    assert [column for column, _ in faults(line)] == ["Last day"]
    [unknown] = faults("Doctors | | Clinical safety | Expert | 0.2 | |")
    assert unknown == ("Community", "Not in the communities register")
    twice = faults("Nurses | | Clinical safety | Expert | 0.2 | |\nNURSES | | Clinical safety | Expert | 0.3 | |")
    same = "The same community and enabling team and competency and service stands on line 2"
    assert [wrong for _, wrong in twice] == [same]


def test_who_gives_it_is_said_within_a_sentence() -> None:
    assert giver_words("Nurses", "") == "the community Nurses"
    assert giver_words("", "Platform") == "the team Platform"
