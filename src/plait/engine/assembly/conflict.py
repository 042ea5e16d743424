"""Conflict: which wishes cannot be had together, none of them to spare, and the smallest change that makes all fit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plait.engine.assembly.asks import LEAST_TENTHS, Ask
from plait.engine.assembly.beginning import find_start
from plait.engine.assembly.highs import Goal, Impossible, solve
from plait.engine.assembly.matrix import Matrix, build
from plait.engine.assembly.plan import Level, Plan, ProposedTeam, Status
from plait.engine.assembly.pool import Candidate, wished_pool
from plait.engine.assembly.reasons import gaps_of
from plait.engine.assembly.why import STRANGER, keeps_out
from plait.engine.assembly.wishes import Lead, Must, Size, Wish
from plait.engine.assembly.wishing import wished_asks

Fits = Callable[[Sequence[Wish]], bool]
"""Is there a plan that keeps these wishes?"""
LATER = 1e-4
"""Of two wishes that would do, the later one is dropped: it is the one somebody just added."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why no plan keeps the wishes.

    `faults` are wishes that make no sense alone, in words. Otherwise `wishes` cannot be had together, and can be as
    soon as any one of them is dropped; `why` tells of a single one. To `drop` these, the fewest there are, makes all
    others possible; so does each change of `instead`, from one wish to another.
    """

    wishes: tuple[Wish, ...] = ()
    why: str = ""
    drop: tuple[Wish, ...] = ()
    instead: tuple[tuple[Wish, Wish], ...] = ()
    faults: tuple[str, ...] = ()


def conflict_of(pool: Sequence[Candidate], asks: Sequence[Ask], wishes: Sequence[Wish]) -> Conflict:
    """What stands against wishes that no plan keeps; the pool is that of no wishes."""
    kept = tuple(dict.fromkeys(wishes))
    known: dict[frozenset[Wish], bool] = {}

    def fits(some: Sequence[Wish]) -> bool:
        key = frozenset(some)
        if key not in known:
            known[key] = _fits(pool, asks, some)
        return known[key]

    core = minimal(kept, fits)
    # Only a place for somebody can be impossible by itself: without one, no team at all keeps every other wish.
    why = _why(core[0], pool, asks) if len(core) == 1 and isinstance(core[0], Must | Lead) else ""
    return Conflict(core, why, _fewest(kept, core, fits), tuple(_instead(kept, core, asks, fits)))


def _fits(pool: Sequence[Candidate], asks: Sequence[Ask], wishes: Sequence[Wish]) -> bool:
    """A team nobody is wished for in may stay empty, and who is not free joins none: neither is built."""
    wished = [ask for ask in wished_asks(asks, wishes) if ask.pins]
    free = [one for one in wished_pool(pool, asks, wishes) if one.is_free]
    try:
        find_start(build(free, wished))
    except Impossible:
        return False
    return True


def minimal(wishes: Sequence[Wish], fits: Fits) -> tuple[Wish, ...]:
    """Some of the wishes that do not fit, each of which is needed for that; all of the wishes together do not fit.

    Halves are dropped before single ones (Junker, QuickXplain, AAAI 2004).
    """

    def needed(base: Sequence[Wish], is_new: bool, some: Sequence[Wish]) -> Sequence[Wish]:  # noqa: FBT001 - its own
        if is_new and not fits(base):
            return ()
        if len(some) == 1:
            return some
        first, second = some[: len(some) // 2], some[len(some) // 2 :]
        later = needed([*base, *first], True, second)  # noqa: FBT003 - as above
        earlier = needed([*base, *later], bool(later), first)
        return (*earlier, *later)

    return tuple(needed((), False, wishes))  # noqa: FBT003 - as above


def _fewest(wishes: Sequence[Wish], core: Sequence[Wish], fits: Fits) -> tuple[Wish, ...]:
    """The fewest wishes to drop: one of each minimal set, and of new ones found until the others fit."""
    cores = [core]
    while True:
        drop = _hitting(wishes, cores)
        rest = [one for one in wishes if one not in drop]
        if fits(rest):
            return drop
        cores.append(minimal(rest, fits))


def _hitting(wishes: Sequence[Wish], cores: Sequence[Sequence[Wish]]) -> tuple[Wish, ...]:
    matrix = Matrix()
    columns = {one: matrix.column(0, 1, whole=True) for one in wishes}
    for core in cores:
        matrix.row([(columns[one], 1.0) for one in core], least=1)
    goal = Goal([(column, LATER * column - 1.0) for column in columns.values()], 0, 100_000)
    values = solve(matrix, goal).values
    return tuple(one for one, column in columns.items() if values[column] > 0.5)


def _instead(
    wishes: Sequence[Wish], core: Sequence[Wish], asks: Sequence[Ask], fits: Fits
) -> Iterator[tuple[Wish, Wish]]:
    """For each limit among the wishes of a conflict, the smallest change of it that makes everything possible."""
    for one in core:
        for other in _weaker(one, asks):
            if fits([other if each == one else each for each in wishes]):
                yield one, other
                break


def _weaker(one: Wish, asks: Sequence[Ask]) -> Iterator[Wish]:
    """The same wish with an ever wider limit."""
    if isinstance(one, Must) and one.tenths is not None:
        yield from (replace(one, tenths=tenths) for tenths in range(one.tenths - 1, LEAST_TENTHS - 1, -1))
    elif isinstance(one, Size):
        ask = next(ask for ask in asks if ask.service == one.service)
        yield from (replace(one, most=most) for most in range(one.most + 1, ask.most + 1))
        yield from (replace(one, least=least) for least in range(one.least - 1, ask.least - 1, -1))


def _why(one: Must | Lead, pool: Sequence[Candidate], asks: Sequence[Ask]) -> str:
    """What keeps a single wish from being had: what they hold, their time, or that no team can be built round them."""
    ask = next(ask for ask in wished_asks(asks, [one]) if ask.service == one.service)
    team = ProposedTeam(ask, (), 0)
    nothing = Plan((team,), Level("", 0, 0), Level("", 0, 0), Status.STOPPED, 0, tuple(pool))
    person = next((each for each in pool if each.employee_number == one.person), None)
    if person is None:
        return STRANGER
    if isinstance(one, Must) and person.is_free and (one.tenths or 0) > person.free:
        return f"They have {Decimal(person.free) / 10} WTE free in their busiest month."
    return keeps_out(nothing, person, team) or gaps_of(ask, (), pool, 1)[2]
