"""The plan to the next board: judged as a set, followed in the record, and checked against what was predicted."""

from dataclasses import replace
from datetime import timedelta

from plait.engine.board_sheets import RIGHTS
from plait.engine.leadership import CCIO, CDIO, CNIO
from plait.engine.litmus.examples import (
    ON,
    ChampionSketch,
    RoleSketch,
    TeamSketch,
    TerritorySketch,
    sketch,
    sketch_accountability,
    sketch_champions,
    sketch_roles,
)
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.plans import (
    Predicted,
    excluded_words,
    follow,
    marked,
    move_words,
    predict,
    together_words,
)
from plait.engine.litmus.moves.trying import make_all
from plait.engine.litmus.tried import Effect, Move
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust
from tests.engine.litmus.test_moves import board

FILL = Move("fill a role", "Chief nursing information officer", CNIO)
COMMITTEE, SEMINAR = (Move("adopt a right", right) for right in (RIGHTS[6], RIGHTS[7]))


def roles_and_rights(vacant: int | None = 139, digital: int = 6) -> Trust:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, vacant))
    return replace(trust, rights=board(digital).rights, feeds={**trust.feeds, "standing rights": ON})


def expected(predicted: Predicted) -> dict[str, tuple[Verdict, Verdict]]:
    return {one.name: (one.before, one.after) for one in predicted.expected}


def test_a_set_is_judged_together_and_says_what_it_changes() -> None:
    trust = roles_and_rights()
    predicted = predict(trust, judge_all(trust), [FILL, COMMITTEE, SEMINAR])
    assert expected(predicted) == {
        "digital-has-parity": (Verdict.PARTLY_MET, Verdict.MET),
        "digital-leaders-in-post": (Verdict.PARTLY_MET, Verdict.MET),
    }
    assert together_words(predicted)[1] == (
        "Better: Are the three digital leadership roles there, and is somebody in each? Partly met → met."
    )
    assert (predicted.keys[0], predicted.idle, predicted.on) == (COMMITTEE.key, (), ON)


def test_what_is_done_already_is_not_tried_again() -> None:
    trust = make_all(roles_and_rights(), [FILL])
    predicted = predict(trust, judge_all(trust), [FILL])
    assert predicted.idle == (FILL,)
    assert expected(predicted) == {"digital-leaders-in-post": (Verdict.MET, Verdict.MET)}
    assert together_words(predicted) == ("Judged together, they change no verdict today.",)


def test_moves_that_exclude_each_other_are_named_and_worse_stands_first() -> None:
    trust = sketch(TeamSketch("Discharge hub", "DDDDDDOOOOO", released=(90,)), TeamSketch("Portal", "DDDDDDDOO"))
    split = Move("build a second team", "Discharge hub")
    adds = [Move("add a viewpoint", team, "clinical") for team in ("Discharge hub", "Portal")]
    predicted = predict(trust, judge_all(trust), [split, *adds])
    [said] = excluded_words(predicted)
    assert said.startswith(
        "These exclude each other: “Build a second team for Discharge hub” and “Add a clinical member to Discharge"
    )
    assert len(predicted.excluded) == 1


def test_a_set_that_makes_something_worse_says_so_first() -> None:
    trust = sketch(
        TeamSketch("Discharge hub", "DDDDDOOOO"), TeamSketch("Medicines", "DDCCO"), TeamSketch("Portal", "DDCCO")
    )
    predicted = predict(trust, judge_all(trust), [Move("add a viewpoint", "Discharge hub", "clinical")])
    said = together_words(predicted)
    assert [one.partition(":")[0] for one in said] == ["Worse", "Worse", "Better", "Operating model becomes not met."]


def test_a_plan_is_followed_by_the_record_alone() -> None:
    trust = roles_and_rights()
    predicted = predict(trust, judge_all(trust), [FILL, COMMITTEE, SEMINAR])
    moves = dict.fromkeys((FILL, COMMITTEE, SEMINAR), ON)
    later = make_all(trust, [FILL, COMMITTEE])
    followed = follow(later, judge_all(later), moves, predicted)
    assert set(followed.done) == {FILL.key, COMMITTEE.key}
    leaders, parity = (
        next(one for one in followed.checks if one.expected.name == slug)
        for slug in ("digital-leaders-in-post", "digital-has-parity")
    )
    assert (leaders.answer, leaders.is_as_predicted, leaders.why) == ("As predicted.", True, ())
    assert (parity.answer, parity.now) == ("Not as predicted.", Verdict.PARTLY_MET)
    assert parity.why == (
        f"Give digital the right “{RIGHTS[7]}” by a decision: not done.",
        f"{RIGHTS[7]}: now counts against it.",
    )


