"""What the page of one question shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.kit import CONTEXT, Litmus
from plait.engine.litmus.showing import ShownRow, show_finding
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import NONE_AT_ALL, day
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.findings import Findings
from plait.store.history import HistoryLine
from plait.store.sizes import SizeSetting
from plait.store.thresholds import ThresholdSet
from plait.web.litmus.explanations import ExplanationPart, Told, explanation_part
from plait.web.litmus.moves import MovesPart, moves_of_question
from plait.web.litmus.page import rests_on, slug_of
from plait.web.litmus.sizes import size_words
from plait.web.litmus.thresholds import threshold_ways
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage

NOTHING = ("0", NONE_AT_ALL)
TOLD_ABOVE = frozenset(("question", "since", "written by", "written on", "published by", "published on"))
"""What a history leaves out: the page is of one question, and each event says who and when."""
MOST_NAMES = 20
"""Names shown in one row of a page; the file of the rows has them all."""

People = Mapping[str, tuple[int, str]]
"""Employee number to id of the employment and name, or job title where people are shown by their roles."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the page adds to a finding: people this viewer may read of, pages of records, a setting that counts."""

    people: People
    ways: Mapping[str, str]
    """By the label of a row, the page within the trust of what it is about."""
    told: Told
    """What is said of the verdict, and whose question it is."""
    setting: SizeSetting | None
    """The trust's of team sizes, for a question that counts by it."""
    threshold: ThresholdSet | None = None
    """The trust's own, as it holds today or will."""
    history: Iterable[HistoryLine] = ()


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question: what to ask, what was found, how, and the rows behind it."""

    heading: Link
    question: str
    ask: str
    verdict: str
    """Nothing where a question for context has its figures."""
    change: str
    """What it answered when the board last met, where that was something else."""
    unjudged: str
    """Says so where the question is for context."""
    sentence: str
    own: str
    """Whose threshold it was judged by, where it is the trust's own."""
    would_count_title: str
    would_count: str
    method: tuple[Definition, ...]
    evidence: TablePage
    feeds: TablePage
    examples: TablePage
    fault: str
    rests_on: str
    ways: tuple[Link, ...]
    """To change how it is judged, for those who may."""
    history: tuple[HistoryEntry, ...]
    explanation: ExplanationPart
    moves: MovesPart


def question_page(viewer: Viewer, findings: Findings, judged: Judged, known: Known) -> QuestionPage:
    """The page of one question, for a viewer who may read the names of the people known and no others."""
    litmus, finding = judged.litmus, judged.finding
    if litmus is None:
        raise ValueError(f"{judged.slug} has no question")
    home = f"/t/{viewer.trust_code}"
    return QuestionPage(
        heading=Link(litmus.heading.short, f"{home}/tests/{slug_of(litmus.heading)}/"),
        question=litmus.question,
        ask=litmus.ask,
        verdict="" if finding.verdict is Verdict.FOR_CONTEXT else finding.verdict.value,
        change=judged.earlier.changed(finding.verdict, findings.on) if judged.earlier and findings.on else "",
        unjudged=f"{CONTEXT}." if litmus.is_context else "",
        sentence=finding.sentence,
        own=litmus.beside_verdict(finding),
        would_count_title=finding.would_count_title,
        would_count=finding.would_count,
        method=_method(litmus, finding, known),
        evidence=_evidence(viewer, finding, known),
        feeds=_feeds(finding),
        examples=_examples(litmus),
        fault=judged.fault,
        rests_on=rests_on(findings),
        ways=(*_sizes_way(viewer, known), *threshold_ways(viewer, litmus, known.threshold)),
        history=show_history(known.history, hidden=TOLD_ABOVE),
        explanation=explanation_part(viewer, judged, known.told),
        moves=moves_of_question(viewer, judged),
    )


def _sizes_way(viewer: Viewer, known: Known) -> tuple[Link, ...]:
    if not known.setting or not scope_of(viewer, Action.SET_TEAM_SIZES):
        return ()
    return (Link("Change the size of teams", f"/t/{viewer.trust_code}/settings/team-sizes/"),)


