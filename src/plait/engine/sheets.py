"""What a sheet of Plait looks like, and how a table of text becomes its entries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plait.engine.nearest import nearest
from plait.engine.tables import Problem, Table

Value = str | int | bool | date | Decimal | tuple[str, ...] | None
Values = Mapping[str, Value]
Key = tuple[Value, ...]


class CannotRead(ValueError):
    """A cell that cannot be understood: what is wrong, and what to write."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the heading people see, one sentence of help, an example, and how its text is read.

    `name` is the field of the record. `choices` is a closed list, offered as a drop-down.
    `refers_to` names the sheet whose key this cell must name. `default` stands for an empty cell.
    """

    name: str
    heading: str
    help: str
    example: str
    read: Callable[[str], Value]
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    also_called: tuple[str, ...] = ()
    default: Value = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of record as people fill it in: `key` names the columns that tell one entry from another."""

    name: str
    title: str
    help: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column called `name`; a KeyError when the sheet has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One good row, understood: the sheet it belongs to, where it stood in the file, and its values by column name."""

    sheet: str
    values: Values
    table: str = ""
    line: int | None = None
    key: Key = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one table: good entries, named faults, and headings nobody uses."""

    sheet: str
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    unused_headings: tuple[str, ...] = ()
    rejected_lines: frozenset[int] = field(default_factory=frozenset)


def plain(heading: str) -> str:
    """A heading without case, spaces and punctuation, so that «Employee No.» finds «employee no»."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def read_table(sheet: Sheet, table: Table) -> Reading:
    """Every good row of `table` as an entry of `sheet`, and every bad one by line, column and remedy.

    Never raises for bad data. A column the sheet needs and the table lacks is one problem on the
    heading line, and no row is read. A key that stands twice rejects the later row.
    """
    places, missing = match_headings(sheet, table)
    used = set(places.values())
    unused = tuple(h for i, h in enumerate(table.headings) if h.strip() and i not in used)
    if missing:
        return Reading(sheet.name, problems=missing, unused_headings=unused)
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: dict[Key, int] = {}
    rejected: set[int] = set()
    for line in table.lines:
        values, faults = _read_line(sheet, places, table.name, line.number, line.cells)
        key = tuple(values.get(name) for name in sheet.key)
        if not faults and key in seen:
            faults = [_repeated(sheet, table.name, line.number, key, seen[key])]
        if faults:
            problems.extend(faults)
            rejected.add(line.number)
            continue
        seen[key] = line.number
        entries.append(Entry(sheet.name, values, table.name, line.number, key))
    return Reading(sheet.name, tuple(entries), tuple(problems), unused, frozenset(rejected))


def match_headings(sheet: Sheet, table: Table) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Where each column of `sheet` stands in `table`, and a problem for each needed one that does not."""
    stands = {plain(heading): i for i, heading in reversed(list(enumerate(table.headings)))}
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for column in sheet.columns:
        names = (column.heading, column.name, *column.also_called)
        found = [stands[plain(name)] for name in names if plain(name) in stands]
        if found:
            places[column.name] = found[0]
        elif column.required:
            problems.append(_lacking(column, table))
    return places, tuple(problems)


def _lacking(column: Column, table: Table) -> Problem:
    near = nearest(column.heading, [h for h in table.headings if h.strip()])
    hint = f" If «{near[0]}» is that column, rename it." if near else ""
    return Problem(
        table.name,
        table.heading_line,
        column.heading,
        "",
        f"There is no column «{column.heading}»",
        f"Add a column headed «{column.heading}», like {column.example}.{hint}",
    )


def _read_line(
    sheet: Sheet, places: Mapping[str, int], table: str, number: int, cells: tuple[str, ...]
) -> tuple[dict[str, Value], list[Problem]]:
    values: dict[str, Value] = {}
    faults: list[Problem] = []
    for column in sheet.columns:
        place = places.get(column.name)
        text = cells[place].strip() if place is not None and place < len(cells) else ""
        try:
            values[column.name] = read_cell(column, text)
        except CannotRead as fault:
            shown = text if len(text) <= 80 else text[:77] + "…"
            faults.append(Problem(table, number, column.heading, shown, fault.wrong, fault.remedy))
    return values, faults


def read_cell(column: Column, text: str) -> Value:
    """The value one cell of `column` states; CannotRead when it states none it may."""
    if text:
        return column.read(text)
    if column.required:
        raise CannotRead("This cell is empty", f"Write {column.heading.lower()}, like {column.example}")
    return column.default


def _repeated(sheet: Sheet, table: str, number: int, key: Key, first: int) -> Problem:
    heading = " and ".join(sheet.column(name).heading for name in sheet.key)
    shown = ", ".join(str(part) for part in key)
    return Problem(
        table, number, heading, shown, f"The same {heading.lower()} stands on line {first}", "Keep one of the two lines"
    )


def check_references(
    entries: Iterable[Entry], sheet: Sheet, known: Mapping[str, Iterable[str]]
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries whose references are all among `known` (sheet name to keys), and a problem for each that is not."""
    good: list[Entry] = []
    problems: list[Problem] = []
    columns = [column for column in sheet.columns if column.refers_to]
    sets = {column.refers_to: frozenset(known.get(column.refers_to, ())) for column in columns}
    for entry in entries:
        faults = [_unknown(entry, c, sets[c.refers_to]) for c in columns if _is_unknown(entry, c, sets[c.refers_to])]
        problems.extend(faults)
        if not faults:
            good.append(entry)
    return tuple(good), tuple(problems)


def _is_unknown(entry: Entry, column: Column, known: frozenset[str]) -> bool:
    value = entry.values.get(column.name)
    return isinstance(value, str) and value not in known


def _unknown(entry: Entry, column: Column, known: frozenset[str]) -> Problem:
    value = str(entry.values[column.name])
    near = nearest(value, sorted(known))
    offer = "Nearest names: " + "; ".join(near) if near else f"Add it to the {column.refers_to} sheet first"
    return Problem(entry.table, entry.line, column.heading, value, f"Not in the {column.refers_to} register", offer)
