"""The shifts an invented person works, as the roster of their job and department would say."""

from plait.engine.demo.plans import parts
from plait.engine.demo.staffing import Staff, Worker, department_of


def shifts_of(staff: Staff, worker: Worker) -> str:
    """The shifts of somebody as a cell says them; empty where no roster of theirs is brought.

    A plan gives each job some patterns, parted by a stroke; its people take them in turn by their numbers, so that
    nothing is drawn by chance.
    """
    department = department_of(staff, worker)
    for row in staff.plan.rosters:
        if row["job"] == worker.job.key and department in (parts(row["departments"]) or [department]):
            patterns = [one.strip() for one in row["patterns"].split("|")]
            return patterns[worker.number % len(patterns)]
    return ""
