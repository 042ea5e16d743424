"""The people of an invented trust on its first day: each job filled, each person with a line manager."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from plait.engine.demo.calendar import MONTHS, day_of, month_start
from plait.engine.demo.naming import Namer
from plait.engine.demo.plans import Job, Plan, Row

POINTS = {"5": 3, "6": 3, "7": 3, "2": 2, "3": 2, "4": 2, "8a": 2, "8b": 2, "8c": 2, "8d": 2, "9": 2}
"""Pay points of each Agenda for Change band."""
PART_TIME = ((Decimal(1), 50), (Decimal("0.8"), 20), (Decimal("0.6"), 14), (Decimal("0.9"), 8), (Decimal("0.5"), 8))
"""Shares of a full post, and how many of a hundred people work each."""
MONTHS_BEFORE = (2, 170)
ROOTS_EACH = 4
"""Copies of a scaled trust that hang below one chief executive, so that no span of control grows too wide."""

# No register gives numbers of these forms, so none can belong to anybody.
REGISTRATION = {"NMC": "00Z{:04}Z", "GMC": "0{:06}", "HCPC": "ZZ{:06}", "GPhC": "0{:06}"}


@dataclass(frozen=True, slots=True)
class Worker:
    """One employment of an invented trust: `key` is the plan's name for it, empty for those hired later by chance."""

    number: int
    key: str
    name: str
    email: str
    job: Job
    title: str
    department: str
    wte: Decimal
    point: int | None
    manager: int | None
    post: str
    starts: date
    ends: date | None = None


@dataclass(slots=True)
class Staff:
    """Everybody who is or was employed, by employee number, and what hiring needs."""

    plan: Plan
    on: date
    domain: str
    first_number: int
    workers: dict[int, Worker] = field(default_factory=dict)
    keys: dict[tuple[int, str], int] = field(default_factory=dict)
    """Copy of the trust and the plan's name (“matron 1”) to employee number."""
    posts: dict[tuple[int, str, str], str] = field(default_factory=dict)
    """Copy, job and department to post number."""
    copies: dict[int, int] = field(default_factory=dict)
    """Employee number to copy."""
    in_job: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    """Copy and job to the employee numbers of all who have or had it."""

    def next_number(self) -> int:
        """The employee number of the next person to be hired."""
        return self.first_number + len(self.workers)

    def holder(self, key: str, copy: int = 1) -> Worker:
        """The person the plan calls `key`."""
        return self.workers[self.keys[copy, key]]

    def holders(self, key: str, copy: int) -> list[Worker]:
        """Everybody the plan means by “matron” or by “matron 1”, in one copy of the trust."""
        if (copy, key) in self.keys:
            return [self.holder(key, copy)]
        return [self.workers[number] for number in self.in_job.get((copy, key), ())]

    def manager_on(self, worker: Worker, on: date) -> int | None:
        """Whom somebody reports to on a day: where the place above is empty, the one above that."""
        number = worker.manager
        while number is not None and self.workers[number].starts > on:
            number = self.workers[number].manager
        return number


def placed(name: str, copy: int) -> str:
    """What a department, team or service is called in a copy of the trust."""
    return name if copy == 1 else f"{name} {copy}"


def department_of(staff: Staff, worker: Worker) -> str:
    """What the plan calls the department somebody works in, in whichever copy of the trust."""
    copy = staff.copies[worker.number]
    return worker.department if copy == 1 else worker.department.removesuffix(f" {copy}")


def hire_all(staff: Staff, namer: Namer, chance: Random, copy: int) -> None:
    """Fill every job of one copy of the trust, then give everybody a line manager."""
    story = {row["person"]: row for row in staff.plan.story} if copy == 1 else {}
    first = len(staff.workers)
    for job in staff.plan.jobs:
        places = [department for department in job.departments for _ in range(job.count)]
        for ordinal, department in enumerate(places, 1):
            key = f"{job.key} {ordinal}"
            worker = _hired(staff, namer, chance, (job, key, department, copy))
            if key in story:
                worker = _as_told(worker, story[key], staff.on)
            _take_on(staff, worker, copy)
    _assign_managers(staff, list(staff.workers.values())[first:], copy)


