"""What the sheets of an invented trust would say on a day: by sheet and key, the cells of each line."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from plait.engine.competencies import Level
from plait.engine.demo.calendar import MONTHS, day_of, month_start, shown
from plait.engine.demo.plans import GROUPS, Row, parts
from plait.engine.demo.roster_facts import shifts_of
from plait.engine.demo.skills import Held, Holdings
from plait.engine.demo.staffing import Staff, Worker, department_of, placed, registration_of

Cells = Mapping[str, str]
"""Column name to what its cell says."""
Lines = dict[tuple[str, ...], Cells]
DAY = timedelta(days=1)


def people_lines(staff: Staff, on: date) -> Lines:
    """Everybody who has begun by that day, those who left with their last day."""
    begun = sorted(worker.number for worker in staff.workers.values() if worker.starts <= on)
    return {(str(number),): _person(staff, staff.workers[number], on) for number in begun}


def _person(staff: Staff, worker: Worker, on: date) -> Cells:
    job = worker.job
    return {
        "employee_number": str(worker.number),
        "name": worker.name,
        "email": worker.email,
        "job_title": worker.title,
        "staff_group": GROUPS[job.group],
        "profession": job.profession,
        "viewpoint": job.viewpoint,
        "department": worker.department,
        "site": _site(staff, worker),
        "shifts": shifts_of(staff, worker),
        "wte": str(worker.wte),
        "band": job.band,
        "point": str(worker.point or ""),
        "manager": str(staff.manager_on(worker, on) or ""),
        "post": worker.post,
        "registration_body": job.register,
        "registration_number": registration_of(worker),
        "starts": shown(worker.starts),
        "ends": shown(worker.ends - DAY if worker.ends else None),
    }


def _site(staff: Staff, worker: Worker) -> str:
    return placed(staff.plan.site_of(department_of(staff, worker)), staff.copies[worker.number])


def post_lines(staff: Staff, on: date) -> Lines:
    """Every post of the establishment, filled or not."""
    jobs = {job.key: job for job in staff.plan.jobs}
    begins = shown(month_start(on, -MONTHS))
    return {
        (number,): {
            "number": number,
            "title": jobs[key].title,
            "department": department,
            "staff_group": GROUPS[jobs[key].group],
            "band": jobs[key].band,
            "budgeted_wte": str(jobs[key].wte or jobs[key].count),
            "starts": begins,
            "ends": "",
        }
        for (_, key, department), number in staff.posts.items()
    }


def holding_lines(holdings: Holdings) -> Lines:
    """Every competency held."""
    return {(str(number), name): _holding(held) for (number, name), held in sorted(holdings.items())}


def _holding(held: Held) -> Cells:
    return {
        "employee_number": str(held.number),
        "competency": held.competency,
        "level": Level(held.level).word,
        "starts": shown(held.since),
        "confirmed_by": str(held.confirmed_by or ""),
        "confirmed_on": shown(held.confirmed_on),
    }


def community_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The communities of practice, with the days they have met by that day."""
    lines: Lines = {}
    for row in staff.plan.communities:
        name = placed(row["name"], copy)
        lines[name,] = {
            "name": name,
            "family": row["family"],
            "lead": str(staff.holder(row["lead"], copy).number),
            "met_on": "; ".join(shown(day) for day in _meetings(staff, row, on)),
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
    return lines


def _meetings(staff: Staff, row: Row, on: date) -> list[date]:
    begins, last = day_of(staff.on, row["starts"]), day_of(staff.on, row["last_met"])
    days = [day_of(staff.on, f"{month}/{int(row['meets_on']):02}") for month in range(-MONTHS - 1, 1)]
    return [day for day in days if begins <= day <= min(last, on)]


def community_member_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who is in which community of practice, those who left the trust with their last day."""
    lines: Lines = {}
    for row in staff.plan.communities:
        begins = day_of(staff.on, row["starts"])
        people = {worker.number: worker for key in parts(row["members"]) for worker in staff.holders(key, copy)}
        for number, worker in sorted(people.items()):
            if max(worker.starts, begins) > on:
                continue
            name = placed(row["name"], copy)
            lines[name, str(number)] = {
                "community": name,
                "employee_number": str(number),
                "starts": shown(max(worker.starts, begins)),
                "ends": shown(worker.ends - DAY if worker.ends else None),
            }
    return lines


def offer_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What communities and enabling teams give services part-time."""
    return {
        (placed(row["community"] or row["team"], copy), row["competency"]): {
            **row,
            "community": placed(row["community"], copy) if row["community"] else "",
            "team": placed(row["team"], copy) if row["team"] else "",
            "service": "",
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in _by(staff, on, staff.plan.offers, "starts")
    }


def role_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The leadership roles that have begun."""
    return {
        (placed(row["name"], copy),): {
            **row,
            "name": placed(row["name"], copy),
            "post": staff.holder(row["post"], copy).post if row["post"] else "",
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in _by(staff, on, staff.plan.roles, "starts")
    }


def holder_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who has taken on which leadership role; those who hold it no more with their last day."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.holders, "starts"):
        role, number = placed(row["role"], copy), str(staff.holder(row["person"], copy).number)
        last = _last(staff, row)
        lines[role, number] = {
            **{column: row[column] for column in ("held_as", "wte")},
            "role": role,
            "employee_number": number,
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": shown(last) if last and last < on else "",
        }
    return lines


def territory_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The territories somebody must answer for by that day."""
    return {
        (placed(row["name"], copy),): {
            "name": placed(row["name"], copy),
            "kind": row["kind"],
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in _by(staff, on, staff.plan.territories, "starts")
    }


def claim_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who claims which territory; those who answer for it no more with their last day."""
    return {
        key: {**cells, "document": row["document"]}
        for key, row, cells in _answering(staff, on, staff.plan.claims, copy)
    }


def settlement_lines(staff: Staff, on: date, copy: int) -> Lines:
    """On whom which territory was settled."""
    return {
        key: {**cells, "decision": row["decision"], "decided_on": shown(day_of(staff.on, row["decided_on"]))}
        for key, row, cells in _answering(staff, on, staff.plan.settlements, copy)
    }


def _answering(staff: Staff, on: date, rows: Iterable[Row], copy: int) -> list[tuple[tuple[str, str], Row, Cells]]:
    found: list[tuple[tuple[str, str], Row, Cells]] = []
    for row in _by(staff, on, rows, "starts"):
        territory, number = placed(row["territory"], copy), str(staff.holder(row["person"], copy).number)
        last = _last(staff, row)
        cells = {
            "territory": territory,
            "employee_number": number,
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": shown(last) if last and last < on else "",
        }
        found.append(((territory, number), row, cells))
    return found


def champion_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The champions, with their training and the last day they were active, as far as that day has come."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.champions, "starts"):
        number = str(staff.holder(row["person"], copy).number)
        trained = day_of(staff.on, row["trained_on"]) if row["trained_on"] else None
        is_trained = trained is not None and trained <= on
        lines[number,] = {
            "employee_number": number,
            "profession": row["profession"],
            "site": placed(row["site"], copy) if row["site"] else "",
            "shifts": row["shifts"],
            "trained": "Yes" if is_trained else "No",
            "trained_on": shown(trained if is_trained else None),
            "last_active_on": shown(_last_active(staff, row, on)),
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
    return lines


def _last_active(staff: Staff, row: Row, on: date) -> date | None:
    """The same day of every month, up to the last."""
    begins, last = day_of(staff.on, row["starts"]), min(on, day_of(staff.on, row["last_active"]))
    days = [day_of(staff.on, f"{month}/{int(row['active_on']):02}") for month in range(-MONTHS, 1)]
    return max((day for day in days if begins <= day <= last), default=None)


def service_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The services, as last stated by that day."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.services, "stated"):
        name = placed(row["name"], copy)
        lines[name,] = {
            "name": name,
            "description": row["description"],
            "outcome": row["outcome"],
            "phase": row["phase"],
            "owner": str(staff.holder(row["owner"], copy).number),
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
    return lines


def need_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What the services need."""
    return {
        (placed(row["service"], copy), row["competency"]): {
            **{column: row[column] for column in ("competency", "level", "people", "wte", "priority")},
            "service": placed(row["service"], copy),
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": shown(_last(staff, row)),
        }
        for row in _by(staff, on, staff.plan.needs, "starts")
    }


def team_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The teams that have begun."""
    return {
        (placed(row["name"], copy),): {
            "name": placed(row["name"], copy),
            "service": placed(row["service"], copy),
            "purpose": row["purpose"],
            "parent": placed(row["parent"], copy) if row["parent"] else "",
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": "",
        }
        for row in _by(staff, on, staff.plan.teams, "starts")
    }


def member_lines(staff: Staff, on: date, copy: int) -> Lines:
    """Who has joined which team, as last stated by that day; those who left with their last day."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.members, "from"):
        team, number = placed(row["team"], copy), str(staff.holder(row["person"], copy).number)
        last = _last(staff, row)
        before = lines.get((team, number))
        lines[team, number] = {
            **{column: row[column] for column in ("wte", "part", "viewpoint", "reason")},
            "team": team,
            "employee_number": number,
            "starts": before["starts"] if before else shown(day_of(staff.on, row["from"])),
            "ends": shown(last) if last and last < on else "",
        }
    return lines


def release_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What the teams have released."""
    return {
        (placed(row["team"], copy), row["name"]): {
            **{column: row[column] for column in ("name", "visible", "accepted_by")},
            "team": placed(row["team"], copy),
            "released_on": shown(day_of(staff.on, row["released_on"])),
        }
        for row in _by(staff, on, staff.plan.releases, "released_on")
    }


def dependency_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What teams wait for from each other; what they no longer wait for with its last day."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.dependencies, "starts"):
        team, on_team, last = placed(row["team"], copy), placed(row["on_team"], copy), _last(staff, row)
        lines[team, on_team, row["what"]] = {
            "team": team,
            "on_team": on_team,
            "what": row["what"],
            "hard": row["hard"],
            "starts": shown(day_of(staff.on, row["starts"])),
            "ends": shown(last) if last and last < on else "",
        }
    return lines


def _by(staff: Staff, on: date, rows: Iterable[Row], column: str) -> list[Row]:
    """Those of the rows whose day in this column has come."""
    return [row for row in rows if day_of(staff.on, row[column]) <= on]


def _last(staff: Staff, row: Row) -> date | None:
    return day_of(staff.on, row["last"]) if row["last"] else None
