"""The shapes of the verdicts and their colours, for paper as for the screen: never a colour alone."""

VERDICTS = {
    "met": ("Met", "#004c23", "#cce5d8"),
    "partly met": ("Partly met", "#4d4712", "#fff59d"),
    "not met": ("Not met", "#6b140e", "#f7d4d1"),
    "not enough evidence": ("Not enough evidence", "#212b32", "#ffffff"),
    "for context": ("For context", "#4c6272", "#ffffff"),
}
"""By verdict its word, the colour of its letters and shape, and of the ground they stand on."""

_SHAPES = {
    "met": '<circle cx="8" cy="8" r="8" fill="{c}"/>'
    '<path d="M4 8.4l2.7 2.7L12 5.6" fill="none" stroke="#fff" stroke-width="2.2"/>',
    "partly met": '<circle cx="8" cy="8" r="7" fill="#fff" stroke="{c}" stroke-width="2"/>'
    '<path d="M8 1a7 7 0 0 0 0 14z" fill="{c}"/>',
    "not met": '<path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z" fill="{c}"/>'
    '<path d="M5 5l6 6M11 5l-6 6" stroke="#fff" stroke-width="2.2"/>',
    "not enough evidence": '<circle cx="8" cy="8" r="7" fill="none" stroke="{c}" stroke-width="1.6" '
    'stroke-dasharray="2.6 1.9"/><path d="M6 6.4a2 2 0 1 1 2.9 1.8c-.7.4-.9.8-.9 1.5M8 11.4v1.3" fill="none" '
    'stroke="{c}" stroke-width="1.5"/>',
    "for context": '<path d="M2 8h12" stroke="{c}" stroke-width="2.2"/>',
}


def verdict_svg(verdict: str) -> str:
    """The shape of a verdict, 16 by 16; the word beside it says what it means."""
    drawn = _SHAPES[verdict].format(c=VERDICTS[verdict][1])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" '
        f'focusable="false">{drawn}</svg>'
    )