def _hired(staff: Staff, namer: Namer, chance: Random, place: tuple[Job, str, str, int]) -> Worker:
    job, key, department, copy = place
    name = namer.draw(job.group)
    wte = job.wte or (Decimal(1) if key in staff.plan.named else draw_wte(chance))
    return Worker(
        number=staff.next_number(),
        key=key,
        name=name,
        email=namer.address(name),
        job=job,
        title=_title(job, copy),
        department=placed(department, copy),
        wte=wte,
        point=draw_point(job, chance),
        manager=None,
        post=post_of(staff, job, department, copy),
        starts=_starts(staff.on, chance),
    )


def _title(job: Job, copy: int) -> str:
    return "Hospital managing director" if copy > 1 and not job.reports_to else job.title


def _starts(on: date, chance: Random) -> date:
    month = month_start(on, -MONTHS - chance.randint(*MONTHS_BEFORE))
    return month + timedelta(days=chance.choice((0, 0, 0, 3, 7, 14)))


def _as_told(worker: Worker, row: Row, on: date) -> Worker:
    return replace(
        worker,
        name=row["name"] or worker.name,
        email=row["email"] or worker.email,
        starts=day_of(on, row["starts"]) if row["starts"] else worker.starts,
    )


def _take_on(staff: Staff, worker: Worker, copy: int) -> None:
    staff.workers[worker.number] = worker
    staff.copies[worker.number] = copy
    staff.in_job.setdefault((copy, worker.job.key), []).append(worker.number)
    if worker.key:
        staff.keys[copy, worker.key] = worker.number


def hire_again(staff: Staff, namer: Namer, chance: Random, left: Worker, starts: date) -> Worker:
    """Somebody new in the place of one who left."""
    copy = staff.copies[left.number]
    name = namer.draw(left.job.group)
    new = replace(
        left,
        number=staff.next_number(),
        key="",
        name=name,
        email=namer.address(name),
        wte=draw_wte(chance),
        point=1 if left.point else None,
        manager=find_manager(staff, left.job, left.department, copy),
        starts=starts,
        ends=None,
    )
    _take_on(staff, new, copy)
    return new


def draw_wte(chance: Random) -> Decimal:
    """A share of a full post, as people work them."""
    return chance.choices([wte for wte, _ in PART_TIME], weights=[weight for _, weight in PART_TIME])[0]


def draw_point(job: Job, chance: Random) -> int | None:
    """A pay point of the band of a job; none where the grade has no points."""
    return chance.randint(1, POINTS[job.band]) if job.band in POINTS else None


def post_of(staff: Staff, job: Job, department: str, copy: int) -> str:
    """The number of the post for a job in a department; a new one for a new place."""
    return staff.posts.setdefault((copy, job.key, placed(department, copy)), f"P-{len(staff.posts) + 1001}")


def _assign_managers(staff: Staff, workers: Iterable[Worker], copy: int) -> None:
    turns: dict[tuple[str, ...], int] = {}
    for worker in workers:
        if not worker.job.reports_to:
            above = (copy - 2) // ROOTS_EACH + 1
            manager = staff.holder(worker.key, above).number if copy > 1 else None
        else:
            candidates = candidates_for(staff, worker.job, worker.department, copy)
            turn = tuple(str(candidate.number) for candidate in candidates)
            turns[turn] = turns.get(turn, -1) + 1
            manager = candidates[turns[turn] % len(candidates)].number
        staff.workers[worker.number] = replace(worker, manager=manager)


def candidates_for(staff: Staff, job: Job, department: str, copy: int) -> list[Worker]:
    """Who may manage somebody in this job: those of the department, where it has any."""
    everybody = [worker for key in job.reports_to for worker in staff.holders(key, copy)]
    near = [worker for worker in everybody if worker.department == department]
    return near or everybody


def find_manager(staff: Staff, job: Job, department: str, copy: int) -> int:
    """The one of the possible line managers with the fewest people to manage."""
    reports: dict[int, int] = {}
    for worker in staff.workers.values():
        if worker.manager is not None and worker.ends is None:
            reports[worker.manager] = reports.get(worker.manager, 0) + 1
    candidates = candidates_for(staff, job, department, copy)
    return min((candidate.number for candidate in candidates), key=lambda number: (reports.get(number, 0), number))


def registration_of(worker: Worker) -> str:
    """A registration number that no register could have given."""
    form = REGISTRATION.get(worker.job.register)
    return form.format(worker.number % 10000) if form else ""
