"""The words for the levels of a plan, the same on pages and from the command."""

from dataclasses import dataclass
from decimal import Decimal

from plait.engine.assembly.levels import DEPARTMENTS, EFFORT_POINTS, KEPT, SCARCE, SECONDS
from plait.engine.assembly.matrix import PERSON_TENTHS, most_coverage
from plait.engine.assembly.plan import Level, Plan
from plait.engine.assembly.wording import SMALL_GAP, percent, time_words
from plait.engine.litmus.wording import listed, many

NAMES = {
    KEPT: "Places kept, of today's teams and of an earlier plan",
    DEPARTMENTS: "Departments in each team, added up",
    SECONDS: f"Second holders of what {SCARCE} people or fewer hold",
}


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level: what the plan comes to, what no plan can pass, and what one more is worth."""

    name: str
    value: str
    bound: str
    rate: str


def level_lines(plan: Plan) -> tuple[LevelLine, ...]:
    """A line for each level, what is covered first; none where nothing but coverage was weighed."""
    if not plan.levels:
        return ()
    covered = LevelLine(
        "What is covered", percent(plan.coverage.value), f"{percent(plan.coverage.bound)} at most", "Comes first"
    )
    cost = LevelLine("£1,000 less of pay", "What it costs, below", "–", rate_words(plan.weights.thousands, plan))
    priced = (cost,) if plan.weights.thousands else ()
    return covered, *(_line(one, plan) for one in plan.levels), _effort(plan), *priced


def _line(level: Level, plan: Plan) -> LevelLine:
    weights = plan.weights
    points = {KEPT: weights.kept, DEPARTMENTS: weights.departments, SECONDS: weights.seconds}[level.name]
    return LevelLine(NAMES[level.name], f"{level.value:.0f}", f"{level.bound:.0f} at most", rate_words(points, plan))


def _effort(plan: Plan) -> LevelLine:
    new = [one for team in plan.teams for one in team.members if one.is_new]
    wte = time_words(sum((one.wte for one in new), Decimal(0)))
    least = f"{plan.effort.bound / plan.effort.value:.0%} of that at least" if plan.effort.value else "None"
    points = rate_words(EFFORT_POINTS * (PERSON_TENTHS + 2), plan)
    return LevelLine("New people and their time", f"{many(len(new), 'person', 'people')}, {wte} WTE", least, points)


def rate_words(points: float, plan: Plan) -> str:
    """What so many points are of all that is asked for."""
    whole = most_coverage(team.ask for team in plan.teams) or 1.0
    return f"{points / whole * 100:.2g}% of coverage" if points else "Nothing"


def levels_words(plan: Plan) -> str:
    """What was given up of coverage, at most, for all else that counts."""
    if not plan.levels:
        return ""
    lost = plan.coverage.bound - plan.coverage.value
    up = f"at most {lost * 100:.1f}% of coverage" if lost >= SMALL_GAP else "nothing of coverage"
    kept, departments, seconds = plan.levels
    what = [f"keeps {_of(kept)} places"] if kept.bound else []
    what += [f"joins {_of(departments)} departments in its teams"] if departments.bound else []
    what += [f"has a second holder for {_of(seconds)} scarce needs"] if seconds.bound else []
    return f"It {listed(what)}; for that it gave up {up}." if what else ""


def _of(level: Level) -> str:
    return f"{level.value:.0f} of at most {level.bound:.0f}"
