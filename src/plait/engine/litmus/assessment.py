"""Evidence for an assessment: what a trust can show for each success measure of What Good Looks Like (NHSX, 2021).

No measure gets a verdict of its own and nothing is added up: a question says what it found, and the reader decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.litmus.judging import Judged
from plait.engine.litmus.kit import OUR_DEFAULT
from plait.engine.litmus.showing import Shown
from plait.engine.litmus.verdicts import Verdict

SUCCESS_MEASURES = (
    "Well led", "Ensure smart foundations", "Safe practice", "Support people", "Empower citizens", "Improve care",
    "Healthy populations",
)  # fmt: skip
"""The seven, in the order of the framework."""
NOTHING = "Nothing that Plait asks is evidence for this measure yet."
FROM = ("File", "Sheet", "Line")
HEADS = (
    "Success measure", "Question", "Verdict", "What the records say", "Where met begins", "Source of the threshold",
    "Where the question comes from", "Judged for", "Rows", "Sheet of the rows",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasureEvidence:
    """One success measure with the questions that are evidence for it, as they were judged."""

    name: str
    judged: tuple[Judged, ...]

    @property
    def can_show(self) -> int:
        """How many of its questions found enough on the record to say something."""
        return sum(one.finding.verdict is not Verdict.NOT_ENOUGH_EVIDENCE for one in self.judged)


def by_measure(judged: Iterable[Judged]) -> tuple[MeasureEvidence, ...]:
    """The seven measures, those that nothing is evidence for among them."""
    known = [one for one in judged if one.litmus is not None]
    return tuple(
        MeasureEvidence(name, tuple(one for one in known if one.litmus and one.litmus.success_measure == name))
        for name in SUCCESS_MEASURES
    )


def threshold_words(one: Judged) -> tuple[str, str]:
    """Where met begins and who says so; the trust's own threshold with its day."""
    if one.litmus is None or one.litmus.is_context:
        return "No threshold: for context", ""
    threshold = one.litmus.judged_by(one.finding)
    own = one.finding.own
    source = f"This trust's own, since {own.starts:%-d %B %Y}" if own else threshold.published or OUR_DEFAULT
    return threshold.met, source


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the export: its name, its headings, its rows."""

    name: str
    heads: Sequence[str]
    rows: tuple[Sequence[str], ...]


def evidence_sheets(judged: Sequence[Judged], shown: Mapping[str, Shown], on: date) -> tuple[Sheet, ...]:
    """Every question by its success measure, then the rows behind each as the reader may see them."""
    measures = by_measure(judged)
    first = [row for one in measures for row in _measure(one, shown, on)]
    rows = [
        Sheet(one.slug, (*shown[one.slug].columns, *FROM), tuple(rows_of(shown[one.slug])))
        for measure in measures
        for one in measure.judged
        if one.slug in shown and shown[one.slug].rows
    ]
    return Sheet("Success measures", HEADS, tuple(first)), *rows


def _measure(one: MeasureEvidence, shown: Mapping[str, Shown], on: date) -> list[tuple[str, ...]]:
    if not one.judged:
        return [(one.name, "", "", NOTHING, *[""] * (len(HEADS) - 4))]
    return [_question(one.name, judged, shown, on) for judged in one.judged]


def _question(measure: str, one: Judged, shown: Mapping[str, Shown], on: date) -> tuple[str, ...]:
    count = len(shown[one.slug].rows) if one.slug in shown else 0
    question, source = (one.litmus.question, one.litmus.source) if one.litmus else (one.slug, "")
    found = (one.finding.verdict.word, one.finding.sentence, *threshold_words(one), source, on.isoformat())
    return measure, question, *found, str(count), one.slug if count else "No row"


def rows_of(shown: Shown) -> list[tuple[str, ...]]:
    """The rows of one question with the file, sheet and line of each; empty where it was typed."""
    wide, made = len(shown.columns), []
    for cells, row in zip(shown.cells(), shown.rows, strict=True):
        origin = row.row.origin
        place = (origin.file, origin.sheet, str(origin.line or "")) if origin else ("", "", "")
        made.append((*[*cells, *[""] * (wide - len(cells))][:wide], *place))
    return made
