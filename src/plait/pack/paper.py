"""Prints a short board paper as a tagged PDF, by the means of the board pack: for the invented trusts."""

import json
from collections.abc import Sequence
from datetime import date

from plait.pack.pdf import draw


def draw_paper(title: str, lead: str, parts: Sequence[tuple[str, str]], *, on: date) -> bytes:
    """A paper with its title, a sentence that leads in, and parts with a heading each; the same bytes each time."""
    given = {"title": title, "lead": lead, "parts": [list(part) for part in parts]}
    return draw("paper.typ", json.dumps(given, ensure_ascii=False), on=on)
