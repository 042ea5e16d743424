"""The drawings of outcomes as pages take them: made by us, so they stand in a page as they are."""

from __future__ import annotations

from markupsafe import Markup

from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.pack.icons import assurance_icon, variation_icon
from plait.pack.xmr_chart import shape

KINDS = {
    "usual": "Usual ups and downs", "better": "Improvement", "worse": "Concern", "both": "Improvement and concern",
    "changed": "Changed", "left out": "Left out", "untold": "Cannot be told yet",
}  # fmt: skip
"""What each shape on a chart is called."""
LONG = 28
_BAND = (
    '<rect width="28" height="16" fill="#eef3f7"/><path d="M0 1h28M0 15h28" stroke="#4c6272" stroke-dasharray="5 3"/>'
    '<path d="M0 8h28" stroke="#212b32" stroke-width="1.6"/>'
)
_MEDIAN = '<path d="M0 8h28" stroke="#212b32" stroke-width="1.6"/>'
_TARGET = '<path d="M2 8h26" stroke="#7c2855" stroke-width="2.4" stroke-dasharray="1.6 5" stroke-linecap="round"/>'


def as_drawn(svg: str) -> Markup:
    """A drawing of ours, every text in it escaped already."""
    return Markup(svg)  # noqa: S704 # see above


def changed_icon(variation: Variation | None) -> Markup:
    """The icon of variation."""
    return as_drawn(variation_icon(variation))


def assured_icon(assurance: Assurance | None, direction: Direction = Direction.INCREASE) -> Markup:
    """The icon of assurance."""
    return as_drawn(assurance_icon(assurance, direction))


def shape_icon(kind: str) -> Markup:
    """One figure as it stands on the chart."""
    return _small(shape(kind, 8, 8, 4.6), 16)


def band_icon() -> Markup:
    """Mean and limits."""
    return _small(_BAND, LONG)


def median_icon() -> Markup:
    """The line of the median."""
    return _small(_MEDIAN, LONG)


def target_icon() -> Markup:
    """The line of the target."""
    return _small(_TARGET, LONG)


def _small(inside: str, width: int) -> Markup:
    head = f'<svg class="app-icon" width="{width}" height="16" viewBox="0 0 {width} 16" aria-hidden="true">'
    return as_drawn(f"{head}{inside}</svg>")
