"""Reads an agenda or minutes from a Word document, a PDF or plain text: numbered lines, then rows of two sheets."""

import io
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from plait.engine.agendas.reading import read_agenda
from plait.engine.tables import Line, Problem, Table
from plait.files.archive import SAVE_AGAIN, UNREADABLE, open_archive
from plait.files.celltext import FORBIDDEN
from plait.files.csvfile import text_lines
from plait.files.limits import MAX_DOCUMENT_LINES, MAX_STORY_BYTES, MEGABYTE, Refused
from plait.files.pdf import read_pdf

DOCX, PDF, TXT, MARKDOWN = ".docx", ".pdf", ".txt", ".md"
STORY = "word/document.xml"
SAVE_AS_WORD = "Open it in Word and save it again as a Word Document (.docx)"
NO_WORD = Refused("This is no Word document, though it is named .docx", SAVE_AS_WORD)
LISTED = "• "
"""Word numbers its lists as it draws them, so the number is no text; the item still stands in a list."""


def read_document(suffix: str, data: bytes) -> tuple[list[Table], list[Problem]]:
    """The meeting and the items that a document states, as two tables, and what is wrong; Refused when unreadable.

    Lines are counted as the document has them: paragraphs and rows of tables in Word, lines of print in a PDF.
    """
    read = {DOCX: _of_word, PDF: read_pdf, TXT: text_lines, MARKDOWN: text_lines}[suffix]
    lines: list[Line] = []
    for number, cells in enumerate(read(data), start=1):
        if number > MAX_DOCUMENT_LINES:
            wrong = f"The document has more than {MAX_DOCUMENT_LINES:,} lines"
            raise Refused(wrong, "Bring the agenda or the minutes alone, without the papers")
        parts = (cells,) if isinstance(cells, str) else cells
        lines.append(Line(number, tuple(" ".join(FORBIDDEN.sub(" ", part).split()) for part in parts)))
    tables, problems = read_agenda(lines)
    return list(tables), list(problems)


def _of_word(data: bytes) -> Iterator[str | tuple[str, ...]]:
    """The paragraphs and the rows of tables, in their order."""
    try:
        with open_archive(data) as archive:
            sizes = {member.filename: member.file_size for member in archive.infolist()}
    except Refused as refusal:
        raise Refused(refusal.wrong, SAVE_AS_WORD if refusal.remedy == SAVE_AGAIN else refusal.remedy) from refusal
    if STORY not in sizes:
        raise NO_WORD
    if sizes[STORY] > MAX_STORY_BYTES:
        wrong = f"The text of the document is over {MAX_STORY_BYTES // MEGABYTE} MB"
        raise Refused(wrong, "Bring the agenda or the minutes alone, without the papers")
    try:
        parts = list(Document(io.BytesIO(data)).iter_inner_content())
    except (OpcError, SyntaxError, KeyError, AttributeError, *UNREADABLE) as error:
        raise Refused("The document is damaged", SAVE_AS_WORD) from error
    for part in parts:
        yield from _rows(part) if isinstance(part, WordTable) else _paragraph(part)


def _rows(table: WordTable) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield tuple(cell.text for cell in row.cells)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    text, style = paragraph.text, (paragraph.style.name if paragraph.style else "") or ""
    properties = paragraph._p.pPr  # noqa: SLF001 # the library's own way to what it has no name for
    is_listed = style.startswith("List") or (properties is not None and properties.numPr is not None)
    if style.startswith("Heading"):
        yield from ("", text, "")
    else:
        yield f"{LISTED}{text}" if is_listed and text.strip() else text
