"""Prints a board pack from its snapshot: every file it has, for the command line and the worker alike."""

from datetime import datetime
from io import BytesIO

from plait.files.figures import evidence_grid
from plait.files.writing import write_book
from plait.pack.document import evidence_of, read_snapshot
from plait.pack.html import draw_html
from plait.pack.pdf import draw_pdf


def print_pack(snapshot: str) -> dict[str, bytes]:
    """By ending every file of a pack: HTML, PDF, XLSX and the snapshot itself; the same snapshot gives the same."""
    return {
        "html": draw_html(snapshot),
        "pdf": draw_pdf(snapshot),
        "xlsx": _book(snapshot),
        "json": snapshot.encode(),
    }


def _book(snapshot: str) -> bytes:
    target = BytesIO()
    made = datetime.fromisoformat(read_snapshot(snapshot)["on"])
    write_book((evidence_grid(one.name, one.heads, one.rows) for one in evidence_of(snapshot)), target, made=made)
    return target.getvalue()
