"""Builds files, good and hostile, in memory; nothing here is read by the code under test but as bytes."""

import io
from collections.abc import Iterable, Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook

from plait.engine.tables import Book, Table
from plait.files.reading import read_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADINGS = '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>WTE</v></c></row>'
ANN = '<row r="2"><c r="A2" t="str"><v>Ann</v></c><c r="B2"><v>0.4</v></c></row>'


def saved(book: Workbook) -> bytes:
    """What openpyxl, an independent writer, makes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(rows: Iterable[Sequence[object]], title: str = "People") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def parts(sheet: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The parts of the smallest workbook, its one sheet holding the XML given; `more` replaces or adds parts."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"></Types>',
        "xl/workbook.xml": f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relation}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    } | dict(more or {})


def sheet_xml(rows: str, after: str = "") -> str:
    return f"{HEAD}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"


def zipped(members: Mapping[str, str | bytes], packing: int = ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", packing) as archive:
        for name, text in members.items():
            info = ZipInfo(name)
            info.compress_type = packing
            archive.writestr(info, text)
    return stream.getvalue()


def of_rows(rows: str, after: str = "") -> Book:
    """What is read from a workbook whose one sheet holds these rows of XML."""
    return read_bytes("trust.xlsx", zipped(parts(sheet_xml(rows, after)), ZIP_STORED))


def only(book: Book) -> Table:
    assert len(book.tables) == 1, book.problems
    return book.tables[0]


def lines(book: Book) -> list[tuple[int, tuple[str, ...]]]:
    return [(line.number, line.cells) for line in only(book).lines]


def wrongs(book: Book) -> list[str]:
    return [problem.wrong for problem in book.problems]
