"""Who sits on the board: what a file may say, and who is a member on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from plait.engine.accountability_sheets import STARTS_OF_EMPLOYMENTS
from plait.engine.board_members import BoardMember, members_on
from plait.engine.leadership import ENDS_OF_EMPLOYMENTS
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_entries
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

ON = date(2026, 9, 1)
HEADS = "Member|Office|Kind|Votes|Employee number|Starts|Last day\n"


def read(lines: str, known: Mapping[str, Mapping[str, str]] | None = None) -> Intake:
    return read_workbook(book(**{"board members": HEADS + lines}), known or {})


def test_a_member_is_read_as_written_with_or_without_an_employment() -> None:
    intake = read(
        "Ida Rowe|Chair|Non-executive|Yes||01/04/2025|\nCy Otieno|Director of nursing|executive|||01/05/2025|31/08/2026"
    )
    assert intake.all_problems() == ()
    trust = trust_of_entries(intake.entries(), start=Trust("PLA", "Example", ON), file="board.xlsx")
    chair, nurse = trust.board_members
    assert (chair.office, chair.kind, chair.votes, chair.employee_number, chair.ends) == (
        "Chair", "non-executive", True, "", None,
    )  # fmt: skip
    assert (nurse.office, nurse.kind, nurse.votes, nurse.ends) == ("Chief nurse", "executive", None, ON)
    assert [one.name for one in members_on(trust.board_members, ON)] == ["Ida Rowe"]
    assert [one.name for one in members_on(trust.board_members, date(2025, 4, 30))] == ["Ida Rowe"]


def test_members_stand_in_the_order_of_their_offices() -> None:
    names = (("B", "Other director"), ("D", "Chair"), ("c", "Non-executive director"), ("A", "Non-executive director"))
    board = [BoardMember(name, office, "executive", ON) for name, office in names]
    assert [one.name for one in members_on(board, ON)] == ["D", "A", "c", "B"]


@pytest.mark.parametrize(
    ("line", "where", "wrong"),
    [
        ("Ida Rowe|Chair|Executive||||", "Kind", "A chair is a non-executive"),
        ("Bo Price|Medical director|Non-executive||||", "Kind", "A medical director is no non-executive"),
        ("Bo Price|Medical director|Executive|||02/04/2025|01/04/2025", "Last day", "The last day is before the first"),
        ("Bo Price|Cake director|Executive||||", "Office", "Not one of the words of this list"),
        ("Bo Price|Medical director|Executive||99||", "Employee number", "Not in the people register"),
        ("Bo Price|Medical director|Executive||7|01/01/2025|", "Starts", "7 joined the trust later, on 01/02/2025"),
        ("Bo Price|Medical director|Executive||7|01/06/2026|", "Starts", "7 left the trust before, on 31/05/2026"),
    ],
)
def test_what_cannot_be_is_refused_with_where_and_what_to_do(line: str, where: str, wrong: str) -> None:
    known = {
        "people": {"7": "7"}, STARTS_OF_EMPLOYMENTS: {"7": "2025-02-01"}, ENDS_OF_EMPLOYMENTS: {"7": "2026-06-01"},
    }  # fmt: skip
    [problem] = read(line, known).all_problems()
    assert (problem.table, problem.line, problem.column) == ("board members", 2, where)
    assert problem.wrong.startswith(wrong)
    assert problem.remedy
