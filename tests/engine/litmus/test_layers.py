"""Layers above a team: who is a director, where a line ends, and what cannot be counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.litmus.examples import BEGAN, sketch_layers
from plait.engine.litmus.questions.layers_are_few import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust


def seat(number: str, seat_of: str) -> Trust:
    """A team with 5 layers above it, and somebody on its line in a leadership role."""
    role = LeadershipRole("Lead", "Other", BEGAN, seat=seat_of)
    return replace(sketch_layers(5), roles=(role,), holders=(Holder("Lead", number, "substantive", Decimal(1), BEGAN),))


@pytest.mark.parametrize(("seat_of", "verdict"), [("voting", "met"), ("attending", "met"), ("no", "not met")])
def test_who_sits_at_the_board_is_a_director(seat_of: str, verdict: str) -> None:
    assert TEST.judge(seat("1003", seat_of)).verdict == verdict


def test_a_role_that_nobody_holds_any_more_makes_no_director() -> None:
    told = seat("1003", "voting")
    left = replace(told, holders=(replace(told.holders[0], ends=told.on),))
    assert TEST.judge(left).verdict is Verdict.NOT_MET


def test_with_two_heads_only_the_board_makes_directors() -> None:
    told = sketch_layers(2, 2)
    cut = replace(told, people=tuple(replace(one, manager="") if one.employee_number == "1001" else one
                                     for one in told.people))  # fmt: skip
    finding = TEST.judge(cut)
    assert finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert [row.cells[-1] for row in finding.evidence] == ["The line of managers ends before a director"] * 2


def test_a_line_that_goes_in_a_circle_ends() -> None:
    told = sketch_layers(3)
    turned = {"1001": "1003"}
    people = tuple(replace(one, manager=turned.get(one.employee_number, one.manager)) for one in told.people)
    assert TEST.judge(replace(told, people=people)).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_a_long_line_counts_though_another_cannot_be_followed() -> None:
    finding = TEST.judge(sketch_layers(5, 0, 1))
    assert finding.verdict is Verdict.NOT_MET
    assert [row.label for row in finding.evidence] == ["Team 1", "Team 3", "Team 2"]
    assert finding.evidence[0].is_highlighted
    assert finding.evidence[0].people == ("1005", "1004", "1003", "1002", "1001")


def test_a_team_without_a_service_has_no_line() -> None:
    told = sketch_layers(1)
    finding = TEST.judge(replace(told, teams=(replace(told.teams[0], service=""),)))
    assert (finding.verdict, finding.evidence) == (Verdict.NOT_ENOUGH_EVIDENCE, ())
