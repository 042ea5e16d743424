"""Public instances of multi-skill projects: as much is covered as a formulation written apart from ours finds.

The instances are those of the MiniZinc benchmarks (MSPSP, under the MIT licence), kept outside this repository.
Everybody may be in two teams; the projects' times are left aside, and three members of today bring the viewpoints.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import highspy
import pytest

from plait.engine.assembly.asks import Ask, Policy, Seat, Wanted
from plait.engine.assembly.assembling import assemble
from plait.engine.assembly.pool import Candidate
from plait.engine.competencies import Level
from plait.engine.viewpoints import Viewpoint
from tests.engine.assembly.tiny import WINDOW

FOLDER = Path(__file__).parents[4] / "shared/data/assembly/mspsp-minizinc"
SEATS = tuple(Seat(f"seat {view}", Decimal("0.2"), view) for view in Viewpoint)
Skills = list[set[int]]
Tasks = list[dict[int, int]]

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the public instances are not here")


def read(name: str) -> tuple[Skills, Tasks]:
    """What each worker can do, and how many people of each skill each task needs."""
    text = (FOLDER / f"{name}.dzn").read_text(encoding="utf-8")
    [held] = re.findall(r"has_skills = \[(.*?)\];", text, re.DOTALL)
    skills = [{int(one) for one in some.split(",") if one.strip()} for some in re.findall(r"\{(.*?)\}", held)]
    [rows] = re.findall(r"rr = \[\|(.*?)\|\];", text, re.DOTALL)
    needed = [[int(one) for one in row.split(",")] for row in rows.split("|")]
    tasks = [{skill: row[task] for skill, row in enumerate(needed, 1) if row[task]} for task in range(len(needed[0]))]
    return skills, [task for task in tasks if task]


def by_assembling(skills: Skills, tasks: Tasks) -> float:
    pool = [
        Candidate(
            f"{n}", ("", f"{n}"), Viewpoint.DIGITAL, "", 10, frozenset(), 2,
            {f"{skill}": Level.EXPERT for skill in held}, frozenset(),
        )
        for n, held in enumerate(skills)
    ]  # fmt: skip
    asks = [
        Ask(
            f"{n}", f"{n}", WINDOW, tuple(Wanted(f"{skill}", 4, people, None, 1) for skill, people in task.items()),
            3, 12, SEATS, is_new=False,
        )
        for n, task in enumerate(tasks)
    ]  # fmt: skip
    return assemble(pool, asks, Policy(gap=0)).coverage.value


def by_the_other_formulation(skills: Skills, tasks: Tasks) -> float:
    """One column for each worker and task, one for each skill of a task and one for each whole task."""
    model = highspy.Highs()  # type: ignore[no-untyped-call] # its own types leave this one out
    model.silent()
    joins = [[model.addBinary() for _ in tasks] for _ in skills]
    for held, theirs in zip(skills, joins, strict=True):
        model.addConstr(model.qsum(theirs) <= 2)
        for task, one in zip(tasks, theirs, strict=True):
            if not held & set(task):
                model.addConstr(one == 0)
    worth = []
    for index, task in enumerate(tasks):
        whole = model.addBinary()
        worth.append(whole)
        model.addConstr(model.qsum(theirs[index] for theirs in joins) <= 9)
        for skill, people in task.items():
            covered = model.addVariable(lb=0, ub=people)
            able = [theirs[index] for held, theirs in zip(skills, joins, strict=True) if skill in held]
            model.addConstr(covered <= model.qsum(able))
            model.addConstr(people * whole <= covered)
            worth.append(covered * (1 / people))
    model.setOptionValue("mip_rel_gap", 0.0)
    model.maximize(model.qsum(worth))
    return float(model.getObjectiveValue()) / sum(len(task) + 1 for task in tasks)


@pytest.mark.parametrize("name", ["easy_01", "easy_02", "easy_03"])
def test_as_much_is_covered_as_another_formulation_finds(name: str) -> None:
    skills, tasks = read(name)
    assert by_assembling(skills, tasks) == pytest.approx(by_the_other_formulation(skills, tasks), abs=1e-6)
