"""Rows of a trust's competencies for tests: a small one to read, and one generated at any size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from plait.store.models import (
    Assignment,
    Community,
    CommunityMember,
    Competency,
    Department,
    Employment,
    Holding,
    Need,
    Person,
    Service,
    StaffGroup,
    Trust,
)
from plait.store.writing import draw_ids, insert_rows

BEGAN = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Places:
    """Where people of a test work."""

    group: StaffGroup
    department: Department


def places(trust: Trust) -> Places:
    """One staff group and one department."""
    group, _ = StaffGroup.objects.get_or_create(trust=trust, name="Managers", viewpoint="operational")
    ward, _ = Department.objects.get_or_create(trust=trust, name="Medicine")
    return Places(group, ward)


def employ(
    trust: Trust,
    name: str,
    *,
    number: str = "",
    manager: Employment | None = None,
    wte: str = "1",
    ends: date | None = None,
) -> Employment:
    """Somebody employed since January 2025."""
    at = places(trust)
    [person_id] = draw_ids(Person, 1)
    insert_rows(Person, [{"id": person_id, "name": name, "version": 1}])
    work = Employment.objects.create(
        trust=trust, person_id=person_id, employee_number=number or f"E{person_id}", starts=BEGAN, ends=ends
    )
    Assignment.objects.create(
        trust=trust,
        employment=work,
        staff_group=at.group,
        department=at.department,
        wte=Decimal(wte),
        starts=BEGAN,
        ends=ends,
        manager=manager,
        job_title="Ward manager",
    )
    return work


def competency(trust: Trust, name: str = "User research", family: str = "User-centred design") -> Competency:
    """A competency whose levels say what they mean."""
    return Competency.objects.create(
        trust=trust,
        name=name,
        family=family,
        viewpoint="digital",
        description=f"What {name.lower()} is",
        awareness=f"Knows of {name.lower()}",
        working=f"Helps with {name.lower()}",
        practitioner=f"Does {name.lower()} alone",
        expert=f"Leads {name.lower()}",
        framework="The trust’s own words",
    )


def hold(
    work: Employment, what: Competency, level: int, *, by: Employment | None = None, since: date = BEGAN
) -> Holding:
    """Somebody holds a competency since January 2025, confirmed where somebody confirms."""
    return Holding.objects.create(
        trust=work.trust,
        employment=work,
        competency=what,
        level=level,
        since=since,
        starts=since,
        confirmed_by=by,
        confirmed_on=since if by else None,
    )


def need(
    what: Competency, level: int, *, people: int | None = None, wte: str | None = None, of: str = "Discharge"
) -> Need:
    """A service needs a competency."""
    service, _ = Service.objects.get_or_create(trust=what.trust, name=of, defaults={"phase": "live", "starts": BEGAN})
    time = None if wte is None else Decimal(wte)
    return Need.objects.create(
        trust=what.trust, service=service, competency=what, level=level, people=people, wte=time, starts=BEGAN
    )


def community(
    trust: Trust, name: str = "Research circle", family: str = "User-centred design", *, lead: Employment | None = None,
    met_on: tuple[date, ...] = (),
) -> Community:  # fmt: skip
    """A community since January 2025."""
    return Community.objects.create(trust=trust, name=name, family=family, lead=lead, met_on=list(met_on), starts=BEGAN)


def join(group: Community, work: Employment) -> CommunityMember:
    """Somebody is in a community since January 2025."""
    return CommunityMember.objects.create(trust=group.trust, community=group, employment=work, starts=BEGAN)


def fill(trust: Trust, *, seed: int, people: int, competencies: int, on: date) -> None:
    """A trust of this size, drawn by seed: past, present and future rows, needs by people and by WTE."""
    draw = Random(seed)
    some = [
        employ(trust, f"Person {i}", number=f"N{i}", wte=draw.choice(("0.4", "0.8", "1")), ends=_end(draw, on))
        for i in range(people)
    ]
    known = [competency(trust, f"Skill {i}", f"Family {i % 4}") for i in range(competencies)]
    for work in some:
        for what in draw.sample(known, k=min(3, len(known))):
            since = on - timedelta(days=draw.randint(-30, 400))
            held = hold(work, what, draw.randint(1, 4), by=draw.choice([None, some[0]]), since=since)
            Holding.objects.filter(id=held.pk).update(ends=draw.choice([None, None, since + timedelta(days=200)]))
    for what in known:
        _ask(draw, what)
    for i in range(4):
        met = (on - timedelta(days=draw.choice((5, 59, 60, 61, -3))),)
        group = community(trust, f"Circle {i}", f"family {i}", lead=draw.choice([None, *some[:3]]), met_on=met)
        for work in draw.sample(some, k=draw.choice((0, len(some) // 3))):
            join(group, work)


def _ask(draw: Random, what: Competency) -> None:
    for place in range(draw.randint(0, 3)):
        if draw.random() < 0.5:
            need(what, draw.randint(1, 4), people=draw.randint(1, 3), of=f"Service {place}")
        else:
            need(what, draw.randint(1, 4), wte=draw.choice(("0.4", "1.6")), of=f"Service {place}")


def _end(draw: Random, on: date) -> date | None:
    return draw.choice((None, None, None, on - timedelta(days=10), on + timedelta(days=10), on))
