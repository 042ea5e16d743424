"""Reads a workbook, a CSV file or a folder of CSV files, whatever is in it, as a book of text and problems."""

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from plait.engine.tables import Book, Problem, Table
from plait.files.archive import SAVE_AGAIN
from plait.files.celltext import shown
from plait.files.csvfile import read_csv
from plait.files.limits import MAX_FILE_BYTES, MAX_FILES, MEGABYTE, Refused
from plait.files.workbook import Found, problem_of, read_workbook

SAVE_AS = "Save it as an Excel Workbook (.xlsx) or as CSV"
TEXT = "a text file"
UNREAD = {
    ".xlsm": ("A workbook with macros (.xlsm) is not read", "Save it as an Excel Workbook (.xlsx)"),
    ".xls": ("The older Excel format (.xls) is not read", "Save it as an Excel Workbook (.xlsx)"),
    ".xlsb": ("A binary workbook (.xlsb) is not read", "Save it as an Excel Workbook (.xlsx)"),
    ".ods": ("An OpenDocument sheet (.ods) is not read", "Save it as an Excel Workbook (.xlsx)"),
    ".numbers": ("A Numbers sheet is not read", "Export it as an Excel Workbook (.xlsx)"),
}
# How files of other kinds begin, and what a person calls them
BEGINNINGS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIPPED = b"PK"
PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml")
START = 4_096


def read_book(path: Path, *, expected: Collection[str] = ()) -> Book:
    """The file or folder of CSV files at `path` as text; never raises for what is in it.

    `expected` are the names of the sheets Plait knows: a hidden sheet of such a name is a problem,
    any other hidden sheet is left alone.
    """
    try:
        if path.is_dir():
            return _read_folder(path)
        data = _read_file(path, MAX_FILE_BYTES)
    except OSError as error:
        wrong = f"{shown(path.name)} cannot be opened: {(error.strerror or 'not a file').lower()}"
        return Book(path.name, "", (), (Problem("", None, "", "", wrong, "Write the path of a file you may read"),))
    return read_bytes(path.name, data, expected=expected)


def read_bytes(name: str, data: bytes, *, expected: Collection[str] = ()) -> Book:
    """An uploaded file as text; its `name` tells what it should hold, its bytes whether it does."""
    base = Path(name.replace("\\", "/")).name
    try:
        tables, problems = _read_kind(base, data, expected)
    except Refused as refusal:
        tables, problems = [], [problem_of(refusal, "")]
    return _book(shown(base), sha256(data).hexdigest(), tables, problems)


def _book(name: str, digest: str, tables: list[Table], problems: list[Problem]) -> Book:
    if not tables and not problems:
        remedy = "Write headings in the first row and one record in each row below"
        problems = [Problem("", None, "", "", "There is nothing in this file", remedy)]
    return Book(name, digest, tuple(tables), tuple(problems))


def _read_kind(name: str, data: bytes, expected: Collection[str]) -> Found:
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"The file is larger than {MAX_FILE_BYTES // MEGABYTE} MB", "Split the rows over several files")
    suffix = Path(name).suffix.casefold()
    if suffix in UNREAD:
        raise Refused(*UNREAD[suffix])
    if suffix not in {".xlsx", ".csv"}:
        raise Refused(f"Plait does not read files named {shown(suffix) or 'without an ending'}", SAVE_AS)
    if suffix == ".xlsx":
        _check_is_workbook(data)
        return read_workbook(data, expected=expected)
    return _read_csv_table(Path(name).stem, data)


def _read_csv_table(name: str, data: bytes) -> Found:
    _check_is_text(data)
    table, problems = read_csv(shown(name), data)
    return ([table] if table else []), list(problems)


def _check_is_workbook(data: bytes) -> None:
    if data.startswith(OLE) and ENCRYPTED in data:
        remedy = "In Excel, File > Info > Protect Workbook > Encrypt with Password: clear the password and save"
        raise Refused("The workbook is protected by a password", remedy)
    if data.startswith(OLE):
        raise Refused("This is an older Excel file (.xls), though it is named .xlsx", SAVE_AGAIN)
    if not data.startswith(ZIPPED):
        raise Refused(f"This is {_what(data)}, though it is named .xlsx", SAVE_AGAIN)


def _check_is_text(data: bytes) -> None:
    if data.startswith((ZIPPED, OLE)):
        raise Refused("This is a workbook or a zip file, though it is named .csv", SAVE_AS)
    what = _what(data)
    if what != TEXT:
        raise Refused(f"This is {what}, though it is named .csv", SAVE_AS)


def _what(data: bytes) -> str:
    """What a person would call a file that begins like this."""
    start = data[:START]
    for beginning, what in BEGINNINGS:
        if start.startswith(beginning):
            return what
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGES):
        return "a web page"
    signs = sum(1 for byte in start if byte < 32 and byte not in b"\0\t\r\n")  # NUL is half of UTF-16
    return "no text" if signs * 20 > len(start) else TEXT


def _read_file(path: Path, most: int) -> bytes:
    """The bytes of a file, one more than allowed at most, so that the reader can tell."""
    if not path.is_file():
        raise FileNotFoundError(0, "there is no such file", str(path))
    with path.open("rb") as file:
        return file.read(most + 1)


def _read_folder(folder: Path) -> Book:
    digest = sha256()
    tables: list[Table] = []
    problems: list[Problem] = []
    left = MAX_FILE_BYTES
    for path in _csv_files(folder, problems):
        data = _read_file(path, left)
        left -= len(data)
        if left < 0:
            wrong = f"The files in this folder are together larger than {MAX_FILE_BYTES // MEGABYTE} MB"
            return _book(
                folder.resolve().name, "", [], [Problem("", None, "", "", wrong, "Import them in smaller parts")]
            )
        digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0" + sha256(data).digest())
        try:
            found, faults = _read_csv_table(path.stem, data)
        except Refused as refusal:
            found, faults = [], [problem_of(refusal, path.stem)]
        tables += found
        problems += faults
    return _book(folder.resolve().name, digest.hexdigest(), tables, problems)


def _csv_files(folder: Path, problems: list[Problem]) -> list[Path]:
    """The CSV files of a folder in the order of their names, or none and a problem."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv" and path.is_file())
    paths = [path for path in paths if not path.name.startswith(".")]
    if not paths:
        remedy = "Put one CSV file for each sheet in it, like people.csv"
        problems.append(Problem("", None, "", "", "There are no CSV files in this folder", remedy))
    if len(paths) > MAX_FILES:
        wrong = f"{len(paths):,} CSV files in one folder, more than the {MAX_FILES} Plait reads"
        problems.append(Problem("", None, "", "", wrong, "Keep one file for each sheet"))
        return []
    return paths
