"""Supply against demand quarter by quarter: what services will need, and whose time is there for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.capacity import Month, Span, capacity_by_month, month_after
from plait.engine.competencies import Holding, Level
from plait.engine.offered import Backer, Offers, Part, months_of, offered_in
from plait.engine.services import Need
from plait.engine.teams import Membership, Team

NOTHING = Decimal(0)
QUARTER_MONTHS = 3
LEAST_WTE = Decimal("0.2")
"""Nobody is counted as free for less: the assembler has nobody join a team for less."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of the calendar, as the financial year counts them too."""

    starts: date

    @property
    def ends(self) -> date:
        """The first day that no longer counts."""
        day = self.starts
        for _ in range(QUARTER_MONTHS):
            day = month_after(day)
        return day

    @property
    def words(self) -> str:
        """January to March 2027."""
        last = self.ends - timedelta(days=1)
        return f"{self.starts:%B} to {last:%B %Y}"

    def touches(self, starts: date, ends: date | None) -> bool:
        """Does what lasts from `starts` up to, not including, `ends` fall into it in part or whole?"""
        return starts < self.ends and (ends is None or ends > self.starts)


def quarter_of(day: date) -> Quarter:
    """The quarter the day is in."""
    return Quarter(date(day.year, day.month - (day.month - 1) % QUARTER_MONTHS, 1))


def quarters_ahead(on: date, count: int = 4) -> tuple[Quarter, ...]:
    """The quarters that begin after the day."""
    made = [quarter_of(on)]
    for _ in range(count):
        made.append(Quarter(made[-1].ends))
    return tuple(made[1:])


def quarters_until(on: date, count: int = 7) -> tuple[Quarter, ...]:
    """The quarter of the day and those before it, oldest first."""
    made = [quarter_of(on)]
    for _ in range(count - 1):
        made.append(quarter_of(made[-1].starts - timedelta(days=1)))
    return tuple(reversed(made))


@dataclass(frozen=True, slots=True)
class Worked:
    """Time somebody is employed for; two employments of one person bear two numbers, and one `person`."""

    employee_number: str
    person: str
    wte: Decimal
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Time of an employment that a team has, and for which service; `person` is whose it is, by all their posts."""

    employee_number: str
    team: str
    service: str
    wte: Decimal
    starts: date
    ends: date | None = None
    person: str = ""

    @property
    def who(self) -> str:
        """The person, or the employment where no more is known."""
        return self.person or self.employee_number


def given_of(memberships: Iterable[Membership], teams: Iterable[Team]) -> tuple[Given, ...]:
    """The memberships as time of services; no stay outlasts its team."""
    known = {team.name: team for team in teams}
    made = []
    for one in memberships:
        team = known.get(one.team)
        ends = min((day for day in (one.ends, team.ends if team else None) if day), default=None)
        service = team.service if team else ""
        made.append(Given(one.employee_number, one.team, service, one.wte, one.starts, ends))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Staffing:
    """What a trust knows of needs, who can meet them, their time and what is offered: past, present and to come."""

    needs: tuple[Need, ...] = ()
    holdings: tuple[Holding, ...] = ()
    worked: tuple[Worked, ...] = ()
    given: tuple[Given, ...] = ()
    offers: Offers = field(default_factory=Offers)


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A competency at a level in a quarter: what is needed, and who is there for it at that level or above.

    `people` and `wte` are what needs at this very level ask for. `holders` are those employed all through who hold it,
    by employee number. Of them, `in_teams` people are in the team of a service that needs it, for `in_teams_wte`;
    `free` others could give 0.2 WTE or more, and `free_wte` is what is free of everybody's time. Time is what is there
    in the busiest month. `offered_wte` is what communities and enabling teams can give part-time; of it `beside_wte`
    is time that is not in the figures before. `short_people` and `short_wte` are missing for the needs at this level or
    above: what all this does not reach, as if nobody were wanted for anything else.
    """

    competency: str
    level: Level
    quarter: Quarter
    needs: int
    people: int
    wte: Decimal
    holders: tuple[str, ...]
    in_teams: int
    in_teams_wte: Decimal
    free: int
    free_wte: Decimal
    short_people: int
    short_wte: Decimal
    offered_wte: Decimal = NOTHING
    beside_wte: Decimal = NOTHING

    @property
    def is_short(self) -> bool:
        """Is anything missing?"""
        return self.short_people > 0 or self.short_wte > 0

    @property
    def single_holder(self) -> str:
        """The one person on whom it hangs, by employee number, or nothing."""
        return self.holders[0] if len(self.holders) == 1 else ""


