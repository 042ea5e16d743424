"""Prints a kept pack as a tagged PDF (PDF/UA-1) by Typst: no network, our own letters, the same bytes each time."""

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

from plait.pack.document import read_snapshot
from plait.pack.verdict_icons import VERDICTS, verdict_svg

HERE = Path(__file__).parent
LETTERS = "Liberation Sans"
ON_SCREEN = "Arial, Helvetica, sans-serif"


@cache
def letters() -> typst.Fonts:
    """The two faces that come with Plait, and none of the machine's: a page looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])


@cache
def _sheet() -> bytes:
    return (HERE / "pack.typ").read_bytes()


def draw_pdf(snapshot: str) -> bytes:
    """The pack of a snapshot as a PDF that can be read aloud; data go in as JSON, never as text of the program."""
    plain = read_snapshot(snapshot)
    marks = {verdict: (*told, verdict_svg(verdict)) for verdict, told in VERDICTS.items()}
    given = {name: value for name, value in plain.items() if name != "evidence"} | {"verdicts": marks}
    data = json.dumps(given, ensure_ascii=False).replace(ON_SCREEN, LETTERS)
    made = datetime.combine(date.fromisoformat(plain["on"]), datetime.min.time(), UTC)
    compiler = typst.Compiler(_sheet(), root=str(HERE), font_paths=letters(), ignore_system_fonts=True)
    drawn = compiler.compile(format="pdf", sys_inputs={"pack": data}, pdf_standards=["ua-1"], timestamp=made)
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no single file")
    return drawn
