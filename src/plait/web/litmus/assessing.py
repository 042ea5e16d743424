"""Evidence for an assessment: what can be shown for each success measure of What Good Looks Like, and its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plait.engine.litmus.assessment import (
    NOTHING,
    MeasureEvidence,
    by_measure,
    evidence_sheets,
    threshold_words,
)
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.showing import Reach, Shown, people_read, read_judged, show_finding
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer
from plait.files.figures import evidence_grid
from plait.store.findings import (
    Findings,
    load_findings,
    load_findings_whole,
    load_people_named,
    load_titles_held,
)
from plait.web.litmus.page import rests_on
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import book_response, csv_response
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

HEADS = ("Question", "Verdict", "What the records say", "Where met begins", "Where the question comes from")


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """One success measure: what can be said of it, and its questions."""

    name: str
    said: str
    table: TablePage


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """The seven success measures, each with what the trust can show."""

    answer: str
    measures: tuple[MeasurePart, ...]
    downloads: tuple[Link, ...]
    rests_on: str
    rule: str = (
        "Each question names the one success measure it is evidence for. No measure gets a verdict or a score of its "
        "own: what a trust is assessed on, the assessor decides. Source: What Good Looks Like, NHSX, 2021."
    )


@needs(Action.READ_FINDINGS)
def assessment(request: TrustRequest) -> HttpResponse:
    """What the trust can show for each success measure, as a page, a list to keep, or a workbook with every row."""
    viewer, today, wanted = request.viewer, timezone.localdate(), request.GET.get("format")
    if wanted not in {"csv", "xlsx"}:
        page = assessment_page(viewer, load_findings(viewer.trust_id, on=today))
        return render(request, "litmus/assessment.jinja", {"page": page})
    findings = load_findings_whole(viewer.trust_id, on=today)
    judged = read_judged(findings.judged, viewer)
    sheets = evidence_sheets(judged, _shown(viewer, judged, today), findings.on or today)
    if wanted == "csv":
        return csv_response(request, "assessment.csv", sheets[0].heads, sheets[0].rows)
    return book_response(request, "assessment.xlsx", [evidence_grid(one.name, one.heads, one.rows) for one in sheets])


def _shown(viewer: Viewer, judged: Sequence[Judged], today: date) -> Mapping[str, Shown]:
    """The rows of every question as this viewer may read them; names and titles are loaded once for all."""
    reaches = [people_read(one.finding, viewer) for one in judged]
    reach = Reach(
        frozenset(number for one in reaches for number in one.named),
        frozenset(number for one in reaches for number in one.titled),
    )
    people = load_titles_held(viewer.trust_id, reach.titled, on=today)
    people |= load_people_named(viewer.trust_id, reach.named)
    names = {number: name for number, (_, name) in people.items()}
    return {one.slug: show_finding(one.finding, viewer, names) for one in judged}


def assessment_page(viewer: Viewer, findings: Findings) -> AssessmentPage:
    """The page, of what was judged last, as this viewer may read it."""
    measures = by_measure(read_judged(findings.judged, viewer))
    home = f"/t/{viewer.trust_code}"
    return AssessmentPage(
        answer=_answer(measures),
        measures=tuple(_part(home, one) for one in measures),
        downloads=(
            Link("Download every question with its rows (Excel)", "?format=xlsx"),
            Link("Download the questions (CSV)", "?format=csv"),
        )
        if findings.judged
        else (),
        rests_on=rests_on(findings),
    )


def _answer(measures: Sequence[MeasureEvidence]) -> str:
    asked = [one for one in measures if one.judged]
    if not asked:
        return f"{CANNOT_TELL} Nothing has been judged yet."
    bare = len(measures) - len(asked)
    return f"Plait has questions for {len(asked)} of {len(measures)} success measures, and none for {bare}."


def _part(home: str, one: MeasureEvidence) -> MeasurePart:
    rows = tuple(_row(home, judged) for judged in one.judged)
    of = many(len(one.judged), "question", "questions")
    said = f"{one.can_show} of {of} can be answered from the record." if one.judged else NOTHING
    heads = tuple(map(ColumnHead, HEADS))
    return MeasurePart(one.name, said, TablePage(one.name, heads, rows, EmptyState(NOTHING), caption_hidden=True))


def _row(home: str, one: Judged) -> Row:
    met, source = threshold_words(one)
    question, comes_from = (one.litmus.question, one.litmus.source) if one.litmus else (one.slug, "")
    verdict = Cell("None: for context") if one.is_context else Cell(one.finding.verdict.value, look="verdict")
    return Row(
        (
            Cell(question, href=f"{home}/questions/{one.slug}/"),
            verdict,
            Cell(one.finding.sentence),
            Cell(met, note=source),
            Cell(comes_from, look="source"),
        )
    )
