"""The model as one sparse matrix: who joins which team, for how much time, and what that covers.

Formulation of the specification of the assembler: x (joins), y (tenths of WTE), z (a share of y for one need),
c (what of a need is covered), f (every need of an ask is), t (the ask has a team); and s (tenths of WTE that a
community or an enabling team gives to a need).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, inf

from plait.engine.assembly.asks import LEAST_TENTHS, Ask, Wanted
from plait.engine.assembly.part_time import Help
from plait.engine.assembly.pool import Candidate
from plait.engine.trust import Identity
from plait.engine.viewpoints import Viewpoint

Term = tuple[int, float]
"""A column and its factor."""
PERSON_TENTHS = 10
"""One more person counts as much as one WTE (our default), so small teams come before scraps of time."""


@dataclass(slots=True)
class Matrix:
    """Columns with their bounds, and rows of terms with theirs; `integral` says which columns are whole."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integral: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, tuple[Term, ...]]] = field(default_factory=list)

    def column(self, lower: float, upper: float, *, whole: bool = False) -> int:
        """A new column, and its place."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.integral.append(whole)
        return len(self.lower) - 1

    def row(self, terms: Iterable[Term], *, least: float = -inf, most: float = inf) -> int:
        """The sum of the terms lies between `least` and `most`; the place of the row."""
        self.rows.append((least, most, tuple(terms)))
        return len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Place:
    """The columns of one person in one ask: `shares` by competency; without `joins`, a member of today.

    `time` is the term whose value is their time in tenths of WTE.
    """

    candidate: Candidate
    serves: tuple[Wanted, ...]
    joins: int | None
    time: Term
    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AskColumns:
    """The columns of one ask: whether it has a team, what is covered of each need, whether all is, and from outside."""

    ask: Ask
    places: tuple[Place, ...]
    has_team: int
    covered: tuple[int, ...]
    is_whole: int
    helps: tuple[tuple[Help, int], ...] = ()

    @property
    def newcomers(self) -> tuple[tuple[int, Place], ...]:
        """Those who are not in the team today: the column that says whether they join, and their place."""
        return tuple((place.joins, place) for place in self.places if place.joins is not None)


@dataclass(frozen=True, slots=True)
class Model:
    """The matrix, the columns of each ask, the two objectives as terms, and who joins as in an earlier plan.

    `tied` are the columns of people who are wished for in one team. `times` and `places` are the rows that hold an
    employment within its time and a person within their teams.
    """

    matrix: Matrix
    asks: tuple[AskColumns, ...]
    coverage: tuple[Term, ...]
    effort: tuple[Term, ...]
    stays: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()
    times: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[Identity, int] = field(default_factory=dict)


def most_coverage(asks: Iterable[Ask]) -> float:
    """What a plan would score that covers everything: each need by its priority, each ask once more by its own."""
    return float(sum(sum(need.priority for need in ask.needs) + ask.priority for ask in asks))


def build(pool: Sequence[Candidate], asks: Sequence[Ask], near: Collection[tuple[str, str]] = ()) -> Model:
    """The model of these asks; whoever holds nothing an ask needs, or has no time, is in no column of it.

    `near` are those an earlier plan proposed, as service and employee number.
    """
    matrix = Matrix()
    holders = _holders(pool)
    columns = tuple(_ask(matrix, _able(pool, holders, ask), ask) for ask in asks)
    times, places = _people(matrix, columns)
    _offers(matrix, columns)
    coverage: list[Term] = []
    effort: list[Term] = []
    stays: set[int] = set()
    for one in columns:
        for need, covered in zip(one.ask.needs, one.covered, strict=True):
            coverage.append((covered, need.priority / float(need.amount)))
        coverage.append((one.is_whole, float(one.ask.priority)))
        stays.update(
            joins for joins, place in one.newcomers if (one.ask.service, place.candidate.employee_number) in near
        )
        effort.extend((joins, float(PERSON_TENTHS)) for joins, _ in one.newcomers)
        effort.extend(place.time for _, place in one.newcomers)
        effort.extend((column, 1.0) for help, column in one.helps if not help.given)
    return Model(matrix, columns, tuple(coverage), tuple(effort), frozenset(stays), times=times, places=places)


def _holders(pool: Sequence[Candidate]) -> Mapping[str, Sequence[int]]:
    """Who holds each competency at any level, by their place in the pool."""
    holders: dict[str, list[int]] = {}
    for place, one in enumerate(pool):
        for competency in one.levels:
            holders.setdefault(competency, []).append(place)
    return holders


def _able(pool: Sequence[Candidate], holders: Mapping[str, Sequence[int]], ask: Ask) -> Iterator[Candidate]:
    """Those of the pool who hold something the ask needs, in order."""
    some = {place for need in ask.needs for place in holders.get(need.competency, ())}
    yield from (pool[place] for place in sorted(some))


def _ask(matrix: Matrix, pool: Iterable[Candidate], ask: Ask) -> AskColumns:
    seated = {seat.employee_number: float(seat.wte * 10) for seat in ask.seats}
    has_team, is_whole = matrix.column(0, 1, whole=True), matrix.column(0, 1, whole=True)
    covered = tuple(matrix.column(0, float(need.amount)) for need in ask.needs)
    places = []
    pinned = {pin.employee_number: pin for pin in ask.pins}
    for one in pool:
        serves = tuple(need for need in ask.needs if one.holds(need.competency, need.level))
        if serves and one.employee_number in seated:
            time = seated[one.employee_number]
            places.append(_place(matrix, one, serves, None, (matrix.column(time, time), 1.0)))
        elif serves and one.may_join(ask):
            pin = pinned.pop(one.employee_number, None)
            joins = matrix.column(1 if pin else 0, 1, whole=True)
            given = (joins, float(pin.tenths)) if pin and pin.tenths else _time(matrix, one, serves, joins)
            places.append(_place(matrix, one, serves, joins, given))
    if pinned:
        matrix.row((), least=1)  # somebody wished for cannot join: nothing keeps that wish
    made = AskColumns(ask, tuple(places), has_team, covered, is_whole, tuple(_helps(matrix, ask, has_team)))
    _coverage(matrix, made)
    _shape(matrix, made)
    return made


def _helps(matrix: Matrix, ask: Ask, has_team: int) -> Iterator[tuple[Help, int]]:
    """What each could give, with its column. A need is served for a team: where none runs there has to be a new one."""
    amounts = {need.competency: ceil(need.amount) for need in ask.needs if need.people is None}
    for one in ask.help:
        most = float(min(one.free, amounts[one.competency])) if not one.given else float(one.given)
        column = matrix.column(float(one.given), most, whole=True)
        if ask.is_new and not one.given:
            matrix.row([(column, 1.0), (has_team, -most)], most=0)
        yield one, column


def _offers(matrix: Matrix, columns: Iterable[AskColumns]) -> None:
    """Nobody gives more to all asks of a home together than is free."""
    shared: dict[tuple[str, tuple[str, str, str]], list[tuple[Help, int]]] = {}
    for one in columns:
        for help, column in one.helps:
            if not help.given:
                shared.setdefault((one.ask.home, help.giver), []).append((help, column))
    for some in shared.values():
        if len(some) > 1:
            matrix.row([(column, 1.0) for _, column in some], most=float(max(help.free for help, _ in some)))


def _time(matrix: Matrix, one: Candidate, serves: tuple[Wanted, ...], joins: int) -> Term:
    """The time of somebody who joins; where no need of theirs counts time, the least will do, and has no column."""
    wanted = ceil(sum(need.amount for need in serves if need.wte))
    if not wanted:
        return joins, float(LEAST_TENTHS)
    most = float(min(one.free, max(LEAST_TENTHS, wanted)))
    column = matrix.column(0, most, whole=True)
    matrix.row(((column, 1.0), (joins, -float(LEAST_TENTHS))), least=0)
    matrix.row(((column, 1.0), (joins, -most)), most=0)
    return column, 1.0


def _place(matrix: Matrix, one: Candidate, serves: tuple[Wanted, ...], joins: int | None, time: Term) -> Place:
    """The shares of this person's time; together they are no more than the time: hours are not counted twice."""
    most = matrix.upper[time[0]] * time[1]
    shares = {need.competency: matrix.column(0, min(most, float(need.amount))) for need in serves if need.wte}
    if shares:
        matrix.row([*((column, 1.0) for column in shares.values()), (time[0], -time[1])], most=0)
    if joins is not None:
        # These follow from the rows above for whole columns; the search is shorter with them.
        for column in shares.values():
            matrix.row([(column, 1.0), (joins, -matrix.upper[column])], most=0)
    return Place(one, serves, joins, time, shares)


