"""The sheets of the research log: groups of people to hear, rounds of research, and assumptions."""

from collections.abc import Iterable, Mapping
from datetime import date

from plait.engine.board_sheets import one_text
from plait.engine.cells import Value, read_choice, read_date, read_text, read_whole, read_yes_no
from plait.engine.sheets import Column, Entry, Sheet
from plait.engine.tables import Problem
from plait.engine.teams import RELEASES

PATIENTS, STAFF, OTHERS = "patients", "staff", "others"
KIND_CHOICES = {"Patients, carers or families": PATIENTS, "Staff": STAFF, "Others": OTHERS}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
SHORT_KINDS = {"Patients": PATIENTS, "Patient": PATIENTS, "Carers": PATIENTS, "Families": PATIENTS, "Other": OTHERS}
HELD, WRONG = "Held", "Wrong"
DAYS_OF_RELEASES = "days of releases"
"""Among the names that are known: team and name of a release, in one text, to the last day it was released on."""
MOST_PEOPLE = 100_000


def _team() -> Column:
    return Column(
        "team", "Team", "A team of the teams sheet.", "Virtual ward", read_text(), required=True, refers_to="teams"
    )


def _release(help: str) -> Column:
    return Column("release", "Release", help, "Oxygen readings from home", read_text())


def _yes_no(name: str, heading: str, help: str, *, default: Value = None) -> Column:
    return Column(name, heading, help, "Yes", read_yes_no, choices=("Yes", "No"), default=default)


GROUPS = Sheet(
    name="user groups",
    title="User groups",
    help="One line for each group of people whom the services are for, so that nobody is forgotten.",
    key=("name",),
    columns=(
        Column(
            "name", "Group", "What it is called.", "People who do not read English", read_text(), required=True
        ),
        Column(
            "kind",
            "Kind",
            "Patients, carers or families; Staff; or Others.",
            "Patients, carers or families",
            read_choice({**KIND_CHOICES, **SHORT_KINDS}),
            choices=tuple(KIND_CHOICES),
            required=True,
        ),
        _yes_no(
            "is_seldom_heard",
            "Seldom heard",
            "Yes for a group that is rarely asked or hard to reach; empty means No.",
            default=False,
        ),
        Column("reason", "Why", "Why it is seldom heard, or who says so.", "No letter reaches them", read_text(500)),
    ),
)  # fmt: skip

ROUNDS = Sheet(
    name="research rounds",
    title="Research rounds",
    help="One line for each round of user research: one team and one group on one day.",
    key=("team", "held_on", "user_group"),
    columns=(
        _team(),
        Column("held_on", "Held on", "The day people were asked or watched.", "12/10/2026", read_date, required=True),
        Column(
            "user_group",
            "Group",
            "Who was heard: a group of the user groups sheet.",
            "People who do not read English",
            read_text(),
            required=True,
            refers_to="user groups",
        ),
        Column("heard", "How many people", "How many of them.", "5", read_whole(1, MOST_PEOPLE)),
        Column(
            "asked",
            "What was asked",
            "What they were asked or shown, in a sentence.",
            "Can you send a reading from your own phone?",
            read_text(500),
            required=True,
        ),
        Column(
            "learnt",
            "What was learnt",
            "In a sentence; whatever it was.",
            "3 of 5 could not find the button",
            read_text(500),
            required=True,
        ),
        Column(
            "changes",
            "What changes",
            "What the team will do otherwise because of it; empty means nothing.",
            "The button moves to the first screen",
            read_text(500),
        ),
        Column(
            "quote",
            "In their words",
            "What somebody said, without anything that tells who.",
            "I gave up and rang the ward",
            read_text(500),
        ),
        Column(
            "service",
            "Service",
            "The service it was about; empty means that of the team.",
            "Virtual ward",
            read_text(),
            refers_to="services",
        ),
        _release("The release that brought the change to people: one of the team’s releases."),
    ),
)

