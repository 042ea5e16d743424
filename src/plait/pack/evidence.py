"""The rows behind every verdict, and the figures behind every chart, as sheets of a workbook."""

from collections.abc import Iterator

from plait.engine.litmus.judging import Judged
from plait.engine.litmus.showing import Shown
from plait.engine.origins import Origin
from plait.engine.outcomes import Measured, Outcome
from plait.pack.content import Content, asked_by
from plait.pack.document import Evidence

FROM = ("File", "Sheet", "Line")


def evidence(content: Content) -> Iterator[Evidence]:
    """First every verdict, then the rows of each question the reader may see, then the figures of each outcome."""
    heads = ("Test", "Question", "Verdict", "What the records say", "Rows", "Sheet of the rows")
    rows = tuple(_verdict(one, content) for one in content.judged)
    yield Evidence("Verdicts", "Every question, in the order of the tests", heads, rows)
    if content.plans:
        said = ("Board", "Move", "Who", "By when", "State", "Record", *FROM)
        yield Evidence("Plans", "Every plan to the board, move by move", said, tuple(_plans(content)))
    for one in content.judged:
        if (shown := content.shown.get(one.slug)) and shown.rows:
            yield Evidence(one.slug, asked_by(one), (*shown.columns, *FROM), tuple(_rows(shown)))
    followed = tuple(
        (f"Outcome {n}", one.name, one.measure, one.unit) for n, (one, _) in enumerate(content.outcomes, 1)
    )
    yield Evidence("Outcomes", "Every outcome", ("Sheet of the figures", "Outcome", "Measure", "Unit"), followed)
    for number, (outcome, measured) in enumerate(content.outcomes, 1):
        yield _figures(number, outcome, measured)


def _plans(content: Content) -> Iterator[tuple[str, ...]]:
    for plan in content.plans:
        for one in plan.lines():
            yield plan.board_on.isoformat(), one.title, one.owner, one.due, one.state, one.record, *_origin(one.origin)


def _verdict(one: Judged, content: Content) -> tuple[str, ...]:
    shown = content.shown.get(one.slug)
    count = len(shown.rows) if shown else 0
    heading = one.litmus.heading.value if one.litmus else ""
    sheet = one.slug if count else "No row"
    return heading, asked_by(one), one.finding.verdict.value, one.finding.sentence, str(count), sheet


def _rows(shown: Shown) -> Iterator[tuple[str, ...]]:
    wide = len(shown.columns)
    for cells, row in zip(shown.cells(), shown.rows, strict=True):
        padded = [*cells, *[""] * (wide - len(cells))][:wide]
        yield *padded, *_origin(row.row.origin)


def _origin(origin: Origin | None) -> tuple[str, str, str]:
    if origin is None:
        return "", "", ""
    return origin.file, origin.sheet, "" if origin.line is None else str(origin.line)


def _figures(number: int, outcome: Outcome, measured: Measured) -> Evidence:
    rows = tuple(
        (on.isoformat(), "" if value is None else f"{value:.12g}", "Left out" if ghosted else "")
        for on, value, ghosted in zip(measured.days, measured.values, measured.ghosted, strict=True)
    )
    return Evidence(f"Outcome {number}", outcome.name, ("Date", outcome.unit or "Figure", "Counts"), rows)
