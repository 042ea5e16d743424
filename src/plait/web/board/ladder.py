"""The parity ladder as a picture: a rung is a bar where the right is there, an empty dashed one where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from plait.engine.board import Rung
from plait.engine.board_sheets import DIGITAL, RIGHTS, SUBJECTS

INK, QUIET, EDGE = "#212b32", "#4c6272", "#b0281d"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How large the picture is: where ladders begin, how wide each is, how high a rung, whether names stand above."""

    id: str
    width: int
    left: int
    ladder: int
    rung: int
    is_narrow: bool

    @property
    def bar(self) -> int:
        """How long a rung is."""
        return self.ladder - (14 if self.is_narrow else 40)


WIDE, NARROW = (
    Sheet("ladder-wide", 960, 330, 200, 40, is_narrow=False),
    Sheet("ladder-narrow", 320, 6, 102, 58, is_narrow=True),
)
TOP = 44
FONT = 'font-family="Arial, Helvetica, sans-serif"'


def draw_ladder(stood: Mapping[Rung, bool], following: str, sheet: Sheet) -> Markup:
    """Three ladders side by side, the first right at the foot; the `following` rung of digital is outlined."""
    height = TOP + len(RIGHTS) * sheet.rung + 12
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-xmr" viewBox="0 0 {sheet.width} {height}" role="img" '
        f'aria-labelledby="{sheet.id}-title {sheet.id}-words" {FONT} font-size="{13 if sheet.is_narrow else 15}">'
        f'<title id="{sheet.id}-title">The parity ladder</title>'
        f'<desc id="{sheet.id}-words">{escape(ladder_words(stood))}</desc>'
    )
    drawn = (*_rails(sheet, height), *_names(sheet), *_rungs(stood, following, sheet))
    return Markup(f"{head}{''.join(drawn)}</svg>")  # noqa: S704 # drawn by us, every text in it escaped


def ladder_words(stood: Mapping[Rung, bool]) -> str:
    """The picture in words, rung by rung from the foot."""
    said = {True: "yes", False: "no", None: "not recorded"}
    return " ".join(
        f"{right}: {', '.join(f'{subject} {said[stood.get((right, subject))]}' for subject in SUBJECTS)}."
        for right in RIGHTS
    )


def _text(x: float, y: float, words: str, more: str = 'text-anchor="middle"', fill: str = INK) -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" {more}>{escape(words)}</text>'


def _box(x: float, y: float, wide: float, look: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{wide}" {look}/>'


def _rails(sheet: Sheet, height: int) -> Iterator[str]:
    for place, subject in enumerate(SUBJECTS):
        x = sheet.left + place * sheet.ladder
        yield _text(x + sheet.bar / 2, 24, subject.capitalize(), 'text-anchor="middle" font-weight="bold"')
        for edge in (x, x + sheet.bar):
            yield f'<path d="M{edge} 34V{height - 4}" stroke="{QUIET}" stroke-width="3" fill="none"/>'


def _names(sheet: Sheet) -> Iterator[str]:
    halo = 'text-anchor="middle" stroke="#ffffff" stroke-width="5" paint-order="stroke"'
    for place, right in enumerate(RIGHTS):
        y, words = _foot(place, sheet), f"{place + 1}. {right}"
        if sheet.is_narrow:
            yield _text(sheet.width / 2, y - 22, words, halo)
        else:
            yield _text(sheet.left - 18, y + 5, words, 'text-anchor="end"')


def _foot(place: int, sheet: Sheet) -> int:
    """Where a rung is: the first right stands lowest."""
    return TOP + (len(RIGHTS) - 1 - place) * sheet.rung + sheet.rung - 16


def _rungs(stood: Mapping[Rung, bool], following: str, sheet: Sheet) -> Iterator[str]:
    outline = f'height="28" fill="none" stroke="{EDGE}" stroke-width="3"'
    for place, right in enumerate(RIGHTS):
        for column, subject in enumerate(SUBJECTS):
            x, y = sheet.left + column * sheet.ladder, _foot(place, sheet)
            yield from _rung(x, y, sheet, has=stood.get((right, subject)))
            if subject == DIGITAL and right == following:
                yield _box(x - 6, y - 14, sheet.bar + 12, outline)


def _rung(x: int, y: int, sheet: Sheet, *, has: bool | None) -> Iterator[str]:
    middle = x + sheet.bar / 2
    if has:
        yield _box(x, y - 9, sheet.bar, f'height="18" fill="{INK}"')
        yield _text(middle, y + 5, "Yes", fill="#ffffff")
        return
    empty = f'height="18" fill="#ffffff" stroke="{QUIET}" stroke-dasharray="4 3"'
    yield _box(x + 3, y - 9, sheet.bar - 6, empty)
    yield _text(middle, y + 5, "No" if has is False else "?" if sheet.is_narrow else "Not recorded")
