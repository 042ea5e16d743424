"""Prints a kept pack as a tagged PDF (PDF/UA-1) by Typst: no network, our own letters, the same bytes each time."""

import json
from datetime import UTC, date, datetime, time
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
def _sheet(name: str) -> bytes:
    return (HERE / name).read_bytes()


def draw(sheet: str, data: str, *, on: date) -> bytes:
    """A sheet of Typst filled with `data`, text of JSON, as a tagged PDF of that day; the same bytes each time."""
    made = datetime.combine(on, time.min, UTC)
    compiler = typst.Compiler(_sheet(sheet), root=str(HERE), font_paths=letters(), ignore_system_fonts=True)
    drawn = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=made)
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no single file")
    return drawn


def draw_pdf(snapshot: str) -> bytes:
    """The pack of a snapshot as a PDF that can be read aloud; data go in as JSON, never as text of the program."""
    plain = read_snapshot(snapshot)
    marks = {verdict: (*told, verdict_svg(verdict)) for verdict, told in VERDICTS.items()}
    given = {name: value for name, value in plain.items() if name != "evidence"} | {"verdicts": marks}
    data = json.dumps(given, ensure_ascii=False).replace(ON_SCREEN, LETTERS)
    return draw("pack.typ", data, on=date.fromisoformat(plain["on"]))
