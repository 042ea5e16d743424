"""Reads a workbook, a document, a CSV file or several in a folder or zip, as a book of text and problems."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from plait.engine.tables import Book, Problem, Table
from plait.files.archive import DAMAGED, SAVE_AGAIN, UNREADABLE, open_archive
from plait.files.celltext import shown
from plait.files.csvfile import read_csv
from plait.files.limits import MAX_FILE_BYTES, MAX_FILES, MEGABYTE, Refused
from plait.files.workbook import Found, problem_of, read_workbook

SAVE_AS = "Save it as an Excel Workbook (.xlsx) or as CSV, an agenda as Word (.docx) or PDF"
PACK_AGAIN = "Pack the CSV files into a new zip file, or bring them without one"
ONE_FOR_EACH = "Put one CSV file for each sheet in it, like people.csv"
TEXT, NO_TEXT = "a text file", "no text"
ZIP = ".zip"
XLSX = ".xlsx"
WRITTEN = frozenset((".txt", ".md"))
DOCUMENTS = WRITTEN | {".docx", ".pdf"}
"""Agendas and minutes."""
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
    base = _base(name)
    if base.casefold().endswith(ZIP):
        return read_packed(base, data)
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
    if suffix in DOCUMENTS:
        return _read_document(suffix, data)
    if suffix not in {XLSX, ".csv"}:
        raise Refused(f"Plait does not read files named {shown(suffix) or 'without an ending'}", SAVE_AS)
    if suffix == XLSX:
        _check_is_workbook(data)
        return read_workbook(data, expected=expected)
    return _read_csv_table(Path(name).stem, data)


def _read_csv_table(name: str, data: bytes) -> Found:
    _check_is_text(data)
    table, problems = read_csv(shown(name), data)
    return ([table] if table else []), list(problems)


def _read_document(suffix: str, data: bytes) -> Found:
    from plait.files.documents import read_document  # a third of a second that no other file has to wait

    what = "a workbook or a zip file" if data.startswith((ZIPPED, OLE)) else what_it_is(data)
    if suffix in WRITTEN and what != TEXT:
        raise Refused(f"This is {what}, though it is named {suffix}", "Bring it under the name it has by right")
    return read_document(suffix, data)


def _check_is_workbook(data: bytes) -> None:
    if data.startswith(OLE) and ENCRYPTED in data:
        remedy = "In Excel, File > Info > Protect Workbook > Encrypt with Password: clear the password and save"
        raise Refused("The workbook is protected by a password", remedy)
    if data.startswith(OLE):
        raise Refused("This is an older Excel file (.xls), though it is named .xlsx", SAVE_AGAIN)
    if not data.startswith(ZIPPED):
        raise Refused(f"This is {what_it_is(data)}, though it is named .xlsx", SAVE_AGAIN)


def _check_is_text(data: bytes) -> None:
    if data.startswith((ZIPPED, OLE)):
        raise Refused("This is a workbook or a zip file, though it is named .csv", SAVE_AS)
    what = what_it_is(data)
    if what != TEXT:
        raise Refused(f"This is {what}, though it is named .csv", SAVE_AS)


def what_it_is(data: bytes) -> str:
    """What a person would call a file that begins like this."""
    start = data[:START]
    for beginning, what in BEGINNINGS:
        if start.startswith(beginning):
            return what
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGES):
        return "a web page"
    signs = sum(1 for byte in start if byte < 32 and byte not in b"\0\t\r\n")  # NUL is half of UTF-16
    return NO_TEXT if signs * 20 > len(start) else TEXT


def _read_file(path: Path, most: int) -> bytes:
    """The bytes of a file, one more than allowed at most, so that the reader can tell."""
    if not path.is_file():
        raise FileNotFoundError(0, "there is no such file", str(path))
    with path.open("rb") as file:
        return file.read(most + 1)


def read_packed(name: str, data: bytes) -> Book:
    """The CSV files in a zip as one book; never raises for what is in it."""
    try:
        if not data.startswith(ZIPPED):
            raise Refused(f"This is {what_it_is(data)}, though it is named .zip", PACK_AGAIN)
        with open_archive(data) as archive:
            return _read_files(shown(name), _unpacked(archive), "zip file")
    except Refused as refusal:
        remedy = PACK_AGAIN if refusal.remedy == SAVE_AGAIN else refusal.remedy
        return Book(shown(name), "", (), (Problem("", None, "", "", refusal.wrong, remedy),))


def _unpacked(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    """The CSV files of a zip, by name, each unpacked when it is its turn and never to more than Plait reads."""
    members = {_base(one.filename): one for one in archive.infolist() if is_csv(one.filename)}
    if len({name.casefold() for name in members}) < sum(is_csv(one.filename) for one in archive.infolist()):
        raise Refused("Two CSV files in this zip file have the same name", "Give each file a name of its own")
    for name, member in sorted(members.items()):
        try:
            with archive.open(member) as file:
                yield name, file.read(MAX_FILE_BYTES + 1)
        except UNREADABLE as error:
            raise Refused(DAMAGED, PACK_AGAIN) from error


def is_csv(name: str) -> bool:
    """Is a file of this name one of the CSV files of a folder or zip? Hidden ones are not."""
    base = _base(name)
    return base.casefold().endswith(".csv") and not base.startswith(".")


def _base(name: str) -> str:
    """The name of a file without the folders before it, whichever system wrote it."""
    return Path(name.replace("\\", "/")).name


def _read_folder(folder: Path) -> Book:
    paths = sorted(path for path in folder.iterdir() if is_csv(path.name) and path.is_file())
    files = ((path.name, _read_file(path, MAX_FILE_BYTES)) for path in paths)
    return _read_files(folder.resolve().name, files, "folder")


def _read_files(name: str, files: Iterable[tuple[str, bytes]], where: str) -> Book:
    """Several CSV files, by name and bytes, as one book; `where` is the word for what they stand in."""
    digest = sha256()
    tables: list[Table] = []
    problems: list[Problem] = []
    left, count = MAX_FILE_BYTES, 0
    for count, (file, data) in enumerate(files, start=1):
        left -= len(data)
        if left < 0 or count > MAX_FILES:
            return _book(name, "", [], [_too_much(where, is_many=count > MAX_FILES)])
        digest.update(file.encode("utf-8", "surrogateescape") + b"\0" + sha256(data).digest())
        found, faults = _read_one(Path(file).stem, data)
        tables += found
        problems += faults
    if not count:
        problems = [Problem("", None, "", "", f"There are no CSV files in this {where}", ONE_FOR_EACH)]
    return _book(name, digest.hexdigest(), tables, problems)


def _too_much(where: str, *, is_many: bool) -> Problem:
    if is_many:
        wrong = f"More than {MAX_FILES} CSV files in one {where}"
        return Problem("", None, "", "", wrong, "Keep one file for each sheet")
    wrong = f"The files in this {where} are together larger than {MAX_FILE_BYTES // MEGABYTE} MB"
    return Problem("", None, "", "", wrong, "Import them in smaller parts")


def _read_one(stem: str, data: bytes) -> Found:
    try:
        return _read_csv_table(stem, data)
    except Refused as refusal:
        return [], [problem_of(refusal, stem)]
