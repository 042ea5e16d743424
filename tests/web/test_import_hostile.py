"""Files that are not what they should be, by the upload page: where, what, what to do; nothing of them is saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from openpyxl import Workbook

from plait.store.models import Import, Person, Trust
from plait.store.scope import scoped
from tests.files.hostile import parts, saved, sheet_xml, workbook, zipped
from tests.web.bringing import GOOD, HEAD, _groups, bring, browser, numbers, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["_groups", "browser"]
pytestmark = pytest.mark.django_db
TOP = HEAD.strip().split(",")
ROW = ["1001", "Ann Frost", "Managers", "Medicine", "0.8"]
CLEAR_REFS, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")
MOST = 100 * 2**20
SAVE_AGAIN = "Open the file in Excel and save it again as an Excel Workbook (.xlsx)"
NOT_CLOSED = "A quotation mark is never closed, or stands inside a cell, or the cell is too long"


def book(change: Callable[[Worksheet], object]) -> bytes:
    """A good sheet of one person, spoilt."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "People"
    sheet.append(TOP)
    sheet.append(ROW)
    change(sheet)
    return saved(made)


def put(cell: str, value: str) -> Callable[[Worksheet], object]:
    return lambda sheet: sheet.__setitem__(cell, value)


def of_one(*cells: str) -> bytes:
    return f"{HEAD}{','.join(cells)}\n".encode()


def row_xml(number: int, cells: list[str]) -> str:
    columns = zip("ABCDE", cells, strict=True)
    return f'<row r="{number}">{"".join(f"""<c r="{c}{number}" t="str"><v>{v}</v></c>""" for c, v in columns)}</row>'


LONG = zipped(parts(sheet_xml(row_xml(1, TOP) + row_xml(2, ["1", "x" * 100_000, *ROW[2:]]))))
BOMB = zipped(parts(sheet_xml(row_xml(1, TOP))) | {"xl/media/x.xml": "0" * 60_000_000})
UNREAD = [
    # What it is, its name, its bytes, and what the page says: where, what, and what to do
    ("picture", "people.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "The file", "This is a PNG picture", SAVE_AGAIN),
    ("bomb", "people.xlsx", BOMB, "The file", "unpacks to 1,028 times its size", SAVE_AGAIN),
    ("far cell", "people.xlsx", book(put("XFD1048576", "x")), "People, line 1048576", "The cell XFD1048576 holds",
     "Delete everything in and around that cell"),
    ("far row", "people.xlsx", book(put("A1048576", "x")), "People, line 1048576", "The cell A1048576 holds",
     "Delete everything in and around that cell"),
    ("long text", "people.csv", of_one("1", "x" * 100_000, *ROW[2:]), "people, line 2",
     "100,000 characters in one cell", "Shorten the text to 32,767 characters or fewer"),
    ("long cell", "people.xlsx", LONG, "People, line 2", "100,000 characters in one cell", "Shorten the text to"),
    ("control", "people.csv", of_one("1", "Ann\x07 Frost", *ROW[2:]), "people, line 2",
     "A control character (U+0007) at place 4", "Type the text again by hand"),
    ("NUL", "people.csv", of_one("1", "Ann\x00 Frost", *ROW[2:]), "people, line 2",
     "A control character (U+0000) at place 4", "Type the text again by hand"),
    ("NUL in a heading", "people.csv", GOOD.replace("Name", "Na\x00me").encode(), "people, line 1",
     "A control character (U+0000) at place 3", "Type the text again by hand"),
    ("turned text", "people.csv", of_one("1", "Ann \u202eFrost", *ROW[2:]), "people, line 2",
     "A character that turns the direction of text (U+202E)", "Type the text again by hand"),
    ("formula", "people.xlsx", book(put("E2", "=0.4*2")), "People, line 2",
     "A formula whose result is not kept in the file", "write the value in place of the formula"),
    ("formula in CSV", "people.csv", of_one("1", *ROW[1:4], "=0.4*2"), "people, line 2", "Not a number",
     "Write digits, like 0.6"),
    ("merged", "people.xlsx", book(lambda sheet: sheet.merge_cells("D2:D3")), "People, line 2",
     "The cells D2:D3 are merged into one", "Unmerge D2:D3"),
    ("merged headings", "people.xlsx", book(lambda sheet: sheet.merge_cells("A1:B1")), "People, line 1",
     "The cells A1:B1 are merged into one", "Unmerge A1:B1"),
    ("blank lines", "people.csv", b"\n\n  \n", "The file", "There is nothing in this file", "Write headings in the"),
    ("headings alone", "people.csv", HEAD.encode(), "The file", "There is no row in this file", "Fill in at least one"),
    ("empty workbook", "people.xlsx", saved(Workbook()), "The file", "There is nothing in this file", "Write headings"),
    ("mainframe text", "people.csv", GOOD.encode("cp500"), "The file, line 1", "some of its bytes are no text",
     "CSV UTF-8 (comma delimited)"),
    ("no ending", "people", GOOD.encode(), "The file", "files named without an ending", "Save it as an Excel Workbook"),
    ("old Excel", "people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "The file",
     "The older Excel format (.xls) is not read", "Save it as an Excel Workbook (.xlsx)"),
    ("too many cells", "people.csv", of_one(*ROW, "7", "8"), "people, line 2", "7 cells under 5 headings",
     "Put text that holds a comma in quotation marks"),
    ("open quotation", "people.csv", of_one("1", '"Ann Frost', *ROW[2:]), "The file, line 2", NOT_CLOSED,
     "Put a quotation mark before and after the text"),
]  # fmt: skip


@pytest.fixture
def _memory() -> Iterator[None]:
    """The test takes little memory at its peak, where the system lets a process ask for its own."""
    try:
        CLEAR_REFS.write_text("5", encoding="ascii")  # forget the peak of the tests before
    except OSError:
        yield
        return
    before = peak()
    yield
    assert peak() - before < MOST


def peak() -> int:
    found = re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text(encoding="ascii"))
    assert found
    return int(found[1]) * 1024


