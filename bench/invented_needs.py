"""An invented trust whose services need teams, of any size, drawn by seed; its proportions are assumptions.

They follow the specification of the assembler: 46 competencies (18 digital, 16 clinical, 12 operational) whose
popularity falls as in Zipf's law; levels of what is held beside the home competency 45, 32, 18 and 5 in a hundred;
clinicians mostly have up to 0.2 WTE to give, digital people 0.2 to 1; one person in twenty leaves within the window;
three to nine needs for each service; four services in ten have a team, which began lately and so may still grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

from plait.engine.competencies import Holding, Level
from plait.engine.people import Person
from plait.engine.services import Need, Service
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

ON = date(2026, 11, 1)
BEGAN = date(2025, 4, 1)
LATELY = date(2026, 9, 1)
SKILLS = {Viewpoint.DIGITAL: 18, Viewpoint.CLINICAL: 16, Viewpoint.OPERATIONAL: 12}
STAFF = {Viewpoint.DIGITAL: 15, Viewpoint.CLINICAL: 60, Viewpoint.OPERATIONAL: 25}
TENTHS = {
    Viewpoint.DIGITAL: ((2, 4, 6, 8, 10), (2, 2, 3, 2, 1)),
    Viewpoint.CLINICAL: ((0, 1, 2, 4), (45, 25, 25, 5)),
    Viewpoint.OPERATIONAL: ((0, 2, 4, 6), (4, 3, 2, 1)),
}
LEVELS = ((1, 2, 3, 4), (45, 32, 18, 5))


def invented_needs(people: int, services: int, seed: int) -> Trust:
    """The same trust for the same sizes and seed."""
    draw = Random(seed)
    staff = [_person(draw, number) for number in range(people)]
    holdings = [one for person in staff for one in _holdings(draw, person)]
    needed = [f"Service {number:04}" for number in range(services)]
    teams = [Team(name, LATELY, service=name) for name in needed if draw.random() < 0.4]
    return Trust(
        "BEN",
        "Bench",
        ON,
        people=tuple(staff),
        holdings=tuple(holdings),
        services=tuple(Service(name, "live", BEGAN) for name in needed),
        needs=tuple(need for name in needed for need in _needs(draw, name)),
        teams=tuple(teams),
        memberships=tuple(_memberships(draw, teams, staff)),
        is_invented=True,
    )


def _skills(viewpoint: Viewpoint) -> tuple[list[str], list[float]]:
    count = SKILLS[viewpoint]
    return [f"{viewpoint.word} {n:02}" for n in range(count)], [1 / (n + 1) for n in range(count)]


def _one_of(draw: Random, viewpoint: Viewpoint) -> str:
    names, popular = _skills(viewpoint)
    return draw.choices(names, popular)[0]


def _person(draw: Random, number: int) -> Person:
    viewpoint = draw.choices(list(STAFF), list(STAFF.values()))[0]
    tenths = draw.choices(*TENTHS[viewpoint])[0]
    ends = date(2027, 2, 1) if draw.random() < 0.05 else None
    wte = Decimal(tenths) / 10
    return Person(f"{number:06}", f"Person {number}", "Group", viewpoint, f"Department {number % 40}", wte, BEGAN, ends)


def _holdings(draw: Random, person: Person) -> list[Holding]:
    held = {_one_of(draw, person.viewpoint): draw.choices((2, 3, 4), (45, 40, 15))[0]}
    for _ in range(draw.choices((0, 1, 2, 3), (3, 4, 2, 1))[0]):
        viewpoint = person.viewpoint if draw.random() < 0.8 else draw.choice(list(SKILLS))
        held.setdefault(_one_of(draw, viewpoint), draw.choices(*LEVELS)[0])
    return [Holding(person.employee_number, name, Level(level), BEGAN) for name, level in held.items()]


def _needs(draw: Random, service: str) -> list[Need]:
    wanted = {_one_of(draw, viewpoint): viewpoint for viewpoint in SKILLS}
    for _ in range(draw.randint(0, 6)):
        wanted.setdefault(_one_of(draw, draw.choice(list(SKILLS))), Viewpoint.DIGITAL)
    needs = []
    for name in wanted:
        level, priority = draw.choices((2, 3, 4), (3, 5, 2))[0], draw.choices((9, 3, 1), (3, 5, 2))[0]
        by_people = draw.random() < 0.5
        people = draw.choice((1, 1, 2)) if by_people else None
        wte = None if by_people else Decimal(draw.choice((2, 4, 5, 8, 10))) / 10
        needs.append(Need(service, name, level, people, wte, priority, BEGAN))
    return needs


def _memberships(draw: Random, teams: Sequence[Team], staff: Sequence[Person]) -> list[Membership]:
    """Three to five members of each team, all three viewpoints among them, nobody in two."""
    free = {viewpoint: [p for p in staff if p.viewpoint == viewpoint and p.wte * 10 >= 2] for viewpoint in SKILLS}
    made = []
    for team in teams:
        for viewpoint in (*SKILLS, *draw.choices(list(SKILLS), k=draw.randint(0, 2))):
            if free[viewpoint]:
                person = free[viewpoint].pop(draw.randrange(len(free[viewpoint])))
                made.append(Membership(team.name, person.employee_number, Decimal("0.2"), LATELY, LATELY, person.ends))
    return made
