"""A plan of the assembler as plain values, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plait.cli.files import read_path
from plait.engine.assembly.asks import Policy, first_window, servable
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import plan_teams
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from plait.files.plans import plain_plan, plan_of
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


def test_a_plan_of_another_version_is_not_read(tmp_path: Path) -> None:
    _, plan = planned(tmp_path)
    with pytest.raises(ValueError, match="version 7; this Plait reads version 1"):
        plan_of({**plain_plan(plan), "version": 7})
