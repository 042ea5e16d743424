"""Measures read from a plain table of days and figures, and every fault of it by line, with what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from plait.engine.outcome_sheets import MOST_PERCENT, OBSERVATIONS, PERCENT, check_day, over_words
from plait.engine.sheets import Column, Entry, Sheet, plain, read_table
from plait.engine.spc.charting import Series, Target
from plait.engine.spc.profiles import MDC, Profile
from plait.engine.spc.reading import Direction
from plait.engine.spc.rhythm import first_of, mixed_rhythms
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.tables import Problem, Table

_SERIES, *_REST = OBSERVATIONS.columns
NAMES = ("Outcome", "Measure", "Series", "Facet", "Name")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody says of the measures of a file: which way is better, the target, where limits start again."""

    direction: Direction | None = None
    target: float | None = None
    rebased: frozenset[date] = frozenset()
    unit: str = ""
    profile: Profile = MDC
    today: date | None = None


@dataclass(frozen=True, slots=True)
class MeasuresRead:
    """The measures of a table by name, and what is wrong with it; with a fault no chart is right."""

    series: tuple[tuple[str, Series], ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def read_measures(table: Table, asked: Asked) -> MeasuresRead:
    """The measures a table states: a column of days, one of figures, and perhaps one that names the measure."""
    sheet = _sheet_of(table)
    reading = read_table(sheet, table)
    problems = [*reading.problems, *(one for entry in reading.entries for one in _faults(entry, asked))]
    by_name: dict[str, list[Entry]] = {}
    for entry in reading.entries:
        by_name.setdefault(stated_text(entry, "outcome") or table.name, []).append(entry)
    made = [(name, _series(entries, asked)) for name, entries in by_name.items()]
    for name, one in made:
        lines = {stated(entry, "observed_on", date): entry.line for entry in by_name[name]}
        problems += check_series(table.name, name, one, lines)
    if not problems and not made:
        problems.append(Problem(table.name, None, "", "", "There is no figure in this table", "Add a row for each day"))
    problems += check_asked(table.name, asked, [one for _, one in made])
    return MeasuresRead(tuple(made), tuple(problems))


def _sheet_of(table: Table) -> Sheet:
    """With a column that names the measure, by whichever word; without one the table is one measure."""
    headings = {plain(heading): heading for heading in table.headings if plain(heading)}
    named = [name for name in NAMES if plain(name) in headings]
    rest = tuple(_figures(one, headings) if one.name == "value" else one for one in _REST)
    if not named:
        return Sheet(OBSERVATIONS.name, OBSERVATIONS.title, OBSERVATIONS.help, ("observed_on",), rest)
    column: Column = replace(_SERIES, heading=named[0], refers_to="")
    return replace(OBSERVATIONS, columns=(column, *rest))


def _figures(value: Column, headings: Mapping[str, str]) -> Column:
    """The column of figures: Value, or the only one whose heading says nothing else; else it is missed."""
    known = [*NAMES, *(name for one in OBSERVATIONS.columns for name in (one.heading, *one.also_called))]
    others = [heading for folded, heading in headings.items() if folded not in map(plain, known)]
    if plain(value.heading) in headings:
        return value
    return replace(value, heading=others[0]) if len(others) == 1 else replace(value, required=True)


def _faults(entry: Entry, asked: Asked) -> Iterable[Problem]:
    value = entry.values.get("value")
    if asked.unit == PERCENT and isinstance(value, Decimal) and not 0 <= value <= MOST_PERCENT:
        remedy = "Write a percentage from 0 to 100, or name another unit"
        yield Problem(entry.table, entry.line, "Value", f"{value}", over_words(value), remedy)
    yield from check_day(entry, asked.today)


def _series(entries: Sequence[Entry], asked: Asked) -> Series:
    ordered = sorted(entries, key=lambda entry: stated(entry, "observed_on", date))
    values = (perhaps(entry, "value", Decimal) for entry in ordered)
    return Series(
        tuple(stated(entry, "observed_on", date) for entry in ordered),
        tuple(None if value is None else float(value) for value in values),
        tuple(bool(entry.values.get("left_out")) for entry in ordered),
        asked.rebased,
        asked.direction or Direction.NEUTRAL,
        () if asked.target is None else (Target(asked.target),),
        asked.profile,
    )


def check_series(table: str, name: str, series: Series, lines: Mapping[date, int | None]) -> Iterable[Problem]:
    """What keeps the figures of one measure from being a chart: no figure at all, or two rhythms in one.

    `lines` says on which line of the table each day stands.
    """
    if all(value is None for value in series.values):
        yield Problem(table, None, "Value", name, "Every figure is missing", "Fill in at least one figure")
    if mixed := mixed_rhythms(series.days):
        common, other = mixed
        wrong = f"The days mix {common.words} and {other.words}"
        line = lines.get(first_of(series.days, other))
        yield Problem(table, line, "Date", name, wrong, f"Give the {other.words} a measure of their own")


def check_asked(table: str, asked: Asked, every: Sequence[Series]) -> list[Problem]:
    """What cannot be done with what was asked: a target without a direction, limits that start on no figure's day."""
    problems: list[Problem] = []
    if asked.target is not None and asked.direction is None:
        wrong = "There is a target, but not which way is better"
        problems.append(
            Problem(table, None, "Target", f"{asked.target:g}", wrong, "Say whether higher or lower is better")
        )
    days = sorted({day for one in every for day in one.days})
    for day in sorted(asked.rebased.difference(days)):
        near = sorted(sorted(days, key=lambda one: abs((one - day).days))[:2])
        remedy = f"Nearest: {'; '.join(f'{one:%d/%m/%Y}' for one in near)}" if near else "Add the figures first"
        problems.append(Problem(table, None, "Date", f"{day:%d/%m/%Y}", "There is no figure on this day", remedy))
    return problems
