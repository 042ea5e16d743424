"""Prints a short board paper as a tagged PDF, by the means of the board pack: for the invented trusts."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import typst

from plait.pack.pdf import HERE, letters


def draw_paper(title: str, lead: str, parts: Sequence[tuple[str, str]], *, on: date) -> bytes:
    """A paper with its title, a sentence that leads in, and parts with a heading each; the same bytes each time."""
    given = json.dumps({"title": title, "lead": lead, "parts": [list(part) for part in parts]}, ensure_ascii=False)
    sheet = (HERE / "paper.typ").read_bytes()
    compiler = typst.Compiler(sheet, root=str(HERE), font_paths=letters(), ignore_system_fonts=True)
    made = datetime.combine(on, time.min, UTC)
    drawn = compiler.compile(format="pdf", sys_inputs={"paper": given}, pdf_standards=["ua-1"], timestamp=made)
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no single file")
    return drawn
