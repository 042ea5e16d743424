"""Keeping: which wishes can be kept together, told by one small matrix in which each wish is a column to switch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.assembly.asks import LEAST_TENTHS, Ask
from plait.engine.assembly.highs import Goal, Impossible, solve
from plait.engine.assembly.levels import THOUSAND
from plait.engine.assembly.limits import room
from plait.engine.assembly.matrix import Matrix, Term
from plait.engine.assembly.pairs import Meeting, meeting_of
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.purse import Purse
from plait.engine.assembly.wishes import (
    Apart,
    Budget,
    Lead,
    Must,
    Size,
    Together,
    Weight,
    Wish,
    Without,
    pairs_in,
)
from plait.engine.trust import Identity
from plait.engine.viewpoints import Viewpoint

NODES = 100_000
LATER = 1e-5
"""Of two wishes that would do, the later one is dropped: it is the one somebody just added."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The matrix, and the column of each wish: 1 keeps it.

    Whether somebody can join does not hang on what that covers, so it has no needs, and no time beyond the least. A
    team nobody is wished for in may stay empty, and is not in it.
    """

    matrix: Matrix
    columns: Mapping[Wish, int]

    def fits(self, wishes: Collection[Wish]) -> bool:
        """Is there a plan that keeps these wishes?"""
        lower, upper = list(self.matrix.lower), list(self.matrix.upper)
        for one, column in self.columns.items():
            lower[column] = upper[column] = float(one in wishes)
        try:
            solve(replace(self.matrix, lower=lower, upper=upper), Goal((), 0, NODES))
        except Impossible:
            return False
        return True

    def fewest_dropped(self, wishes: Sequence[Wish]) -> tuple[Wish, ...]:
        """The fewest of the wishes without which a plan keeps the others; of as few, the latest."""
        upper = list(self.matrix.upper)
        for one, column in self.columns.items():
            upper[column] = float(one in wishes)
        terms = [(self.columns[one], 1.0 - LATER * place) for place, one in enumerate(wishes)]
        values = solve(replace(self.matrix, upper=upper), Goal(terms, 0, NODES)).values
        return tuple(one for one in wishes if values[self.columns[one]] < 0.5)


@dataclass(frozen=True, slots=True)
class _Joining:
    """The column that says whether somebody joins the team of an ask."""

    candidate: Candidate
    service: str
    column: int


def keeping(
    pool: Sequence[Candidate], asks: Iterable[Ask], wishes: Iterable[Wish], purse: Purse | None = None
) -> Keeping:
    """The matrix of any of these wishes; the pool is that of no wishes, the purse for those of limits."""
    matrix = Matrix()
    columns = {one: matrix.column(0, 1, whole=True) for one in wishes}
    who = {one.employee_number: one.identity for one in pool}
    pinned = {one.service for one in columns if isinstance(one, Must | Lead)}
    pairs = pairs_in(columns)
    everybody: list[_Joining] = []
    meetings: list[tuple[Together | Apart, Meeting]] = []
    for ask in asks:
        possible = [(one, 0) for one in pool if pairs and _may(one, ask)]
        could_meet = (meeting_of(one, ask, possible, who).is_possible for one in pairs if isinstance(one, Together))
        if ask.service in pinned or any(could_meet):
            wished = {one: column for one, column in columns.items() if one.service in {"", ask.service}}
            joining = [_Joining(one, ask.service, matrix.column(0, 1, whole=True)) for one in pool if _may(one, ask)]
            _shape(matrix, ask, joining, wished)
            _weigh(matrix, ask, joining, wished)
            _place(matrix, ask, joining, wished, who)
            _spend(matrix, ask, joining, wished, purse)
            joins = [(one.candidate, one.column) for one in joining]
            meetings.extend((one, meeting_of(one, ask, joins, who)) for one in pairs)
            everybody.extend(joining)
    _meet(matrix, meetings, {one: columns[one] for one in pairs})
    _people(matrix, everybody, columns)
    return Keeping(matrix, columns)


def _meet(
    matrix: Matrix, meetings: Sequence[tuple[Together | Apart, Meeting]], columns: Mapping[Together | Apart, int]
) -> None:
    """Two who are to be together meet in some team, two who are to be apart in none."""
    for pair, column in columns.items():
        found = [one for of, one in meetings if of == pair]
        if isinstance(pair, Apart):
            for one in found:
                matrix.row([*one.terms, (column, 1.0)], most=2 - sum(one.is_there))
        elif not any(all(one.is_there) for one in found):
            both = [(one.hold(matrix), 1.0) for one in found if one.is_possible]
            matrix.row([*both, (column, -1.0)], least=0)


def _may(one: Candidate, ask: Ask) -> bool:
    return one.may_join(ask) and any(one.holds(need.competency, need.level) for need in ask.needs)


def _shape(matrix: Matrix, ask: Ask, joining: Sequence[_Joining], wished: Mapping[Wish, int]) -> None:
    """How many people the team has, and that all three viewpoints are in it, as soon as somebody joins."""
    has_team, seats = matrix.column(0, 1, whole=True), len(ask.seats)
    joins = [(one.column, 1.0) for one in joining]
    matrix.row([*joins, (has_team, -float(ask.most - seats))], most=0)
    for viewpoint in Viewpoint:
        there = sum(1 for seat in ask.seats if seat.viewpoint == viewpoint)
        theirs = [(one.column, 1.0) for one in joining if one.candidate.viewpoint == viewpoint]
        matrix.row([*theirs, (has_team, -1.0)], least=-there)
    sizes = [(one, column) for one, column in wished.items() if isinstance(one, Size)]
    fewer = [(column, float(max(0, ask.least - (one.least or ask.least)))) for one, column in sizes]
    matrix.row([*joins, *fewer, (has_team, -float(ask.least))], least=-seats)
    for one, column in sizes:
        matrix.row([*joins, (column, float(ask.most - (one.most or ask.most)))], most=ask.most - seats)
        more = float(max(0, (one.least or ask.least) - ask.least))
        matrix.row([*joins, (has_team, -(ask.least + more)), (column, -more)], least=-seats - more)


def _weigh(matrix: Matrix, ask: Ask, joining: Iterable[_Joining], wished: Mapping[Wish, int]) -> None:
    """Nobody joins a team all of whose needs that they could serve are left out."""
    without = {one.competency: at for one, at in wished.items() if isinstance(one, Weight) and not one.priority}
    if not without:
        return
    for one in joining:
        serves = [need.competency for need in ask.needs if one.candidate.holds(need.competency, need.level)]
        out = [(without[name], 1.0) for name in serves if name in without]
        if len(out) == len(serves):
            matrix.row([*out, (one.column, 1.0)], most=len(out))


def _place(
    matrix: Matrix, ask: Ask, joining: Sequence[_Joining], wished: Mapping[Wish, int], who: Mapping[str, Identity]
) -> None:
    """Who joins for a wish, and who does not; whoever is in the team today needs none."""
    seated = {seat.employee_number for seat in ask.seats}
    by_number = {one.candidate.employee_number: one.column for one in joining}
    for wish, column in wished.items():
        if isinstance(wish, Without):
            out = [one.column for one in joining if one.candidate.identity == who.get(wish.person)]
            for joins in out:
                matrix.row([(joins, 1.0), (column, 1.0)], most=1)
        elif isinstance(wish, Must | Lead) and wish.person not in seated:
            joins_for = [(by_number[wish.person], 1.0)] if wish.person in by_number else []
            matrix.row([*joins_for, (column, -1.0)], least=0)


def _spend(
    matrix: Matrix, ask: Ask, joining: Sequence[_Joining], wished: Mapping[Wish, int], purse: Purse | None
) -> None:
    """With the least time for everybody, or the time wished for, the team costs no more than it may."""
    limits = {one.pence: column for one, column in wished.items() if isinstance(one, Budget)}
    if purse is None or not limits:
        return
    prices = {one.candidate.employee_number: purse.price(one.candidate.employee_number) for one in joining}
    costs = [(one.column, LEAST_TENTHS * prices[one.candidate.employee_number] / THOUSAND) for one in joining]
    for wish, column in wished.items():
        if isinstance(wish, Must) and wish.tenths and wish.person in prices:
            costs.append((column, (wish.tenths - LEAST_TENTHS) * prices[wish.person] / THOUSAND))
    known = [one.column for one in joining if one.candidate.employee_number in purse.prices]
    anything = sum(most for _, most in costs)
    for pence, column in limits.items():
        within, most = room(matrix, ask, pence, purse, known)
        free = anything + most + sum(abs(factor) for _, factor in within)
        matrix.row([*costs, *within, (column, free)], most=most + free)


def _people(matrix: Matrix, joining: Iterable[_Joining], columns: Mapping[Wish, int]) -> None:
    """Nobody gives more time than is free, joins more teams than there are places, or one team twice."""
    theirs: dict[Identity, list[_Joining]] = {}
    for one in joining:
        theirs.setdefault(one.candidate.identity, []).append(one)
    longer: dict[tuple[str, str], list[Term]] = {}
    for wish, column in columns.items():
        if isinstance(wish, Must) and wish.tenths:
            longer.setdefault((wish.service, wish.person), []).append((column, float(wish.tenths - LEAST_TENTHS)))
    for places in theirs.values():
        matrix.row([(one.column, 1.0) for one in places], most=places[0].candidate.places)
        times: dict[str, list[Term]] = {}
        by_service: dict[str, list[Term]] = {}
        for one in places:
            number = one.candidate.employee_number
            by_service.setdefault(one.service, []).append((one.column, 1.0))
            times.setdefault(number, []).append((one.column, float(LEAST_TENTHS)))
            times[number].extend(longer.get((one.service, number), ()))
        for terms in by_service.values():
            matrix.row(terms, most=1)
        for number, terms in times.items():
            free = next(one.candidate.free for one in places if one.candidate.employee_number == number)
            matrix.row(terms, most=free)