ASSUMPTIONS = Sheet(
    name="assumptions",
    title="Assumptions",
    help="One line for each thing a team believes and has not shown yet, written before anything is built on it.",
    key=("team", "name"),
    columns=(
        _team(),
        Column(
            "name",
            "Assumption",
            "What the team believes.",
            "People will take a reading twice a day without being reminded",
            read_text(300),
            required=True,
        ),
        Column("written_on", "Written on", "The day it was written down.", "01/09/2026", read_date, required=True),
        Column("tested_on", "Tested on", "The day it was tested.", "14/09/2026", read_date),
        Column("how", "How", "How it was tested.", "Six families tried it for a week", read_text(300)),
        Column(
            "is_wrong",
            "Outcome",
            "Held or Wrong, once tested.",
            WRONG,
            read_choice({HELD: False, WRONG: True}),
            choices=(HELD, WRONG),
        ),
        Column("built_on", "Built on since", "The day building on it began.", "21/09/2026", read_date),
        Column("changes", "What changed", "What the team did otherwise.", "A reminder by text", read_text(500)),
        _release("The release that rests on it: one of the team’s releases."),
    ),
)

RESEARCH_SHEETS = (GROUPS, ROUNDS, ASSUMPTIONS)
Fault = tuple[str, str, str, str]


def check_change(entry: Entry) -> list[Fault]:
    """A fault where a release is named that brought a change, and the change is not."""
    if not entry.values.get("release") or entry.values.get("changes"):
        return []
    remedy = "Write what changed, or leave the release empty"
    return [("What changes", "", "A release is named, but not what changed with it", remedy)]


def check_outcome(entry: Entry) -> list[Fault]:
    """Faults of an outcome without a test, a test without an outcome, and a test before anything was written."""
    tested, written = entry.values.get("tested_on"), entry.values["written_on"]
    if isinstance(tested, date) and isinstance(written, date) and tested < written:
        wrong = f"This is before it was written down, on {written:%d/%m/%Y}"
        remedy = "Write the day of the test, or the earlier day on which it was written"
        return [("Tested on", f"{tested:%d/%m/%Y}", wrong, remedy)]
    if (tested is None) == (entry.values.get("is_wrong") is None):
        return []
    if tested is None:
        outcome = WRONG if entry.values["is_wrong"] else HELD
        return [("Tested on", "", f"The outcome is {outcome}, but no test is given", "Write the day of the test")]
    return [("Outcome", "", "A test is given, but not its outcome", "Write Held or Wrong, or leave the day empty")]


def check_releases(entries: Iterable[Entry], known: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """A problem for each row that names a release its team does not have, or one from before the round."""
    return tuple(problem for entry in entries for problem in [_release_fault(entry, known)] if problem)


def _release_fault(entry: Entry, known: Mapping[str, Mapping[str, str]]) -> Problem | None:
    release, team = str(entry.values.get("release") or ""), str(entry.values["team"])
    last = known.get(DAYS_OF_RELEASES, {}).get(one_text(team, release), "")
    held = entry.values.get("held_on")
    if not release or (last and (not isinstance(held, date) or last >= held.isoformat())):
        return None
    wrong, remedy = f"Not a release of {team}", "Add it to the releases sheet first, or leave this empty"
    if last:
        wrong = f"It was released before this round, on {date.fromisoformat(last):%d/%m/%Y}"
        remedy = "Name the release that brought the change, or leave this empty"
    return Problem(entry.table, entry.line, "Release", release, wrong, remedy)


def know_releases(names: dict[str, dict[str, str]], sheet: str, entries: Iterable[Entry]) -> None:
    """Add to the names that are known what a file's own rows say of releases."""
    if sheet == RELEASES.name:
        days = names.setdefault(DAYS_OF_RELEASES, {})
        for entry in entries:
            key = one_text(entry.values["team"], entry.values["name"])
            days[key] = max(days.get(key, ""), str(entry.values["released_on"]))
