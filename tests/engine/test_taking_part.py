"""Who takes which part in the board's work, and how far digital work is one director's: a small board, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from plait.engine.board_sheets import MEDICAL, NURSING, OPERATIONS
from plait.engine.litmus.board_sketches import (
    ActionSketch,
    ChallengeSketch,
    DecisionSketch,
    ItemSketch,
    MeetingSketch,
    sketch_board,
)
from plait.engine.litmus.examples import ON
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.leader_serves_the_whole_board import TEST as WHOLE_BOARD
from plait.engine.litmus.questions.work_is_not_delegated import TEST as DELEGATED
from plait.engine.litmus.verdicts import Verdict, verdict_of_small_share, worst
from plait.engine.litmus.wording import percent
from plait.engine.sponsorships import LEAD, SERVICE, Sponsorship
from plait.engine.taking_part import (
    ASKED,
    CHALLENGED,
    LEADER,
    LED,
    OWNS,
    WROTE,
    active_offices,
    board_work_of,
    outside_digital,
)
from plait.engine.trust import Trust

FINANCE = "Finance director"

# A board that met twice. Digital papers with authors: "Records", by the leader alone, and "Skills", by the leader, the
# medical director and the chief nurse. The third digital paper names nobody and is not counted; the finance paper is
# not digital. Digital actions: three of the leader (one by its tag, one by its item, one tagged digital though its item
# is finance) and one of the chief nurse. The untagged action at no item belongs to nobody knows what.
#
#                        leader   medical   nurse
#   Records                 1
#   Skills                 1/3      1/3      1/3
#   three actions           3
#   one action                               1
#   together             4 1/3      1/3    1 1/3      = 6
#
# Delegation index: (13/3) / 6 = 13/18 = 72.2 %. Past 70, but not past 70 / 0.75 = 93.3: partly met by the index.
# HHI: (13/18)^2 + (1/18)^2 + (4/18)^2 = (169 + 1 + 16) / 324 = 186/324 = 0.57.
HAND = (
    MeetingSketch(
        60,
        (ItemSketch(authors=(LEADER,)), ItemSketch(), ItemSketch("finance", authors=(FINANCE,))),
        (DecisionSketch("Buy", "1", leads=(MEDICAL,), challenged_by=(NURSING, OPERATIONS)),
         DecisionSketch("Save", "3", is_technology=False, challenged_by=(LEADER,))),
        actions=(ActionSketch("Plan", LEADER), ActionSketch("List", LEADER, "", "1"),
                 ActionSketch("Price", LEADER, item="3"), ActionSketch("Tea", LEADER, "")),
        challenges=(ChallengeSketch("Who trains?", NURSING, decision="buy", changed="Nights first"),
                    ChallengeSketch("Why so dear?", LEADER, "3"), ChallengeSketch("Where is lunch?", LEADER)),
    ),
    MeetingSketch(
        30, (ItemSketch(authors=(LEADER, MEDICAL, NURSING)),), actions=(ActionSketch("Teach", NURSING),)
    ),
    MeetingSketch(400, (ItemSketch(authors=(OPERATIONS,)),), actions=(ActionSketch("Old", OPERATIONS),)),
    MeetingSketch(20, (ItemSketch(authors=(OPERATIONS,)),), status="draft", actions=(ActionSketch("New", OPERATIONS),)),
)  # fmt: skip


@pytest.fixture
def small() -> Trust:
    return sketch_board(*HAND)


def test_the_delegation_of_a_small_board_is_what_it_is_by_hand(small: Trust) -> None:
    shared = board_work_of(small).delegation()
    assert len(shared.owned) == 6
    assert shared.shares == ((LEADER, Fraction(13, 18)), (NURSING, Fraction(4, 18)), (MEDICAL, Fraction(1, 18)))
    assert (shared.index, shared.concentration) == (Fraction(13, 18), Fraction(186, 324))
    finding = judge(DELEGATED, small)
    # Leader, nurse, medical and operations take part: 4 of 6 offices, below 4.5, so not met, whatever the index.
    assert (finding.verdict, finding.sentence) == (
        Verdict.NOT_MET, "The digital leader owns 72.2% of 6 papers and actions. 4 offices take part.",
    )  # fmt: skip
    assert [row.is_highlighted for row in finding.evidence] == [False, False, True, True, True, True]


def test_with_enough_offices_the_index_alone_tells(small: Trust) -> None:
    more = tuple(Sponsorship(one, SERVICE, "Ward", LEAD, ON) for one in (FINANCE, "Chair"))
    finding = judge(DELEGATED, replace(small, sponsorships=more))
    assert finding.verdict is Verdict.PARTLY_MET
    assert finding.would_count == "Digital papers and actions of other directors."


def test_each_part_says_how_and_whether_it_was_digital(small: Trust) -> None:
    parts = board_work_of(small).parts()
    told = {(part.office, part.how, part.is_digital, part.is_challenge) for part in parts}
    assert told == {
        (LEADER, WROTE, True, False), (MEDICAL, WROTE, True, False), (NURSING, WROTE, True, False),
        (FINANCE, WROTE, False, False), (MEDICAL, LED, True, False), (OPERATIONS, CHALLENGED, True, True),
        (LEADER, CHALLENGED, False, True), (NURSING, ASKED, True, True), (LEADER, ASKED, False, True),
        (LEADER, ASKED, None, True), (LEADER, OWNS, True, False), (LEADER, OWNS, None, False),
        (NURSING, OWNS, True, False),
    }  # fmt: skip
    assert active_offices(parts) == (LEADER, NURSING, OPERATIONS, MEDICAL)
    assert [part.what for part in parts if part.how == CHALLENGED and part.office == NURSING] == [], "its row says more"
    assert sorted(part.what for part in outside_digital(parts)) == ["Save", "Why so dear?"]


def test_what_the_leader_does_outside_digital_is_told_by_meeting(small: Trust) -> None:
    finding = judge(WHOLE_BOARD, small)
    # Two contributions at two meetings: two for each two meetings, where one is asked for.
    assert (finding.verdict, finding.sentence) == (
        Verdict.MET, "The digital leader made 2 contributions outside digital at 2 meetings.",
    )  # fmt: skip
    assert [(row.cells[1], row.cells[2]) for row in finding.evidence] == [
        ("0", "None"), ("2", "Save (challenged it); Why so dear? (asked about it)"),
    ]  # fmt: skip
    assert [row.is_highlighted for row in finding.evidence] == [True, False]


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [(0, None, True), (-1, None, False), (400, 365, False), (400, 364, True), (400, None, True)],
)
def test_a_sponsorship_counts_where_it_held_within_twelve_months(starts: int, ends: int | None, counts: bool) -> None:
    until = None if ends is None else ON - timedelta(days=ends)
    held = Sponsorship(MEDICAL, SERVICE, "Ward", LEAD, ON - timedelta(days=starts), until)
    parts = board_work_of(Trust("EXA", "Example", ON, sponsorships=(held,))).parts()
    assert [(part.how, part.what) for part in parts] == ([("Lead of the service", "Ward")] if counts else [])


def test_an_action_without_a_tag_is_what_its_item_is() -> None:
    items = (ItemSketch(), ItemSketch("finance"), ItemSketch("digital", is_confirmed=False))
    acts = tuple(ActionSketch(f"Act {item}", FINANCE, "", item) for item in ("1", "2", "3", ""))
    parts = board_work_of(sketch_board(MeetingSketch(60, items, actions=acts))).parts()
    assert [part.is_digital for part in sorted(parts, key=lambda part: part.what)] == [None, True, False, None]


@pytest.mark.parametrize(
    ("share", "verdict"),
    [("0.7", Verdict.MET), ("0.701", Verdict.PARTLY_MET), ("0.933", Verdict.PARTLY_MET), ("0.934", Verdict.NOT_MET)],
)
def test_a_small_share_is_partly_met_up_to_a_third_more(share: str, verdict: Verdict) -> None:
    assert verdict_of_small_share(Fraction(share), at_most=Decimal(70)) is verdict


def test_the_worst_of_several_answers_is_the_answer() -> None:
    assert worst(Verdict.MET, Verdict.PARTLY_MET) is Verdict.PARTLY_MET
    assert worst(Verdict.NOT_MET, Verdict.MET) is Verdict.NOT_MET
    assert (percent(Fraction(7, 10)), percent(Fraction(13, 18))) == ("70%", "72.2%")
