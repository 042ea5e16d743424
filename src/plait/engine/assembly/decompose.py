"""Decompose: teams of several trusts or sites at once, block by block, joined by the prices of those they share.

A block is the asks of one home. Only people open to other homes, and those with posts in several, stand in more than
one block. The relaxed plan of each home, found alone, prices their time and their places; each block then pays these
prices. What all blocks can reach at most, and the price of all that is shared, together bound any plan, whatever the
prices are (Lagrange): a block that breaks no rule of its own counts no less than its part of the best plan.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from plait.engine.assembly.alone import sharpened
from plait.engine.assembly.asks import Ask, Policy, help_left
from plait.engine.assembly.assembling import TOLERANCE, team_of, worth_of
from plait.engine.assembly.beginning import find_start
from plait.engine.assembly.changing import left_by
from plait.engine.assembly.highs import Goal, Impossible, Watch, relax, solve
from plait.engine.assembly.large import is_large, search
from plait.engine.assembly.likely import likely
from plait.engine.assembly.matrix import Matrix, Model, Term, build, most_coverage
from plait.engine.assembly.modelling import model_of
from plait.engine.assembly.plan import ProposedTeam
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.wishes import Wish
from plait.engine.trust import Identity


def keep_on(value: float, bound: float) -> bool:
    """The progress of a search nobody watches."""
    del value, bound
    return True


PART = 0.6
"""How much of the gap the blocks may take; the rest is for what they lose as they are joined."""
FEW = 20
"""Teams that choose again at once (spec of the assembler)."""
NEAR = 1e-9
THIN_GAP, THIN_NODES = 0.01, 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """The asks of one home, and everybody who may join them; `wishes` of its own are about pairs."""

    home: str
    pool: tuple[Candidate, ...]
    asks: tuple[Ask, ...]
    wishes: tuple[Wish, ...] = ()

    @property
    def has_pins(self) -> bool:
        """Does it wish for anybody in a team?"""
        return any(ask.pins for ask in self.asks) or bool(self.wishes)

    def policy(self, policy: Policy) -> Policy:
        """The policy of all homes with the wishes of this one."""
        return replace(policy, wishes=self.wishes or policy.wishes)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a tenth of the time of an employment, and one more team of a person, is worth at home; of the shared."""

    times: Mapping[str, float]
    places: Mapping[Identity, float]

    def of_all(self, pool: Sequence[Candidate]) -> float:
        """What all the time and all the places of the shared people cost."""
        places = {one.identity: one.places for one in pool}
        return sum(one.free * self.times.get(one.employee_number, 0) for one in pool) + sum(
            many * self.places.get(who, 0) for who, many in places.items()
        )


@dataclass(frozen=True, slots=True)
class Proposed:
    """Teams of a block, and the most any could be worth at the prices."""

    teams: tuple[ProposedTeam, ...]
    bound: float


def price(block: Block, shared: Collection[str]) -> Prices:
    """What a home wants for those of its own people who are shared: from its relaxed plan with its own people alone."""
    own = [one for one in block.pool if one.home == block.home]
    model = _sharp(build(own, [replace(ask, pins=(), lead="") for ask in block.asks]))
    relaxed = relax(model.matrix, Goal(model.coverage, 0, 0))
    times: dict[str, float] = {}
    places: dict[Identity, float] = {}
    for one in own:
        if one.employee_number in shared and one.employee_number in model.times:
            times[one.employee_number] = max(0.0, relaxed.prices[model.times[one.employee_number]])
            wanted = max(0.0, relaxed.prices[model.places[one.identity]])
            places[one.identity] = max(wanted, places.get(one.identity, 0.0))
    return Prices(times, places)


def propose(
    block: Block,
    prices: Prices,
    policy: Policy,
    others: Sequence[ProposedTeam] = (),
    *,
    watch: Watch = keep_on,
) -> Proposed:
    """Teams of one block with the time and places that others leave, and what the block could be worth without them.

    `watch` is told of what was found, at the prices, and of the bound; where it says so, the best so far is kept.
    Raises Impossible where others leave too little for its wishes.
    """
    model = _sharp(model_of(block.pool, block.asks, block.policy(policy)))
    goal = Goal(_priced(model, prices), policy.gap * PART, policy.most_nodes)
    left = replace(model, matrix=_left(model, block.pool, others))
    closer = replace(goal, gap=goal.gap * PART)
    start = find_start(left)
    if is_large(model.matrix):
        kept = {joins for one in left.asks for joins, _ in one.newcomers if start[joins] > 0.5}
        few = likely(left, relax(left.matrix, closer), kept | model.stays)
        found = search(left, few, closer, known=start, watch=watch)
        proof = search(model, model.matrix, replace(goal, gap=policy.gap), known=found.values, watch=watch)
    else:
        found = solve(left.matrix, closer, known=start, watch=watch)
        proof = solve(model.matrix, goal, known=found.values, watch=watch)
    thinned = _thinned(left, found.values)
    return Proposed(tuple(team_of(one, thinned, block.pool, block.asks) for one in model.asks), proof.bound)


def alone(block: Block, policy: Policy, *, watch: Watch = keep_on) -> tuple[ProposedTeam, ...]:
    """Teams of one block with its own people, as if nobody were shared; none where its wishes need somebody else's."""
    own = replace(block, pool=tuple(one for one in block.pool if one.home == block.home))
    try:
        return propose(own, Prices({}, {}), policy, watch=watch).teams
    except Impossible:
        return ()


def _sharp(model: Model) -> Model:
    return sharpened(model) if is_large(model.matrix) else model


