"""What the sheets of programmes of an invented trust would say on a day: stories, promises, remarks, wards."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from plait.engine.demo.calendar import day_of, shown
from plait.engine.demo.facts import Lines
from plait.engine.demo.plans import Row
from plait.engine.demo.staffing import Staff, placed

LISTENS = "-13/06"
"""The day the chief clinical information officer came: in the week that plans call w22."""
LISTENS_WEEK = 22
WARD_WEEKS, REDESIGN_SESSIONS, SESSIONS = 48, 40, 64
LAST_SESSION_WEEK = 76
RELAUNCH_WEEK = 34
LEVEL_NOW = 77
"""Per cent of orders, over all wards, since they are no longer counted one by one."""
MOMENTS = ("morning round", "night handover", "board round", "drug round", "lunch", "ward meeting")
GROUPS = ("Ward nurses", "Junior doctors", "Night staff", "Bank and agency staff")
WEEK = timedelta(days=7)


def plan_day(on: date, written: str) -> date:
    """A day as a plan writes it: “-14/09”, or “w34” for the Monday of that week of the prescribing programme."""
    if not written.startswith("w"):
        return day_of(on, written)
    came = day_of(on, LISTENS)
    return came - timedelta(days=came.weekday()) + (int(written[1:]) - LISTENS_WEEK) * WEEK


def programme_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The programmes that have begun by that day; a relaunch once it has come."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.programmes, "starts"):
        name, relaunched = placed(row["name"], copy), _day(staff, row, "relaunched_on", on)
        people = {who: _number(staff, row[who], copy, on) for who in ("owner", "lead", "clinical_lead")}
        lines[(name,)] = {
            **people,
            "name": name,
            "purpose": row["purpose"],
            "service": placed(row["service"], copy) if row["service"] in _services(staff, on) else "",
            "portfolio": placed(row["portfolio"], copy) if row["portfolio"] else "",
            "relaunched_on": relaunched,
            "relaunch_reason": row["relaunch_reason"] if relaunched else "",
            "starts": shown(plan_day(staff.on, row["starts"])),
            "ends": "",
        }
    return lines


def _number(staff: Staff, person: str, copy: int, on: date) -> str:
    """The employee number of somebody who is there by that day."""
    if not person:
        return ""
    worker = staff.holder(person, copy)
    return str(worker.number) if worker.starts <= on else ""


def _services(staff: Staff, on: date) -> set[str]:
    return {row["name"] for row in _by(staff, on, staff.plan.services, "stated")}


def milestone_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The milestones of the programmes that have begun; a later plan once the first has passed."""
    lines: Lines = {}
    for row in _of_begun(staff, on, staff.plan.milestones):
        programme, planned = placed(row["programme"], copy), plan_day(staff.on, row["planned_on"])
        again = row["replanned_on"] and planned <= on
        lines[programme, row["name"]] = {
            "programme": programme,
            "name": row["name"],
            "planned_on": shown(planned),
            "replanned_on": shown(plan_day(staff.on, row["replanned_on"])) if again else "",
            "done_on": _day(staff, row, "done_on", on),
        }
    return lines


def report_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The reports written by that day."""
    lines: Lines = {}
    for row in _by(staff, on, staff.plan.reports, "reported_on"):
        programme, day = placed(row["programme"], copy), shown(plan_day(staff.on, row["reported_on"]))
        improving = placed(row["improving"], copy) if row["improving"] else ""
        lines[programme, day] = {**row, "programme": programme, "reported_on": day, "improving": improving}
    return lines


def move_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The outcomes that the programmes should move."""
    lines: Lines = {}
    for row in _of_begun(staff, on, staff.plan.moves):
        programme, outcome = placed(row["programme"], copy), placed(row["outcome"], copy)
        due = shown(plan_day(staff.on, row["due_on"])) if row["due_on"] else ""
        lines[programme, outcome] = {"programme": programme, "outcome": outcome, "due_on": due}
    return lines


