"""The agenda of an invented board, fourteen timed items, in Word and as a PDF with a table drawn by lines."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from docx import Document

TOP = (
    "Brindleham NHS Foundation Trust",
    "Board of directors, meeting in public",
    "Thursday 3 September 2026, 9.30am to 12.45pm, the Mill Room",
)
HEADS = ("No.", "Time", "Item", "Lead", "Purpose")
FOURTEEN = (
    ("1", "09:30", "Welcome, apologies and declarations of interest", "Chair", "For noting"),
    ("2", "09:35", "Minutes of the meeting held on 2 July 2026", "Chair", "For approval"),
    ("3", "09:40", "Action log and matters arising", "Chair", "For discussion"),
    ("4", "09:45", "Patient story: home before noon", "Chief nurse", "For noting"),
    ("5", "10:00", "Chief executive's report", "Chief executive", "For noting"),
    ("6", "10:15", "Integrated performance report", "Chief operating officer", "For assurance"),
    ("7", "10:40", "Electronic prescribing: progress and options", "CDIO", "For decision"),
    ("8", "11:05", "Cyber security: annual assessment", "CDIO", "For assurance"),
    ("", "11:20", "Break", "", ""),
    ("9", "11:30", "Finance report, month 4, and the capital plan", "Finance director", "For assurance"),
    ("10", "11:50", "Quality and safety committee: chair's report", "Non-executive director", "For assurance"),
    ("11", "12:00", "Maternity: staffing and safety", "Chief nurse", "For assurance"),
    ("12", "12:15", "Workforce: retention and recruitment", "Chief people officer", "For discussion"),
    ("13", "12:30", "Strategy: the new hospital programme", "Strategy director", "For decision"),
    ("14", "12.40pm", "Questions from the public and any other business", "Chair", "For discussion"),
)
MINUTES = ("5", "5", "5", "15", "15", "25", "25", "15", "20", "10", "15", "15", "10", "5")
"""What each of the fourteen has, from its time to the next, the break taken out."""
COLUMNS = (40, 75, 125, 360, 470, 560)
"""Where the lines between the columns of the PDF stand, in points."""


def word_agenda(
    rows: Sequence[Sequence[str]] = FOURTEEN, top: Sequence[str] = TOP, heads: Sequence[str] = HEADS
) -> bytes:
    """A Word document: a title, lines, and the items in a table."""
    document = Document()
    document.add_heading(top[0], 0)
    for line in top[1:]:
        document.add_paragraph(line)
    document.add_heading("Agenda", 1)
    table = document.add_table(rows=0, cols=len(heads))
    for row in (heads, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a Word document."""
    kept = io.BytesIO()
    document.save(kept)  # type: ignore[attr-defined] # the library exports a function of the class's name
    return kept.getvalue()


def pdf_agenda() -> bytes:
    """A PDF of one page: lines, and the items in a table with lines around its cells, its headings among them."""
    drawn = [_text(40, 800 - 20 * place, line) for place, line in enumerate(TOP)]
    rows = (HEADS, *FOURTEEN)
    edges = [700 - 20 * place for place in range(len(rows) + 1)]
    drawn += [f"{COLUMNS[0]} {y} m {COLUMNS[-1]} {y} l S" for y in edges]
    drawn += [f"{x} 700 m {x} {700 - 20 * len(rows)} l S" for x in COLUMNS]
    for place, row in enumerate(rows):
        drawn += [_text(x + 3, 686 - 20 * place, cell) for x, cell in zip(COLUMNS, row, strict=False) if cell]
    return pdf_of("\n".join(drawn))


def _text(x: int, y: int, words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 8 Tf {x} {y} Td ({escaped}) Tj ET"


def pdf_lines(*lines: str) -> bytes:
    """A PDF of one page with these lines of print."""
    return pdf_of("\n".join(_text(40, 800 - 14 * place, line) for place, line in enumerate(lines)))


def pdf_of(drawn: str, *, told: str = "/Filter /FlateDecode", trailer: str = "") -> bytes:
    """A PDF of one page that shows what is drawn; `told` stands in the dictionary of its stream."""
    packed = zlib.compress(drawn.encode("cp1252")) if "FlateDecode" in told else drawn.encode("cp1252")
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page.encode(),
        f"<< {told} /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
