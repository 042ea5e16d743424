"""Apart: the best plan of several homes at once among the likeliest people, and what none can pass, home by home.

One relaxed plan of all homes prices what they share: the time and the places of people open to several. At these
prices each home can be looked at by itself, with all its people: what each could be worth at most, and the price of
all that is shared, together bound every plan (Lagrange). For every home that is known from the relaxed plan; whole
people and whole teams make it less, and a home is searched for that until the whole is near enough.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from math import inf, isinf

from plait.engine.assembly.alone import sharpened
from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.assembling import BETTER, EXPLAINING, LOOKING, carry_on, plan_of_teams, team_of
from plait.engine.assembly.beginning import find_start
from plait.engine.assembly.highs import Goal, Relaxed, Solution, Watch, is_near, relax, solve
from plait.engine.assembly.large import CLOSER, in_parts, is_large, search
from plait.engine.assembly.likely import likely
from plait.engine.assembly.matrix import Matrix, Model, Term, most_coverage
from plait.engine.assembly.modelling import model_of
from plait.engine.assembly.parting import Part, columns_of, part_of, rows_by_owner
from plait.engine.assembly.plan import Plan, Progress, Status
from plait.engine.assembly.pool import Candidate

LIKELIEST = 2
"""Of those who could serve one need, by each of two orders: in 20,000 people and 600 teams as good as three."""
PARTS = (0.003, 0.01)
"""By how much of it the bound of a home is to fall before the next is looked at: more takes ever longer."""
ROOT = 1
"""Nodes of a home: what is beyond the first takes long and gives little."""


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """The asks of a home by themselves: what counts there at the prices, what the relaxed plan and the plan have."""

    part: Part
    terms: tuple[Term, ...]
    known: tuple[float, ...]
    most: float
    value: float


def assemble_apart(
    pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy, *, progress: Progress = carry_on
) -> Plan:
    """The plan for several homes at once that covers most, with a bound that no plan for all of them can pass.

    Raises as `assemble` does.
    """
    progress(LOOKING, None, None)
    model, whole = model_of(pool, asks, policy), most_coverage(asks) or 1.0

    def watch(best: float, bound: float) -> bool:
        return progress(BETTER, best / whole if best > 0 else None, bound / whole if bound < inf else None)

    goal = Goal(model.coverage, policy.gap, policy.most_nodes)
    if is_large(model.matrix):
        found = search_apart(sharpened(model), goal, watch)
    else:
        found = solve(model.matrix, goal, known=find_start(model), watch=watch)
    progress(EXPLAINING, None, None)
    teams = tuple(team_of(one, found.values, pool, asks) for one in model.asks)
    plan = plan_of_teams(teams, found.bound, pool, policy)
    return replace(plan, status=Status.PROVED if found.is_proved else Status.STOPPED)


def search_apart(model: Model, goal: Goal, watch: Watch) -> Solution:
    """The best plan found among the likeliest, and a bound that no plan of anybody passes."""
    start = find_start(model)
    relaxed = relax(model.matrix, goal)
    kept = {joins for one in model.asks for joins, _ in one.newcomers if start[joins] > 0.5}
    few = likely(model, relaxed, kept | model.stays, LIKELIEST)
    closer = replace(goal, gap=goal.gap * CLOSER)
    found = search(model, few, closer, known=start, watch=lambda value, _: watch(value, relaxed.value))
    bound = _bound(homes_of(model, relaxed, found.values), relaxed.value, found.value, goal, watch)
    return replace(found, bound=bound, is_proved=is_near(found.value, bound, goal.gap))


def _bound(homes: Sequence[Home], most: float, value: float, goal: Goal, watch: Watch) -> float:
    """What no plan passes: of the relaxed plan, less what the homes lose by whole people and teams.

    Those that promise most beyond the plan come first, until the whole is near enough.
    """
    bounds = {home: home.most for home in homes}
    for part, home in product(PARTS, sorted(homes, key=lambda one: one.value - one.most)):
        too_much = most - value * (1 + goal.gap)
        if too_much <= 0 or not watch(value, most):
            break
        enough = bounds[home] - min(too_much, part * abs(home.most))
        lost = bounds[home] - _most_of(home, enough, partial(watch, value, most))
        bounds[home], most = bounds[home] - max(0.0, lost), most - max(0.0, lost)
    return max(most, value)


def _most_of(home: Home, enough: float, goes_on: Callable[[], bool]) -> float:
    """What a home could be worth at most, by its first node, until that is little enough."""

    def heed(_: float, bound: float) -> bool:
        return bound > enough and goes_on()

    return solve(home.part.matrix, Goal(home.terms, 0.0, ROOT), known=home.known, watch=heed).bound


def homes_of(model: Model, relaxed: Relaxed, values: Sequence[float]) -> list[Home]:
    """Each home by itself, at the prices of the relaxed plan for the rows that hold several together."""
    names = sorted({one.ask.home for one in model.asks})
    owner = {column: names.index(one.ask.home) for one in model.asks for column in columns_of(one)}
    worth = _priced(model.matrix, model.coverage, relaxed, owner)
    matrix = in_parts(model, model.matrix)
    rows = rows_by_owner(matrix, owner, len(names))
    columns: list[list[int]] = [[] for _ in names]
    for column in sorted(owner):
        columns[owner[column]].append(column)
    homes = []
    for mine, theirs in zip(columns, rows, strict=True):
        part = part_of(matrix, mine, theirs)
        terms = [(column, worth[column]) for column in mine if worth.get(column)]
        most, value = (sum(factor * some[column] for column, factor in terms) for some in (relaxed.values, values))
        homes.append(Home(part, tuple(part.terms(terms)), tuple(values[column] for column in mine), most, value))
    return homes


def _priced(matrix: Matrix, coverage: Sequence[Term], relaxed: Relaxed, owner: Mapping[int, int]) -> dict[int, float]:
    """What each column counts, less the price of what it takes of the rows that hold several homes together.

    Any prices do, if none is asked for a limit that is not there.
    """
    worth: dict[int, float] = dict(coverage)
    for (least, most, terms), price in zip(matrix.rows, relaxed.prices, strict=True):
        is_shared = len({owner.get(column, -1) for column, _ in terms}) > 1
        if is_shared and price and not isinf(most if price > 0 else least):
            for column, factor in terms:
                worth[column] = worth.get(column, 0.0) - price * factor
    return worth
