"""Text goes out to CSV and XLSX and comes back as it was, and no cell of it wakes as a formula on the way."""

import csv
import io
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from plait.files.celltext import FORBIDDEN, column_letters, column_place, neutral, number_text, text_of, tidy
from plait.files.reading import read_bytes
from plait.files.writing import Grid, grid_of, write_book, write_csv
from tests.files.hostile import lines, only, workbook

STARTS = [
    "=1+1",
    "+44 7700",
    "-x",
    "@home",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''=1",
    "'x",
    "x'=1",
]
LETTERS = st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\u2028\u2029")
TEXT = (
    (st.text(LETTERS, max_size=12) | st.builds(str.__add__, st.sampled_from("=+-@'＝\t"), st.text(LETTERS, max_size=6)))
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: not FORBIDDEN.search(text))
)
# the last cell is full, so that no row is empty and no column is cut
ROWS = st.lists(st.tuples(TEXT, TEXT, st.just("end")), max_size=8)
HEADINGS = ("Name", "Note", "End")


def book_bytes(*grids: Grid) -> bytes:
    stream = io.BytesIO()
    write_book(grids, stream)
    return stream.getvalue()


@given(ROWS)
def test_text_written_as_csv_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    book = read_bytes("x.csv", write_csv(HEADINGS, rows))
    assert book.problems == ()
    assert [cells for _, cells in lines(book)] == rows


@given(ROWS)
def test_text_written_as_workbook_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    book = read_bytes("x.xlsx", book_bytes(Grid("People", HEADINGS, rows)))
    assert book.problems == ()
    assert [cells for _, cells in lines(book)] == rows


@given(st.lists(st.text(LETTERS, min_size=1, max_size=20), min_size=1, max_size=4))
def test_text_an_independent_writer_saved_is_read(texts: list[str]) -> None:
    texts = [text for text in texts if not text.startswith(("=", "'")) and text.strip()] or ["x"]
    book = read_bytes("x.xlsx", workbook([["Heading"] * 1, *[[text] for text in texts]]))
    assert [cells[0] for _, cells in lines(book)] == [unicodedata.normalize("NFC", text) for text in texts]


@pytest.mark.parametrize("text", STARTS)
def test_no_cell_wakes_in_csv_or_workbook(text: str) -> None:
    rows = [(text, "end", "end")]
    data = write_csv(HEADINGS, rows)
    [_, raw] = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert raw[0] == text or raw[0] == "'" + text
    assert raw[0][0] not in "=+-@\t\r\n＝＋－＠"
    sheet = load_workbook(io.BytesIO(book_bytes(Grid("People", HEADINGS, rows))))["People"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix or neutral(text) == text
    for name, file in (("x.csv", data), ("x.xlsx", book_bytes(Grid("People", HEADINGS, rows)))):
        assert lines(read_bytes(name, file))[0][1] == rows[0]


def test_headings_are_kept_from_waking_too() -> None:
    data = write_csv(["=HYPERLINK(1)", "Name"], [["a", "b"]])
    assert data.startswith("\ufeff'=HYPERLINK".encode())
    assert only(read_bytes("x.csv", data)).headings == ("=HYPERLINK(1)", "Name")


def test_numbers_dates_and_answers_stay_what_they_are() -> None:
    row = (-5, -0.5, Decimal("0.40"), date(2026, 6, 30), True, None, ("a", "b"), "-5", 10**16, date(1850, 1, 1), "end")
    said = ("-5", "-0.5", "0.4", "2026-06-30", "yes", "", "a; b", "-5", "10000000000000000", "1850-01-01", "end")
    headings = [f"Heading {place}" for place in range(len(row))]
    data = write_csv(headings, [row])
    assert data.endswith(b"\r\n-5,-0.5,0.4,2026-06-30,yes,,a; b,-5,10000000000000000,1850-01-01,end\r\n")
    file = book_bytes(Grid("Sheet", headings, [row]))
    sheet = load_workbook(io.BytesIO(file))["Sheet"]
    assert [sheet.cell(2, place).data_type for place in (1, 2, 3, 4)] == ["n", "n", "n", "d"]
    for name, written in (("x.csv", data), ("x.xlsx", file)):
        assert lines(read_bytes(name, written)) == [(2, said)]


def test_a_table_that_was_read_can_be_written_again() -> None:
    book = read_bytes("x.csv", b"Name,Note\nAnn,'=1\nBo,\n")
    again = read_bytes("x.xlsx", book_bytes(grid_of(only(book))))
    assert (only(again).headings, lines(again)) == (only(book).headings, lines(book))


def test_names_of_sheets_are_made_fit_and_different() -> None:
    names = ["a/b[c]:*?\\d", "x" * 40, "X" * 35, "", "'quoted'", "x" * 31]
    file = book_bytes(*(Grid(name, ["Name"], [["Ann"]]) for name in names))
    assert load_workbook(io.BytesIO(file)).sheetnames == [
        "a b c d", "x" * 31, "X" * 29 + " 2", "Sheet", "quoted", "x" * 29 + " 3",
    ]  # fmt: skip


def test_more_rows_than_the_widths_are_taken_from_are_written() -> None:
    book = read_bytes("x.xlsx", book_bytes(Grid("Sheet", ["Number"], [[n] for n in range(300)])))
    assert [cells for _, cells in lines(book)] == [(str(n),) for n in range(300)]


def test_a_grid_without_headings_or_rows_makes_an_empty_sheet() -> None:
    assert load_workbook(io.BytesIO(book_bytes(Grid("Empty", [], [])))).sheetnames == ["Empty"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_numbers_have_no_exponent_and_lose_nothing(number: Decimal) -> None:
    text = number_text(number)
    assert "E" not in text.upper()
    assert Decimal(text) == number
    assert len(text) == 1 or not text.endswith("0") or "." not in text


def test_numbers_that_are_none_and_times_below_zero_have_a_text() -> None:
    assert [text_of(value) for value in (float("inf"), Decimal("NaN"), timedelta(hours=-1, seconds=-5))] == [
        "inf", "NaN", "-1:00:05",
    ]  # fmt: skip


@given(TEXT)
def test_neutral_text_is_restored(text: str) -> None:
    assert tidy(neutral(text)) == text


@given(st.integers(0, 20_000))
def test_columns_have_the_letters_excel_gives_them(place: int) -> None:
    assert column_place(column_letters(place)) == place
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
