"""Files made to do harm, or named as what they are not: refused before they are unpacked, with a remedy."""

import io
import struct
import zlib
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile

import pytest

from plait.engine.tables import Problem
from plait.files import archive, limits, reading
from plait.files.reading import read_book, read_bytes
from tests.files.hostile import ANN, HEAD, HEADINGS, MAIN, OFFICE, lines, parts, sheet_xml, workbook, wrongs, zipped

GOOD = parts(sheet_xml(HEADINGS + ANN))
RELATIONS = "xl/_rels/workbook.xml.rels"
WORKBOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(name: str, data: bytes) -> Problem:
    """The one problem of a file of which nothing is read."""
    book = read_bytes(name, data)
    assert book.tables == ()
    assert len(book.problems) == 1, book.problems
    assert book.problems[0].remedy
    return book.problems[0]


def test_the_good_workbook_the_others_are_made_from_is_read() -> None:
    assert lines(read_bytes("x.xlsx", zipped(GOOD))) == [(2, ("Ann", "0.4"))]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
        ("x.xlsx", b"\xff\xd8\xff\xe0", "a JPEG picture"),
        ("x.xlsx", b"%PDF-1.7", "a PDF document"),
        ("x.xlsx", b"Name,WTE\nAnn,1\n", "a text file"),
        ("x.xlsx", b"", "a text file"),
        ("x.xlsx", b"\xef\xbb\xbf <HTML><table>", "a web page"),
        ("x.xlsx", OLE, "older Excel file"),
        ("x.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("x.csv", b"GIF89a", "a GIF picture"),
        ("x.csv", b"<table><tr>", "a web page"),
        ("x.csv", bytes(range(1, 32)) * 20, "no text"),
        ("x.csv", b"PK\x03\x04", "a workbook or a zip file"),
        ("x.csv", OLE, "a workbook or a zip file"),
        ("x.xlsm", b"PK", "macros"),
        ("x.XLS", b"<html>", "older Excel format"),
        ("x.ods", b"PK", "OpenDocument"),
        ("x.docx", b"PK", "The file is damaged: its packing cannot be read"),
        ("people", b"Name", "Plait does not read files named without an ending"),
        ("x.xlsx", b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_a_file_must_hold_what_its_name_says(name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data).wrong


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"xl/vbaProject.bin": "x"}, "macros"),
        ({"mimetype": "x", "content.xml": "x"}, "OpenDocument"),
        ({"../../etc/passwd": "x"}, "points outside"),
        ({"xl\\..\\..\\x": "x"}, "points outside"),
        ({"/etc/passwd": "x"}, "points outside"),
        ({"C:/x": "x"}, "points outside"),
        ({"XL/workbook.xml": "x"}, "same name"),
    ],
)
def test_parts_that_no_workbook_has_are_refused(more: dict[str, str], said: str) -> None:
    assert said in refusal("x.xlsx", zipped(GOOD | more)).wrong


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert "no Excel workbook" in refusal("x.xlsx", zipped({"people.csv": "Name"})).wrong


@pytest.mark.parametrize("part", sorted(GOOD))
@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>', "words of its own"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "words of its own"),
        ("<!-- " + "x" * 70_000 + ' --><!DOCTYPE x SYSTEM "http://127.0.0.1/x">', "words of its own"),
        ("<!-- --><open>", "not what Excel writes"),
    ],
)
def test_xml_that_defines_entities_or_breaks_off_is_refused_in_any_part(part: str, attack: str, said: str) -> None:
    data = zipped(GOOD | {part: GOOD[part].replace(HEAD, HEAD + attack)}, ZIP_STORED)
    assert said in refusal("x.xlsx", data).wrong


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_xml_in_an_encoding_the_guard_might_misread_is_refused(encoding: str) -> None:
    data = zipped(GOOD | {SHEET: GOOD[SHEET].replace("UTF-8", "UTF-16").encode(encoding)})
    assert "not what Excel writes" in refusal("x.xlsx", data).wrong
    named = zipped(GOOD | {SHEET: GOOD[SHEET].replace("UTF-8", "EBCDIC")})
    assert "not what Excel writes" in refusal("x.xlsx", named).wrong


