"""What a month brings in an invented trust: people who leave, join, move, work other hours, change their name."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from plait.engine.demo.calendar import month_start
from plait.engine.demo.naming import Namer
from plait.engine.demo.staffing import (
    POINTS,
    Staff,
    Worker,
    draw_wte,
    find_manager,
    hire_again,
    placed,
    post_of,
)  # fmt: skip

SHARE_LEAVING = 0.009
SHARE_OTHER_HOURS = 0.005
SHARE_MOVING = 0.004
SHARE_OF_POINTS = 0.008
MONTHS_VACANT = (1, 1, 2, 2, 3)
LEAST_IN_JOB = 3
MARRIAGE_EVERY = 3


@dataclass(slots=True)
class Churn:
    """Chance and what it set going: places of leavers to be filled, by month."""

    chance: Random
    namer: Namer
    copy: int
    vacant: dict[int, list[Worker]] = field(default_factory=dict)

    def live(self, staff: Staff, month: int) -> None:
        """One month of one copy of the trust; `month` is 0 in the month it is shown for."""
        starts = month_start(staff.on, month)
        joined = [hire_again(staff, self.namer, self.chance, left, starts) for left in self.vacant.pop(month, [])]
        free = [worker for worker in self._free(staff) if worker not in joined]
        self.chance.shuffle(free)
        size = sum(1 for worker in staff.workers.values() if staff.copies[worker.number] == self.copy)
        for worker in _take(free, size * SHARE_LEAVING):
            self._leave(staff, worker, month, starts)
        for worker in _take(free, size * SHARE_OTHER_HOURS):
            staff.workers[worker.number] = replace(worker, wte=draw_wte(self.chance))
        movable, pointed = [w for w in free if len(w.job.departments) > 1], [w for w in free if w.point]
        for worker in _take(movable, size * SHARE_MOVING):
            self._move(staff, worker)
        for worker in _take(pointed, size * SHARE_OF_POINTS):
            self._rise(staff, worker)
        if month % MARRIAGE_EVERY == 0 and free:
            self._marry(staff, free[-1])

    def _free(self, staff: Staff) -> list[Worker]:
        """Those to whom something may happen by chance: not of the story, managing nobody, one of several."""
        managers = {worker.manager for worker in staff.workers.values()}
        named = staff.plan.named
        return [
            worker
            for worker in staff.workers.values()
            if worker.ends is None
            and staff.copies[worker.number] == self.copy
            and worker.key not in named
            and worker.number not in managers
            and worker.job.count >= LEAST_IN_JOB
        ]

    def _leave(self, staff: Staff, worker: Worker, month: int, on: date) -> None:
        staff.workers[worker.number] = replace(worker, ends=on)
        filled = month + self.chance.choice(MONTHS_VACANT)
        self.vacant.setdefault(filled, []).append(worker)

    def _move(self, staff: Staff, worker: Worker) -> None:
        here = [place for place in worker.job.departments if placed(place, self.copy) != worker.department]
        place = self.chance.choice(here)
        department = placed(place, self.copy)
        staff.workers[worker.number] = replace(
            staff.workers[worker.number],
            department=department,
            manager=find_manager(staff, worker.job, department, self.copy),
            post=post_of(staff, worker.job, place, self.copy),
        )

    def _rise(self, staff: Staff, worker: Worker) -> None:
        now = staff.workers[worker.number]
        staff.workers[worker.number] = replace(now, point=min((now.point or 0) + 1, POINTS[now.job.band]))

    def _marry(self, staff: Staff, worker: Worker) -> None:
        now = staff.workers[worker.number]
        first = now.name.split(" ")[0]
        staff.workers[worker.number] = replace(now, name=f"{first} {self.namer.family_name()}")


def _take(free: list[Worker], about: float) -> list[Worker]:
    """The first few of those who are free, no longer free afterwards; at least one, while there are any."""
    taken = free[: max(1, round(about))]
    for worker in taken:
        free.remove(worker)
    return taken
