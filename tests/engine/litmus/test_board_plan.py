"""A plan to the board in words: how many moves, how many done, what each verdict came out as, and why."""

from dataclasses import replace
from datetime import date, timedelta

from plait.engine.board_sheets import RIGHTS
from plait.engine.leadership import CCIO, CNIO
from plait.engine.litmus.cost import Cost
from plait.engine.litmus.examples import ON, RoleSketch, TerritorySketch, sketch_accountability, sketch_roles
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.board_plan import WAITS, BoardPlan, Chosen, Planned, last_plan, next_plan
from plait.engine.litmus.moves.plans import follow, predict
from plait.engine.litmus.moves.trying import make_all
from plait.engine.litmus.tried import Move
from plait.engine.trust import Trust
from tests.engine.litmus.test_moves import board

BOARD = ON + timedelta(days=30)
MOVES = tuple(Move("adopt a right", right) for right in RIGHTS[6:])


def plan(*moves: Move, trust: Trust, then: Trust | None = None) -> BoardPlan:
    """A plan chosen on the day of `then` and followed on that of `trust`."""
    planned = tuple(
        Planned(place, 1, Chosen(move, "Chair", ON + timedelta(days=10), f"Adopt {move.subject}"), "Pat Moss", ON)
        for place, move in enumerate(moves)
    )
    before = then or trust
    predicted = predict(before, judge_all(before), moves)
    followed = follow(trust, judge_all(trust), dict.fromkeys(moves, ON), predicted)
    return BoardPlan(BOARD, planned, predicted, followed)


def test_a_plan_says_how_many_are_done_and_what_they_change_together() -> None:
    before = board(6)
    none, one, all_ = (plan(*MOVES, trust=make_all(before, MOVES[:n]), then=before) for n in range(3))
    assert none.sentence == "2 moves are chosen for the board on 2 December 2026. None is done yet."
    assert one.sentence.endswith("1 is done.")
    assert all_.sentence.endswith("All are done.")
    assert plan(MOVES[0], trust=make_all(before, MOVES[:1])).sentence.endswith("It is done.")
    assert one.together()[0].startswith("Better: Does digital stand at the board")
    assert [line.state for line in one.lines()] == ["Done", "Open"]
    assert one.lines()[0].record.startswith("Internal audit days: digital has it since")
    assert replace(one, moves=one.moves[:1]).together() == (WAITS,)
    assert replace(one, predicted=None).together() == (WAITS,)


def test_what_cannot_be_tried_any_more_is_said() -> None:
    done = make_all(board(6), MOVES)
    assert plan(*MOVES, trust=done).together()[-1] == (
        "Give digital the right “Yearly board seminar” by a decision: not tried, as it is done or no longer open."
    )


def test_a_plan_whose_board_has_met_says_how_it_went() -> None:
    before = board(6)
    went = plan(*MOVES, trust=make_all(before, MOVES), then=before)
    assert went.went == "2 of 2 moves were done when the board met. 1 of 1 verdict is as predicted."
    [line] = went.check_lines()
    assert (line.predicted, line.now, line.answer, line.why) == ("Partly met → met", "met", "As predicted.", "")
    half = plan(*MOVES, trust=make_all(before, MOVES[:1]), then=before)
    assert half.went == "1 of 2 moves was done when the board met. 0 of 1 verdict is as predicted."
    bare = BoardPlan(BOARD, half.moves)
    assert bare.went == "0 of 2 moves were done when the board met. No verdict was to be checked by then."
    assert bare.check_lines() == ()
    assert bare.lines()[0].state == "Open"


def test_a_move_past_its_day_and_a_verdict_that_stays_are_said() -> None:
    late = replace(board(8), on=ON + timedelta(days=20), feeds={"standing rights": ON + timedelta(days=20)})
    lost = replace(late, rights=tuple(replace(one, has=one.subject != "digital") for one in late.rights))
    planned = plan(MOVES[0], trust=lost)
    assert planned.lines()[0].state == "Open, and past its day"
    assert planned.check_lines()[0].predicted == "Stays not met"


def test_the_next_plan_and_the_last_are_found_by_the_day_of_their_board() -> None:
    plans = [BoardPlan(date(2026, month, 1), ()) for month in (6, 9, 12)]
    assert next_plan(plans, date(2026, 9, 1)) is plans[1]
    assert last_plan(plans, date(2026, 9, 1)) is plans[0]
    assert (next_plan([], ON), last_plan([], ON)) == (None, None)


def test_a_verdict_predicted_for_a_later_day_counts_neither_for_nor_against_the_plan() -> None:
    settle = Move("settle a territory", "Records")
    before = sketch_accountability(
        TerritorySketch("Digital service", ((700, None),)), TerritorySketch("Records", ((800, None), (150, None)))
    )
    settled = plan(settle, trust=make_all(before, [settle]), then=before)
    assert settled.went == (
        "1 of 1 move was done when the board met. No verdict was to be checked by then. "
        "1 prediction is for a day still ahead."
    )
    [line] = settled.check_lines()
    assert (line.predicted, line.now) == ("Not met → met from 2 November 2027", "not met")
    assert (line.answer, line.why) == ("Still ahead: predicted for 2 November 2027, if nothing else changes.", "")
    left = plan(settle, trust=before)
    assert left.check_lines()[0].why == "Settle who answers for Records: not done yet, so that it will be later."
    rights = board(6).rights
    both, feeds = (settle, *MOVES), {**before.feeds, "standing rights": ON}
    mixed = replace(before, rights=rights, feeds=feeds)
    assert plan(*both, trust=make_all(mixed, both), then=mixed).went.endswith(
        "1 of 1 verdict is as predicted. 1 prediction is for a day still ahead."
    )


def test_a_plan_tells_the_figure_and_the_cost_of_each_move_where_it_is_judged_as_it_stands() -> None:
    limit = Move("give a role authority", "Chief clinical information officer", "delegated limit", "50000")
    trust = sketch_roles(RoleSketch(CCIO, has="0.6 4 250000 0"), RoleSketch(CNIO))
    judged = plan(limit, replace(limit, subject="Gone", figure=""), trust=trust)
    given, gone = judged.lines()
    assert given.title == "Adopt Chief clinical information officer: £50,000"
    assert (gone.title, gone.cost) == ("Adopt Gone", None)
    assert given.cost == Cost(basis="A limit says who decides, not what is spent.")
    assert judged.notes() == ("Give the role Gone a delegated limit: not tried, as it is done or no longer open.",)
    assert judged.together()[0].startswith("Better: Do the CCIO and the CNIO have the authority")
    other = replace(judged.moves[0], chosen=replace(judged.moves[0].chosen, move=replace(limit, figure="20000")))
    changed = replace(judged, moves=(other, *judged.moves[1:]))
    assert (changed.costs, changed.notes()) == ({}, (WAITS,))
    assert replace(judged, predicted=None).notes() == (WAITS,)
    without = plan(MOVES[0], trust=make_all(board(6), MOVES))
    assert without.notes() == without.together()