def theme_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The themes that had come up by that day; the answers given by then, and the decisions that came after them."""
    decided = {row["name"] for row in _by(staff, on, staff.plan.design, "decided_on")}
    lines: Lines = {}
    for row in _of_begun(staff, on, staff.plan.themes):
        if row["from"] and plan_day(staff.on, row["from"]) > on:
            continue
        programme, answered = placed(row["programme"], copy), _day(staff, row, "answered_on", on)
        decision = answered and row["decision"] in decided
        lines[programme, row["name"]] = {
            "programme": programme,
            "name": row["name"],
            "answer_kind": row["answer_kind"] if answered else "",
            "answered_on": answered,
            "answer": row["answer"] if answered else "",
            "decision": placed(row["decision"], copy) if decision else "",
        }
    return lines


def remark_lines(staff: Staff, on: date, copy: int) -> Lines:
    """What was said by that day: as the plan has it, and in the sessions of the prescribing programme."""
    planned = [
        (row, plan_day(staff.on, row["said_on"]), plan_day(staff.on, row["told_on"]) if row["told_on"] else None)
        for row in staff.plan.said
    ]
    lines: Lines = {}
    for row, said, told in (*planned, *_sessions(staff, copy)):
        if said <= on:
            programme = placed(row["programme"], copy)
            lines[programme, said.isoformat(), row["remark"]] = {
                **row,
                "programme": programme,
                "said_on": shown(said),
                "told_on": shown(told) if told and told <= on else "",
            }
    return lines


def _sessions(staff: Staff, copy: int) -> Iterator[tuple[Row, date, date | None]]:
    """The 64 sessions with their 210 remarks: most before the relaunch, in eleven weeks."""
    themes = [row for row in staff.plan.themes if row["from"]]
    chance = Random(f"plait listening {copy}")
    for number in range(SESSIONS if themes else 0):
        week, day = _when(number)
        said = plan_day(staff.on, f"w{week}") + timedelta(days=day)
        place = chance.choice(staff.plan.wards)["place"]
        group, moment = chance.choice(GROUPS), chance.choice(MOMENTS)
        for theme in _themes(themes, week, 4 if number < 18 else 3, chance):
            sayings = [row["remark"] for row in staff.plan.sayings if row["theme"] == theme["name"]]
            waited = timedelta(days=chance.randint(9, 40))
            told = said + waited if chance.random() < (0.86 if theme["answered_on"] else 0.45) else None
            yield (
                {
                    "programme": theme["programme"],
                    "remark": chance.choice(sayings),
                    "session": f"{place}, {moment}",
                    "user_group": group,
                    "theme": theme["name"],
                },
                said,
                told,
            )


def _when(number: int) -> tuple[int, int]:
    """Week and day of a session, no two on one day."""
    if number < REDESIGN_SESSIONS:
        return LISTENS_WEEK + 1 + number // 4, number % 4
    later = number - REDESIGN_SESSIONS
    weeks = LAST_SESSION_WEEK - RELAUNCH_WEEK
    return RELAUNCH_WEEK + 1 + later * (weeks - 1) // (SESSIONS - REDESIGN_SESSIONS - 1), 2


def _themes(themes: list[Row], week: int, count: int, chance: Random) -> list[Row]:
    """So many different themes of those that come up in a week, by how often each does."""
    going = [row for row in themes if int(row["from"][1:]) <= week <= int(row["until"][1:])]
    chosen: list[Row] = []
    while len(chosen) < min(count, len(going)):
        [one] = chance.choices(going, [int(row["weight"]) for row in going])
        if one not in chosen:
            chosen.append(one)
    return chosen


def place_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The figures ward by ward of the weeks that are over; a trust of any size counts its wards once."""
    lines: Lines = {}
    for row, day, figure in _wards(staff) if copy == 1 else ():
        if day + WEEK <= on:
            lines[row["outcome"], row["place"], day.isoformat()] = {
                "outcome": row["outcome"],
                "place": row["place"],
                "observed_on": shown(day),
                "value": f"{figure:.1f}",
            }
    return lines


def weekly_lines(staff: Staff, on: date, copy: int) -> Lines:
    """The same for all wards together, and on after the wards were no longer counted one by one."""
    by_day: dict[tuple[str, date], list[float]] = {}
    for row, day, figure in _wards(staff):
        by_day.setdefault((row["outcome"], day), []).append(figure)
    chance, lines = Random("plait all wards"), Lines()
    for (outcome, day), figures in by_day.items():
        _add_week(lines, (placed(outcome, copy), day, sum(figures) / len(figures)), on)
    for outcome, last in dict(by_day.keys()).items():
        for week in range(1, (on - last).days // WEEK.days):
            _add_week(lines, (placed(outcome, copy), last + week * WEEK, LEVEL_NOW + chance.gauss(0, 1.2)), on)
    return lines


def _add_week(lines: Lines, told: tuple[str, date, float], on: date) -> None:
    outcome, day, figure = told
    if day + WEEK <= on:
        lines[outcome, day.isoformat()] = {
            "outcome": outcome, "observed_on": shown(day), "value": f"{figure:.1f}", "left_out": "",
        }  # fmt: skip


def _wards(staff: Staff) -> Iterator[tuple[Row, date, float]]:
    """Ward after ward, week after week, as a seed draws them; a ward that changed does so over three weeks."""
    chance, first = Random("plait wards"), plan_day(staff.on, "w1")
    common = [chance.gauss(0.0, 1.0) for _ in range(WARD_WEEKS)]
    for row in staff.plan.wards:
        begins = int(row["begins"][1:]) if row["begins"] else WARD_WEEKS + 1
        for week in range(1, WARD_WEEKS + 1):
            grown = min(1.0, max(0, week - begins + 1) / 3) * float(row["by"] or 0)
            figure = float(row["level"]) + grown + common[week - 1] + chance.gauss(0.0, 2.6)
            yield row, first + (week - 1) * WEEK, min(100.0, max(0.0, figure))


def _of_begun(staff: Staff, on: date, rows: tuple[Row, ...]) -> list[Row]:
    begun = {row["name"] for row in _by(staff, on, staff.plan.programmes, "starts")}
    return [row for row in rows if row["programme"] in begun]


def _by(staff: Staff, on: date, rows: tuple[Row, ...], column: str) -> list[Row]:
    return [row for row in rows if plan_day(staff.on, row[column]) <= on]


def _day(staff: Staff, row: Row, column: str, on: date) -> str:
    """The day in a column, once it has come."""
    day = plan_day(staff.on, row[column]) if row[column] else None
    return shown(day) if day and day <= on else ""
