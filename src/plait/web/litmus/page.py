"""What Where we stand and a litmus test's page show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from plait.engine.litmus.earlier import Change
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import (
    HeadingSummary,
    Judged,
    days_counted,
    judge_all,
    questions,
    summarise_headings,
)
from plait.engine.litmus.kit import CONTEXT, Heading, Litmus
from plait.engine.litmus.moves.board_plan import BoardPlan
from plait.engine.litmus.showing import read_judged
from plait.engine.litmus.standing import standing
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.trust import Trust
from plait.engine.workbook import BY_NAME
from plait.store.findings import Findings
from plait.web.litmus.moves import MovesPart, PlanPart, moves_of_test, plan_part, proved_move
from plait.web.litmus.since import SinceBoard, since_board
from plait.web.shared.page import Answer, Cell, ColumnHead, EmptyState, Link, Row, TablePage, TestRow

MOST_ANSWERS = 3
"""Of the answers of a test, first the one behind its verdict; most without evidence stand on its own page alone."""

Waiting = dict[str, list[Litmus]]
"""By sheet, the questions that wait for it."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where we stand: the answer in a sentence, the five tests, what is missing, what this rests on."""

    since: SinceBoard
    answer: str
    warning: str
    tests: tuple[TestRow, ...]
    unlocks: TablePage | None
    waiting: str
    start: Link | None
    rests_on: str
    faults: tuple[str, ...]
    """What is wrong with a question's file, so that it could not be judged."""
    drafts: tuple[Link, ...]
    """The questions whose explanation waits for whoever publishes."""
    plan: PlanPart | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What home shows beside the findings.

    The day each sheet was last confirmed, the questions whose explanation waits for this viewer to publish it, how many
    records of the past were corrected since the board last met, and the plans to the board.
    """

    feeds: Mapping[str, date]
    drafts: Collection[str] = ()
    corrections: int = 0
    plans: tuple[BoardPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class TestPage:
    """One litmus test: its questions with what was found."""

    __test__ = False  # a record, whatever its name makes pytest think

    name: str
    full_name: str
    verdict: str
    answer: str
    """What was found by the question behind the verdict; `sentence` is how many are met."""
    sentence: str
    questions: TablePage
    context: TablePage | None
    moves: MovesPart
    rests_on: str


def slug_of(heading: Heading) -> str:
    """The heading as it stands in an address."""
    return heading.short.lower().replace(" ", "-")


def find_heading(slug: str) -> Heading | None:
    """The heading of an address."""
    return next((heading for heading in Heading if slug_of(heading) == slug), None)


def home_page(viewer: Viewer, findings: Findings, beside: Beside, today: date) -> HomePage:
    """Where we stand, as this viewer may see it."""
    findings = _as_read(findings, viewer)
    headings = _headings(findings, today)
    missing, old = _missing(beside.feeds), _too_old(beside.feeds, today)
    may_import = bool(scope_of(viewer, Action.IMPORT))
    return HomePage(
        since=since_board(viewer, findings, beside.feeds, beside.corrections),
        answer=standing(headings),
        warning=_warning(old, missing),
        tests=tuple(_test_row(viewer, heading, today) for heading in headings),
        unlocks=_unlocks(old | missing, beside.feeds) if old or missing else None,
        waiting=_waiting(),
        start=Link("Bring a file", f"/t/{viewer.trust_code}/imports/") if may_import and (old or missing) else None,
        rests_on=rests_on(findings),
        faults=tuple(f"The question {one.slug} has a fault: {one.fault}" for one in findings.judged if one.fault),
        drafts=tuple(
            Link(one.question, f"/t/{viewer.trust_code}/questions/{one.slug}/")
            for one in questions()
            if one.slug in beside.drafts
        ),
        plan=plan_part(viewer, beside.plans, today),
    )


def _as_read(findings: Findings, viewer: Viewer) -> Findings:
    return replace(findings, judged=read_judged(findings.judged, viewer))


def _headings(findings: Findings, today: date) -> tuple[HeadingSummary, ...]:
    """The five tests as judged; a trust that never was stands as one without a row, of which nothing can be told."""
    return summarise_headings(findings.judged or judge_all(Trust("", "", today)))


def _test_row(viewer: Viewer, summary: HeadingSummary, today: date) -> TestRow:
    href = f"/t/{viewer.trust_code}/tests/{slug_of(summary.heading)}/"
    if not summary.judged:
        return TestRow(summary.heading.short, href, summary.sentence, None, "What is needed", _still_to_come(summary))
    behind = summary.behind.finding
    others = [one for one in summary.judged if one is not summary.behind]
    told = [one for one in others if one.finding.verdict is not Verdict.NOT_ENOUGH_EVIDENCE]
    return TestRow(
        name=summary.heading.short,
        href=href,
        sentence=summary.sentence,
        evidence=Link(f"All {many(len(summary.judged), 'question', 'questions')}", href),
        aside_title=behind.would_count_title,
        aside=behind.would_count,
        verdict=summary.verdict.value,
        change=summary.change.value if summary.earlier else "",
        earlier=summary.earlier.words(today) if summary.earlier and summary.change is not Change.SAME else "",
        answers=tuple(_answer_on(viewer, one) for one in (summary.behind, *told)[:MOST_ANSWERS]),
        move=proved_move(viewer, summary),
    )


def _answer_on(viewer: Viewer, one: Judged) -> Answer:
    href = f"/t/{viewer.trust_code}/questions/{one.slug}/"
    default = f" By the default threshold: {one.by_default.value}." if one.finding.by_default else ""
    return Answer(one.finding.verdict.value, f"{one.finding.sentence}{default}", _litmus_of(one).question, href)


def _litmus_of(one: Judged) -> Litmus:
    if one.litmus is None:  # summaries hold only questions that could be loaded
        raise ValueError(f"{one.slug} has no question")
    return one.litmus


def _still_to_come(summary: HeadingSummary) -> str:
    return f"Plait has no question on {summary.heading.short.lower()} yet."


def _missing(feeds: Mapping[str, date]) -> Waiting:
    """The sheets that were never sent."""
    return _waiting_for(lambda _litmus, sheet: sheet not in feeds)


def _too_old(feeds: Mapping[str, date], today: date) -> Waiting:
    """The sheets that count no longer, each for the questions it is too old for."""
    return _waiting_for(
        lambda litmus, sheet: sheet in feeds and (today - feeds[sheet]).days > days_counted(litmus, sheet)
    )


def _waiting_for(is_lacking: Callable[[Litmus, str], bool]) -> Waiting:
    waiting: dict[str, list[Litmus]] = {}
    for litmus in questions():
        for sheet in litmus.feeds:
            if is_lacking(litmus, sheet):
                waiting.setdefault(sheet, []).append(litmus)
    return waiting


def _waiting() -> str:
    """How many questions wait for a sheet Plait cannot read yet."""
    count = sum(1 for one in questions() if one.waits_for)
    return f"{many(count, 'question waits', 'questions wait')} for sheets Plait cannot read yet." if count else ""


def _unlocks(waiting: Waiting, feeds: Mapping[str, date]) -> TablePage:
    rows = tuple(
        Row(
            (
                Cell(BY_NAME[sheet].title, look="strong"),
                Cell(day(feeds[sheet]) if sheet in feeds else "Never"),
                Cell("; ".join(one.question for one in those)),
            )
        )
        for sheet, those in waiting.items()
    )
    heads = tuple(map(ColumnHead, ("Sheet", "Last confirmed", "Questions it helps to answer")))
    return TablePage("Sheets to send", heads, rows, EmptyState(""))


def _warning(old: Waiting, missing: Waiting) -> str:
    """The sheets that are too old for a question that rests on them, and how many were never sent."""
    said = []
    if old:
        sheets = "sheet is" if len(old) == 1 else "sheets are"
        titles = listed([BY_NAME[sheet].title for sheet in old])
        said.append(f"The {titles} {sheets} too old to judge by. Send the same rows again if they are still true.")
    if missing:
        said.append(f"{many(len(missing), 'sheet has', 'sheets have')} not been sent.")
    return " ".join(said)


def rests_on(findings: Findings) -> str:
    """When this was judged, and how many changes since are on their way."""
    if findings.judged_at is None or findings.on is None:
        return "Nothing has been judged yet. That happens within seconds of the first import."
    at = timezone.localtime(findings.judged_at)
    said = f"Judged on {day(findings.on)} at {at:%H:%M}."
    if findings.changes_since:
        said += f" {many(findings.changes_since, 'change since is', 'changes since are')} being judged."
    return said + " There is no overall score: each test stands alone."


def test_page(viewer: Viewer, findings: Findings, heading: Heading, today: date) -> TestPage:
    """One litmus test as this viewer may see it."""
    findings = _as_read(findings, viewer)
    summary = next(one for one in _headings(findings, today) if one.heading is heading)
    rows = tuple(_question_row(viewer, one, today) for one in summary.judged)
    heads = tuple(ColumnHead(text) for text in ("Question", "Verdict", "What was found", "Limit"))
    empty = EmptyState(f"Plait has no question on {heading.short.lower()} yet.")
    return TestPage(
        name=heading.short,
        full_name="" if heading.short == heading.value else heading.value,
        verdict=summary.verdict.value if summary.judged else "",
        answer=summary.behind.finding.sentence if summary.judged else "",
        sentence=summary.sentence,
        questions=TablePage("What this test checks", heads, rows, empty),
        context=_context(viewer, summary) if summary.context else None,
        moves=moves_of_test(viewer, summary),
        rests_on=rests_on(findings),
    )


def _context(viewer: Viewer, summary: HeadingSummary) -> TablePage:
    rows = tuple(Row((_asked(viewer, one), _figure(one.finding))) for one in summary.context)
    return TablePage(CONTEXT, (ColumnHead("Question"), ColumnHead("What was found")), rows, EmptyState(""))


def _figure(finding: Finding) -> Cell:
    is_known = finding.verdict is Verdict.FOR_CONTEXT
    return Cell(finding.sentence, note="" if is_known else finding.verdict.word)


def _asked(viewer: Viewer, one: Judged) -> Cell:
    return Cell(_litmus_of(one).question, href=f"/t/{viewer.trust_code}/questions/{one.slug}/")


def _question_row(viewer: Viewer, one: Judged, today: date) -> Row:
    litmus = _litmus_of(one)
    return Row(
        (
            _asked(viewer, one),
            Cell(
                one.finding.verdict.value,
                look="verdict",
                note=one.earlier.changed(one.finding.verdict, today) if one.earlier else "",
            ),
            Cell(one.finding.sentence, note=one.explained),
            Cell(litmus.judged_by(one.finding).met, note=litmus.own_words(one.finding) or litmus.threshold.source),
        )
    )