def _coverage(matrix: Matrix, made: AskColumns) -> None:
    for need, column in zip(made.ask.needs, made.covered, strict=True):
        serving = [place for place in made.places if need in place.serves]
        given = [(served, -1.0) for help, served in made.helps if help.competency == need.competency]
        if need.people is None:
            terms = [(place.shares[need.competency], -1.0) for place in serving]
            matrix.row([(column, 1.0), *terms, *given], most=0)
        else:
            seated = float(sum(1 for place in serving if place.joins is None))
            joining = [(joins, -1.0) for joins, place in made.newcomers if need in place.serves]
            matrix.row([(column, 1.0), *joining], most=seated)
        matrix.row([(made.is_whole, float(need.amount)), (column, -1.0)], most=0)
        # Without a new member there is no more than those of today cover: this follows too.
        today = min(_today(need, serving, matrix), float(need.amount))
        matrix.row([(column, 1.0), (made.has_team, today - float(need.amount)), *given], most=today)


def _today(need: Wanted, serving: Iterable[Place], matrix: Matrix) -> float:
    """The most that those who are in the team today could cover of a need."""
    seated = [place for place in serving if place.joins is None]
    return float(len(seated)) if need.people is not None else sum(matrix.upper[place.time[0]] for place in seated)


def _shape(matrix: Matrix, made: AskColumns) -> None:
    """How many people the team has, and that all three viewpoints are in it, before anybody joins."""
    ask, joining = made.ask, [(joins, 1.0) for joins, _ in made.newcomers]
    seats = len(ask.seats)
    matrix.row([*joining, (made.has_team, -float(ask.most - seats))], most=0)
    matrix.row([*joining, (made.has_team, -float(ask.least))], least=-seats)
    for viewpoint in Viewpoint:
        there = sum(1 for seat in ask.seats if seat.viewpoint == viewpoint)
        theirs = [(joins, 1.0) for joins, place in made.newcomers if place.candidate.viewpoint == viewpoint]
        matrix.row([*theirs, (made.has_team, -1.0)], least=-there)


def _people(matrix: Matrix, columns: Iterable[AskColumns]) -> tuple[dict[str, int], dict[Identity, int]]:
    """Nobody gives more time than is free, joins more teams than there are places, or one team twice."""
    time_rows: dict[str, int] = {}
    place_rows: dict[Identity, int] = {}
    times: dict[str, list[Term]] = {}
    joining: dict[Identity, list[tuple[int, int]]] = {}
    people: dict[str, Candidate] = {}
    for index, one in enumerate(columns):
        for joins, place in one.newcomers:
            who = place.candidate
            people[who.employee_number] = who
            times.setdefault(who.employee_number, []).append(place.time)
            joining.setdefault(who.identity, []).append((index, joins))
    for number, given in times.items():
        time_rows[number] = matrix.row(given, most=float(people[number].free))
    for who in {one.identity: one for one in people.values()}.values():
        joined = joining[who.identity]
        place_rows[who.identity] = matrix.row([(column, 1.0) for _, column in joined], most=float(who.places))
        for index in sorted({index for index, _ in joined}):
            matrix.row([(column, 1.0) for at, column in joined if at == index], most=1)
    return time_rows, place_rows
