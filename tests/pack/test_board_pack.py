"""The board pack: what it says of much, of little and of nothing, and that it is printed alike each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from plait.engine.board import AgendaItem, Decision, Meeting
from plait.engine.board_sheets import RIGHTS
from plait.engine.chart_acts import ChartAct
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.litmus.examples import ON, TeamSketch, TerritorySketch, sketch, sketch_accountability
from plait.engine.litmus.explanations import PUBLISHED, Explanation
from plait.engine.litmus.judging import explain, judge_all
from plait.engine.litmus.moves.board_plan import BoardPlan, Chosen, Planned
from plait.engine.litmus.moves.plans import follow, predict
from plait.engine.litmus.moves.trying import make_all, with_moves
from plait.engine.litmus.showing import Shown, ShownRow
from plait.engine.litmus.since_board import compare_with_last_board, since_last_board
from plait.engine.litmus.tried import Move
from plait.engine.litmus.verdicts import Verdict
from plait.engine.outcomes import Measured, Outcome
from plait.engine.trust import Trust
from plait.engine.workbook import BY_NAME
from plait.pack.board_pack import put_together
from plait.pack.content import Content
from plait.pack.document import (
    Grid,
    Pack,
    Picture,
    Points,
    Section,
    Table,
    Tests,
    evidence_of,
    read_snapshot,
    snapshot_of,
)
from plait.pack.html import draw_html
from plait.pack.litmus import first_page
from plait.pack.outcomes import in_question
from plait.pack.pdf import draw_pdf
from tests.engine.litmus.test_moves import board
from tests.pack.printed import count, objects

NOTHING = "What changed since the last board cannot be shown."
MONTHS = tuple(date(2024 + month // 12, month % 12 + 1, 1) for month in range(24))
FALLING = Measured(MONTHS, tuple(40.0 - month % 3 - (9 if month > 15 else 0) for month in range(24)), (False,) * 24)
WAITS = Outcome("Days waited", MONTHS[0], measure="Days from ready to gone", unit="days", better="decrease",
                targets=("20",), digital_owner=("Digital",), other_owner=("Nursing",))  # fmt: skip
BOARD = Meeting("Board, 1 October 2026", "board", date(2026, 10, 1))
COMING = Meeting("Board, 3 December 2026", "board", date(2026, 12, 3))


def of(trust: Trust, *outcomes: tuple[Outcome, Measured]) -> Content:
    judged = compare_with_last_board(trust, judge_all(trust), lambda day: replace(trust, on=day))
    shown = {
        one.slug: Shown(one.finding.columns, tuple(ShownRow(r, "") for r in one.finding.evidence), has_who=False)
        for one in judged
    }
    return Content(trust, judged, since_last_board(judged) or NOTHING, shown, outcomes, "1.0")


@cache
def small() -> Pack:
    """Two teams, a board that met and meets again, a vacant role, a shared territory and a chart."""
    teams = sketch(TeamSketch("Letters", released=(30,), waits_for=("Lists",)), TeamSketch("Lists", "DD"))
    map_ = sketch_accountability(TerritorySketch("Cyber", ((700, None), (90, None))), TerritorySketch("Data", ()))
    trust = replace(
        teams,
        feeds=dict.fromkeys(BY_NAME, ON),
        territories=map_.territories,
        claims=map_.claims,
        meetings=(BOARD, COMING),
        items=(AgendaItem(COMING.name, "7", "Fund the third team", for_decision=True),),
        decisions=(
            Decision(BOARD.name, "Buy a record", advice="Three looked at", advice_by="CCIO"),
            Decision(BOARD.name, "Sell a ward"),
        ),
        roles=(LeadershipRole("Head of digital", "CDIO", ON - timedelta(400), seat="voting"),
               LeadershipRole("Chief nurse informatician", "CNIO", ON - timedelta(400))),
        holders=(Holder("Head of digital", teams.people[0].employee_number, "interim", teams.people[0].wte, ON),),
    )  # fmt: skip
    return put_together(of(trust, (WAITS, FALLING), (replace(WAITS, name="Unmeasured"), Measured())))


def section(pack: Pack, id: str) -> Section:
    return next(one for one in pack.sections if one.id == id)


def tables(pack: Pack, id: str) -> dict[str, Table]:
    return {one.caption: one for one in section(pack, id).blocks if isinstance(one, Table)}


@cache
def empty() -> Pack:
    return put_together(of(Trust("EMP", "Empty Trust", ON)))


def test_the_first_page_has_the_five_verdicts_what_is_asked_and_what_to_ask() -> None:
    tests, asked, questions = section(small(), "where-we-stand").blocks
    assert isinstance(tests, Tests)
    assert isinstance(asked, Points)
    assert isinstance(questions, Points)
    names = [one.name for one in tests.tests]
    assert names == ["Leadership", "New services", "Finances", "Operating model", "Users first"]
    assert tests.tests[0].verdict == "not met"
    assert asked.items == ("Decide item 7: Fund the third team.",)
    assert len(questions.items) == 5
    assert small().board == "Board, 3 December 2026"


def test_with_no_data_every_page_says_so_and_nothing_is_invented() -> None:
    pack = empty()
    said = {one.id: one.answer for one in pack.sections}
    assert said["what-changed"] == NOTHING
    assert said["where-we-stand"] == f"{NOTHING} We cannot tell yet. No question has the records it needs."
    assert said["decisions"] == "No published agenda of a coming meeting names an item for decision."
    assert said["outcomes"].startswith("No outcome is recorded.")
    assert said["teams"].startswith("No team is recorded.")
    assert said["silos"] == "No dependency between teams is recorded."
    assert said["leadership"].startswith("No leadership role is recorded.")
    assert "No territory is recorded." in said["leadership"]
    assert said["explanations"].startswith("No question is not met or partly met")
    assert said["money"].startswith(
        "We cannot tell. Plait cannot read funding lines yet. Finances: not enough evidence."
    )
    assert "Users first: not enough evidence." in said["users-first"]
    tests = section(pack, "where-we-stand").blocks[0]
    assert isinstance(tests, Tests)
    assert {one.verdict for one in tests.tests} == {"not enough evidence"}
    assert tables(pack, "method")["What was sent, the oldest first"].empty == "No sheet has been sent."
    assert "£" not in snapshot_of(pack)
    for one in pack.sections:
        assert all(block.empty for block in one.blocks if isinstance(block, Table) and not block.rows), one.id


def test_what_changed_names_each_question_with_both_verdicts() -> None:
    begun = replace(sketch(TeamSketch("Letters", age_days=10)), meetings=(BOARD,))
    rows = tables(put_together(of(begun)), "what-changed")["Questions that changed"].rows
    fused = next(
        row for row in rows if row[0] == "Does every team bring digital, clinical and operational people together?"
    )
    assert fused[1:] == ("not enough evidence", "met", "Can be judged now")
    unchanged = put_together(of(replace(Trust("EMP", "Empty Trust", ON), meetings=(BOARD,))))
    assert tables(unchanged, "what-changed")["Questions that changed"].empty.endswith("than on that day.")


def test_corrections_of_the_past_stand_beneath_what_changed() -> None:
    corrected = put_together(replace(of(Trust("EMP", "Empty Trust", ON)), corrections="2 records were corrected."))
    assert "2 records were corrected." in snapshot_of(corrected)


def test_an_agenda_without_an_item_for_decision_asks_nothing() -> None:
    pack = put_together(of(Trust("EMP", "Empty Trust", ON, meetings=(COMING,))))
    assert section(pack, "decisions").answer == "The agenda of Board, 3 December 2026 names no item for decision."


def test_an_agenda_in_draft_is_never_printed() -> None:
    draft = replace(COMING, status="draft")
    item = AgendaItem(draft.name, "7", "Close the old hospital", for_decision=True)
    held = replace(BOARD, status="draft")
    trust = Trust(
        "EMP", "Empty Trust", ON, meetings=(draft, held), items=(item,), decisions=(Decision(held.name, "Sell a ward"),)
    )
    said = snapshot_of(put_together(of(trust)))
    assert "Close the old hospital" not in said
    assert "Sell a ward" not in said


def test_decisions_of_the_last_board_stand_with_the_advice_attached() -> None:
    rows = tables(small(), "decisions")["Decided at Board, 1 October 2026"].rows
    assert rows == (("Buy a record", "Three looked at (CCIO)"), ("Sell a ward", "None recorded"))
    assert section(small(), "decisions").answer == "1 item waits for a decision."


def test_teams_are_told_by_viewpoint_and_what_they_wait_for() -> None:
    rows = tables(small(), "teams")["The teams of the day"].rows
    assert rows[0][2:] == ("5: 2 digital, 2 clinical, 1 operational", "28 October 2025")
    assert rows[1][2:] == ("2: 2 digital, 0 clinical, 0 operational", "None yet")
    assert section(small(), "silos").answer == "1 dependency between teams; 1 of them stops the work."


def test_leadership_names_who_holds_what_and_what_nobody_holds() -> None:
    roles = tables(small(), "leadership")["Who leads"].rows
    assert "(interim, " in roles[0][2]
    assert all(role[1] != "other" for role in roles), "a word of the page, not of the record"
    assert roles[1][2].startswith("Vacant since ")
    assert roles[1][3:] == ("None recorded", "No budget recorded, no limit recorded")
    territories = tables(small(), "leadership")["Who answers"].rows
    assert [row[2] for row in territories] == ["2 people", "Nobody"]
    assert section(small(), "leadership").answer.startswith(
        "1 of 2 leadership roles is vacant; 2 of 2 territories have"
    )


def test_an_outcome_has_its_row_its_chart_and_its_words() -> None:
    rows = tables(small(), "outcomes")["Outcomes by whether they change and meet their target"].rows
    assert rows[0][:3] == ("Days waited", "Improving", "Misses its target (at most 20 days)")
    assert rows[1] == ("Unmeasured", "Cannot be told", "Cannot be told", "No figure is recorded")
    [picture] = [one for one in section(small(), "outcomes").blocks if isinstance(one, Picture)]
    assert picture.alt.startswith("Improving since")
    assert picture.svg.startswith("<svg")


@pytest.mark.parametrize(("values", "answer"), [
    (tuple(40.0 - month % 3 for month in range(24)), "Days waited misses its target as things stand, and nothing"),
    (tuple(10.0 + month % 3 for month in range(24)), "No outcome that misses its target stands still."),
])  # fmt: skip
def test_the_page_of_outcomes_says_what_stands_still(values: tuple[float, ...], answer: str) -> None:
    measured = replace(FALLING, values=values, rebased=frozenset({MONTHS[10]}))
    pack = put_together(of(Trust("EMP", "Empty Trust", ON), (replace(WAITS, measure=""), measured)))
    assert section(pack, "outcomes").answer.startswith(answer)


def test_outcomes_that_want_looking_at_are_named_while_they_are_few_and_drawn_first() -> None:
    worse = replace(FALLING, values=tuple(10.0 + month % 3 + (4 if month > 15 else 0) for month in range(24)))
    still = replace(FALLING, values=tuple(40.0 - month % 3 for month in range(24)))
    named = [(replace(WAITS, name=name), measured) for name, measured in (("B", FALLING), ("C", worse), ("D", still))]
    outcomes = section(put_together(of(Trust("EMP", "Empty Trust", ON), *named)), "outcomes")
    assert outcomes.answer == "D misses its target as things stand, and nothing improves there. C is getting worse."
    assert [one.title for one in outcomes.blocks if isinstance(one, Picture)] == ["D", "C", "B"]
    many = [(replace(WAITS, name=name), worse) for name in "EFGH"]
    answer = section(put_together(of(Trust("EMP", "Empty Trust", ON), *many)), "outcomes").answer
    assert answer.endswith("stands still. 4 outcomes are getting worse.")


def test_an_outcome_of_one_figure_has_no_chart_and_few_have_one_that_says_so() -> None:
    one = replace(FALLING, days=MONTHS[:1], values=(None,), ghosted=(False,))
    few = Measured(MONTHS[:3], (1.0, 2.0, 3.0), (False, False, True))
    pack = put_together(of(Trust("EMP", "Empty Trust", ON), (replace(WAITS, targets=()), one), (WAITS, few)))
    [picture] = [block for block in section(pack, "outcomes").blocks if isinstance(block, Picture)]
    assert picture.answer == "We cannot tell. 2 figures are too few."
    figures = [sheet for sheet in pack.evidence if sheet.name.startswith("Outcome ")]
    assert figures[0].rows == (("2024-01-01", "", ""),)
    assert figures[1].rows[2] == ("2024-03-01", "3", "Left out")


def test_an_explanation_stands_with_its_question_and_its_absence_too() -> None:
    content = of(sketch(TeamSketch("Lists", "DD")))
    said = Explanation(1, 1, "teams-are-fused", "Posts are filled in May.", Verdict.NOT_MET, PUBLISHED, "Ann", ON)
    late = replace(said, due=date(2026, 11, 1))
    pack = put_together(replace(content, judged=explain(content.judged, {"teams-are-fused": said})))
    [row] = tables(pack, "explanations")["Comply or explain"].rows
    assert row[2] == "Chief digital and information officer"
    assert row[3] == "Posts are filled in May. Written by Ann on 2 November 2026."
    [row] = tables(
        put_together(replace(content, judged=explain(content.judged, {late.question: late}))), "explanations"
    )["Comply or explain"].rows
    assert row[3].startswith("Posts are filled in May. To be put right by 1 November 2026. ")
    assert row[3].endswith(" That day has passed.")
    missing = [row[0] for row in tables(pack, "explanations")["Not explained"].rows]
    assert "Is every team small enough to decide, and large enough to finish?" in missing
    owned = put_together(replace(content, owners={"team-sizes": "Chair"}))
    assert "Chair" in {row[2] for row in tables(owned, "explanations")["Not explained"].rows}
    assert "1 of them has a published explanation." in section(pack, "explanations").answer


def test_a_question_whose_file_is_broken_is_named_and_nothing_else_is_lost() -> None:
    content = of(Trust("EMP", "Empty Trust", ON))
    broken = replace(content.judged[0], slug="new-question", litmus=None, fault="a fault")
    pack = put_together(replace(content, judged=(*content.judged, broken)))
    verdicts = next(sheet for sheet in pack.evidence if sheet.name == "Verdicts")
    assert verdicts.rows[-1][:2] == ("", "new-question")


def test_every_row_behind_a_verdict_is_in_the_workbook_with_its_place() -> None:
    sheets = {one.name: one for one in evidence_of(snapshot_of(small()))}
    fused = sheets["teams-are-fused"]
    assert fused.heads[-3:] == ("File", "Sheet", "Line")
    assert len(fused.rows) == 2
    assert {len(row) for row in fused.rows} == {len(fused.heads)}
    assert all(len(name) <= 31 for name in sheets)
    assert len(sheets) == len(small().evidence)
    counted = {row[5]: int(row[4]) for row in sheets["Verdicts"].rows if row[4] != "0"}
    assert {name: len(sheets[name].rows) for name in counted} == counted


def test_the_same_snapshot_is_printed_alike_to_the_byte() -> None:
    kept = snapshot_of(small())
    assert snapshot_of(small()) == kept
    assert draw_html(kept) == draw_html(kept)
    assert draw_pdf(kept) == draw_pdf(kept)
    mark = read_snapshot(kept)["mark"].encode()
    assert mark in draw_html(kept)


@pytest.mark.parametrize("kept", ["[]", "{}", '{"form": 2}', '{"form": 1, "trust": "A"}', "Letters"])
def test_what_is_no_snapshot_is_refused(kept: str) -> None:
    with pytest.raises(ValueError, match=r"form 1|lacks|It is no JSON"):
        read_snapshot(kept)


def test_a_snapshot_of_an_earlier_release_is_printed_with_what_it_says() -> None:
    plain = json.loads(snapshot_of(small()))
    for one in plain["sections"]:
        del one["follows"]  # a later release added it
    kept = json.dumps(plain)
    assert [one["follows"] for one in read_snapshot(kept)["sections"]] == [False] * len(plain["sections"])
    assert draw_pdf(kept).startswith(b"%PDF")
    assert "Fund the third team" in draw_html(kept).decode()


@pytest.mark.parametrize(("broken", "why"), [
    ({"on": "soon"}, "A day or a part of it is not as Plait writes it"),
    ({"sections": 7}, "it was changed by hand"),
    ({"sections": [{"id": "a"}]}, "It lacks answer, blocks, title"),
    ({"sections": [{"id": "a", "title": "A", "answer": "", "blocks": [{"kind": "film"}]}]}, "not known here: film"),
])  # fmt: skip
def test_a_snapshot_that_was_changed_by_hand_is_refused_with_the_reason(broken: dict[str, object], why: str) -> None:
    plain = json.loads(snapshot_of(empty()))
    with pytest.raises(ValueError, match=why):
        read_snapshot(json.dumps(plain | broken))


def test_the_pdf_can_be_read_aloud() -> None:
    pdf = objects(draw_pdf(snapshot_of(small())))
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert "/Marked true" in pdf
    assert "/Lang (en-GB)" in pdf or "/Lang(en-GB)" in pdf
    assert count(pdf, "H1") == len(small().sections)
    assert count(pdf, "Table") == 1 + sum(
        isinstance(block, Grid) or (isinstance(block, Table) and bool(block.rows))
        for one in small().sections
        for block in one.blocks
    )
    assert count(pdf, "TH") > 20
    assert pdf.count("Improving since") >= 1, "the chart says in words what it shows"


def test_words_of_the_record_never_become_part_of_the_page_or_the_program() -> None:
    name = '<script>alert(1)</script> #read("x") $a$ *b* \\ "'
    pack = replace(small(), trust=name)
    kept = snapshot_of(pack)
    html = draw_html(kept).decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert json.loads(kept)["trust"] == name
    assert '#read("x") $a$ *b*' in objects(draw_pdf(kept)).replace("\\\\", "\\")


def test_the_verdicts_with_all_that_goes_with_them_fit_on_one_page() -> None:
    still = replace(FALLING, values=tuple(40.0 - month % 3 for month in range(24)))
    chart = in_question(of(Trust("EMP", "Empty Trust", ON), (WAITS, still)))
    assert chart is not None
    content = of(replace(sketch(TeamSketch("Letters")), feeds=dict.fromkeys(BY_NAME, ON)))
    for items, has_chart in ((0, True), (2, True), (3, False), (7, False)):
        asked = Points(
            "The board is asked to", tuple(f"Decide item {n}: Fund a team." for n in range(items)), asks=True
        )
        page = first_page(content, asked, chart)
        assert (page.blocks[-1] == chart) == has_chart
        assert pages(replace(small(), sections=(page,), is_invented=True)) == 1


def pages(pack: Pack) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", draw_pdf(snapshot_of(pack))))


def test_a_verdict_that_is_not_broken_has_room_in_its_column() -> None:
    tables = [block for part in small().sections for block in part.blocks if isinstance(block, Table) and block.verdict]
    room = {(table.caption, table.shares[place]) for table in tables for place in table.verdict}
    assert {caption for caption, _ in room} >= {"Questions to put, and who answers", "Not explained"}
    assert not {one for one in room if one[1] < 16}, "“Partly met” ran into the next column on paper"


def test_a_word_as_long_as_a_line_is_broken_in_its_cell() -> None:
    outcome = replace(WAITS, name="Days" * 60)
    pack = put_together(of(Trust("EMP", "Empty Trust", ON), (outcome, FALLING)))
    assert pages(replace(pack, sections=(section(pack, "outcomes"),))) == 2
    assert outcome.name in draw_html(snapshot_of(pack)).decode()


def test_outcomes_stand_in_a_grid_of_change_by_target_that_reads_without_colour() -> None:
    still = replace(FALLING, values=tuple(40.0 - month % 3 for month in range(24)))
    free = replace(WAITS, name="Calls", targets=())
    pack = put_together(of(Trust("EMP", "Empty Trust", ON), (WAITS, still), (free, FALLING), (free, Measured())))
    [grid] = [one for one in section(pack, "outcomes").blocks if isinstance(one, Grid)]
    cells = {(row.head, grid.columns[n]): cell for row in grid.rows for n, cell in enumerate(row.cells)}
    hot = cells["No real change", "Misses its target every time"]
    assert (hot.items, hot.is_hot) == (("Days waited",), True)
    assert cells["Improving", "No target, or cannot be told"].items == ("Calls",)
    assert cells["Too few figures to tell", "No target, or cannot be told"].items == ("Calls",)
    assert [row.head for row in grid.rows][:3] == ["Improving", "No real change", "Getting worse"]
    html = draw_html(snapshot_of(pack)).decode()
    assert '<td data-head="Misses its target every time" class="hot"><strong>Look here:' in html
    assert count(objects(draw_pdf(snapshot_of(pack))), "Table") > 1


def planned(*moves: Move, on: date, done: int = 0) -> BoardPlan:
    """A plan to the board of a day, of which the first moves are done."""
    before = Trust("EMP", "Empty Trust", ON, rights=board(6).rights, feeds={"standing rights": ON})
    after = make_all(before, moves[:done])
    predicted = predict(before, judge_all(before), moves)
    rows = tuple(
        Planned(place, 1, Chosen(move, "Chair", on, f"Adopt {move.subject}"), "Pat Moss", ON)
        for place, move in enumerate(moves)
    )
    return BoardPlan(on, rows, predicted, follow(after, judge_all(after), dict.fromkeys(moves, ON), predicted))


def test_the_plan_to_the_next_board_and_how_the_last_went_have_their_pages() -> None:
    moves = tuple(Move("adopt a right", right) for right in RIGHTS[6:])
    trust = Trust("EMP", "Empty Trust", ON, rights=board(6).rights, feeds={"standing rights": ON})
    tried = with_moves(trust, of(trust).judged)
    plans = (planned(*moves, on=ON + timedelta(30)), planned(*moves, on=ON - timedelta(30), done=1))
    pack = put_together(replace(of(trust), judged=tried, plans=plans))
    assert section(pack, "plan").answer.startswith("2 moves are chosen for the board on 2 December 2026.")
    assert tables(pack, "plan")["Moves chosen"].rows[0][:2] == (f"Adopt {RIGHTS[6]}", "Chair")
    together = next(one for one in section(pack, "plan").blocks if isinstance(one, Points))
    assert together.items[0].startswith("Better: Does digital stand at the board as finance and quality do?")
    [row] = tables(pack, "plan")["Moves that were tried"].rows
    assert row[2] == "met"
    assert section(pack, "last-plan").answer.startswith(
        "The plan to the board on 3 October 2026: 1 of 2 moves was done"
    )
    [sheet] = [one for one in pack.evidence if one.name == "Plans"]
    assert [row[4] for row in sheet.rows] == ["Open", "Open", "Done", "Open, and past its day"]
    assert "Not as predicted." in tables(pack, "last-plan")["Verdicts against the prediction"].rows[0]
    first = next(one for one in section(pack, "where-we-stand").blocks if isinstance(one, Tests)).tests[0]
    assert (first.next_title, first.next.endswith("Its question becomes met.")) == ("Proved move", True)
    assert draw_pdf(snapshot_of(pack)).startswith(b"%PDF")


def test_without_a_plan_each_of_its_pages_says_so() -> None:
    assert section(empty(), "plan").answer == "No plan to the next board is made."
    assert section(empty(), "last-plan").answer == "No plan to a board that has met is recorded."
    assert section(empty(), "to-ask").answer == "Every question that can be judged is met."
    asks = tables(small(), "to-ask")["Questions to put, and who answers"].rows
    assert all(len(row) == 4 and row[0].endswith("?") for row in asks)
    [decided] = section(empty(), "decisions").blocks
    assert isinstance(decided, Table), "that nothing is asked is said once"


def test_the_html_fetches_nothing_and_runs_nothing() -> None:
    html = draw_html(snapshot_of(small())).decode()
    for word in ("<script", "src=", "@import", "url(", "onload"):
        assert word not in html
    assert "style=" not in html
    assert 'class="follows"' in html
    assert 'class="small">What followed a mark' in html


def test_every_act_on_a_chart_is_printed_with_its_reason_and_marked_on_it() -> None:
    acts = (
        ChartAct(WAITS.name, MONTHS[16], "rebase", "Discharge lounge opened", "Ann Frost, 2 June 2025"),
        ChartAct(WAITS.name, MONTHS[20], "left out", "Half the wards were closed", "observations, line 9"),
    )
    trust = replace(sketch(TeamSketch("Letters")), feeds=dict.fromkeys(BY_NAME, ON), outcomes=(WAITS,))
    pack = put_together(replace(of(trust, (WAITS, FALLING)), acts=acts))
    section = next(one for one in pack.sections if one.id == "outcomes")
    table = next(
        one for one in section.blocks if isinstance(one, Table) and one.caption == "What was done to the charts"
    )
    assert table.rows == (
        ("Days waited", "1 May 2025", "Limits start again", "Discharge lounge opened", "Ann Frost, 2 June 2025"),
        ("Days waited", "1 September 2025", "Figure left out", "Half the wards were closed", "observations, line 9"),
    )
    picture = next(one for one in section.blocks if isinstance(one, Picture))
    assert picture.svg.count('r="9"') == 1, "the mark and its number; what is left out has none"
    assert "Half the wards were closed" in draw_html(snapshot_of(pack)).decode()
