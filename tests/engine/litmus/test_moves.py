"""Moves: found from structural facts alone, tried on a copy, and told with all they change, for better and worse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.accountability import Settlement
from plait.engine.board import StandingRight
from plait.engine.board_sheets import DIGITAL, RIGHTS, SUBJECTS
from plait.engine.demo.history import INVENTED_TRUSTS, NORTHMOOR, SOUTHMERE
from plait.engine.leadership import CCIO, CDIO, CNIO, Holder
from plait.engine.litmus.deputy_sketches import sketch_acting_up
from plait.engine.litmus.examples import (
    ON,
    RoleSketch,
    TeamSketch,
    TerritorySketch,
    sketch,
    sketch_accountability,
    sketch_roles,
)
from plait.engine.litmus.judging import Judged, judge_all
from plait.engine.litmus.moves.kinds import TO_BE_NAMED
from plait.engine.litmus.moves.telling import all_tried, from_to, others_of, tell
from plait.engine.litmus.moves.trying import BY_NAME, KINDS, excluding, make_all, try_together, with_moves, words_of
from plait.engine.litmus.tried import Effect, Move, Tried, next_move
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.litmus.test_demo_properties import picture

MET, PARTLY, NOT_MET, UNKNOWN = Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NOT_ENOUGH_EVIDENCE
LONG_AGO = date(2020, 1, 1)


def tried_for(trust: Trust, question: str) -> tuple[Tried, ...]:
    judged = with_moves(trust, judge_all(trust))
    return next(one.tried for one in judged if one.slug == question)


def seen(trust: Trust, move: Move, since: date = LONG_AGO) -> str:
    shown = BY_NAME[move.kind].see(trust, move, since)
    return shown.words if shown else ""


def effects(tried: Tried) -> list[tuple[str, Verdict, Verdict]]:
    return [(one.name, one.before, one.after) for one in tried.effects]


def test_a_vacant_role_may_be_filled_and_the_verdict_becomes_met() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, 139))
    [tried] = tried_for(trust, "digital-leaders-in-post")
    assert (tried.title, tried.decides) == ("Fill the CNIO role", "Chief executive")
    assert tried.needs == "0.6 WTE, the time kept free for the role."
    assert effects(tried) == [("digital-leaders-in-post", PARTLY, MET)]
    assert tried.sentence_on("digital-leaders-in-post") == "All 3 digital leadership roles are filled."
    [move] = tried.moves
    assert seen(trust, move) == ""
    assert seen(make_all(trust, [move]), move).endswith(": held since 2 November 2026")


def test_a_role_the_trust_never_made_is_made_and_filled() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO, has="- - - -"))
    [tried] = tried_for(trust, "digital-leaders-in-post")
    assert tried.title == "Make and fill the CNIO role"
    assert tried.needs.startswith("How much time the role is given is not recorded.")
    assert effects(tried)[0] == ("digital-leaders-in-post", NOT_MET, MET)


def test_several_vacant_roles_are_tried_one_by_one_and_then_together() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO, 200, has="- 1 1 1"), RoleSketch(CNIO, 200))
    tried = tried_for(trust, "digital-leaders-in-post")
    assert [one.title for one in tried] == ["Fill the CCIO role", "Fill the CNIO role", "Fill the CCIO and CNIO roles"]
    assert [bool(one.effects) for one in tried] == [False, False, True]
    assert next_move("digital-leaders-in-post", tried) is tried[2]


def test_a_role_with_another_of_its_kind_filled_wants_no_move() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO))
    assert not tried_for(trust, "digital-leaders-in-post")
    assert not BY_NAME["fill a role"].find(trust)


def test_a_territory_settled_today_counts_once_a_year_has_passed() -> None:
    trust = sketch_accountability(
        TerritorySketch("Digital service", ((700, None),)),
        TerritorySketch("Patient record", ((800, None), (150, None))),
    )
    [tried] = tried_for(trust, "one-person-answers")
    assert tried.title == "Settle who answers for Patient record"
    assert "2 people claim it today." in tried.needs
    [effect] = tried.effects
    assert (effect.before, effect.after, effect.starts) == (NOT_MET, MET, ON + timedelta(days=365))
    assert effect.is_better
    assert not tried.tests
    [move] = tried.moves
    settled = make_all(trust, [move])
    assert [one.employee_number for one in settled.claims if one.ends is None] == ["1001", TO_BE_NAMED]
    assert seen(settled, move) == "Patient record: settled from 2 November 2026. A decision of the board"
    assert seen(trust, move) == ""


def test_a_settlement_the_claims_do_not_follow_is_not_done() -> None:
    trust = sketch_accountability(TerritorySketch("Cyber security", ()), TerritorySketch("Data", ()))
    tried = tried_for(trust, "one-person-answers")
    assert [one.title for one in tried][-1] == "Settle who answers for Cyber security and Data"
    assert "Nobody claims it today." in tried[0].needs
    settled = replace(trust, settlements=(Settlement("Data", "1", ON, "Minute 7", ON),))
    assert seen(settled, Move("settle a territory", "Data")) == ""


def test_a_settlement_that_alters_no_later_verdict_says_so() -> None:
    trust = sketch_accountability(
        TerritorySketch("Cyber security", ()), TerritorySketch("Data", ()), TerritorySketch("Records", ())
    )
    tried = tried_for(trust, "one-person-answers")
    assert [bool(one.effects) for one in tried] == [False, False, False, True]


def board(digital: int, quality: int = 8) -> Trust:
    had = {"finance": 8, "quality": quality, DIGITAL: digital}
    rights = tuple(
        StandingRight(right, subject, place < had[subject], LONG_AGO)
        for subject in SUBJECTS
        for place, right in enumerate(RIGHTS)
    )
    return Trust("EXA", "Example trust", ON, rights=rights, feeds={"standing rights": ON})


def test_rights_that_digital_lacks_are_tried_one_by_one_and_then_together() -> None:
    trust = board(6, quality=7)
    first, second, both = tried_for(trust, "digital-has-parity")
    assert first.title == f"Give digital the right “{RIGHTS[6]}” by a decision"
    assert second.moves[0].subject == RIGHTS[7]
    assert effects(first) == [("digital-has-parity", PARTLY, MET)]
    assert both.title.startswith("Give digital the 2 rights it lacks by a decision: ")
    assert next_move("digital-has-parity", (first, second, both)) is first
    [move] = first.moves
    assert seen(trust, move) == ""
    assert seen(make_all(trust, [move]), move) == f"{RIGHTS[6]}: digital has it since 2 November 2026"
    always = replace(trust, rights=(StandingRight(RIGHTS[6], DIGITAL, has=True, document="Minute 9"),))
    assert seen(always, move) == f"{RIGHTS[6]}: digital has it. Minute 9"


def test_a_missing_viewpoint_is_added_and_says_what_it_makes_worse() -> None:
    trust = sketch(
        TeamSketch("Discharge hub", "DDDDDOOOO"), TeamSketch("Medicines", "DDCCO"), TeamSketch("Portal", "DDCCO")
    )
    [tried] = tried_for(trust, "teams-are-fused")
    assert tried.title == "Add a clinical member to Discharge hub"
    assert "About 0.5 WTE, what its members give now. It would have 10 people." in tried.needs
    large = ("second-team-after-release", UNKNOWN, NOT_MET)
    assert effects(tried) == [large, ("teams-are-fused", NOT_MET, MET), ("team-sizes", MET, NOT_MET)]
    assert [one.name for one in tried.worse] == ["second-team-after-release", "team-sizes"]
    [move] = tried.moves
    assert seen(trust, move) == ""
    assert seen(make_all(trust, [move]), move) == "Discharge hub: a clinical member since 2 November 2026"
    assert seen(make_all(replace(trust, teams=()), ()), move) == ""


def test_a_team_without_members_lacks_every_viewpoint() -> None:
    trust = sketch(TeamSketch("Empty", ""))
    tried = tried_for(trust, "teams-are-fused")
    assert [one.moves[0].detail for one in tried] == [*Viewpoint, Viewpoint.DIGITAL]
    assert tried[-1].title == (
        "Add the viewpoints that are missing: digital to Empty, clinical to Empty and operational to Empty"
    )
    assert tried[2].title == "Add an operational member to Empty"
    assert "About 0.2 WTE" in tried[0].needs
    assert tried[-1].betters("teams-are-fused")


def test_a_large_team_that_has_shown_something_gets_a_second() -> None:
    trust = sketch(TeamSketch("Discharge hub", "DDDDCCCCOOO", released=(90,)), TeamSketch("Portal", "D" * 11))
    [tried] = tried_for(trust, "team-sizes")
    assert tried.title == "Build a second team for Discharge hub"
    assert tried.needs.startswith("No more time: its 11 members share the work, 6 and 5.")
    assert tried.sentence_on("team-sizes") == "2 of 3 teams have 5 to 9 people. Portal has 11."
    [move] = tried.moves
    assert seen(trust, move, ON) == ""
    split = make_all(trust, [move])
    assert seen(split, move, ON) == "Discharge hub, second team: running since 2 November 2026"
    assert seen(split, move, ON + timedelta(days=1)) == ""
    two = words_of(
        sketch(TeamSketch("A", "DDDDCCCCOOO"), TeamSketch("B", "DDDDCCCCOOO")),
        (Move("build a second team", "A"), Move("build a second team", "B")),
    )
    assert two.title == "Build second teams for A and B"


def test_what_rests_on_old_or_missing_sheets_is_offered_no_move() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), sheets=("people", "leadership roles"))
    assert not tried_for(trust, "digital-leaders-in-post")


def test_conduct_has_no_move_whatever_is_not_met() -> None:
    aims = {slug for kind in KINDS for slug in kind.aims}
    for invented in INVENTED_TRUSTS:
        for one in with_moves(picture(invented), judge_all(picture(invented))):
            assert not one.tried or one.slug in aims


@pytest.mark.parametrize("invented", INVENTED_TRUSTS, ids=lambda one: one.code)
def test_judging_only_what_may_change_gives_what_judging_all_gives(invented: object) -> None:
    trust = picture(NORTHMOOR if invented is NORTHMOOR else SOUTHMERE)
    judged = judge_all(trust)
    for kind in KINDS:
        for move in kind.find(trust):
            whole = {one.slug: one.finding for one in judge_all(make_all(trust, [move]))}
            told = {one.name: one for one in try_together(trust, judged, (move,)).effects if one.starts is None}
            differ = {one.slug for one in judged if whole[one.slug].verdict is not one.finding.verdict}
            assert set(told) == differ
            assert all(told[slug].after is whole[slug].verdict for slug in differ)


def test_a_set_of_several_kinds_is_said_one_after_another() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, 139))
    trust = replace(trust, rights=board(6).rights)
    moves = (Move("fill a role", trust.roles[2].name, CNIO), Move("adopt a right", RIGHTS[6]))
    words = words_of(trust, moves)
    assert words.title == f"Fill the CNIO role and Give digital the right “{RIGHTS[6]}” by a decision"
    assert words.decides == "Chief executive; The board"


def test_a_second_team_and_a_member_more_in_the_first_exclude_each_other() -> None:
    split, add = Move("build a second team", "Discharge hub"), Move("add a viewpoint", "Discharge hub", "clinical")
    assert excluding((split, add)) == ((split, add),)
    assert not excluding((split, replace(add, subject="Portal")))


def test_an_effect_is_better_or_worse() -> None:
    assert Effect("q", UNKNOWN, PARTLY).is_better
    assert Effect("q", UNKNOWN, NOT_MET).is_worse
    assert Effect("q", MET, UNKNOWN).is_worse
    assert Effect("q", NOT_MET, PARTLY).is_better
    assert next_move("q", ()) is None
    assert Move("add a viewpoint", "Portal", "clinical").key == "add a viewpoint/Portal/clinical"
    assert Tried((), "", "", "").sentence_on("q") == ""


def test_a_fault_in_one_question_hides_no_move() -> None:
    trust = sketch(TeamSketch("Discharge hub", "DDDDDO"))
    judged = (*judge_all(trust), Judged("broken", judge_all(trust)[0].finding, None, "It broke"))
    assert any(one.tried for one in with_moves(trust, judged))


def test_a_role_that_somebody_else_of_its_kind_holds_is_done() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CNIO), RoleSketch(CNIO, 20))
    move = Move("fill a role", "Another name", CNIO)
    early = Holder(trust.roles[1].name, "1002", "acting", trust.holders[1].wte, LONG_AGO)
    assert seen(trust, move)
    assert "1 January 2020" in seen(replace(trust, holders=(*trust.holders, early)), move)


def test_what_a_move_changes_is_told_in_sentences() -> None:
    trust = sketch(
        TeamSketch("Discharge hub", "DDDDDOOOO"), TeamSketch("Medicines", "DDCCO"), TeamSketch("Portal", "DDCCO")
    )
    judged = with_moves(trust, judge_all(trust))
    one = next(each for each in judged if each.slug == "teams-are-fused")
    told = tell(one.tried[0], one)
    assert (told.was, told.becomes, told.answer) == ("not met", "met", "Becomes met.")
    assert told.others[1] == (
        "Makes another question worse: Is every team small enough to decide, and large enough to finish? Met → not met."
    )
    assert told.test == "Operating model becomes not met. The test New services stays as it is."
    assert told.lines[-1].startswith("Decided by: Chief digital and information officer")
    assert [each.title for each in all_tried(judged)] == ["Add a clinical member to Discharge hub"]


def test_a_move_that_counts_later_or_changes_nothing_says_so() -> None:
    trust = sketch_accountability(
        TerritorySketch("Digital service", ((700, None),)),
        TerritorySketch("Patient record", ((800, None), (150, None))),
    )
    one = next(each for each in with_moves(trust, judge_all(trust)) if each.slug == "one-person-answers")
    [tried] = one.tried
    assert tell(tried, one).answer == (
        "Becomes met on 2 November 2027 if nothing else changes; without it, not met. Until then, the time before "
        "still counts."
    )
    assert from_to(tried.effects[0]) == "Not met → met on 2 November 2027"
    nothing = replace(tried, effects=(), tests=())
    assert tell(nothing, one).answer.startswith("Changes no verdict. It would then say: 1 of 2 territories")
    assert tell(replace(nothing, said=()), replace(one, litmus=None)).answer == "Changes no verdict."
    better = replace(tried, effects=(Effect("gone", NOT_MET, MET),), tests=(Effect("Finances", NOT_MET, MET),))
    assert others_of(better) == ("Also makes better: gone Not met → met.",)
    assert tell(better, one).test == "Finances becomes met. The test Leadership stays as it is."


def test_of_many_moves_of_a_kind_the_first_are_tried_alone_and_all_together() -> None:
    trust = sketch(*(TeamSketch(f"Team {number:02}", "DDDOO") for number in range(20)))
    tried = tried_for(trust, "teams-are-fused")
    assert [len(one.moves) for one in tried] == [1] * 12 + [20]
    assert tried[-1].title == "Add a clinical member to Team 00, and 19 other moves like it"
    assert tried[-1].betters("teams-are-fused")


def test_a_role_whose_holder_acts_up_is_open_until_somebody_covers_or_fills_it() -> None:
    gone = sketch_acting_up(covered=False)
    [move] = BY_NAME["fill a role"].find(gone)
    assert move.detail == CDIO
    assert seen(gone, move) == ""
    assert seen(make_all(gone, [move]), move).endswith("held since 2 November 2026")
    assert not BY_NAME["fill a role"].find(sketch_acting_up(covered=True))


def test_a_claim_that_was_overruled_or_of_somebody_who_acts_up_answers_for_nothing() -> None:
    settle = BY_NAME["settle a territory"]
    gone = sketch_acting_up(covered=False)
    map_ = sketch_accountability(TerritorySketch("Cyber", ((700, None),)))
    claimed = replace(gone, territories=map_.territories, claims=map_.claims)  # of 1001, who acts up
    assert [one.subject for one in settle.find(claimed)] == ["Cyber"]
    overruled = replace(map_, claims=tuple(replace(one, overruled_on=ON) for one in map_.claims))
    assert [one.subject for one in settle.find(overruled)] == ["Cyber"]
    assert not settle.find(map_)