def test_where_all_is_done_and_the_verdict_differs_the_other_rows_are_named() -> None:
    trust = roles_and_rights(digital=7)
    predicted = predict(trust, judge_all(trust), [SEMINAR])
    done = make_all(trust, [SEMINAR])
    lost = tuple(replace(one, has=False) if one.right == RIGHTS[0] else one for one in done.rights)
    others = [one for one in lost if one.subject != "digital"]
    digital = [one for one in lost if one.subject == "digital"]
    kept = [replace(one, has=True) for one in others]
    now = replace(done, rights=(*kept, *digital))
    followed = follow(now, judge_all(now), {SEMINAR: ON}, predicted)
    [check] = followed.checks
    assert (check.answer, check.now) == ("Not as predicted.", Verdict.PARTLY_MET)
    assert check.why == (f"{RIGHTS[0]}: now counts against it.",)


def test_a_verdict_that_changes_only_later_is_not_checked_before() -> None:
    trust = sketch_accountability(
        TerritorySketch("Digital service", ((700, None),)), TerritorySketch("Records", ((800, None), (150, None)))
    )
    settle = Move("settle a territory", "Records")
    predicted = predict(trust, judge_all(trust), [settle])
    [check] = follow(trust, judge_all(trust), {settle: ON}, predicted).checks
    assert (check.is_due, check.answer) == (
        False,
        "Still ahead: predicted for 2 November 2027, if nothing else changes.",
    )
    after = replace(trust, on=ON + timedelta(days=365), feeds=dict.fromkeys(trust.feeds, ON + timedelta(days=365)))
    [check] = follow(after, judge_all(after), {settle: ON}, predicted).checks
    assert (check.is_due, check.answer) == (True, "Not as predicted.")


def test_a_plan_nobody_judged_yet_is_followed_without_verdicts() -> None:
    trust = roles_and_rights(None)
    followed = follow(trust, judge_all(trust), {FILL: ON}, None)
    assert (set(followed.done), followed.checks) == ({FILL.key}, ())
    assert move_words(COMMITTEE) == f"Give digital the right “{RIGHTS[6]}” by a decision"


def test_rows_that_came_and_went_are_named_up_to_a_page() -> None:
    teams = [TeamSketch(f"Team {number}", "DDDOO") for number in range(9)]
    trust = sketch(TeamSketch("Hub", "DDCCO"), TeamSketch("Old", "DDOOO"))
    add = Move("add a viewpoint", "Old", "clinical")
    predicted = predict(trust, judge_all(trust), [add])
    now = sketch(TeamSketch("Hub", "DDCCO"), *teams)
    checks = {one.expected.name: one for one in follow(now, judge_all(now), {add: ON}, predicted).checks}
    why = checks["teams-are-fused"].why
    assert why[0] == "Add a clinical member to Old: not done."
    assert why[1] == "Team 0: new, and counts against it."
    assert why[-1] == "And 4 rows more."
    few = sketch(TeamSketch("Hub", "DDOOO"))
    checks = {one.expected.name: one for one in follow(few, judge_all(few), {add: ON}, predicted).checks}
    assert checks["teams-are-fused"].why[1:] == ("Hub: now counts against it.", "Old: no longer there.")
    none = sketch()
    checks = {one.expected.name: one for one in follow(none, judge_all(none), {add: ON}, predicted).checks}
    assert checks["teams-are-fused"].why == ("Add a clinical member to Old: not done.",)
    gone = replace(predicted, expected=(*predicted.expected, Effect("gone", Verdict.MET, Verdict.MET)))
    assert "gone" not in {one.expected.name for one in follow(few, judge_all(few), {add: ON}, gone).checks}
    better = sketch(TeamSketch("Hub", "DDCCO"), TeamSketch("Old", "DDOOO"), TeamSketch("New", "DCO"))
    checks = {one.expected.name: one for one in follow(better, judge_all(better), {add: ON}, predicted).checks}
    assert "New: new, and counts for it." in checks["teams-are-fused"].why


def test_rows_that_count_few_people_are_not_kept() -> None:
    trust = sketch_champions(4000, ChampionSketch("Nursing"))
    finding = next(one.finding for one in judge_all(trust) if one.slug == "informaticians-are-enough")
    assert finding.evidence
    assert marked(finding) == ()