def supply_by_quarter(staffing: Staffing, quarters: Iterable[Quarter]) -> tuple[QuarterLine, ...]:
    """A line for each competency and level that is needed in each quarter: quarter by quarter, then by name and level.

    A need counts in each quarter it touches; of two rows of one service for one competency the later, as in an ask of
    the assembler. Somebody counts who is employed all through the quarter and holds the competency when it begins.
    """
    times = _Times(staffing)
    lines: list[QuarterLine] = []
    for quarter in quarters:
        asked = _asked(staffing.needs, quarter)
        able = times.able(asked, staffing.holdings, quarter)
        for name in sorted(asked, key=lambda one: (one.casefold(), one)):
            lines.extend(_lines(name, asked[name], able.get(name, []), quarter, staffing.offers))
    return tuple(lines)


def _asked(needs: Iterable[Need], quarter: Quarter) -> dict[str, list[Need]]:
    latest: dict[tuple[str, str], Need] = {}
    for need in needs:
        if (need.people or need.wte) and quarter.touches(need.starts, need.ends):
            before = latest.get((need.competency, need.service))
            if before is None or before.starts < need.starts:
                latest[need.competency, need.service] = need
    asked: dict[str, list[Need]] = {}
    for (competency, _), need in latest.items():
        asked.setdefault(competency, []).append(need)
    return asked


@dataclass(frozen=True, slots=True)
class _Able:
    """An employment all through the quarter with a competency: how much of it helps already, and how much is free.

    `by_team` is what teams that offer something part-time have of it.
    """

    employee_number: str
    person: str
    level: Level
    in_teams: Decimal
    free: Decimal
    by_team: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class _Time:
    """What of an employment is free in the busiest month, and what services, and teams that offer something, have."""

    free: Decimal
    services: Mapping[str, Decimal] = field(default_factory=dict)
    teams: Mapping[str, Decimal] = field(default_factory=dict)


class _Times:
    """Everybody's time, looked up by employment and worked out once a quarter."""

    def __init__(self, staffing: Staffing) -> None:
        self._worked: dict[str, list[Worked]] = {}
        self._given: dict[str, list[Given]] = {}
        for own in staffing.worked:
            self._worked.setdefault(own.employee_number, []).append(own)
        for one in staffing.given:
            self._given.setdefault(one.employee_number, []).append(one)
        self._offering = staffing.offers.teams

    def able(
        self, asked: Mapping[str, Sequence[Need]], holdings: Iterable[Holding], quarter: Quarter
    ) -> dict[str, list[_Able]]:
        """By competency, who holds it at the least level asked for or above, each employment once."""
        least = {name: min(need.level for need in needs) for name, needs in asked.items()}
        levels: dict[tuple[str, str], Level] = {}
        for one in holdings:
            if one.is_held(quarter.starts) and one.level >= least.get(one.competency, len(Level) + 1):
                key = one.competency, one.employee_number
                levels[key] = max(levels.get(key, one.level), one.level)
        services = {name: frozenset(need.service for need in needs) for name, needs in asked.items()}
        known: dict[str, _Time | None] = {}
        able: dict[str, list[_Able]] = {}
        for (name, number), level in sorted(levels.items()):
            if number not in known:
                known[number] = self._time(number, quarter)
            time = known[number]
            if time is not None:
                helps = sum((wte for service, wte in time.services.items() if service in services[name]), NOTHING)
                person = self._worked[number][0].person
                able.setdefault(name, []).append(_Able(number, person, level, helps, time.free, time.teams))
        return able

    def _time(self, number: str, quarter: Quarter) -> _Time | None:
        """How the time of an employment is given in the busiest month; nothing if it is not there all through."""
        own = self._worked.get(number, [])
        last = quarter.ends - timedelta(days=1)
        if not all(any(_holds(one, day) for one in own) for day in (quarter.starts, last)):
            return None
        given = self._given.get(number, [])
        spans = [Span(0, one.wte, one.starts, one.ends) for one in own]
        free = min(month.free for month in _months(spans, _spans(given), quarter))
        services = {
            name: _least([g for g in given if g.service == name], quarter) for name in {g.service for g in given}
        }
        offering = {g.team for g in given} & self._offering
        teams = {name: _least([g for g in given if g.team == name], quarter) for name in offering}
        return _Time(max(NOTHING, free), services, teams)


