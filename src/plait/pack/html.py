"""Draws a kept pack as one HTML file, complete in itself: no script, nothing fetched, the same bytes each time."""

from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plait.engine.litmus.wording import day
from plait.pack.document import read_snapshot
from plait.pack.verdict_icons import VERDICTS, verdict_svg

STYLE = (Path(__file__).parent / "pack.css").read_text(encoding="utf-8")


def style_hash(page: bytes) -> str:
    """By which a content policy lets the one style of a printed page stand, and no other."""
    style = page.partition(b"<style>")[2].partition(b"</style>")[0]
    return f"sha256-{b64encode(sha256(style).digest()).decode()}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("plait.pack", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def draw_html(snapshot: str) -> bytes:
    """The pack of a snapshot as a page that people read first."""
    plain = read_snapshot(snapshot)
    page = _environment().get_template("pack.jinja")
    told = {"pack": plain, "on": day(date.fromisoformat(plain["on"])), "verdicts": VERDICTS, "style": _as_drawn(STYLE)}
    return page.render(**told, icon=_icon, drawn=_as_drawn).encode()


def _icon(verdict: str) -> Markup:
    return _as_drawn(verdict_svg(verdict))


def _as_drawn(drawing: str) -> Markup:
    """A drawing or a style of our own, in which every word from the record was escaped when it was made."""
    return Markup(drawing)  # noqa: S704 # drawn by plait.pack alone, never typed by anybody
