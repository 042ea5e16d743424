"""Wishes as a sheet: what a file or a form says somebody wants of a plan, as wishes or as faults with what to do."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from plait.engine.assembly.wishes import Apart, Budget, Lead, Must, Size, Together, Weight, Wish, Without
from plait.engine.cells import CannotRead, Value, read_choice, read_code, read_decimal, read_text, read_whole, read_wte
from plait.engine.services import PRIORITY_CHOICES
from plait.engine.sheets import Column, Entry, Sheet, Values, check_references, read_cell, read_table
from plait.engine.tables import Problem, Table
from plait.engine.trust import Trust

IN, LEAD, OUT, PRIORITY, SIZE, BUDGET = "In", "Lead", "Out", "Priority", "Size", "Budget"
TOGETHER, APART = "Together", "Apart"
KINDS = {one: one for one in (IN, LEAD, OUT, TOGETHER, APART, PRIORITY, SIZE, BUDGET)}
LEFT_OUT = "Left out"
MOST_POUNDS = 1_000_000_000
NO_MONEY = ("No amount of money", "Write pounds, like 60,000")
WEIGHTS = {**PRIORITY_CHOICES, LEFT_OUT: 0}


def read_tenths(text: str) -> Decimal:
    """The WTE somebody is wished for with: whole tenths."""
    wte = read_wte(text)
    if wte * 10 % 1:
        raise CannotRead("No whole tenth of WTE", "Write whole tenths, like 0.4")
    return wte


def read_pounds(text: str) -> Decimal:
    """Money: more than nothing, less than a milliard, to the penny."""
    try:
        pounds = read_decimal(text)
    except CannotRead:
        raise CannotRead(*NO_MONEY) from None
    if not 0 < pounds < MOST_POUNDS or pounds * 100 % 1:
        raise CannotRead(*NO_MONEY)
    return pounds


WISHES = Sheet(
    name="wishes",
    title="Wishes",
    help="One line for each wish of a plan; every wish is kept, or the plan says which cannot be had.",
    key=("kind", "service", "person", "other", "competency"),
    columns=(
        Column(
            "kind",
            "Wish",
            "In, Lead, Out, Together, Apart, Priority, Size or Budget.",
            IN,
            read_choice(KINDS),
            required=True,
            choices=tuple(KINDS),
        ),
        Column(
            "service",
            "Service",
            "The service whose team it is about; empty for Out of no team at all, Together and Apart.",
            "Single point of access",
            read_text(),
            refers_to="services",
        ),
        Column(
            "person",
            "Person",
            "For In, Lead, Out, Together and Apart: the employee number.",
            "1001",
            read_code,
            refers_to="people",
        ),
        Column(
            "other",
            "Other person",
            "For Together and Apart: the employee number of the second.",
            "1002",
            read_code,
            refers_to="people",
        ),
        Column("wte", "WTE", "For In: how much time; empty leaves it to the plan.", "0.4", read_tenths),
        Column(
            "competency",
            "Competency",
            "For Priority: which of the needs of the service.",
            "Clinical safety",
            read_text(),
            refers_to="competencies",
        ),
        Column(
            "priority",
            "Counts as",
            "For Priority: Must, Should, Could or Left out.",
            "Must",
            read_choice(WEIGHTS),
            choices=tuple(WEIGHTS),
        ),
        Column("least", "At least", "For Size: the fewest people, if any.", "4", read_whole(1, 99)),
        Column("most", "At most", "For Size: the most people, if any.", "6", read_whole(1, 99)),
        Column("pounds", "Pounds", "For Budget: what the team may cost in all.", "60,000", read_pounds),
    ),
)
NEEDED: Mapping[str, tuple[str, ...]] = {
    IN: ("service", "person"),
    LEAD: ("service", "person"),
    OUT: ("person",),
    TOGETHER: ("person", "other"),
    APART: ("person", "other"),
    PRIORITY: ("service", "competency", "priority"),
    SIZE: ("service",),
    BUDGET: ("service", "pounds"),
}
"""What each kind of wish has to say."""


def lacking(values: Values) -> tuple[Column, ...]:
    """The columns that this kind of wish needs, and that are empty; of a size, one of two."""
    kind = str(values["kind"])
    empty = [name for name in NEEDED[kind] if values.get(name) is None]
    if kind == SIZE and values.get("least") is None and values.get("most") is None:
        empty.append("least")
    return tuple(WISHES.column(name) for name in empty)


def wish_of(values: Values) -> Wish:
    """The wish that these values, of which none is lacking, state."""
    said = {name: value for name, value in values.items() if value is not None}
    kind, service, person = str(said["kind"]), str(said.get("service", "")), str(said.get("person", ""))
    if kind == IN:
        wte = said.get("wte")
        return Must(service, person, int(wte * 10) if isinstance(wte, Decimal) else None)
    if kind == LEAD:
        return Lead(service, person)
    if kind == OUT:
        return Without(person, service)
    if kind in {TOGETHER, APART}:
        first, second = sorted((person, str(said["other"])))
        return Together(first, second) if kind == TOGETHER else Apart(first, second)
    if kind == PRIORITY:
        return Weight(service, str(said["competency"]), int(str(said["priority"])))
    if kind == BUDGET:
        return Budget(service, int(Decimal(str(said["pounds"])) * 100))
    return Size(service, *(int(str(said[end])) if end in said else None for end in ("least", "most")))


def cells_of(wish: Wish) -> dict[str, str]:
    """The wish as the cells of its line, those that are empty left out."""
    cells = {name: str(value) for name, value in asdict(wish).items() if value not in {None, ""}}
    if isinstance(wish, Together | Apart):
        return {"kind": TOGETHER if isinstance(wish, Together) else APART, **cells}
    if isinstance(wish, Must | Lead | Without):
        wte = cells.pop("tenths", "")
        cells |= {"wte": f"{Decimal(wte) / 10:f}"} if wte else {}
        return {"kind": IN if isinstance(wish, Must) else LEAD if isinstance(wish, Lead) else OUT, **cells}
    if isinstance(wish, Weight):
        word = next(word for word, weight in WEIGHTS.items() if weight == wish.priority)
        return {"kind": PRIORITY, **cells, "priority": word}
    if isinstance(wish, Budget):
        return {"kind": BUDGET, "service": wish.service, "pounds": f"{Decimal(wish.pence) / 100:f}"}
    return {"kind": SIZE, **cells}


def read_wish(cells: Mapping[str, str]) -> tuple[Wish | None, dict[str, str]]:
    """The wish that the cells of one line state; or by column what is wrong, in words with what to do."""
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for column in WISHES.columns:
        try:
            values[column.name] = read_cell(column, cells.get(column.name, ""))
        except CannotRead as fault:
            wrong[column.name] = f"{column.heading}: {fault.wrong}. {fault.remedy}"
    if not wrong:
        wrong = {one.name: f"{one.heading}: name one, like {one.example}" for one in lacking(values)}
    return None if wrong else wish_of(values), wrong


def read_wishes(table: Table, trust: Trust) -> tuple[tuple[Wish, ...], tuple[Problem, ...]]:
    """The wishes of a file, names spelt as the trust spells them, and a problem for each line that states none."""
    reading = read_table(WISHES, table)
    known = {
        "services": {one.name.casefold(): one.name for one in trust.services},
        "people": {one.employee_number.casefold(): one.employee_number for one in trust.people},
        "competencies": {one.name.casefold(): one.name for one in trust.competencies},
    }
    entries, unknown = check_references(reading.entries, WISHES, known, {})
    whole = [one for one in entries if not lacking(one.values)]
    problems = (
        *reading.problems,
        *unknown,
        *(_lacks(one, column) for one in entries for column in lacking(one.values)),
    )
    return tuple(wish_of(one.values) for one in whole), tuple(sorted(problems, key=lambda one: one.line or 0))


def _lacks(entry: Entry, column: Column) -> Problem:
    wrong = f"A wish of the kind {entry.values['kind']} needs it"
    return Problem(entry.table, entry.line, column.heading, "", wrong, f"Write it, like {column.example}")
