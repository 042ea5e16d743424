"""Where the headings of a table stand, and which of its lines are good text."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from plait.engine.tables import Line, Problem, Table
from plait.files.celltext import column_letters, fault_in, shown, tidy
from plait.files.limits import HEADING_WINDOW, MAX_CELLS, MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS, Refused

Row = tuple[int, Sequence[str]]
LOOK_AHEAD = 2 * HEADING_WINDOW
REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell before its text is looked at: an error a formula left, for one."""

    value: str
    wrong: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one, by lines and columns counted from 1 and 0, ends included."""

    name: str
    first_line: int
    last_line: int
    first_column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What the reader of a format knows beside the text: faults by line and column, merged cells, strictness.

    `ragged` says that a line longer than the headings has lost its place, as in a CSV file with a stray comma.
    """

    faults: Mapping[int, Mapping[int, Fault]] = field(default_factory=dict)
    merged: Sequence[Merged] = ()
    ragged: bool = False


def lay_out(name: str, rows: Iterable[Row], marks: Marks) -> tuple[Table | None, tuple[Problem, ...]]:
    """The table in `rows` and its problems; no table where every row is empty. Refused without headings."""
    filled = ((number, cells) for number, cells in rows if any(cells) and any(cell.strip() for cell in cells))
    first = list(islice(filled, LOOK_AHEAD))
    if not first:
        return None, ()
    place = _heading_place(first)
    reader = _LineReader(name, first[place][0], _headings(first[place][1]), marks)
    reader.read(chain(first[place + 1 :], filled))
    return reader.table(), reader.problems()


def _headings(cells: Sequence[str]) -> list[str]:
    kept = [" ".join(tidy(cell).split()) for cell in cells]
    while not kept[-1]:
        kept.pop()
    return kept


def _heading_place(rows: Sequence[Row]) -> int:
    """The first row that looks like headings and is over half as wide as the widest that does."""
    widths = {
        place: sum(1 for cell in cells if cell.strip())
        for place, (number, cells) in enumerate(rows)
        if number <= HEADING_WINDOW and _looks_like_headings(cells)
    }
    if not widths:
        raise Refused(
            f"There is no row of headings in the first {HEADING_WINDOW} lines",
            "Write the name of each column in one row above the data",
        )
    widest = max(widths.values())
    return next(place for place, width in widths.items() if width * 2 > widest)


