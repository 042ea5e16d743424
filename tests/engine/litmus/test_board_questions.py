"""What the board's questions say beyond their verdicts: the rows they show, and what would count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plait.engine.board_sheets import MEDICAL, NURSING, OPERATIONS, RIGHTS, WORKFORCE
from plait.engine.litmus.board_sketches import DecisionSketch, ItemSketch, MeetingSketch, sketch_board, sketch_rights
from plait.engine.litmus.examples import ON
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.advice_before_decisions import TEST as ADVICE
from plait.engine.litmus.questions.agenda_time import TEST as TIME
from plait.engine.litmus.questions.digital_has_parity import TEST as PARITY
from plait.engine.litmus.questions.four_directors_take_part import TEST as FOUR
from plait.engine.litmus.verdicts import Verdict


def test_the_ladder_shows_all_eight_rungs_and_names_the_next() -> None:
    finding = judge(PARITY, sketch_rights(finance=8, quality=7, digital=5))
    assert [row.label for row in finding.evidence] == list(RIGHTS)
    assert [row.is_highlighted for row in finding.evidence] == [False] * 5 + [True] * 3
    assert finding.would_count == (
        "Next: a row on the Standing rights sheet that gives digital the right “Risk in the assurance framework”."
    )
    assert finding.evidence[7].cells[:3] == ("Yes", "No", "No")


def test_a_right_counts_from_the_day_it_is_there() -> None:
    trust = sketch_rights(finance=4, quality=4, digital=4)
    rights = tuple(
        replace(one, since=ON + timedelta(days=1)) if (one.subject, one.has) == ("digital", True) else one
        for one in trust.rights
    )
    assert judge(PARITY, replace(trust, rights=rights)).verdict is Verdict.NOT_MET
    later = replace(trust, rights=rights, on=ON + timedelta(days=1), feeds={"standing rights": ON})
    assert judge(PARITY, later).verdict is Verdict.MET


def test_board_records_count_for_a_hundred_days() -> None:
    trust = sketch_rights(8, 8, 8)
    for days, verdict in ((100, Verdict.MET), (101, Verdict.NOT_ENOUGH_EVIDENCE)):
        assert judge(PARITY, replace(trust, feeds={"standing rights": ON - timedelta(days=days)})).verdict is verdict


def test_decisions_without_advice_stand_first_and_the_latest_of_each_kind_before_the_others() -> None:
    names = {"Old": 200, "New": 20}
    meetings = [
        MeetingSketch(
            days,
            decisions=(
                DecisionSketch(f"{name} bare"),
                DecisionSketch(f"{name} advised", advice="Options", specialist=False),
            ),
        )
        for name, days in names.items()
    ]
    finding = judge(ADVICE, sketch_board(*meetings))
    assert [row.label for row in finding.evidence] == ["New bare", "Old bare", "New advised", "Old advised"]
    assert [row.cells[2:] for row in finding.evidence[1:3]] == [("Not recorded", "None"), ("No", "Attached")]
    assert [row.is_highlighted for row in finding.evidence] == [True, True, False, False]


def test_agenda_time_is_the_board_s_own_and_shows_what_is_not_tagged() -> None:
    items = (ItemSketch(minutes=30), ItemSketch("finance", 30, is_confirmed=False), ItemSketch("", 60))
    trust = sketch_board(
        MeetingSketch(60, items),
        MeetingSketch(30, (ItemSketch("quality", 30),)),
        MeetingSketch(9, items, kind="committee"),
    )
    finding = judge(TIME, trust)
    assert [row.cells[1:] for row in finding.evidence] == [("30", "0", "0", "30", "0"), ("120", "30", "0", "0", "90")]
    assert finding.sentence == "Digital had 20% of the timed minutes of 2 meetings, finance 0%, quality 20%."


def test_each_part_a_director_took_is_a_row_and_a_blank_line_stands_first() -> None:
    items = (ItemSketch(authors=(MEDICAL,)), ItemSketch("finance", authors=(OPERATIONS,)))
    taken = (
        DecisionSketch("Buy", is_technology=False, item="1", leads=(MEDICAL, NURSING)),
        DecisionSketch("Park", is_technology=False, item="2", challenged_by=(WORKFORCE,)),
        DecisionSketch("Cable", challenged_by=(NURSING,)),
    )
    finding = judge(FOUR, sketch_board(MeetingSketch(60, items, taken)))
    assert finding.sentence == "2 of 4 directors took no recorded part in digital work in 12 months."
    assert finding.would_count == (
        "Digital work written, led, sponsored or challenged by the workforce director and chief operating officer."
    )
    assert [(row.label, row.cells[:2]) for row in finding.evidence] == [
        (WORKFORCE, ("Nothing in 12 months", "")),
        (OPERATIONS, ("Nothing in 12 months", "")),
        (MEDICAL, ("Buy", "Led or sponsored it")),
        (MEDICAL, ("Digital report", "Wrote the paper")),
        (NURSING, ("Buy", "Led or sponsored it")),
        (NURSING, ("Cable", "Challenged it")),
    ]


def test_a_paper_without_authors_leaves_the_four_to_be_asked_for() -> None:
    assert judge(FOUR, sketch_board(MeetingSketch(60, (ItemSketch(),)))).verdict is Verdict.NOT_MET
