"""CSV files as people and systems really save them."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from plait.files import csvfile, layout, reading
from plait.files.reading import read_book, read_bytes
from tests.files.hostile import lines, only, wrongs

TEXT = "Name,WTE\r\nZoë,1\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.replace("ë", "e\u0308").encode(),
    ],
)
def test_encodings_delimiters_and_line_ends_are_found(data: bytes) -> None:
    book = read_bytes("people.csv", data)
    assert book.problems == ()
    assert (only(book).name, only(book).headings) == ("people", ("Name", "WTE"))
    assert lines(book) == [(2, ("Zoë", "1"))]
    assert book.sha256 == sha256(data).hexdigest()


def test_commas_inside_semicolon_files_stay_text() -> None:
    book = read_bytes("x.csv", b"Name;Job;WTE\nFrost, Ann;Sister, ward;0,8\nLow, Bo;Porter, lead;1,0\n")
    assert lines(book)[0][1] == ("Frost, Ann", "Sister, ward", "0,8")


def test_a_record_is_counted_by_the_line_it_starts_on() -> None:
    book = read_bytes("x.csv", b'Name,Note\nAnn,"one\ntwo\r\nthree"\n\n , \nBo,"say ""hi"""\nCy\n')
    assert lines(book) == [(2, ("Ann", "one\ntwo\r\nthree")), (7, ("Bo", 'say "hi"')), (8, ("Cy", ""))]


def test_a_line_with_more_cells_than_headings_has_lost_its_place() -> None:
    book = read_bytes("x.csv", b"Name,WTE\nFrost, Ann,1\nBo,1,,\n")
    assert [(p.line, p.column, p.value) for p in book.problems] == [(2, "column C", "1")]
    assert "quotation marks" in book.problems[0].remedy
    assert lines(book) == [(3, ("Bo", "1"))]
    assert [line.cells for line in only(book).rejected] == [("Frost", " Ann")]


def test_control_characters_are_named_with_line_and_column() -> None:
    book = read_bytes("x.csv", b"Name,WTE\nAnn\x00,1\nBo\x1b,1\nCy,1\n")
    assert [(p.line, p.column, p.value) for p in book.problems] == [
        (2, "Name", "Ann[U+0000]"),
        (3, "Name", "Bo[U+001B]"),
    ]
    assert lines(book) == [(4, ("Cy", "1"))]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'Name,WTE\nAnn,1\nBo,"1\nCy,1\n', 3),
        (b'Name,WTE\nAnn,"a"b\n', 2),
        (b"Name,WTE\nAnn," + b"x" * 200_000, 2),
        (b"Name,WTE\nAnn," + b"x" * 1_200_000, 2),
        (b"Name,WTE\nAnn," + b'"\n",' * 400_000, 2),
        (b"Name,WTE\nAnn," + b"," * 2_000_000, 2),
    ],
)
def test_quotations_and_lines_without_end_are_refused_with_their_line(data: bytes, line: int) -> None:
    book = read_bytes("x.csv", data)
    assert book.tables == ()
    assert [(p.line, p.remedy) for p in book.problems] == [(line, csvfile.CLOSE_QUOTES)]


def test_a_cell_of_100_kilobytes_is_named() -> None:
    assert wrongs(read_bytes("x.csv", b"Name,WTE\nAnn," + b"x" * 100_000)) == ["100,000 characters in one cell"]


def test_empty_lines_without_end_are_refused() -> None:
    book = read_bytes("x.csv", b"Name,WTE\n" + b"\n" * 1_100_000)
    assert wrongs(book) == ["The file goes on past line 1,048,576"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("Name,WTE\nZoë,1\n".encode() + b"Ren\xe9,1\n", 3),
        (b"Name,WTE\nRen\x81,1\n", 2),
        (b"\xef\xbb\xbfName\nRen\xe9\n", 2),
        (b"Name,WTE\n" + b"a" * csvfile.CHUNK + b"\n" + "Zoë".encode() + b"\xff", 3),
        (b"\xff\xfe\x00\xd8\x00\x00", 1),
        (b"\xff\xfe\x00\x00\xff\xff\xff\xff", 1),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(data: bytes, line: int) -> None:
    book = read_bytes("x.csv", data)
    assert [(p.line, p.wrong) for p in book.problems] == [(line, "The file is damaged: some of its bytes are no text")]


def test_an_empty_file_says_what_to_write() -> None:
    for data in (b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n"):
        assert wrongs(read_bytes("x.csv", data)) == ["There is nothing in this file"]


def test_cells_of_one_apostrophe_and_white_space_do_no_harm() -> None:
    assert lines(read_bytes("x.csv", b"Name,WTE\n'\t,\nAnn,1\n")) == [(2, ("", "")), (3, ("Ann", "1"))]


def test_a_folder_is_a_book_of_its_csv_files(tmp_path: Path) -> None:
    folder = tmp_path / "trust"
    (folder / "inner.csv").mkdir(parents=True)
    (folder / "teams.csv").write_text("Team\nHub\n")
    (folder / "People.CSV").write_text("Name\nAnn\n")
    (folder / "broken.csv").write_bytes(b"%PDF-")
    (folder / ".hidden.csv").write_text("Name\n")
    (folder / "notes.txt").write_text("x")
    book = read_book(folder)
    assert (book.name, [table.name for table in book.tables]) == ("trust", ["People", "teams"])
    assert [(p.table, p.wrong) for p in book.problems] == [
        ("broken", "This is a PDF document, though it is named .csv")
    ]
    again = tmp_path / "again"
    folder.rename(again)
    assert read_book(again).sha256 == book.sha256
    (again / "teams.csv").rename(again / "squads.csv")
    assert read_book(again).sha256 != book.sha256


def test_folders_with_nothing_or_too_much_to_read_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrongs(read_book(tmp_path)) == ["There are no CSV files in this folder"]
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("Name\nAnn\n")
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    assert "together larger" in wrongs(read_book(tmp_path))[0]
    monkeypatch.setattr(reading, "MAX_FILES", 1)
    assert wrongs(read_book(tmp_path)) == ["More than 1 CSV files in one folder"]


def test_what_is_no_file_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert wrongs(read_book(tmp_path / "none.csv")) == ["none.csv cannot be opened: there is no such file"]
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert wrongs(read_book(pipe)) == ["pipe.csv cannot be opened: there is no such file"]


def test_long_files_are_read_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "REMEMBERED", 3)
    rows = [(f"Name {number}", str(number)) for number in range(100)]
    book = read_bytes("x.csv", "\n".join(["Name;Number", *map(";".join, rows)]).encode())
    assert [cells for _, cells in lines(book)] == rows
