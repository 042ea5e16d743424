"""Whatever the bytes, reading gives a book: it never raises, and says something when there is no table."""

from zipfile import ZIP_STORED

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.files.celltext import FORBIDDEN
from plait.files.limits import MAX_CELL_TEXT
from plait.files.reading import read_bytes
from tests.files.hostile import ANN, HEADINGS, parts, sheet_xml, workbook, zipped

CHANGES = st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4)
PIECES = [
    "<c>", '<c r="B9">', '<c r="XFD1048576">', '<c t="e">', "</c>", "<v>1</v>", "<v/>", '<row r="3">', "<row>",
    "</row>", "<f>1</f>", '<mergeCell ref="A1:C4"/>', "<!-- -->", "<![CDATA[x]]>", "<is><t>x</t></is>", "&lt;",
]  # fmt: skip


def check(name: str, data: bytes) -> None:
    book = read_bytes(name, data)
    assert book.tables or book.problems
    for table in book.tables:
        for line in table.lines:
            assert len(line.cells) == len(table.headings)
            assert not any(FORBIDDEN.search(cell) or len(cell) > MAX_CELL_TEXT for cell in line.cells)


def changed(data: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    for place, put in changes:
        at = place % len(data)
        data = data[:at] + put + data[at + len(put) :]
    return data


@given(st.binary(max_size=300))
def test_any_bytes_named_csv_or_xlsx(data: bytes) -> None:
    check("x.csv", data)
    check("x.xlsx", b"PK" + data)


@pytest.mark.parametrize(
    "data", [zipped(parts(sheet_xml(HEADINGS + ANN)), ZIP_STORED), workbook([["Name", "WTE"], ["Ann", 0.4]])]
)
@given(changes=CHANGES)
def test_a_workbook_with_bytes_changed(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    check("x.xlsx", changed(data, changes))


@given(CHANGES)
def test_a_sheet_with_its_xml_changed(changes: list[tuple[int, bytes]]) -> None:
    """Changed before it is packed, so that the checksum of the zip does not catch it first."""
    sheet = changed(sheet_xml(HEADINGS + ANN).encode(), changes)
    check("x.xlsx", zipped({**parts(""), "xl/worksheets/sheet1.xml": sheet}))


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_sheet_of_elements_in_any_order(pieces: list[str]) -> None:
    check("x.xlsx", zipped(parts(sheet_xml(HEADINGS + "".join(pieces)))))