def _thinned(model: Model, values: Sequence[float]) -> Sequence[float]:
    """As much covered by some of those who join, with the least time."""
    covered = sum(factor * values[column] for column, factor in model.coverage)
    rows = [*model.matrix.rows, (covered - TOLERANCE * max(1.0, covered), inf, model.coverage)]
    idle = {joins for one in model.asks for joins, _ in one.newcomers if values[joins] < 0.5}
    upper = [0.0 if column in idle else most for column, most in enumerate(model.matrix.upper)]
    goal = Goal([(column, -factor) for column, factor in model.effort], THIN_GAP, THIN_NODES)
    return solve(replace(model.matrix, rows=rows, upper=upper), goal, known=values).values


def _left(model: Model, pool: Sequence[Candidate], others: Sequence[ProposedTeam]) -> Matrix:
    """The matrix with no more time and places than other teams leave."""
    rows = list(model.matrix.rows)
    for one, now in zip(pool, left_by(pool, others), strict=True):
        for row, taken in (
            (model.times.get(one.employee_number), one.free - now.free),
            (model.places.get(one.identity), one.places - now.places),
        ):
            if row is not None and taken:
                least, most, terms = rows[row]
                rows[row] = (least, most - taken, terms)
    return replace(model.matrix, rows=rows)


def fitted(
    blocks: Sequence[tuple[Block, Prices]],
    proposed: Mapping[str, Sequence[ProposedTeam]],
    policy: Policy,
    *,
    separate: Mapping[str, Sequence[ProposedTeam]] | None = None,
    watch: Watch = keep_on,
) -> dict[str, ProposedTeam]:
    """Teams that every home found by itself, by home, so that nobody shared is asked for twice; by service.

    `separate` are those each found `alone`: where they are worth more together, they are what is begun from, so that a
    shared search covers no less than separate ones. A home that wishes for somebody, and then the one that asks for
    fewest teams, keeps its own; a later one whose teams take more than is left chooses again. Raises Impossible where
    that leaves too little for what it wishes.
    """
    made: dict[str, ProposedTeam] = {}
    in_order = sorted(blocks, key=lambda one: (not one[0].has_pins, len(one[0].asks), one[0].home))
    for block, prices in in_order:
        teams, others = proposed[block.home], tuple(made.values())
        if any(one.free < 0 or one.places < 0 for one in left_by(block.pool, (*others, *teams))):
            teams = propose(block, prices, policy, others, watch=watch).teams
        made.update({team.ask.service: team for team in teams})
    every = [block for block, _ in in_order]
    joined = mended(every, made, policy, watch=watch)
    apart = {team.ask.service: team for teams in (separate or {}).values() for team in teams}
    if apart.keys() == joined.keys() and sum(map(worth_of, apart.values())) > sum(map(worth_of, joined.values())):
        return mended(every, apart, policy, watch=watch)
    return joined


def mended(
    blocks: Sequence[Block], teams: Mapping[str, ProposedTeam], policy: Policy, *, watch: Watch = keep_on
) -> dict[str, ProposedTeam]:
    """The teams, of which a few at a time, the shortest first, have taken whoever all others leave.

    A home with a wish about pairs stays as it is: the two may meet in any of its teams. So do all once `watch` says so.
    """
    made = dict(teams)
    for block in blocks:
        for some in () if block.wishes else _few(block, made):
            if watch(0.0, inf):
                made.update(_again(block, some, made, policy))
    return made


def _few(block: Block, teams: Mapping[str, ProposedTeam]) -> Iterator[tuple[Ask, ...]]:
    """The asks of a block, a few at a time, those whose teams cover least of what they should first."""
    short = {ask.service: most_coverage([ask]) - worth_of(teams[ask.service]) for ask in block.asks}
    some = sorted(block.asks, key=lambda ask: (-short[ask.service], ask.service))
    yield from (tuple(some[first : first + FEW]) for first in range(0, len(some), FEW))


def _again(
    block: Block, asks: Sequence[Ask], made: Mapping[str, ProposedTeam], policy: Policy
) -> dict[str, ProposedTeam]:
    """The best teams for a few asks with the time and places all other teams leave; those of before, if as good."""
    few = {ask.service for ask in asks}
    before = {service: made[service] for service in few}
    fixed = [team for service, team in made.items() if service not in few]
    left = left_by(block.pool, fixed)
    near = {(service, m.employee_number) for service, team in before.items() for m in team.members if m.is_new}
    at_home = [team.served for team in fixed if team.ask.home == block.home]
    model = model_of(left, help_left(asks, at_home), replace(policy, near=frozenset(near)))
    goal = Goal(model.coverage, policy.gap / FEW, policy.most_nodes)
    found = _thinned(model, search(model, likely(model, relax(model.matrix, goal), model.stays), goal).values)
    now = {ask.service: ask for ask in asks}
    teams = {
        one.ask.service: replace(team_of(one, found, left, block.asks), ask=now[one.ask.service]) for one in model.asks
    }
    is_better = sum(map(worth_of, teams.values())) > sum(map(worth_of, before.values())) + NEAR
    return teams if is_better else before


def _priced(model: Model, prices: Prices) -> list[Term]:
    """What is covered, less the price of the shared people."""
    terms: list[Term] = list(model.coverage)
    for one in model.asks:
        for joins, place in one.newcomers:
            who, (column, factor) = place.candidate, place.time
            terms.append((column, -factor * prices.times.get(who.employee_number, 0.0)))
            terms.append((joins, -prices.places.get(who.identity, 0.0)))
    return [(column, factor) for column, factor in terms if factor]
