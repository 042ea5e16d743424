"""Conflict: which wishes cannot be had together, none of them to spare, and the smallest change that makes all fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from plait.engine.assembly.asks import LEAST_TENTHS, Ask
from plait.engine.assembly.keeping import keeping
from plait.engine.assembly.plan import Level, Plan, ProposedTeam, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.purse import Purse
from plait.engine.assembly.reasons import gaps_of
from plait.engine.assembly.why import STRANGER, keeps_out
from plait.engine.assembly.wishes import Budget, Lead, Must, Size, Together, Wish
from plait.engine.assembly.wishing import wished_asks
from plait.engine.funding.showing import STEP_PENCE

MORE_STEPS = 24
"""A larger limit that makes all possible is looked for up to so many steps of £5,000 above."""
NEVER_MEET = (
    "No team here can have both: each has to hold something its service needs, and to have a place and 0.2 WTE free "
    "all through."
)
Fits = Callable[[Sequence[Wish]], bool]
"""Is there a plan that keeps these wishes?"""


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


def conflict_of(
    pool: Sequence[Candidate], asks: Sequence[Ask], wishes: Sequence[Wish], purse: Purse | None = None
) -> Conflict | None:
    """What stands against the wishes, or nothing where a plan keeps them all; the pool is that of no wishes."""
    kept = tuple(dict.fromkeys(wishes))
    others = {one: tuple(_weaker(one, asks)) for one in kept}
    model = keeping(pool, asks, dict.fromkeys([*kept, *chain(*others.values())]), purse)
    if model.fits(kept):
        return None
    core = minimal(kept, model.fits)
    # Only a place for somebody can be impossible by itself: without one, no team at all keeps every other wish.
    why = _why(core[0], pool, asks) if len(core) == 1 and isinstance(core[0], Must | Lead) else ""
    if len(core) == 1 and isinstance(core[0], Together):
        why = NEVER_MEET
    instead = ((one, _instead(one, others[one], kept, model.fits)) for one in core)
    return Conflict(core, why, model.fewest_dropped(kept), tuple((one, new) for one, new in instead if new))


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


def _instead(one: Wish, others: Iterable[Wish], wishes: Sequence[Wish], fits: Fits) -> Wish | None:
    """The smallest change of a limit that makes everything possible."""
    return next((other for other in others if fits([other if each == one else each for each in wishes])), None)


def _weaker(one: Wish, asks: Sequence[Ask]) -> Iterator[Wish]:
    """The same wish with an ever wider limit."""
    if isinstance(one, Must) and one.tenths is not None:
        yield from (replace(one, tenths=tenths) for tenths in range(one.tenths - 1, LEAST_TENTHS - 1, -1))
    elif isinstance(one, Size):
        ask = next(ask for ask in asks if ask.service == one.service)
        yield from (replace(one, most=most) for most in range((one.most or ask.most) + 1, ask.most + 1))
        yield from (replace(one, least=least) for least in range((one.least or ask.least) - 1, ask.least - 1, -1))
    elif isinstance(one, Budget):
        steps = one.pence // STEP_PENCE
        yield from (replace(one, pence=STEP_PENCE * (steps + more)) for more in range(1, MORE_STEPS + 1))


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
