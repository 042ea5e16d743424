"""Splitting: a team that is too large as two teams that can live, with the fewest new people, exactly.

The rules, and the order in which one halving is better than another, are ours where the requirement leaves room
(requirement 11; split section of the specification of the assembler):
- Everybody of the team goes to one of the two, or to both with their time shared out. Whoever has been in it longest
  stays in the first, which keeps the name.
- Each of the two is within the team size, has all three viewpoints, and somebody for each need that the team can meet
  today. What nobody in the team holds today is no rule: to split does not make it worse.
- A need that a community or an enabling team can serve part-time may be served so in one of the two.
- Better is: fewer new people, then fewer needs served so, then fewer people in both, then the people who meet one need
  spread more evenly (by priority), then two teams more equal in size.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.matrix import Matrix, Term
from plait.engine.viewpoints import Viewpoint

NEAR = 1e-6
MOST_NODES = 20_000
HALVES = (0, 1)
QUICK = 2
"""With so many new people most teams can be halved; where that fails, it is asked whether any number would do."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who could be in one of the two: of the team today, or free to join.

    `holds` are the needs they meet the level of. `may_share`: have they the time, and the place, to be in both?
    """

    who: str
    viewpoint: Viewpoint
    holds: frozenset[str]
    may_share: bool = False


@dataclass(frozen=True, slots=True)
class Large:
    """A team to be halved: `seats` are its people, whoever has been in it longest first.

    `needs` are what the service needs, with the priority of each; `least` and `most` how many people each of the two
    may have, the one that keeps the name first. `helped` are needs that somebody outside can serve part-time for one of
    the two.
    """

    seats: tuple[Seated, ...]
    needs: Mapping[str, int]
    least: tuple[int, int]
    most: tuple[int, int]
    helped: frozenset[str] = frozenset()

    @property
    def met(self) -> tuple[str, ...]:
        """The needs that somebody in the team meets today: those that each of the two has to meet."""
        return tuple(name for name in sorted(self.needs) if any(name in one.holds for one in self.seats))

    @property
    def served(self) -> tuple[str, ...]:
        """Of these, those that may be served from outside in one of the two."""
        return tuple(name for name in self.met if name in self.helped)


@dataclass(frozen=True, slots=True)
class Halves:
    """Who is in each of the two, by number; `broken` are the rules that stand in the way, and nobody is placed then.

    `served` are the needs that one of the two has from outside.
    """

    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    broken: tuple["Rule", ...] = ()
    served: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule about one of the two: its size, a viewpoint or a need; `short` is by how much it cannot be kept."""

    half: int
    what: str
    short: int = 1


