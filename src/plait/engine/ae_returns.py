"""NHS England's published monthly A&E file: one row for each organisation and month, sums among them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plait.engine.cells import MONTHS, CannotRead, read_decimal
from plait.engine.nearest import nearest
from plait.engine.sheets import plain
from plait.engine.tables import Line, Problem, Table

PERIOD, CODE, PARENT, NAME = "period", "orgcode", "parentorg", "orgname"
ATTENDED, OVER, TWELVE = "aeattendances", "attendancesover4hrs", "patientswhohavewaited12hrs"
OLDER = "numberof"
"""Until August 2020 the headings of the figures began with "Number of"."""
SUMS = re.compile(r"\W*((grand|sub|overall|england|national)[\s-]*)?totals?(\W+(england|all\b.*|for\b.*))?\W*")
"""A cell that says that its row adds others up; "Totally Urgent Care" is an organisation."""
PERIODS = re.compile(r"(?:msitae-)?([a-z]{3,9})[- ](\d{4})", re.ASCII)
NOTHING = frozenset(("", "-", "–", "n/a", "*"))
"""What stands where a department does not exist or sent nothing."""
WHOLE = 100
SIGNATURE = "nhs-england-monthly-ae"
"""Stands for the headings of every such file, the older and the newer: they are matched once."""
UNMATCHED = "This is NHS England’s A&E file, and nobody has said yet which of its figures to keep"
MATCH_IT = "Say once whose figures go to which outcome: by page under Match the columns, by command with --columns"


def unmatched(table: Table) -> Problem:
    """What is said of such a file of which nobody has said yet where its figures go."""
    return Problem(table.name, None, "", "", UNMATCHED, MATCH_IT)


class AeMeasure(StrEnum):
    """What may be followed of such a file: figures of a month, and of one the share in per cent."""

    WITHIN = "within four hours"
    ATTENDANCES = "attendances"
    OVER = "over four hours"
    TWELVE = "twelve hours from decision to admission"


@dataclass(frozen=True, slots=True)
class AeRow:
    """One month of one organisation, and where it stood; a measure that was not sent is not there."""

    code: str
    name: str
    month: date
    figures: Mapping[AeMeasure, Decimal] = field(default_factory=dict)
    table: str = ""
    line: int = 0


def is_ae_return(table: Table) -> bool:
    """Is this the published A&E file, by its headings?"""
    headings = headings_of(table)
    known = any(one.startswith(ATTENDED) for one in headings) and any(one.startswith(OVER) for one in headings)
    return known and {PERIOD, CODE, NAME} <= set(headings)


def headings_of(table: Table) -> tuple[str, ...]:
    """The headings of such a file, folded, those of older files as newer ones have them."""
    return tuple(plain(heading).removeprefix(OLDER) for heading in table.headings)


def measures_of(table: Table) -> tuple[AeMeasure, ...]:
    """What the columns of such a file tell of; older files say nothing of twelve hours."""
    headings = headings_of(table)
    has = {start: any(one.startswith(start) for one in headings) for start in (ATTENDED, OVER, TWELVE)}
    wanted = {
        AeMeasure.WITHIN: has[ATTENDED] and has[OVER],
        AeMeasure.ATTENDANCES: has[ATTENDED],
        AeMeasure.OVER: has[OVER],
        AeMeasure.TWELVE: has[TWELVE],
    }
    return tuple(measure for measure, is_there in wanted.items() if is_there)


def organisations_of(table: Table) -> dict[str, str]:
    """The codes of such a file and the name of each, in their order, without the rows that add others up."""
    rows = [row for row in _rows(table) if not row.is_sum and row.code]
    return dict(sorted((row.code, row.cells.get(NAME, "")) for row in rows))


def read_ae(tables: Iterable[Table], *, code: str = "") -> tuple[tuple[AeRow, ...], tuple[Problem, ...]]:
    """The months of every organisation, or of one, without the rows that add others up; and every row at fault."""
    rows: dict[tuple[str, date], AeRow] = {}
    problems: list[Problem] = []
    for table in tables:
        for told in _rows(table):
            if told.is_sum or not any(told.cells.values()) or (code and told.code != code.upper()):
                continue
            line = told.line
            try:
                row = _read(told)
            except CannotRead as fault:
                problems.append(Problem(table.name, line.number, "", told.shown, fault.wrong, fault.remedy))
                continue
            first = rows.setdefault((row.code, row.month), row)
            if first is not row:
                wrong = f"{row.code} in {row.month:%B %Y} stands on line {first.line} of {first.table} too"
                problems.append(Problem(table.name, line.number, "Period", told.shown, wrong, "Keep one of the two"))
    return tuple(sorted(rows.values(), key=lambda one: (one.code, one.month))), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one line by their headings."""

    table: str
    line: Line
    cells: Mapping[str, str]

    @property
    def shown(self) -> str:
        return ", ".join(self.cells.get(one, "") for one in (PERIOD, CODE))

    @property
    def code(self) -> str:
        return self.cells.get(CODE, "").upper()

    @property
    def is_sum(self) -> bool:
        """Does it add others up? They are spelt in several ways, and the word stands now here, now there."""
        told = (self.cells.get(one, "").casefold() for one in (PERIOD, CODE, PARENT, NAME))
        return any(SUMS.fullmatch(one) for one in told)

    def total(self, start: str) -> Decimal | None:
        """The sum of the columns whose headings begin so; nothing where none of them holds a figure."""
        texts = [text for heading, text in self.cells.items() if heading.startswith(start)]
        figures = [read_decimal(text) for text in texts if text.casefold() not in NOTHING]
        return sum(figures, Decimal(0)) if figures else None


def _rows(table: Table) -> Iterator[_Row]:
    headings = headings_of(table)
    for line in table.lines:
        cells = (" ".join(cell.split()) for cell in line.cells)
        yield _Row(table.name, line, dict(zip(headings, cells, strict=False)))


def _read(told: _Row) -> AeRow:
    attended, over, twelve = (told.total(start) for start in (ATTENDED, OVER, TWELVE))
    if attended is not None and over is not None and over > attended:
        raise CannotRead("More waited over four hours than attended", "Look at this row in the published file")
    found = {AeMeasure.ATTENDANCES: attended, AeMeasure.OVER: over, AeMeasure.TWELVE: twelve}
    if attended and over is not None:
        found[AeMeasure.WITHIN] = WHOLE * (attended - over) / attended
    figures = {measure: figure for measure, figure in found.items() if figure is not None}
    month = _month(told.cells.get(PERIOD, ""))
    if not told.code:
        raise CannotRead("No organisation code", "Write its code, like RXX, or take the row out")
    return AeRow(told.code, told.cells.get(NAME, ""), month, figures, told.table, told.line.number)


def _month(text: str) -> date:
    found = PERIODS.fullmatch(text.casefold())
    start = found[1][:3] if found else ""
    if found is None or start not in MONTHS:
        raise CannotRead("Not a month", "Write it like MSitAE-APRIL-2026")
    return date(int(found[2]), MONTHS.index(start) + 1, 1)


def months_of(rows: Sequence[AeRow], code: str, measure: AeMeasure) -> tuple[tuple[date, Decimal | None, AeRow], ...]:
    """The months of one organisation; a KeyError that says which codes are near where it has none."""
    own = [row for row in rows if row.code == code.upper()]
    if not own:
        codes = sorted({row.code for row in rows})
        near = nearest(code, codes) or codes[:3]
        raise KeyError(f"There is no organisation {code} in this file. Nearest: {'; '.join(near)}")
    return tuple((row.month, row.figures.get(measure), row) for row in own)
