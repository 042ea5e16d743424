"""Supply against demand: who can do what the services need, at the level they need it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.competencies import Competency, Holding, Level
from plait.engine.people import Person
from plait.engine.services import Need
from plait.engine.viewpoints import Viewpoint

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class LevelDemand:
    """What is needed of one competency at one level, who meets it, and who is one level below."""

    level: Level
    needs: int
    people: int
    wte: Decimal
    meeting: tuple[str, ...]
    confirmed: int
    meeting_wte: Decimal
    nearly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplyLine:
    """One competency on one day: who holds it, who needs it, and what is missing.

    `holders` counts people by level, Awareness first; `confirmed` and `claimed` add up to them. `wte` is
    the whole time of all holders, not what of it is free. `single_holder` is the one person on whom a
    level that is needed depends, or nothing.
    """

    competency: str
    family: str
    viewpoint: Viewpoint
    holders: tuple[int, int, int, int]
    confirmed: int
    claimed: int
    wte: Decimal
    demand: tuple[LevelDemand, ...]
    gap_people: int
    gap_wte: Decimal
    single_holder: str

    @property
    def needs(self) -> int:
        """How many needs name this competency."""
        return sum(level.needs for level in self.demand)

    @property
    def is_short(self) -> bool:
        """Is anything missing?"""
        return self.gap_people > 0 or self.gap_wte > 0

    @property
    def is_single_point(self) -> bool:
        """Does a need hang on exactly one person?"""
        return bool(self.single_holder)


def supply_and_demand(
    competencies: Iterable[Competency],
    holdings: Iterable[Holding],
    needs: Iterable[Need],
    people: Iterable[Person],
    on: date,
) -> tuple[SupplyLine, ...]:
    """One line for each competency, in the order given: its supply and its demand on that day.

    Counts people employed on the day and needs of the day; holdings and needs that name a competency not
    given make no line. Needs add up: two needs of one person ask for two people. The gap is the fewest
    people (and the least WTE) that would have to come, at the level needed, for every need to be met.
    """
    time = _time_of(people, on)
    held = _held(holdings, time, on)
    asked: dict[str, list[Need]] = {}
    for need in needs:
        if need.starts <= on and (need.ends is None or on < need.ends):
            asked.setdefault(need.competency, []).append(need)
    return tuple(
        _line(competency, held.get(competency.name, {}), asked.get(competency.name, []), time, on)
        for competency in competencies
    )


def _time_of(people: Iterable[Person], on: date) -> dict[str, Decimal]:
    time: dict[str, Decimal] = {}
    for person in people:
        if person.starts <= on and (person.ends is None or on < person.ends):
            time[person.employee_number] = time.get(person.employee_number, NOTHING) + person.wte
    return time


def _held(holdings: Iterable[Holding], time: dict[str, Decimal], on: date) -> dict[str, dict[str, Holding]]:
    """By competency and employee number, the row that holds on the day: the latest, should two overlap."""
    held: dict[str, dict[str, Holding]] = {}
    for holding in holdings:
        if holding.employee_number not in time or not holding.is_held(on):
            continue
        holders = held.setdefault(holding.competency, {})
        other = holders.get(holding.employee_number)
        if other is None or _age(holding) > _age(other):
            holders[holding.employee_number] = holding
    return held


def _age(holding: Holding) -> tuple[date, Level, date]:
    return holding.starts or holding.since, holding.level, holding.confirmed_on or date.min


def _line(
    competency: Competency, holders: dict[str, Holding], needs: list[Need], time: dict[str, Decimal], on: date
) -> SupplyLine:
    levels = sorted({need.level for need in needs})
    demand = tuple(_demand(Level(level), needs, holders, time, on) for level in levels)
    counts = [sum(1 for held in holders.values() if held.level == level) for level in Level]
    confirmed = sum(1 for held in holders.values() if held.is_confirmed(on))
    single = {level.meeting[0] for level in demand if len(level.meeting) == 1}
    return SupplyLine(
        competency=competency.name,
        family=competency.family,
        viewpoint=competency.viewpoint,
        holders=(counts[0], counts[1], counts[2], counts[3]),
        confirmed=confirmed,
        claimed=len(holders) - confirmed,
        wte=sum((time[number] for number in holders), NOTHING),
        demand=demand,
        gap_people=_gap_people(demand),
        gap_wte=_gap_wte(demand),
        # Whoever alone meets a lower level is also the one who alone meets a higher, so there is at most one.
        single_holder=min(single, default=""),
    )


def _demand(
    level: Level, needs: list[Need], holders: dict[str, Holding], time: dict[str, Decimal], on: date
) -> LevelDemand:
    here = [need for need in needs if need.level == level]
    meeting = tuple(sorted(number for number, held in holders.items() if held.level >= level))
    return LevelDemand(
        level=level,
        needs=len(here),
        people=sum(need.people or 0 for need in here),
        wte=sum((need.wte or NOTHING for need in here), NOTHING),
        meeting=meeting,
        confirmed=sum(1 for number in meeting if holders[number].is_confirmed(on)),
        meeting_wte=sum((time[number] for number in meeting), NOTHING),
        nearly=tuple(sorted(number for number, held in holders.items() if held.level == level - 1)),
    )


# Who meets a level meets every lower one, so by Hall's theorem the shortfall is the worst, over the
# levels, of what is asked at that level or above less what is there at that level or above.


def _gap_people(demand: tuple[LevelDemand, ...]) -> int:
    asked, worst = 0, 0
    for level in reversed(demand):
        asked += level.people
        worst = max(worst, asked - len(level.meeting))
    return worst


def _gap_wte(demand: tuple[LevelDemand, ...]) -> Decimal:
    asked, worst = NOTHING, NOTHING
    for level in reversed(demand):
        asked += level.wte
        worst = max(worst, asked - level.meeting_wte)
    return worst