def test_a_sheet_the_workbook_names_but_lacks_is_refused() -> None:
    data = zipped({name: text for name, text in GOOD.items() if name != SHEET})
    assert "the sheet is missing" in refusal("x.xlsx", data).wrong


def related(kind: str, part: str, text: str) -> bytes:
    """A workbook that names one more part; the part is left out where there is no text for it."""
    more = f'<Relationship Id="r2" Type="{OFFICE}/{kind}" Target="{part}"/></Relationships>'
    relations = GOOD[RELATIONS].replace("</Relationships>", more)
    return zipped(GOOD | {RELATIONS: relations} | ({f"xl/{part}": text} if text else {}))


def test_shared_text_is_read_from_wherever_the_workbook_says() -> None:
    shared = f"{HEAD}<sst {MAIN}><si><t>Bo</t></si></sst>"
    sheet = GOOD[SHEET].replace('t="str"><v>Ann', 't="s"><v>0')
    data = related("sharedStrings", "texts/mine.xml", shared)
    with ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert lines(read_bytes("x.xlsx", zipped(members | {SHEET: sheet}))) == [(2, ("Bo", "0.4"))]


def test_a_part_the_workbook_names_but_lacks_is_not_missed_when_nothing_needs_it() -> None:
    assert lines(read_bytes("x.xlsx", related("styles", "styles.xml", ""))) == [(2, ("Ann", "0.4"))]


@pytest.mark.parametrize(
    "data",
    [
        zipped(parts(sheet_xml(HEADINGS + ANN.replace("<v>0.4", "<v>four")))),
        zipped(parts(sheet_xml(HEADINGS + ANN.replace('<c r="B2"', '<c r="B2" t="nonsense"')))),
        zipped(parts(sheet_xml(HEADINGS + ANN.replace('<c r="B2"', '<c r="B2" t="s"')))),
        related(
            "styles", "styles.xml", f'{HEAD}<styleSheet {MAIN}><numFmts><numFmt numFmtId="x"/></numFmts></styleSheet>'
        ),
        related("sharedStrings", "s.xml", f"{HEAD}<sst {MAIN}><si><t>\ufffe</t></si></sst>"),
        zipped(GOOD | {"[Content_Types].xml": f"{HEAD}<x/>"}),
        zipped(
            GOOD | {WORKBOOK: GOOD[WORKBOOK].replace("<sheet ", '<sheet name="Lost" sheetId="2" r:id="r9"/><sheet ')}
        ),
    ],
)
def test_what_calamine_cannot_make_sense_of_is_a_problem_or_text_and_never_a_crash(data: bytes) -> None:
    book = read_bytes("x.xlsx", data)
    assert book.problems or lines(book)[0][0] == 2


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = zipped(GOOD | {"xl/media/x.xml": "0" * 60_000_000})
    assert len(data) < 100_000
    assert "times its size, more than 200" in refusal("x.xlsx", data).wrong


def test_too_much_unpacked_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 2_000_000)
    assert refusal("x.xlsx", zipped(GOOD | {"a": "x" * 999_999, "b": "y" * 999_999, "c": "z" * 999_999})).wrong == (
        "Unpacked, the file is 4 MB, more than 2 MB"
    )


@pytest.mark.parametrize("count", [2_001, 20_000, 70_000])
def test_a_zip_of_many_members_is_refused_unseen(count: int) -> None:
    one = zlib.crc32(b"")
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, one, 0, 0, 6, 0, 0, 0, 0, 0, 0)
        + f"{n:06}".encode()
        for n in range(count)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(central), 0, 0)
    said = refusal("x.xlsx", b"PK\x01\x02" + central[4:] + end).wrong
    assert "parts, more than the 2,000" in said or "list of parts" in said


def test_a_directory_that_lies_about_its_count_is_counted() -> None:
    data = bytearray(zipped({f"{n}": "" for n in range(2_001)}))
    data[-14:-10] = struct.pack("<HH", 1, 1)
    assert refusal("x.xlsx", bytes(data)).wrong == "The file has 2,001 parts, more than the 2,000 Plait opens"


