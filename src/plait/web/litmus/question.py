"""What the page of one question shows, and the one place where a finding's names are hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.kit import CONTEXT, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import NONE_AT_ALL, day
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.store.findings import Findings
from plait.store.history import HistoryLine
from plait.store.sizes import SizeSetting
from plait.store.thresholds import ThresholdSet
from plait.web.litmus.explanations import ExplanationPart, Told, explanation_part
from plait.web.litmus.page import rests_on, slug_of
from plait.web.litmus.sizes import size_words
from plait.web.litmus.thresholds import threshold_ways
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage

NOTHING = ("0", NONE_AT_ALL)
TEAM = "Team"
"""What heads the rows of a finding that are about a team each."""
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


def roles_in(viewer: Viewer, finding: Finding) -> frozenset[str]:
    """The employee numbers of a finding whose job titles stand in place of their names for this viewer."""
    return _counted(finding) if Scope.ROLES in scope_of(viewer, Action.READ_NAMED_EVIDENCE) else frozenset()


def _counted(finding: Finding) -> frozenset[str]:
    return frozenset(number for row in finding.evidence for number in row.people)


def teams_in(finding: Finding) -> frozenset[str]:
    """The names of the teams that rows of a finding are about; other rows may bear the name of a team by chance."""
    return frozenset(row.label for row in finding.evidence if finding.columns[0] == TEAM)


def people_in(viewer: Viewer, finding: Finding) -> frozenset[str]:
    """The employee numbers of a finding whose names this viewer may read."""
    counted = _counted(finding)
    scope = scope_of(viewer, Action.READ_NAMED_EVIDENCE)
    if Scope.TRUST in scope:
        return counted
    allowed: frozenset[str] = frozenset()
    if Scope.TEAMS in scope:
        teams = teams_in(finding) & viewer.teams
        own = [row.people for row in finding.evidence if row.label in teams]
        allowed |= frozenset(number for people in own for number in people)
    if Scope.SELF in scope and viewer.employee_number:
        allowed |= {viewer.employee_number}
    return counted & allowed


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
        history=show_history(known.history),
        explanation=explanation_part(viewer, judged, known.told),
    )


def _sizes_way(viewer: Viewer, known: Known) -> tuple[Link, ...]:
    if not known.setting or not scope_of(viewer, Action.SET_TEAM_SIZES):
        return ()
    return (Link("Change the size of teams", f"/t/{viewer.trust_code}/settings/team-sizes/"),)


def _method(litmus: Litmus, finding: Finding, known: Known) -> tuple[Definition, ...]:
    threshold, setting = litmus.judged_by(finding), known.setting
    source = litmus.own_words(finding) or f"{threshold.source[0].lower()}{threshold.source[1:]}"
    sizes = (Definition("People in a team", size_words(setting)),) if setting else ()
    verdicts: tuple[Definition, ...] = (
        Definition("Met", f"{threshold.met} ({source.rstrip('.')})"),
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
    heads = (*finding.columns, *_who(viewer, known.people), "File and line")
    rows = tuple(_evidence_row(viewer, row, known) for row in finding.evidence)
    empty = EmptyState("There is no row behind this.")
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    return TablePage(
        "The rows behind it", tuple(map(ColumnHead, heads)), rows, empty, download=download, caption_hidden=True
    )


def _who(viewer: Viewer, people: People) -> tuple[str, ...]:
    """What heads the column of those whom a row counts, where this viewer reads any of them."""
    by_role = scope_of(viewer, Action.READ_NAMED_EVIDENCE) == Scope.ROLES
    return () if not people else ("Roles",) if by_role else ("Who",)


def _evidence_row(viewer: Viewer, row: EvidenceRow, known: Known) -> Row:
    way = known.ways.get(row.label)
    href = f"/t/{viewer.trust_code}/{way}" if way else ""
    cells = [Cell(row.label, href=href, look="strong" if row.is_highlighted else "")]
    cells += [Cell(text, look="warning" if row.is_highlighted and text in NOTHING else "") for text in row.cells]
    if known.people:
        cells.append(Cell(_names(viewer, row, known.people, most=MOST_NAMES)))
    cells.append(Cell(source_words(row.origin), look="source"))
    return Row(tuple(cells))


def _names(viewer: Viewer, row: EvidenceRow, people: People, *, most: int | None = None) -> str:
    known = [people[number][1] for number in row.people if number in people][:most]
    others = len(row.people) - len(known)
    if others and not known:
        return _why_none(viewer)
    return "; ".join(known) + (f" and {others} more" if others else "")


def _why_none(viewer: Viewer) -> str:
    is_of_teams = Scope.TEAMS in scope_of(viewer, Action.READ_NAMED_EVIDENCE)
    return "Names of your own teams only" if is_of_teams else "Your own name only"


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
    rows = [
        [row.label, *row.cells, *([_names(viewer, row, people)] if people else []), *place_of(row.origin)]
        for row in finding.evidence
    ]
    return [*finding.columns, *_who(viewer, people), *PLACE], rows
