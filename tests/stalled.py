"""Scenario A of the requirements as a file: a programme that stalls, 64 sessions of listening, thirty wards.

Sizes are those of the scenario: 30 wards, 48 weekly figures each, reports of weeks 1 to 20, 210 remarks on 12 themes,
a chief clinical information officer from week 22 on, a relaunch in week 34.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from random import Random

from plait.files.writing import Grid, write_book

WARDS, WEEKS, REPORTS, CCIO, RELAUNCH = 30, 48, 20, 22, 34
SESSIONS, REMARKS = 64, 210
TOLD = 140
"""How many of those who spoke have got an answer."""
STILL = ("Ward 05", "Ward 10", "Ward 15", "Ward 20", "Ward 25", "Ward 30")
"""The wards that do not improve."""
OUTCOME, PROGRAMME, SERVICE = "Orders made electronically", "Electronic prescribing", "Prescribing"
ANSWERED = ("Logging in takes too long", "Allergies are hard to find", "Wireless drops", "Too few devices",
            "Stopped without a reason", "Order sets do not fit old age")  # fmt: skip
CHALLENGED = ("There is no time for training", "Paper is quicker at night")
OPEN = ("The trolley waits for the screen", "Transfers are typed again", "Agency staff have no access",
        "Insulin is on paper")  # fmt: skip
THEMES = (*ANSWERED, *CHALLENGED, *OPEN)
DECISION = "Doses load before the round begins"


def week(today: date, number: int) -> date:
    """The Monday of a week, the last of which is over today."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(days=7 * (WEEKS + 1 - number))


def shown(day: date | None) -> str:
    """A day as people write it."""
    return f"{day:%d/%m/%Y}" if day else ""


Tables = dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]]


def whole_file(today: date, until: int) -> bytes:
    """Everything, with the figures up to a week; nothing of the relaunch, which is for people to record."""
    rows: Tables = {
        "Services": (("Service", "Phase", "Starts"), [(SERVICE, "Live", shown(week(today, 1)))]),
        "People": (
            ("Employee number", "Name", "Job title", "Staff group", "Department", "WTE", "Starts"),
            [
                ("9001", "Isla Marchetti", "Chief clinical information officer", "HCHS doctors", "Digital", "0.6",
                 shown(week(today, CCIO))),
                ("9002", "Tom Ferreira", "Director of operations", "Senior managers", "Trust office", "1",
                 shown(week(today, 1))),
            ],
        ),
        "Outcomes": (
            ("Outcome", "Measure", "Unit", "Better", "Baseline", "Target", "Digital owner", "Other owner", "Service"),
            [(OUTCOME, "Share of orders made without paper", "%", "Higher", "52", "70", "Digital", "Wards", SERVICE)],
        ),
        "User groups": (("Group", "Kind"), [("Ward nurses", "Staff"), ("Junior doctors", "Staff")]),
        "Design decisions": (
            ("Decision", "Service", "Decided on", "Reason"),
            [(DECISION, SERVICE, shown(week(today, 30)), "The round began late on every ward that was visited")],
        ),
        "Programmes": (
            ("Programme", "Purpose", "Lead", "Senior owner", "Service", "Starts"),
            [(PROGRAMME, "No order on paper", "9001", "9002", SERVICE, shown(week(today, 1)))],
        ),
        "Milestones": (
            ("Programme", "Milestone", "Planned for", "Now planned for"),
            [(PROGRAMME, "All medical wards live", shown(week(today, 16)), shown(week(today, 44)))],
        ),
        "Programme outcomes": (("Programme", "Outcome", "By when"), [(PROGRAMME, OUTCOME, shown(week(today, 60)))]),
        "Programme reports": (
            ("Programme", "Reported on", "Status", "What it says", "Written by"),
            [
                (PROGRAMME, shown(week(today, n)), "Green", f"{n} of 24 modules are delivered", "Programme manager")
                for n in range(1, REPORTS + 1)
            ],
        ),
        "Listening themes": (
            ("Programme", "Theme", "Answered or challenged", "Answered on", "Answer"),
            list(_themes(today)),
        ),
        "Listening log": (
            ("Programme", "Said on", "Remark", "Where", "Group", "Theme", "Told on"),
            list(_remarks(today)),
        ),
        **_figures(today, 1, until),
    }  # fmt: skip
    return _book(rows)


def later_figures(today: date, since: int) -> bytes:
    """The figures from a week on."""
    return _book(_figures(today, since, WEEKS))


def _book(tables: Tables) -> bytes:
    target = BytesIO()
    write_book([Grid(name, tuple(heads), tuple(map(tuple, rows))) for name, (heads, rows) in tables.items()], target)
    return target.getvalue()


def _themes(today: date) -> Iterator[tuple[str, ...]]:
    for place, name in enumerate(THEMES):
        kind = "Answered" if name in ANSWERED else "Challenged" if name in CHALLENGED else ""
        day = shown(week(today, 30 + place % 4)) if kind else ""
        yield PROGRAMME, name, kind, day, "What was decided, and why" if kind else ""


def _remarks(today: date) -> Iterator[tuple[str, ...]]:
    """Three or four to a session, no two sessions on one day; every third speaker has no answer yet."""
    for session in range(SESSIONS):
        said = week(today, CCIO + 1) + timedelta(days=2 * session)
        before = 3 * session + min(session, REMARKS - 3 * SESSIONS)
        for nth in range(4 if session < REMARKS - 3 * SESSIONS else 3):
            number = before + nth
            theme = THEMES[(session * 3 + nth) % len(THEMES)]
            told = "" if number % 3 == 0 else shown(min(said + timedelta(days=14), today))
            where, group = f"Ward {session % WARDS + 1:02}, drug round", ("Ward nurses", "Junior doctors")[nth % 2]
            yield PROGRAMME, shown(said), f"Remark {number} on it", where, group, theme, told


def _figures(today: date, since: int, until: int) -> Tables:
    chance = Random("stalled")
    common = [chance.gauss(0, 1) for _ in range(WEEKS)]
    wards = [(f"Ward {n:02}", [_figure(n, at, common[at - 1], chance) for at in range(1, WEEKS + 1)]) for n in _WARDS]
    weeks = range(since, until + 1)
    return {
        "Observations": (
            ("Outcome", "Date", "Value"),
            [(OUTCOME, shown(week(today, at)), f"{sum(f[at - 1] for _, f in wards) / WARDS:.1f}") for at in weeks],
        ),
        "Figures by place": (
            ("Outcome", "Place", "Date", "Value"),
            [(OUTCOME, ward, shown(week(today, at)), f"{f[at - 1]:.1f}") for ward, f in wards for at in weeks],
        ),
    }


_WARDS = range(1, WARDS + 1)


def _figure(ward: int, at: int, common: float, chance: Random) -> float:
    risen = 0.0 if ward % 5 == 0 else 22.0 * min(1.0, max(0, at - RELAUNCH + 1) / 3)
    return 45 + ward % 13 + risen + common + chance.gauss(0, 2.5)