def told(markup: str) -> list[str]:
    """The rows of a page's tables, as they are read."""
    rows = re.findall(r"<tr.*?</tr>", markup)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


@pytest.mark.usefixtures("_memory")
@pytest.mark.parametrize(
    ("name", "data", "where", "what", "remedy"), [c[1:] for c in UNREAD], ids=[c[0] for c in UNREAD]
)
def test_a_file_that_cannot_be_read_says_where_what_and_what_to_do(
    browser: Client, trust: Trust, name: str, data: bytes, where: str, what: str, remedy: str
) -> None:
    there = bring(browser, data, name)["Location"]
    shown = text(browser.get(there))
    assert [row for row in told(shown) if where in row and what in row and remedy in row], told(shown)
    assert "cannot be read. Nothing has been saved" in shown
    assert "There is nothing in this file that can be saved." in shown
    assert 'name="leaves_out"' not in shown
    for leaves_out in ({}, {"leaves_out": "on"}):
        browser.post(f"{there}approve/", leaves_out)
    assert browser.get(f"{there}faults/").status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    assert numbers(trust) == []
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert not Person.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_in_another_encoding_is_read_as_it_was_meant(browser: Client, encoding: str) -> None:
    there = bring(browser, GOOD.replace("Ann", "Zoë").encode(encoding))["Location"]
    assert "Zoë Frost" in text(browser.get(f"{there}rows/new/"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("people" + "x" * 5_000 + ".csv", None),
        ("../..\\people.csv", "people.csv"),
        ("<b>people</b>.csv", "b>.csv"),
        ("people\u202evsc.csv", None),
        ("'; DROP TABLE people.csv", "'; DROP TABLE people.csv"),
    ],
)
def test_odd_names_of_files_do_no_harm(browser: Client, trust: Trust, name: str, kept: str | None) -> None:
    there = bring(browser, GOOD, name)["Location"]
    for page in ("", "rows/new/", "undo/", "../"):
        shown = text(browser.get(there + page))
        assert "<b>people</b>" not in shown
        assert "\u202e" not in shown
    assert browser.get(f"{there}file/")["Content-Disposition"].isascii()
    browser.post(f"{there}approve/")
    assert numbers(trust) == ["1001", "1002"]
    with scoped(user_id=None, trust_ids=[trust.pk]):
        found = Import.objects.get().name
    assert len(found) <= 255
    assert kept in {None, found}


def test_a_search_for_what_no_name_can_hold_finds_nothing(browser: Client) -> None:
    bring(browser, GOOD)
    assert browser.get("/t/PLA/imports/", {"q": "a\x00b"}).status_code == HTTPStatus.OK


@pytest.mark.usefixtures("_memory")
def test_a_hundred_thousand_rows_wait_for_a_worker(browser: Client, trust: Trust) -> None:
    rows = "".join(f"{number},Ann Frost,Managers,Ward {number % 90},1\n" for number in range(100_000))
    there = bring(browser, HEAD + rows)["Location"]
    shown = text(browser.get(there))
    assert "Waiting for a worker" in shown
    assert "You can leave this page." in shown
    browser.post(f"{there}approve/")
    assert numbers(trust) == []


def test_a_workbook_that_packs_well_waits_for_a_worker(browser: Client) -> None:
    empty = "".join(row_xml(number, [""] * 5) for number in range(3, 40_000))
    data = zipped(parts(sheet_xml(row_xml(1, TOP) + row_xml(2, ROW) + empty)))
    assert len(data) < 1_000_000
    assert "Waiting for a worker" in text(browser.get(bring(browser, data, "People.XLSX")["Location"]))


def test_a_workbook_of_six_hundred_people_is_read_at_once(browser: Client) -> None:
    people = [(str(number), "Ann Frost", "Managers", f"Ward {number % 9}", "0.8") for number in range(600)]
    shown = text(browser.get(bring(browser, workbook([TOP, *people]), "people.xlsx")["Location"]))
    assert "<b>600</b> <span>New</span>" in shown
