"""What members of the board do there: what a file may say of it, and what is refused with a remedy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from plait.engine.attendance import Attendance
from plait.engine.board_sheets import DAYS_OF_MEETINGS, DECISIONS_OF_MEETINGS, ITEMS_OF_MEETINGS, one_text
from plait.engine.cells import Value
from plait.engine.record_rules import SEATS, days_of_seat, is_held, know_members
from plait.engine.sheets import Entry
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_entries
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

ON = date(2026, 10, 1)
RECORD = {
    "board meetings": "Meeting|Kind|Held on|Status\nBoard, Sept|Board|03/09/2026|Published",
    "agenda items": "Meeting|Item|Title\nBoard, Sept|7|Prescribing",
    "board decisions": "Meeting|Decision|Item|Technology decision\nBoard, Sept|Buy it|7|Yes",
    "board members": "Member|Office|Kind|Starts|Last day\nCy Otieno|Chief nurse|Executive|01/04/2025|\n"
    "Old Hand|Chair|Non-executive|01/04/2020|31/08/2026",
    "programmes": "Programme\nFront door",
}
HEADS = {
    "board attendance": "Meeting|Member|Attendance|Deputy",
    "board challenges": "Meeting|Question|Asked by|Item|Decision|Asked on|Answer|What changed",
    "board papers": "Meeting|Paper|Item|Authors|Also named|Status|Private|File|SHA-256|Bytes",
    "board actions": "Meeting|Action|Owner|Due on|Item|Done on|Tag",
    "sponsorships": "Office|Kind|Of what|Part|Starts|Last day",
}


def read(known: Mapping[str, Mapping[str, str]] | None = None, **sheets: str) -> Intake:
    named = {name.replace("_", " "): lines for name, lines in sheets.items()}
    whole = {name: f"{HEADS[name]}\n{lines}" for name, lines in named.items()}
    return read_workbook(book(**(RECORD if known is None else {}), **whole), known or {})


def trust_of(intake: Intake) -> Trust:
    assert intake.all_problems() == ()
    return trust_of_entries(intake.entries(), start=Trust("PLA", "Example", ON), file="board.xlsx")


def test_what_members_do_is_read_as_written() -> None:
    trust = trust_of(
        read(
            board_attendance="Board, Sept|Cy Otieno|Deputy|Bo Price",
            board_challenges="Board, Sept|Who trains?|Director of nursing|7|Buy it||Two trainers|Nights first",
            board_actions="Board, Sept|Train|Chief nurse|01/10/2026|7|03/09/2026|Digital",
            sponsorships="Chief nurse|Programme|Front door|Sponsor||",
        )
    )
    [came], [asked], [action], [sponsored] = trust.attendance, trust.challenges, trust.actions, trust.sponsorships
    assert came == Attendance("Board, Sept", "Cy Otieno", "deputy", "Bo Price", came.origin)
    assert (asked.raised_by, asked.decision, asked.raised_on, asked.changed) == (
        "Chief nurse", "Buy it", None, "Nights first",
    )  # fmt: skip
    assert (action.due_on, action.done_on, action.tag, action.is_late(ON)) == (ON, date(2026, 9, 3), "digital", False)
    assert (sponsored.kind, sponsored.part, sponsored.starts, sponsored.ends) == ("programme", "sponsor", ON, None)


def test_a_paper_is_read_as_written_a_draft_unless_it_says_more() -> None:
    intake = read(
        board_papers=f"Board, Sept|Case|7|CCIO; COO|||Yes|case.pdf|{'A' * 64}|482113\nBoard, Sept|Plan||||||||||"
    )
    assert intake.all_problems() == ()
    case, plan = [entry.values for entry in intake.entries() if entry.sheet == "board papers"]
    assert (case["sha256"], case["size"], case["is_private"], case["status"]) == ("a" * 64, 482113, True, "draft")
    assert case["authors"] == ("Chief clinical information officer", "Chief operating officer")
    assert (plan["status"], plan["is_private"], plan["named"]) == ("draft", False, None)


def test_who_is_named_on_a_paper_is_somebody_employed() -> None:
    known = {"people": {"1002": "1002", "1003": "1003"}, "board meetings": {"board, sept": "Board, Sept"}}
    assert read(known, board_papers="Board, Sept|Case|||1002; 1003; 1002|||||").all_problems() == ()
    [problem] = read(known, board_papers="Board, Sept|Case|||1004|||||").all_problems()
    assert problem.remedy.startswith("Nearest: ")


@pytest.mark.parametrize(
    ("due", "done", "is_late"),
    [("30/09/2026", "", True), ("01/10/2026", "", False), ("30/09/2026", "02/10/2026", True),
     ("30/09/2026", "01/10/2026", False)],
)  # fmt: skip
def test_an_action_is_late_once_its_day_is_over_and_it_is_not_done(due: str, done: str, is_late: bool) -> None:
    trust = trust_of(read(board_actions=f"Board, Sept|Train|Chief nurse|{due}||{done}|"))
    assert trust.actions[0].is_late(ON) is is_late


@pytest.mark.parametrize(
    ("sheet", "line", "where", "wrong"),
    [
        ("board_attendance", "Board, Sept|Old Hand|Present|", "Member", "This is no member on the day of the meeting"),
        ("board_attendance", "Board, Sept|Nobody|Present|", "Member", "Not in the board members register"),
        ("board_attendance", "Board, Sept|Cy Otieno|Deputy|", "Deputy", "A deputy came, but nobody is named"),
        ("board_attendance", "Board, Sept|Cy Otieno|Present|Bo", "Deputy", "A deputy is named, but Attendance says"),
        ("board_challenges", "Board, Sept|Who?|Chair|||||", "Asked by", "Nobody is recorded in this office on 03/09"),
        ("board_challenges", "Board, Sept|Who?|Chief nurse|8||||", "Item", "Not on the agenda of Board, Sept"),
        ("board_challenges", "Board, Sept|Who?|Chief nurse||Sell it|||", "Decision", "No decision of Board, Sept is"),
        ("board_challenges", "Board, Sept|Who?|Chief nurse|||02/09/2026||", "Asked on", "This is before its meeting"),
        ("board_papers", "Board, Sept|Case|8||||||||", "Item", "Not on the agenda of Board, Sept"),
        ("board_papers", "Board, Sept|Case|||1009|||||", "Also named", "Nobody has this employee number"),
        ("board_papers", "Board, Sept|Case|||||||abc|", "SHA-256", "Not a SHA-256"),
        ("board_papers", f"Board, Sept|Case|||||||{'a' * 64}|", "File", "A hash or a size is given, but no file"),
        ("board_papers", "Board, Sept|Case||||||||12", "File", "A hash or a size is given, but no file"),
        ("board_actions", "Board, Sept|Train|Chief nurse|01/09/2026|||", "Due on", "This is before its meeting"),
        ("board_actions", "Board, Sept|Train|Chief nurse|01/10/2026||01/09/2026|", "Done on", "This is before its"),
        ("board_actions", "Board, Sept|Train|Finance director|01/10/2026|||", "Owner", "Nobody is recorded in this"),
        (
            "board_actions",
            "Board, May|Train|Chief nurse|01/10/2026|||",
            "Meeting",
            "Not in the board meetings register",
        ),
        ("sponsorships", "Chief nurse|Programme|Back door|Lead||", "Of what", "Not in the programmes register"),
        ("sponsorships", "Chief nurse|Outcome|Cake|Lead||", "Of what", "Not in the outcomes register"),
        ("sponsorships", "Chair|Programme|Front door|Lead|01/09/2026|", "Office", "Nobody is recorded in this office"),
        ("sponsorships", "Chief nurse|Programme|Front door|Lead|02/09/2026|01/09/2026", "Last day", "The last day is"),
    ],
)
def test_what_cannot_be_is_refused_with_where_and_what_to_do(sheet: str, line: str, where: str, wrong: str) -> None:
    [problem] = read(None, **{sheet: line}).all_problems()
    assert (problem.table, problem.line, problem.column) == (sheet.replace("_", " "), 2, where)
    assert problem.wrong.startswith(wrong)
    assert problem.remedy


def test_where_nothing_is_known_of_meetings_or_seats_nothing_is_refused_for_it() -> None:
    known = {"board meetings": {"board, sept": "Board, Sept"}, "board members": {"cy otieno": "Cy Otieno"}}
    lines = {
        "board_attendance": "Board, Sept|Cy Otieno|Present|",
        "board_actions": "Board, Sept|Train|Chair|01/01/2020|||",
    }
    assert read(known, **lines).all_problems() == ()


def test_a_seat_is_held_from_its_first_day_up_to_its_last() -> None:
    seats = {one_text("Chair", "Old Hand"): days_of_seat(date(2020, 4, 1), ON)}
    assert [is_held(seats, "Chair", day) for day in (date(2020, 3, 31), date(2020, 4, 1), ON)] == [False, True, False]
    assert is_held({one_text("Chair", "Somebody"): days_of_seat(None, None)}, "Chair", ON)
    assert is_held({}, "Chair", ON), "nobody can tell"


def test_what_a_file_says_of_a_member_takes_the_place_of_what_is_recorded() -> None:
    names = {SEATS: {one_text("Chair", "Ida Rowe"): "2020-01-01/", one_text("Chief nurse", "Cy"): "2020-01-01/"}}
    values: dict[str, Value] = {"name": "Ida Rowe", "office": "Finance director", "starts": ON, "ends": None}
    know_members(names, "board members", [Entry("board members", values)])
    know_members(names, "people", [Entry("people", {})])
    assert names[SEATS] == {
        one_text("Chief nurse", "Cy"): "2020-01-01/", one_text("Finance director", "Ida Rowe"): "2026-10-01/",
    }  # fmt: skip


def test_decisions_recorded_before_may_be_named() -> None:
    known = {
        "board meetings": {"board, sept": "Board, Sept"},
        DAYS_OF_MEETINGS: {"board, sept": "2026-09-03"},
        ITEMS_OF_MEETINGS: {one_text("Board, Sept", "7"): "7"},
        DECISIONS_OF_MEETINGS: {one_text("Board, Sept", "Buy it"): "Buy it"},
    }
    assert read(known, board_challenges="Board, Sept|Who?|Chair|7|buy IT|||").all_problems() == ()
