"""An agenda of sixty items read from Word and from a PDF, as far as the rows of its two sheets."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Iterator, Sequence

from bench.timing import Row

GOAL = 0.2
DAY = "Board of directors, Thursday 3 September 2026, 9am to 4pm"
HEADS = ("No.", "Time", "Item", "Lead", "Purpose")


def rows(count: int, rounds: int) -> Iterator[Row]:
    """One line for each kind of document."""
    from plait.files.reading import read_bytes

    items = [
        (str(n), f"{9 + n // 12:02}:{n % 12 * 5:02}", f"Item {n} of a long meeting", "Chair", "For noting")
        for n in range(1, count + 1)
    ]
    for name, data in (("agenda.docx", _word(items)), ("agenda.pdf", _pdf(items))):
        times = []
        for _ in range(rounds):
            start = time.process_time()
            book = read_bytes(name, data)
            times.append(time.process_time() - start)
            if len(book.tables[1].lines) != count:
                raise ValueError(f"{name} was read as {book}")
        took = statistics.median(times)
        kind = "Word" if name.endswith(".docx") else "a PDF"
        words = f"{took * 1000:.0f} CPU ms"
        yield Row(f"Agenda of {count} items read from {kind}", words, goal=f"{GOAL * 1000:.0f} ms", is_met=took <= GOAL)


def _word(items: Sequence[Sequence[str]]) -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(DAY)
    table = document.add_table(rows=0, cols=len(HEADS))
    for item in (HEADS, *items):
        for cell, text in zip(table.add_row().cells, item, strict=True):
            cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _pdf(items: Sequence[Sequence[str]]) -> bytes:
    import typst

    cells = "\n".join(", ".join(f"[{text}]" for text in item) + "," for item in (HEADS, *items))
    made = typst.compile(f"{DAY}\n#table(columns: {len(HEADS)},\n{cells}\n)".encode())
    return bytes(made)