def _holds(one: Worked, day: date) -> bool:
    return one.starts <= day and (one.ends is None or day < one.ends)


def _spans(given: Iterable[Given]) -> list[Span]:
    teams: dict[str, int] = {}
    return [Span(teams.setdefault(one.team, len(teams)), one.wte, one.starts, one.ends) for one in given]


def _least(given: Iterable[Given], quarter: Quarter) -> Decimal:
    """The least that is given in a month of the quarter."""
    return min(month.in_teams for month in _months([], _spans(given), quarter))


def _months(own: Iterable[Span], given: Iterable[Span], quarter: Quarter) -> tuple[Month, ...]:
    return capacity_by_month(own, given, on=quarter.starts, months=QUARTER_MONTHS)


def _lines(
    name: str, needs: Sequence[Need], able: Sequence[_Able], quarter: Quarter, offers: Offers
) -> list[QuarterLine]:
    lines: list[QuarterLine] = []
    asked_people, asked_wte = 0, NOTHING
    # As in engine/supply.py: who meets a level meets each lower one, so what is missing at a level or above is what is
    # asked there less what is there.
    for level in sorted({need.level for need in needs}, reverse=True):
        here, there = [need for need in needs if need.level == level], [one for one in able if one.level >= level]
        people, wte = sum(need.people or 0 for need in here), sum((need.wte or NOTHING for need in here), NOTHING)
        asked_people, asked_wte = asked_people + people, asked_wte + wte
        in_teams = {one.person for one in there if one.in_teams}
        free = {one.person for one in there if one.free >= LEAST_WTE} - in_teams
        in_teams_wte, free_wte = (
            sum((one.in_teams for one in there), NOTHING),
            sum((one.free for one in there), NOTHING),
        )
        part = _part(offers, (name, level), there, needs, quarter)
        lines.append(
            QuarterLine(
                name,
                Level(level),
                quarter,
                len(here),
                people,
                wte,
                tuple({one.person: one.employee_number for one in reversed(there)}.values())[::-1],
                len(in_teams),
                in_teams_wte,
                len(free),
                free_wte,
                max(0, asked_people - len(in_teams) - len(free)),
                max(NOTHING, asked_wte - in_teams_wte - free_wte - part.beside),
                part.offered,
                part.beside,
            )
        )
    return lines[::-1]


def _part(
    offers: Offers, wanted: tuple[str, int], able: Iterable[_Able], needs: Iterable[Need], quarter: Quarter
) -> Part:
    backers = (Backer(one.employee_number, one.free, one.by_team) for one in able)
    needing = {need.service for need in needs}
    return offered_in(offers, wanted, backers, needing, months_of(quarter.starts, quarter.ends))