FEWEST, MOST = "fewest people", "most people"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one choice: who is in which half, which half is served from outside, how far a rule is broken."""

    matrix: Matrix
    placed: Mapping[str, tuple[int, int]]
    slack: Mapping[tuple[int, str], int]
    served: Mapping[str, tuple[int, int]]


def split(team: Large, pool: Sequence[Seated]) -> Halves:
    """The best two teams, or the fewest rules that stand in the way; the same for the same people in any order.

    One new person more is tried after another, so that the search is over few people each time. Raises NotSolved
    where HiGHS gives no answer.
    """
    room = max(0, sum(team.most) - len(team.seats))
    asked, halves = 0, _best(team, (), 0)
    while halves.broken and asked < room:
        asked += 1
        halves = _best(team, _worth_asking(team, pool, asked), asked)
        if halves.broken and asked == QUICK:
            anybody = _best(team, _worth_asking(team, pool, room), room)
            if anybody.broken:
                return anybody
    return halves


def _worth_asking(team: Large, pool: Iterable[Seated], asked: int) -> list[Seated]:
    """Those of the pool who could make a difference where so many may join.

    Whoever brings no more than each of as many others can always be replaced by one of them.
    """
    people = sorted((replace(one, holds=one.holds & {*team.met}) for one in pool), key=lambda one: one.who)
    kept: list[Seated] = []
    for one in sorted(people, key=lambda one: (-len(one.holds), one.who)):
        others = sum(1 for other in kept if other.viewpoint == one.viewpoint and one.holds <= other.holds)
        if others < asked:
            kept.append(one)
    return kept


def _best(team: Large, pool: Sequence[Seated], asked: int) -> Halves:
    """The best two teams with no more new people than may be asked; or the fewest rules broken."""
    columns = _columns(team, pool)
    matrix = columns.matrix
    matrix.row([(column, 1.0) for one in pool for column in columns.placed[one.who]], most=asked)
    values = _least(matrix, [(column, 1.0) for column in columns.slack.values()])
    broken = _broken(columns, values)
    if broken:
        return Halves(broken=broken)
    for column in columns.slack.values():
        matrix.upper[column] = 0
    for terms in _goals(team, columns):
        values = _least(matrix, terms)
        matrix.row(terms, most=round(sum(factor * values[column] for column, factor in terms)) + NEAR)
    halves = [tuple(who for who, place in columns.placed.items() if values[place[half]] > 0.5) for half in HALVES]
    served = [name for name, place in columns.served.items() if any(values[column] > 0.5 for column in place)]
    return Halves(halves[0], halves[1], served=tuple(served))


def _least(matrix: Matrix, terms: Sequence[Term]) -> tuple[float, ...]:
    return solve(matrix, Goal([(column, -factor) for column, factor in terms], 0, MOST_NODES)).values


def _broken(columns: Columns, values: Sequence[float]) -> tuple[Rule, ...]:
    slack = {key: round(values[column]) for key, column in columns.slack.items()}
    return tuple(Rule(half, what, short) for (half, what), short in sorted(slack.items()) if short)


def _columns(team: Large, pool: Sequence[Seated]) -> Columns:
    """Everybody is somewhere; each rule of each half may be broken, at a price that comes before all else."""
    matrix = Matrix()
    placed: dict[str, tuple[int, int]] = {}
    for index, one in enumerate(team.seats):
        placed[one.who] = matrix.column(int(index == 0), 1, whole=True), matrix.column(0, 1, whole=True)
        both = [(column, 1.0) for column in placed[one.who]]
        matrix.row(both, least=1, most=2 if one.may_share else 1)
    for one in pool:
        placed[one.who] = matrix.column(0, 1, whole=True), matrix.column(0, 1, whole=True)
        matrix.row([(column, 1.0) for column in placed[one.who]], most=1)
    everybody = [*team.seats, *pool]
    slack: dict[tuple[int, str], int] = {}
    served = {name: (matrix.column(0, 1, whole=True), matrix.column(0, 1, whole=True)) for name in team.served}
    for pair in served.values():
        matrix.row([(column, 1.0) for column in pair], most=1)
    for half in HALVES:
        there = [(placed[one.who][half], 1.0) for one in everybody]
        for what, sign, least, most in ((FEWEST, 1.0, team.least[half], inf), (MOST, -1.0, -inf, team.most[half])):
            slack[half, what] = matrix.column(0, len(everybody) + sum(team.least), whole=True)
            matrix.row([*there, (slack[half, what], sign)], least=least, most=most)
        for what, bring in _presences(team, everybody):
            slack[half, what] = matrix.column(0, 1, whole=True)
            outside = [(served[what][half], 1.0)] if what in served else []
            matrix.row([*((placed[who][half], 1.0) for who in bring), *outside, (slack[half, what], 1.0)], least=1)
    return Columns(matrix, placed, slack, served)


def _presences(team: Large, everybody: Sequence[Seated]) -> Iterator[tuple[str, list[str]]]:
    """What each of the two has to have, and who brings it."""
    for viewpoint in Viewpoint:
        yield viewpoint.value, [one.who for one in everybody if one.viewpoint == viewpoint]
    for name in team.met:
        yield name, [one.who for one in everybody if name in one.holds]


def _goals(team: Large, columns: Columns) -> Iterator[Sequence[Term]]:
    """What to make as small as can be, one after another, when the fewest new people are known."""
    placed, matrix = columns.placed, columns.matrix
    if columns.served:
        yield [(column, 1.0) for place in columns.served.values() for column in place]
    if any(one.may_share for one in team.seats):
        yield [(column, 1.0) for one in team.seats for column in placed[one.who]]
    uneven = list(_uneven(team, columns))
    if uneven:
        yield uneven
    larger = matrix.column(0, len(placed))
    apart = [(column, sign) for place in placed.values() for column, sign in zip(place, (-1.0, 1.0), strict=True)]
    matrix.row([(larger, 1.0), *apart], least=0)
    matrix.row([(larger, 1.0), *((column, -sign) for column, sign in apart)], least=0)
    yield [(larger, 1.0)]


def _uneven(team: Large, columns: Columns) -> Iterator[Term]:
    """For each need and half, by how many of its people today it falls short of half of them."""
    for name in team.met:
        bring = [one.who for one in team.seats if name in one.holds]
        for half in HALVES:
            if len(bring) > 3:  # of two or three each half has one by the rules
                short = columns.matrix.column(0, len(bring) // 2)
                there = [(columns.placed[who][half], 1.0) for who in bring]
                columns.matrix.row([(short, 1.0), *there], least=len(bring) // 2)
                yield short, float(team.needs[name])