def _method(litmus: Litmus, finding: Finding, known: Known) -> tuple[Definition, ...]:
    threshold, setting = litmus.judged_by(finding), known.setting
    source = "this trust’s own" if finding.own else f"{threshold.source[0].lower()}{threshold.source[1:]}"
    sizes = (Definition("People in a team", size_words(setting)),) if setting else ()
    verdicts: tuple[Definition, ...] = (
        Definition("Met", f"{threshold.met} ({source})"),
        Definition("Partly met", threshold.partly_met),
        *_to_come(litmus, finding, known.threshold),
    )
    if litmus.is_context:
        verdicts = (Definition("Verdict", threshold.met),)
    return (
        Definition("How it is worked out", litmus.indicator),
        *verdicts,
        *sizes,
        Definition("Not enough evidence", f"A sheet it rests on is missing, or older than {litmus.max_age_days} days"),
        Definition("Where the question comes from", litmus.source),
        Definition("Evidence for", f"What Good Looks Like: {litmus.success_measure}"),
        Definition("Answered by", known.told.owner.name),
    )


def _to_come(litmus: Litmus, finding: Finding, coming: ThresholdSet | None) -> tuple[Definition, ...]:
    """A threshold that was set, and that what stands here was not judged by yet."""
    own = finding.own
    if coming is None or (own is not None and (own.value, own.starts) == (coming.value, coming.starts)):
        return ()
    met = replace(litmus.threshold, value=coming.value).met
    said = f"{met}, from {day(coming.starts)}, because: {coming.reason.rstrip('.')}. Nothing is judged by it yet."
    return (Definition("Our own threshold", said),)


def _evidence(viewer: Viewer, finding: Finding, known: Known) -> TablePage:
    shown = show_finding(finding, viewer, _names(known.people), most=MOST_NAMES)
    rows = tuple(_evidence_row(viewer, one, known.ways, has_who=shown.has_who) for one in shown.rows)
    empty = EmptyState("There is no row to show.")
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    heads = tuple(map(ColumnHead, (*shown.columns, "File and line")))
    return TablePage("The rows behind it", heads, rows, empty, download=download, caption_hidden=True)


def _names(people: People) -> dict[str, str]:
    return {number: name for number, (_, name) in people.items()}


def _evidence_row(viewer: Viewer, shown: ShownRow, ways: Mapping[str, str], *, has_who: bool) -> Row:
    row, way = shown.row, ways.get(shown.row.label)
    href = f"/t/{viewer.trust_code}/{way}" if way else ""
    cells = [Cell(row.label, href=href, look="strong" if row.is_highlighted else "")]
    cells += [Cell(text, look="warning" if row.is_highlighted and text in NOTHING else "") for text in row.cells]
    if has_who:
        cells.append(Cell(shown.who))
    cells.append(Cell("–" if row.is_absent else source_words(row.origin), look="source"))
    return Row(tuple(cells))


def _feeds(finding: Finding) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("Sheet", "Last confirmed", "Counts for"))
    rows = tuple(
        Row(
            (
                Cell(feed.title),
                Cell(day(feed.confirmed_on) if feed.confirmed_on else "Never", look="" if feed.is_fresh else "warning"),
                Cell(f"{feed.max_age_days} days"),
            )
        )
        for feed in finding.feeds
    )
    return TablePage("What this rests on", heads, rows, EmptyState("No sheet."), caption_hidden=True)


def _examples(litmus: Litmus) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("A trust like this", "Verdict", "What Plait says"))
    rows = tuple(Row((Cell(one.story), _verdict(one.verdict), Cell(one.sentence))) for one in litmus.examples)
    return TablePage("Worked examples", heads, rows, EmptyState("No example."), caption_hidden=True)


def _verdict(verdict: Verdict) -> Cell:
    return Cell("None: for context") if verdict is Verdict.FOR_CONTEXT else Cell(verdict.value, look="verdict")


def evidence_rows(viewer: Viewer, finding: Finding, people: People) -> tuple[Sequence[str], list[list[str]]]:
    """Headings and rows of the evidence as a file, with the names this viewer may read."""
    shown = show_finding(finding, viewer, _names(people))
    places = [place_of(one.row.origin) for one in shown.rows]
    return [*shown.columns, *PLACE], [[*cells, *place] for cells, place in zip(shown.cells(), places, strict=True)]
