"""Which competencies the people of an invented trust hold, and who confirmed them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from plait.engine.demo.calendar import month_start
from plait.engine.demo.plans import Skill
from plait.engine.demo.staffing import Staff, Worker

SHARE_OF_RARE = 0.35
SHARE_CONFIRMED = 0.7
SHARE_BELOW = 0.25
LEARNED = (
    ("Leading change", 1),
    ("Quality improvement", 1),
    ("Digital benefits measurement", 1),
    ("Accessibility", 1),
    ("Service design", 1),
    ("Clinical safety", 1),
    ("Digital training and adoption", 1),
)
"""What people begin to learn, whatever their job."""


@dataclass(frozen=True, slots=True)
class Held:
    """One competency of one person."""

    number: int
    competency: str
    level: int
    since: date
    confirmed_by: int | None = None
    confirmed_on: date | None = None


Thing = TypeVar("Thing")
Holdings = dict[tuple[int, str], Held]


def draw_skills(staff: Staff, worker: Worker, chance: Random, until: date) -> list[Held]:
    """What somebody brings to their job, acquired before `until`; some of it confirmed by their line manager."""
    return [
        _drawn(staff, worker, skill, chance, until)
        for skill in worker.job.skills
        if not skill.is_rare or chance.random() < SHARE_OF_RARE
    ]


def _drawn(staff: Staff, worker: Worker, skill: Skill, chance: Random, until: date) -> Held:
    is_alone = worker.job.count == 1 or worker.key in staff.plan.named
    level = skill.level if is_alone or skill.level == 1 or chance.random() >= SHARE_BELOW else skill.level - 1
    since = max(worker.starts, until - timedelta(days=30 * chance.randint(1, 60)))
    held = Held(worker.number, skill.competency, level, since)
    is_confirmed = chance.random() < SHARE_CONFIRMED
    confirmed_on = since + timedelta(days=chance.randint(14, 200))
    if is_confirmed and confirmed_on < until:
        return confirm(staff, held, confirmed_on)
    return held


def confirm(staff: Staff, held: Held, on: date) -> Held:
    """The same, confirmed by the line manager of that day, where there is one."""
    manager = staff.manager_on(staff.workers[held.number], on)
    return replace(held, confirmed_by=manager, confirmed_on=on if manager else None)


def grow_skills(staff: Staff, holdings: Holdings, chance: Random, month: int, share: float) -> None:
    """A month of learning: some things confirmed, some raised by a level, some begun; `share` of everybody each."""
    starts = month_start(staff.on, month)
    serving = [w for w in staff.workers.values() if w.ends is None and w.starts < starts]
    waiting = sorted(k for k, h in holdings.items() if h.confirmed_on is None and h.since < month_start(starts, -1))
    many = max(1, round(len(serving) * share))
    numbers = {worker.number for worker in serving}
    for key in _some([key for key in waiting if key[0] in numbers], 2 * many, chance):
        day = starts - timedelta(days=chance.randint(1, 25))
        held = holdings[key]
        holdings[key] = confirm(staff, held, day)
    ready = [key for key in sorted(holdings) if key[0] in numbers and holdings[key].level < 3]
    for key in _some(ready, many, chance):
        held = holdings[key]
        holdings[key] = replace(held, level=held.level + 1, since=starts, confirmed_by=None, confirmed_on=None)
    for number in _some(sorted({number for number, _ in ready}), many, chance):
        competency, level = chance.choice(LEARNED)
        holdings.setdefault((number, competency), Held(number, competency, level, starts))


def _some(everything: list[Thing], count: int, chance: Random) -> list[Thing]:
    return chance.sample(everything, min(count, len(everything)))
