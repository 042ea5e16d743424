"""The icons of Making Data Count, drawn by us: each a shape beside its word, never a colour alone."""

from plait.engine.spc.reading import Assurance, Direction, Variation

BETTER, WORSE, USUAL, TARGET, LINE = "#005eb8", "#b8470a", "#768692", "#7c2855", "#4c6272"
_UP, _DOWN = "M9 21L21 9M12 9h9v9", "M9 9l12 12M21 12v9h-9"
_BOX = '<rect x=".8" y=".8" width="36.4" height="28.4" rx="3" fill="#fff" stroke="#4c6272" stroke-width="1.4"/>'


def variation_icon(variation: Variation | None, label: str = "") -> str:
    """What the latest figure says: a square for better, a triangle for worse, a ring for the usual ups and downs."""
    return _svg(30, _VARIATION[variation], label)


def assurance_icon(assurance: Assurance | None, direction: Direction, label: str = "") -> str:
    """Where the limits lie beside the target: a block wholly on its good side, across it, or wholly on its bad side."""
    return _svg(38, _assured(assurance, direction), label)


def _svg(width: int, drawn: str, label: str) -> str:
    said = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true" focusable="false"'
    return f'<svg class="app-icon" width="{width}" height="30" viewBox="0 0 {width} 30" {said}>{drawn}</svg>'


def _arrow(path: str, scale: str = "") -> str:
    moved = f' transform="{scale}"' if scale else ""
    return f'<path d="{path}" fill="none" stroke="#fff" stroke-width="2.6"{moved}/>'


def _square(path: str) -> str:
    return f'<rect x="1" y="1" width="28" height="28" rx="2" fill="{BETTER}"/>{_arrow(path)}'


def _triangle(path: str) -> str:
    small = "translate(6.6 9.4) scale(.56)"
    return f'<path d="M15 1L29.5 28.5H.5z" fill="{WORSE}"/>{_arrow(path, small)}'


def _diamond(path: str) -> str:
    small = "translate(4.5 4.5) scale(.7)"
    return f'<path d="M15 .5L29.5 15 15 29.5 .5 15z" fill="{LINE}"/>{_arrow(path, small)}'


_FEW = (
    f'<circle cx="15" cy="15" r="13.4" fill="#fff" stroke="{LINE}" stroke-width="1.6" stroke-dasharray="3.4 2.4"/>'
    f'<text x="15" y="19" text-anchor="middle" font-family="Arial, Helvetica, sans-serif" font-size="11" '
    f'font-weight="700" fill="{LINE}">&lt;13</text>'
)
_COMMON = (
    f'<circle cx="15" cy="15" r="13.2" fill="#fff" stroke="{LINE}" stroke-width="2.2"/>'
    f'<path d="M6 17l4-5 5 7 5-8 4 5" fill="none" stroke="{LINE}" stroke-width="2.4"/>'
)
_VARIATION = {
    None: _FEW,
    Variation.COMMON_CAUSE: _COMMON,
    Variation.IMPROVEMENT_HIGH: _square(_UP),
    Variation.IMPROVEMENT_LOW: _square(_DOWN),
    Variation.CONCERN_HIGH: _triangle(_UP),
    Variation.CONCERN_LOW: _triangle(_DOWN),
    Variation.NEUTRAL_HIGH: _diamond(_UP),
    Variation.NEUTRAL_LOW: _diamond(_DOWN),
}


def _assured(assurance: Assurance | None, direction: Direction) -> str:
    if assurance is None:
        return f'{_BOX}<path d="M12 15h14" stroke="{LINE}" stroke-width="2.2"/>'
    if assurance is Assurance.INCONSISTENT:
        return _block(10, "#aeb7bd", 15)
    is_above = (assurance is Assurance.PASSES) is (direction.sign >= 0)
    colour = BETTER if assurance is Assurance.PASSES else WORSE
    return _block(5, colour, 21.5) if is_above else _block(15, colour, 8.5)


def _block(y: int, colour: str, target: float) -> str:
    line = f'<line x1="4" x2="34" y1="{target}" y2="{target}"'
    return (
        f'{_BOX}<rect x="5" y="{y}" width="28" height="10" fill="{colour}"/>{line} stroke="#fff" stroke-width="4.5"/>'
        f'{line} stroke="{TARGET}" stroke-width="2.4" stroke-dasharray="1.6 3.4" stroke-linecap="round"/>'
    )
