"""A plan of the assembler as plain values, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plait.cli.files import read_path
from plait.engine.assembly.asks import Policy, first_window, servable
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.wishes import Apart, Budget, Lead, Must, Size, Together, Weight, Without
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from plait.files.plans import by_role_of, plain_by_role, plain_plan, plan_of
from tests.planned import TODAY, write_planned


def planned(folder: Path) -> tuple[Trust, Plan]:
    intake = read_path(write_planned(folder)).intake
    trust = trust_of_intake(intake, code="RXX", name="Example", on=TODAY)
    return trust, plan_teams(trust, servable(trust), first_window(TODAY), Policy())


def test_a_plan_is_the_same_after_a_way_through_json(tmp_path: Path) -> None:
    _, plan = planned(tmp_path)
    assert any(team.gaps and team.members and team.ask.seats for team in plan.teams)
    assert any(member.shares for team in plan.teams for member in team.members)
    assert plan_of(json.loads(json.dumps(plain_plan(plan)))) == plan


def test_a_pick_by_role_is_the_same_after_a_way_through_json(tmp_path: Path) -> None:
    trust, plan = planned(tmp_path)
    picked = pick_by_role(trust, plan)
    assert picked is not None
    plain = json.loads(json.dumps({**plain_plan(plan), "by_role": plain_by_role(picked)}))
    assert (plan_of(plain), by_role_of(plain)) == (plan, picked)
    assert by_role_of(plain_plan(plan)) is None


def test_wishes_come_back_as_they_were_and_those_left_out_of_an_older_plan_too(tmp_path: Path) -> None:
    trust, _ = planned(tmp_path)
    wishes = (
        Lead("Flow board", "2"), Must("Flow board", "2", 6), Without("5"), Without("6", "Flow board"),
        Weight("Flow board", "User research", 0), Size("Flow board", 3, 4), Budget("Flow board", 6_000_050),
        Together("1", "2"), Apart("2", "4"),
    )  # fmt: skip
    trust = replace(trust, people=tuple(replace(one, band="6", point=2) for one in trust.people))
    plan = plan_teams(trust, ["Flow board"], first_window(TODAY), Policy(wishes))
    plain = json.loads(json.dumps(plain_plan(plan)))
    assert plan_of(plain) == plan
    del plain["wishes"]
    assert plan_of({**plain, "left_out": ["5", "6"]}).wishes == (Without("5"), Without("6"))


def test_a_plan_of_another_version_is_not_read(tmp_path: Path) -> None:
    _, plan = planned(tmp_path)
    with pytest.raises(ValueError, match="version 7; this Plait reads 1 and 2"):
        plan_of({**plain_plan(plan), "version": 7})


def test_a_plan_of_the_version_before_has_no_levels_but_coverage_and_effort(tmp_path: Path) -> None:
    _, plan = planned(tmp_path)
    added = {"levels", "weights", "near", "gap", "strict"}
    plain = {name: one for name, one in plain_plan(plan).items() if name not in added}
    older = plan_of({**plain, "version": 1})
    assert (older.teams, older.coverage, older.levels, older.gap) == (plan.teams, plan.coverage, (), None)