def test_zips_for_huge_files_or_with_odd_packing_or_passwords_are_refused() -> None:
    data = zipped(GOOD)
    end = data.rindex(b"PK\x05\x06")
    huge = data[:end] + b"PK\x06\x07" + bytes(16) + data[end:]
    assert "over 4 GB" in refusal("x.xlsx", huge).wrong
    assert "a form Excel does not use" in refusal("x.xlsx", zipped(GOOD, ZIP_BZIP2)).wrong
    locked = bytearray(data)
    central = data.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    assert "protected by a password" in refusal("x.xlsx", bytes(locked)).wrong
    long = data[: end + 12] + struct.pack("<L", 2_000_000) + data[end + 16 :]
    assert "list of parts" in refusal("x.xlsx", long).wrong
    assert "damaged" in refusal("x.xlsx", data.replace(b"PK\x01\x02", b"PK\x01\x03")).wrong
    cut = data[:end] + data[end : end + 16] + struct.pack("<L", 2**31) + data[end + 20 :]
    assert "damaged" in refusal("x.xlsx", cut).wrong


def test_a_member_whose_bytes_do_not_match_its_entry_is_refused() -> None:
    data = bytearray(zipped(GOOD, ZIP_STORED))
    at = data.index(b"<v>Ann</v>")
    data[at + 3 : at + 6] = b"Bob"
    assert "damaged" in refusal("x.xlsx", bytes(data)).wrong
    odd = bytearray(zipped(GOOD | {"xl/workbook.xml": GOOD["xl/workbook.xml"] + " "}, ZIP_STORED))
    at = odd.index(b"</workbook> ")
    odd[at + 11 : at + 12] = b"\n"
    assert "damaged" in refusal("x.xlsx", bytes(odd)).wrong


def test_a_member_that_unpacks_to_more_than_it_says_is_cut_there() -> None:
    """The true length is what the copy holds: what a lying entry hides is never handed on."""
    data = bytearray(zipped(GOOD))
    size = struct.pack("<L", len(GOOD[SHEET]))
    assert data.count(size) >= 2
    lied = bytes(data).replace(size, struct.pack("<L", 40))
    assert read_bytes("x.xlsx", lied).tables == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (HEADINGS + f'<row r="2"><c r="A2" t="str"><v>{"x" * 1_300_000}</v></c></row>', "over a million characters"),
        (HEADINGS + f'<row r="2"><c r="A2" s="{"1" * 1_300_000}"/></row>', "over a million characters"),
    ],
)
def test_xml_that_would_have_to_be_held_whole_is_refused(rows: str, said: str) -> None:
    assert said in refusal("x.xlsx", zipped(parts(sheet_xml(rows)), ZIP_STORED)).wrong


def test_a_part_larger_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (("plainsheet", "MAX_PART_BYTES"), ("sheetscan", "MAX_PART_BYTES")):
        monkeypatch.setattr(f"plait.files.{module}.{name}", 100)
    assert refusal("x.xlsx", zipped(GOOD)).value == SHEET
    monkeypatch.undo()
    monkeypatch.setattr("plait.files.workbook.MAX_ELEMENTS", 1)
    assert "larger than Plait reads" in refusal("x.xlsx", zipped(GOOD)).wrong


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert limits.MAX_FILE_BYTES == 50_000_000
    path = tmp_path / "big.csv"
    path.write_bytes(b"Name\n" + b"x" * 50_000_000)
    assert wrongs(read_book(path)) == ["The file is larger than 50 MB"]
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    assert "larger" in refusal("x.csv", b"Name,WTE\nAnn,1").wrong


def test_names_of_uploads_lose_their_folders_and_signs() -> None:
    data = workbook([["Name"], ["Ann"]])
    assert read_bytes("C:\\Users\\x\\trust.xlsx", data).name == "trust.xlsx"
    assert read_bytes("../../trust\u202e.xlsx", data).name == "trust[U+202E].xlsx"
    assert read_bytes("", b"x").problems[0].wrong == "Plait does not read files named without an ending"