def _looks_like_headings(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    worded = sum(1 for cell in filled if any(letter.isalpha() for letter in cell))
    return worded * 2 >= len(filled) and not any(len(cell) > 200 for cell in filled)


class _LineReader:
    """Reads the lines under the headings once, keeping the good, the rejected and what is wrong."""

    def __init__(self, name: str, heading_line: int, headings: list[str], marks: Marks) -> None:
        self.name = name
        self.heading_line = heading_line
        self.headings = headings
        self.marks = marks
        self.width = len(headings)
        self.lines: list[Line] = []
        self.rejected: list[Line] = []
        self.found: list[Problem] = []
        self.unnamed = 0
        self.known: dict[str, str] = {}
        self.merged_starts, self.merged_ends = _stretches(marks.merged, heading_line)

    def read(self, rows: Iterable[Row]) -> None:
        self._check_width(self.heading_line)
        self._check_headings()
        last = self.heading_line
        for number, cells in rows:
            last = number
            self._check_size(number)
            self._read_line(number, cells)
        self._check_merged(last)

    def table(self) -> Table:
        headings = tuple(self.headings) + ("",) * (self.width - len(self.headings))
        return Table(self.name, headings, self.heading_line, self._even(self.lines), self._even(self.rejected))

    def problems(self) -> tuple[Problem, ...]:
        found = sorted(self.found, key=lambda problem: problem.line or 0)
        if self.unnamed:
            more = f"{self.unnamed:,} more cells have faults like these"
            found.append(
                Problem(self.name, None, "", "", more, "Correct the faults named first, then check the file again")
            )
        return tuple(found)

    def _even(self, lines: list[Line]) -> tuple[Line, ...]:
        width = self.width
        return tuple(
            line if len(line.cells) == width else Line(line.number, line.cells + ("",) * (width - len(line.cells)))
            for line in lines
        )

    def _read_line(self, number: int, cells: Sequence[str]) -> None:
        good = len(self.found) + self.unnamed
        known = self.known
        texts: list[str] = []
        for place, cell in enumerate(cells):
            text = known.get(cell)
            texts.append(self._read_cell(number, place, cell) if text is None else text)
        while texts and not texts[-1].strip():
            texts.pop()
        for place, fault in self.marks.faults.get(number, {}).items():
            self._add(number, place, fault.value, fault.wrong, fault.remedy)
        self._check_place(number, texts)
        line = Line(number, tuple(texts))
        is_good = good == len(self.found) + self.unnamed and not self._is_merged(number)
        (self.lines if is_good else self.rejected).append(line)

    def _read_cell(self, number: int, place: int, cell: str) -> str:
        if fault := fault_in(cell):
            self._add(number, place, shown(cell), *fault)
            return shown(cell)
        text = tidy(cell)
        if len(self.known) < REMEMBERED:
            self.known[cell] = text  # most cells repeat: one copy of the text, cleaned once
        return text

    def _add(self, number: int, place: int, value: str, wrong: str, remedy: str) -> None:
        if len(self.found) >= MAX_PROBLEMS:
            self.unnamed += 1
            return
        self.found.append(Problem(self.name, number, self._column(place), shown(value), wrong, remedy))

    def _column(self, place: int) -> str:
        heading = self.headings[place] if place < len(self.headings) else ""
        return shown(heading) or f"column {column_letters(place)}"

    def _check_headings(self) -> None:
        seen: dict[str, int] = {}
        for place, heading in enumerate(self.headings):
            if fault := fault_in(heading):
                self._add(self.heading_line, place, heading, *fault)
                self.headings[place] = shown(heading)
            if heading and heading.casefold() in seen:
                first = column_letters(seen[heading.casefold()])
                self._add(
                    self.heading_line, place, heading,
                    f"The heading of column {first} stands again over column {column_letters(place)}",
                    "Give each column a heading of its own",
                )  # fmt: skip
            seen.setdefault(heading.casefold(), place)

    def _check_place(self, number: int, texts: list[str]) -> None:
        """Keeps the table as wide as its widest line; a line that lost its place is no line of the table."""
        if len(texts) <= self.width:
            return
        if not self.marks.ragged:
            self.width = len(texts)
            self._check_width(number)
            return
        wrong = f"{len(texts)} cells under {len(self.headings)} headings, so they may stand under the wrong ones"
        self._add(number, self.width, texts[self.width], wrong, "Put text that holds a comma in quotation marks")
        del texts[self.width :]

    def _check_width(self, number: int) -> None:
        if self.width > MAX_COLUMNS:
            wrong = f"{self.width:,} columns, more than the {MAX_COLUMNS} Plait reads"
            raise Refused(wrong, "Delete the columns nobody needs", line=number)

    def _check_size(self, number: int) -> None:
        rows = len(self.lines) + len(self.rejected)
        if rows >= MAX_ROWS:
            wrong = f"More than {MAX_ROWS:,} rows under the headings"
            raise Refused(wrong, "Split the rows over several files", line=number)
        if rows * self.width > MAX_CELLS:
            wrong = f"More than {MAX_CELLS:,} cells"
            raise Refused(wrong, "Delete the columns nobody needs, or split the rows over several files", line=number)

    def _is_merged(self, number: int) -> bool:
        place = bisect_right(self.merged_starts, number) - 1
        return place >= 0 and number <= self.merged_ends[place]

    def _check_merged(self, last: int) -> None:
        for merged in self.marks.merged:
            if merged.last_line >= self.heading_line and merged.first_line <= last:
                line = max(merged.first_line, self.heading_line)
                wrong = f"The cells {merged.name} are merged into one"
                remedy = f"Unmerge {merged.name}, and write the value in every cell it is meant for"
                self._add(line, merged.first_column, merged.name, wrong, remedy)


def _stretches(merged: Sequence[Merged], heading_line: int) -> tuple[list[int], list[int]]:
    """The lines merged cells touch, as rising stretches that do not overlap: their starts and their ends."""
    starts: list[int] = []
    ends: list[int] = []
    for first, last in sorted((m.first_line, m.last_line) for m in merged if m.last_line > heading_line):
        if ends and first <= ends[-1]:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return starts, ends
