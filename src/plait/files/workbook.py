"""Reads the visible sheets of an Excel workbook into tables of text."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.parsers import expat
from zipfile import ZIP_STORED, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from plait.engine.sheets import plain
from plait.engine.tables import Problem, Table
from plait.files.archive import SAVE_AGAIN, open_archive
from plait.files.celltext import shown, text_of
from plait.files.layout import Fault, Marks, Row, lay_out
from plait.files.limits import MAX_ELEMENTS, MAX_SHARED_PART_BYTES, Refused
from plait.files.parts import NOT_A_WORKBOOK, copy_part, copy_plain
from plait.files.sheetscan import SheetScan

START_HERE = "Start here"
"""The sheet of a template that explains it, and holds no records."""
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
# parts by the kind of their relation, under the names calamine knows them by
SHARED = {"styles": "xl/styles.xml", "sharedStrings": "xl/sharedStrings.xml"}
NEEDED = ("[Content_Types].xml", WORKBOOK, RELATIONS)
ROOT = (  # where a reader of the copy starts; whatever the file itself says, only what was seen may be read
    "_rels/.rels",
    (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
)
MACROS = "xl/vbaproject.bin"

Found = tuple[list[Table], list[Problem]]


def read_workbook(data: bytes, *, expected: Collection[str] = ()) -> Found:
    """The tables of an .xlsx file and what is wrong with it; a hidden sheet counts only when `expected` names it.

    Nothing is handed to calamine but a copy of the parts it needs, every byte of which was counted and seen:
    so no disagreement between two readers of zip or XML can bring in what the first refused.
    """
    with open_archive(data) as archive, TemporaryDirectory(prefix="plait-") as folder:
        names = {member.filename.casefold(): member.filename for member in archive.infolist()}
        _check_kind(names)
        copy = Path(folder) / "copy.xlsx"
        with ZipFile(copy, "w", ZIP_STORED) as target:
            sheets, problems = _copy_workbook(archive, names, target, expected)
        tables, more = _read_sheets(copy, sheets)
    return tables, problems + more


def _check_kind(names: Mapping[str, str]) -> None:
    if MACROS in names:
        raise Refused("This is a workbook with macros", "Save it as an Excel Workbook (.xlsx)")
    if "content.xml" in names and "mimetype" in names:
        raise Refused("This is an OpenDocument file", "Save it as an Excel Workbook (.xlsx)")
    for needed in NEEDED:
        if needed.casefold() not in names:
            raise Refused("This is a zip file, and no Excel workbook in it", SAVE_AGAIN)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_hidden: bool


class _Part:
    """Counts the elements of a part that is held in memory whole, and notes those of the workbook's own list."""

    def __init__(self) -> None:
        self.most_bytes = MAX_SHARED_PART_BYTES
        self.most_elements = MAX_ELEMENTS
        self.seen = 0
        self.sheets: list[_Listed] = []
        self.targets: dict[str, str] = {}
        self.shared: dict[str, str] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.seen += 1
        match name.rpartition(":")[2]:
            case "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                is_hidden = attributes.get("state", "visible") != "visible"
                self.sheets.append(_Listed(attributes.get("name", ""), relation, is_hidden))
            case "Relationship":
                path = _path(attributes.get("Target", ""))
                kind = attributes.get("Type", "").rpartition("/")[2]
                if kind == "worksheet":
                    self.targets[attributes.get("Id", "")] = path
                elif kind in SHARED:
                    self.shared[SHARED[kind]] = path


def _copy_workbook(
    archive: ZipFile, names: Mapping[str, str], target: ZipFile, expected: Collection[str]
) -> tuple[dict[str, SheetScan], list[Problem]]:
    """Copies what is needed to read the visible sheets; those that may be read, and what is wrong with the others."""
    target.writestr(*ROOT)
    part = _Part()
    for name in NEEDED:
        _copy_to(archive, names[name.casefold()], part, (target, name))
    for name, path in part.shared.items():
        if stored := names.get(path.casefold()):
            _copy_to(archive, stored, _Part(), (target, name))
    wanted = {plain(name) for name in expected}
    sheets: dict[str, SheetScan] = {}
    problems: list[Problem] = []
    for sheet in part.sheets:
        path = part.targets.get(sheet.relation, "")
        if not path or plain(sheet.name) == plain(START_HERE):
            continue  # a chart sheet, or words for the reader
        if sheet.is_hidden:
            problems += [_hidden(sheet.name)] if plain(sheet.name) in wanted else []
            continue
        scan = SheetScan()
        try:
            _copy_to(archive, names.get(path.casefold(), ""), scan, (target, path))
            sheets[sheet.name] = scan
        except Refused as refusal:
            problems.append(problem_of(refusal, sheet.name))
    return sheets, problems


def _copy_to(archive: ZipFile, stored: str, watcher: _Part | SheetScan, target: tuple[ZipFile, str]) -> None:
    if not stored:
        raise Refused(f"{NOT_A_WORKBOOK}: the sheet is missing", SAVE_AGAIN)
    copy, name = target
    with copy.open(name, "w") as member:
        if isinstance(watcher, _Part) or not copy_plain(archive, stored, member):
            copy_part(archive, stored, watcher, member)


def _path(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""


def _hidden(name: str) -> Problem:
    remedy = "Show the sheet (right-click any tab, then Unhide), or delete it"
    return Problem(shown(name), None, "", "", f"The sheet “{shown(name)}” is hidden, so it was not read", remedy)


def problem_of(refusal: Refused, table: str) -> Problem:
    """A refusal as the problem of one table, or of the whole file where `table` is empty."""
    return Problem(shown(table), refusal.line, "", shown(refusal.value), refusal.wrong, refusal.remedy)


def _read_sheets(copy: Path, sheets: Mapping[str, SheetScan]) -> Found:
    tables: list[Table] = []
    problems: list[Problem] = []
    if not sheets:
        return tables, problems
    try:
        book = CalamineWorkbook.from_path(copy)
    except CalamineError as error:
        raise Refused(NOT_A_WORKBOOK, SAVE_AGAIN) from error
    with book:
        for name, scan in sheets.items():
            try:
                table, found = lay_out(shown(name), _rows(book, name, scan.faults), Marks(scan.faults, scan.merged))
            except CalamineError:
                problems.append(problem_of(Refused(NOT_A_WORKBOOK, SAVE_AGAIN), name))
            except Refused as refusal:
                problems.append(problem_of(refusal, name))
            else:
                tables += [table] if table else []
                problems += found
    return tables, problems


def _rows(book: CalamineWorkbook, name: str, faults: Mapping[int, Mapping[int, Fault]]) -> Iterator[Row]:
    for number, values in enumerate(book.get_sheet_by_name(name).iter_rows(), start=1):
        cells = [value if value.__class__ is str else text_of(value) for value in values]
        for place, fault in faults.get(number, {}).items():
            cells += [""] * (place + 1 - len(cells))
            cells[place] = fault.value  # calamine gives nothing for it, and the row must not look empty
        yield number, cells
