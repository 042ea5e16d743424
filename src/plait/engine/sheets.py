"""What a sheet of Plait looks like, and how a table of text becomes its entries."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from plait.engine.cells import CannotRead, Value, read_last_day
from plait.engine.nearest import nearest
from plait.engine.tables import Problem, Table

Values = Mapping[str, Value]
Key = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the heading people see, one sentence of help, an example, and how its text is read.

    `name` is the field of the record. `choices` is a closed list, offered as a drop-down.
    `refers_to` names the register whose key this cell must name; one that `may_be_new` is added to it.
    `default` stands for an empty cell. `suggests` are words offered to whoever types in a form, who may write others.
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
    may_be_new: bool = False
    suggests: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """The heading inside a sentence: “line manager”, but “WTE”."""
        return self.heading if self.heading.isupper() else self.heading.lower()


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

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def has_last_day(self) -> bool:
        """Can an entry of this sheet end?"""
        return any(column.name == "ends" for column in self.columns)


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
    """What was understood of one table: good entries, named faults, and headings nobody uses.

    `fallen` are the names, folded, that stand on lines which could not be read.
    """

    sheet: str
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    unused_headings: tuple[str, ...] = ()
    rejected_lines: frozenset[int] = field(default_factory=frozenset)
    fallen: frozenset[str] = frozenset()


def last_day(help: str) -> Column:
    """The column every dated sheet ends with: people write the last day, the record keeps the day after it."""
    return Column("ends", "Last day", help, "31/03/2027", read_last_day, also_called=("Ends", "End date"))


def plain(heading: str) -> str:
    """A heading without case, spaces and punctuation, so that “Employee No.” finds “employee no”."""
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
        # Which column holds the names may be what is missing, so whatever stands there may be one.
        said = frozenset(cell.strip().casefold() for line in table.lines for cell in line.cells)
        return Reading(sheet.name, problems=missing, unused_headings=unused, fallen=said)
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: dict[Key, int] = {}
    rejected: set[int] = set()
    fallen: set[str] = set()
    for line in table.lines:
        values, faults = _read_line(sheet, places, table.name, line.number, line.cells)
        key = key_of(sheet, values)
        if not faults and key in seen:
            faults = [_repeated(sheet, table.name, line.number, key, seen[key])]
        if faults:
            problems.extend(faults)
            rejected.add(line.number)
            fallen.add(str(key[0]))
            continue
        seen[key] = line.number
        entries.append(Entry(sheet.name, values, table.name, line.number, key))
    return Reading(sheet.name, tuple(entries), tuple(problems), unused, frozenset(rejected), frozenset(fallen))


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
    hint = f". If “{near[0]}” is that column, rename it" if near else ""
    return Problem(
        table.name,
        table.heading_line,
        column.heading,
        "",
        f"There is no column “{column.heading}”",
        f"Add a column headed “{column.heading}”, like {column.example}{hint}",
    )


def _read_line(
    sheet: Sheet, places: Mapping[str, int], table: str, number: int, cells: tuple[str, ...]
) -> tuple[dict[str, Value], list[Problem]]:
    values: dict[str, Value] = {}
    faults: list[Problem] = []
    for column in sheet.columns:
        if column.name not in places:
            continue  # a file without a column says nothing about it; an empty cell clears it
        text = cells[places[column.name]].strip()
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
        example = column.example.removesuffix("?")  # a full stop follows
        raise CannotRead("Nothing is written here", f"Write {column.spoken}, like {example}")
    return column.default


def _repeated(sheet: Sheet, table: str, number: int, key: Key, first: int) -> Problem:
    heading = " and ".join(sheet.column(name).heading for name in sheet.key)
    shown = ", ".join(str(part) for part in key if part is not None)
    return Problem(
        table, number, heading, shown, f"The same {heading.lower()} stands on line {first}", "Keep one of the two lines"
    )


def key_of(sheet: Sheet, values: Values) -> Key:
    """What tells this entry from every other of its sheet; capitals do not."""
    return tuple(fold(values.get(name)) for name in sheet.key)


def fold(value: Value) -> Value:
    """A name as it is compared: “Discharge Hub” and “discharge hub” are one."""
    return value.casefold() if isinstance(value, str) else value


Known = Mapping[str, Mapping[str, str]]
"""By sheet name: each key of the register, folded, to its spelling there."""


def check_references(
    entries: Iterable[Entry], sheet: Sheet, known: Known, fallen: Mapping[str, Collection[str]]
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries whose references are all `known`, spelt as the register spells them, and a problem for each other.

    `fallen` holds, by sheet, the names that the file gives on lines which could not be read.
    """
    good: list[Entry] = []
    problems: list[Problem] = []
    columns = [column for column in sheet.columns if column.refers_to]
    for entry in entries:
        spelt = {column.name: _spelling(entry, column, known) for column in columns if entry.values.get(column.name)}
        unknown = [sheet.column(name) for name, spelling in spelt.items() if spelling is None]
        problems.extend(_unknown(entry, column, known, fallen) for column in unknown)
        if not unknown:
            values = {**entry.values, **spelt}
            good.append(replace(entry, values=values, key=key_of(sheet, values)))
    return tuple(good), tuple(problems)


def _spelling(entry: Entry, column: Column, known: Known) -> str | None:
    written = str(entry.values[column.name])
    return known.get(column.refers_to, {}).get(written.casefold(), written if column.may_be_new else None)


NO_SHEET = {
    "departments": "Write a ward or department where somebody works, as the people sheet spells it",
    "sites": "Write a site where somebody works, as the people sheet spells it",
    "questions": "Write it as it stands on its page, or as the address of that page ends",
}
"""What to write where a register has no sheet of its own."""


def _unknown(entry: Entry, column: Column, known: Known, fallen: Mapping[str, Collection[str]]) -> Problem:
    value, register = str(entry.values[column.name]), column.refers_to
    near = nearest(value, sorted(known.get(register, {}).values()))
    remedy = "Nearest: " + "; ".join(near) if near else NO_SHEET.get(register, f"Add it to the {register} sheet first")
    if value.casefold() in fallen.get(register, ()):
        remedy = f"It stands in the {register} sheet of this file, but could not be read there: correct that first"
    return Problem(entry.table, entry.line, column.heading, value, f"Not in the {register} register", remedy)
