"""Limits: what a team may cost, as rows of a matrix; and a limit that is too small for any team, told before a search.

Costs stand in thousands of pounds there, so that they are no larger than the rest of the matrix.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plait.engine.assembly.asks import Ask
from plait.engine.assembly.highs import Goal, Impossible, solve
from plait.engine.assembly.levels import THOUSAND
from plait.engine.assembly.matrix import AskColumns, Matrix, Term, build
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.purse import Purse
from plait.engine.funding.showing import FEWEST, RANGE_PENCE, STEP_PENCE, short_pounds

NODES = 20_000
MOST_STEPS = 1_000
"""A limit that would do is looked for up to so many steps of £5,000."""
FEW = "Pay of fewer than five people is told in ranges of £50,000, and the upper end has to be within the limit."


def hold_limit(matrix: Matrix, made: AskColumns, purse: Purse) -> None:
    """The team of an ask costs no more than its limit, whoever joins; it costs what it costs where nobody does."""
    if made.ask.limit is not None:
        people = [(place.candidate.employee_number, joins, place.time) for joins, place in made.newcomers]
        costs = [(time[0], time[1] * purse.price(number) / THOUSAND) for number, _, time in people]
        known = [joins for number, joins, _ in people if number in purse.prices]
        within, most = room(matrix, made.ask, made.ask.limit, purse, known)
        matrix.row([*costs, *within], most=most)


def room(matrix: Matrix, ask: Ask, limit: int, purse: Purse, known: Sequence[int]) -> tuple[tuple[Term, ...], float]:
    """What newcomers may cost together beside the members of today: terms to add to their costs, and the most.

    `known` are the columns of those whose pay is known: another limit may hold for five of them than for fewer.
    """
    seated = _seated(ask)
    spent, there = purse.cost(seated), purse.known(seated)
    few, many = (max(0.0, purse.most(limit, some) - spent) / THOUSAND for some in (there, FEWEST))
    if few == many or there >= FEWEST:
        return (), few
    joins = [(column, 1.0) for column in known]
    are_five = matrix.column(0, 1, whole=True)
    matrix.row([*joins, (are_five, -float(FEWEST - there))], least=0)
    matrix.row([*joins, (are_five, -float(len(known)))], most=FEWEST - 1 - there)
    return ((are_five, few - many),), few


def too_small(pool: Sequence[Candidate], asks: Iterable[Ask], purse: Purse) -> Iterator[str]:
    """Each limit within which no team can be had at all, with what to do; whoever is wished for is not looked at."""
    for ask in asks:
        if ask.limit is not None:
            yield from _too_small(pool, replace(ask, pins=(), lead=""), ask.limit, purse)


def _too_small(pool: Sequence[Candidate], ask: Ask, limit: int, purse: Purse) -> Iterator[str]:
    money = short_pounds(limit)
    if not purse.prices:
        yield f"{ask.service} is to cost {money} at most, and nobody's pay is known. Remove the limit."
    elif ask.seats and not purse.affords(limit, _seated(ask)):
        yield f"{_today(ask, money, purse)} Write more, or remove the limit."
    elif not _is_possible(pool, ask, purse) and _is_possible(pool, replace(ask, limit=None), purse):
        enough = _enough(pool, ask, limit, purse)
        more = f"Write {short_pounds(enough)} or more, or ask" if enough else "Write more, or ask"
        few = "" if purse.is_exact else f" {FEW}"
        yield f"{money} is too little for any team of {ask.service}. {more} for a shorter time.{few}"


def _seated(ask: Ask) -> dict[str, float]:
    """The time of the members of today, in tenths of WTE."""
    return {seat.employee_number: float(seat.wte * 10) for seat in ask.seats}


def _today(ask: Ask, money: str, purse: Purse) -> str:
    """That the members of today leave no room, as exactly as the reader may know it."""
    if purse.is_exact:
        return f"The members of {ask.team} today come to more than {money} already."
    if purse.known(_seated(ask)) >= FEWEST:
        return f"The members of {ask.team} today come to about {money} or more already."
    upper = short_pounds((int(purse.cost(_seated(ask))) // RANGE_PENCE + 1) * RANGE_PENCE)
    return f"The pay in {ask.team} today is told in a range of £50,000, up to {upper}, which is more than {money}."


def _is_possible(pool: Sequence[Candidate], ask: Ask, purse: Purse) -> bool:
    model = build(pool, [ask])
    hold_limit(model.matrix, model.asks[0], purse)
    model.matrix.lower[model.asks[0].has_team] = 1.0
    try:
        solve(model.matrix, Goal((), 0, NODES))
    except Impossible:
        return False
    return True


def _enough(pool: Sequence[Candidate], ask: Ask, limit: int, purse: Purse) -> int | None:
    """The least limit in whole steps of £5,000 within which a team can be had."""
    low, high = limit // STEP_PENCE, limit // STEP_PENCE + MOST_STEPS
    if not _is_possible(pool, replace(ask, limit=high * STEP_PENCE), purse):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _is_possible(pool, replace(ask, limit=middle * STEP_PENCE), purse):
            high = middle
        else:
            low = middle
    return high * STEP_PENCE
