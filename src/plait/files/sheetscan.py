"""Watches the XML of one sheet go by: how far it stretches, merged cells, and formulas without a usable value."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from plait.files.celltext import column_letters, column_place
from plait.files.layout import Fault, Merged
from plait.files.limits import (
    HEADING_WINDOW,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FAULTS,
    MAX_MERGED,
    MAX_PART_BYTES,
    MAX_ROWS,
    MAX_SHEET_ELEMENTS,
    Refused,
)

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
DELETE_FAR = "Delete everything in and around that cell (Home > Clear > Clear All), and save the file"
LAST_LINE = MAX_ROWS + HEADING_WINDOW
STALE = Fault(
    "(formula)",
    "A formula whose result is not kept in the file",
    "Open the file in Excel and save it, or write the value in place of the formula",
)
ERROR_REMEDY = "Correct the formula, or write the value in its place"


class SheetScan:
    """The handlers of one sheet; positions count lines from 1 and columns from 0."""

    def __init__(self) -> None:
        self.most_bytes = MAX_PART_BYTES
        self.most_elements = MAX_SHEET_ELEMENTS
        self.seen = 0
        self.faults: dict[int, dict[int, Fault]] = {}
        self.merged: list[Merged] = []
        self._line, self._line_text, self._column = 0, "0", -1
        self._first_line, self._last_line, self._last_column = LAST_LINE, 0, 0
        self._places: dict[str, int] = {}
        self._faulty = 0
        # of the cell being listened to: a formula, or an error
        self._cell: Mapping[str, str] = {}
        self._is_heard = self._has_value = False
        self._heard: list[str] = []

    def attach(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Called for every element, millions of times: the common case is settled in place."""
        self.seen += 1
        if name == "c":
            self._cell = attributes
            place = self._places.get(attributes.get("r", "").removesuffix(self._line_text))
            if place is None or attributes.get("t") == "e":
                self._start_cell(attributes)
            else:
                self._column = place
        elif name == "v":
            # only a cell beyond all before it needs a closer look, or one that is listened to
            if self._line != self._last_line or self._column > self._last_column or self._is_heard:
                self._count_cell()
        elif name != "t":
            self._start_rare(name.rpartition(":")[2], attributes)

    def _start_rare(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "row":
                self._start_row(attributes)
            case "is" | "v":
                self._count_cell()
            case "c":
                self._cell = attributes
                self._start_cell(attributes)
            case "f":
                self._listen()
            case "mergeCell":
                self._add_merged(attributes.get("ref", ""))

    def _listen(self) -> None:
        self._is_heard, self._has_value = True, False
        self._heard = []
        self._parser.CharacterDataHandler = self._heard.append
        self._parser.EndElementHandler = self._end

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
            self._is_heard = False
            self._judge_cell()

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        text = attributes.get("r", "")
        if text and not (text.isdecimal() and len(text) <= 7):
            raise Refused("A line of the sheet has no proper number", "Save the file again in Excel")
        self._line = int(text) if text else self._line + 1
        self._line_text = str(self._line)
        self._column = -1

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r", "")
        if reference:
            self._line, self._column = _position(reference)
            self._line_text = str(self._line)
            self._places[reference.removesuffix(self._line_text)] = self._column
        else:
            self._column += 1
        if attributes.get("t") == "e":
            self._listen()

    def _count_cell(self) -> None:
        """Counts a cell that holds something; one that only has a format takes no memory when it is read."""
        self._has_value = True
        self._heard.clear()  # what stood before the value is the formula
        line, column = self._line, self._column
        if line > LAST_LINE or column >= MAX_COLUMNS:
            raise _too_far(line, column)
        self._first_line = min(self._first_line, line)
        self._last_line = max(self._last_line, line)
        self._last_column = max(self._last_column, column)
        area = (self._last_line - self._first_line + 1) * (self._last_column + 1)
        if area > MAX_CELLS:
            stretch = f"{self._last_line - self._first_line + 1:,} lines and {self._last_column + 1} columns"
            wrong = f"The sheet stretches over {stretch}, more than {MAX_CELLS:,} cells"
            raise Refused(wrong, "Delete the columns nobody needs, or split the rows over several files", line=line)

    def _judge_cell(self) -> None:
        text = "".join(self._heard).strip() if self._has_value else ""
        kind = self._cell.get("t")
        if kind == "e":
            fault = Fault(text or "an error", f"The formula gives {text or 'an error'}", ERROR_REMEDY)
        elif text or (kind == "str" and self._has_value):
            return  # a formula may well give empty text
        else:
            fault = STALE
        self._faulty += 1
        if self._faulty > MAX_FAULTS:
            raise Refused(f"More than {MAX_FAULTS:,} formulas without a usable value", fault.remedy, line=self._line)
        self.faults.setdefault(self._line, {})[self._column] = fault

    def _add_merged(self, reference: str) -> None:
        if len(self.merged) >= MAX_MERGED:
            raise Refused(f"More than {MAX_MERGED:,} merged cells", "Select the whole sheet and unmerge its cells")
        start, _, end = reference.upper().partition(":")
        first, last = _position(start), _position(end or start)
        self.merged.append(Merged(reference, first[0], last[0], first[1]))


def _position(reference: str) -> tuple[int, int]:
    found = REFERENCE.fullmatch(reference.upper())
    if not found:
        raise Refused("A cell of the sheet has no proper place", "Save the file again in Excel")
    return int(found[2]), column_place(found[1])


def _too_far(line: int, column: int) -> Refused:
    name = f"{column_letters(column)}{line}"
    end = f"line {LAST_LINE:,}" if line > LAST_LINE else f"column {column_letters(MAX_COLUMNS - 1)}"
    return Refused(
        f"The cell {name} holds something beyond {end}, the last Plait reads", DELETE_FAR, line=line, value=name
    )
