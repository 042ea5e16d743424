"""`plait judge`: the litmus tests, answered in the same words of a folder of files and of the database."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json, table_of
from plait.cli.signing import as_user, in_trust, reading_as
from plait.engine.board_sheets import MEETINGS
from plait.engine.history import label
from plait.engine.litmus.earlier import NO_EARLIER_MEETING, NO_MEETING, corrections_words
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.judging import (
    HeadingSummary,
    Judged,
    explain,
    judge_all,
    rules_version,
    summarise_headings,
)
from plait.engine.litmus.kit import CONTEXT
from plait.engine.litmus.moves.telling import cost_sentence, no_move_words, tell
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.showing import read_judged
from plait.engine.litmus.since_board import board_day, compare_with_last_board, since_last_board
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake

if TYPE_CHECKING:
    from plait.store.corrections import Correction  # of the database, which a folder of files does without

FIRST = 10
LONDON = ZoneInfo("Europe/London")


@click.command("judge")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@as_user(required=False)
@in_trust
@click.option("--on", type=Day(), help="The day to judge, like 2026-11-01; today unless given.")
@click.option("--all", "is_all", is_flag=True, help="Show every row of evidence, not the first 10 of each question.")
@click.option("--moves", "has_moves", is_flag=True, help="Try structural moves on a copy, and show what each changes.")
@as_json
def command(path: Path | None, *, email: str | None, code: str | None, on: date | None, **shown: bool) -> Exit:
    """Answer the litmus tests of a trust: verdict, sentence and rows.

    With FOLDER (or a workbook) it reads the files and needs no database. Without, it judges the record of
    the trust that USER may enter: plait judge --as USER.
    """
    today = on or datetime.now(LONDON).date()
    if path is not None:
        case = _of_files(path, code or "FILES", today)
    elif email:
        case = _of_record(email, code, today)
    else:
        raise Ends(Exit.USAGE, "Name a folder of files, or a user of the database with --as.")
    if shown["is_json"]:
        print_json(_plain(case, has_moves=shown["has_moves"]))
    else:
        for line in _lines(case, is_all=shown["is_all"], has_moves=shown["has_moves"]):
            click.echo(line)
    if case.faults:
        click.echo(f"{counted(case.faults, 'fault')} in the files: `plait check {path}` names them.", err=True)
    return Exit.FAULTS if case.faults else Exit.FINE


@dataclass(frozen=True, slots=True)
class _Case:
    """A trust, what was judged of it, and how much of its past was put right since the last board, where that is known.

    `faults` are those of its files; `exact` says whether the reader may know what one person costs, as whoever has the
    files does.
    """

    trust: Trust
    judged: tuple[Judged, ...]
    faults: int = 0
    corrections: int | None = None
    corrected: "tuple[Correction, ...]" = ()
    exact: bool = True

    @property
    def since(self) -> str:
        """What changed since the last board, or why that cannot be shown; in the words of the page."""
        said = since_last_board(self.judged) or (
            NO_EARLIER_MEETING if MEETINGS.name in self.trust.feeds else NO_MEETING
        )
        return said if self.corrections is None else f"{said} {corrections_words(self.corrections)}"


def _of_files(path: Path, code: str, on: date) -> _Case:
    intake = read_stated(path)

    def stood_on(day: date) -> Trust:
        return trust_of_intake(intake, code=code, name=intake.name, on=day)

    trust = stood_on(on)
    judged = compare_with_last_board(trust, with_moves(trust, judge_all(trust)), stood_on)
    return _Case(trust, judged, len(intake.all_problems()))


def _of_record(email: str, code: str | None, on: date) -> _Case:
    with reading_as(email, code, "plait judge") as viewer:
        from plait.engine.permissions import Action, Scope, scope_of
        from plait.store.corrections import count_corrections, list_corrections
        from plait.store.explanations import load_explanations
        from plait.store.paging import Wanted
        from plait.store.snapshot import load_trust

        if not scope_of(viewer, Action.READ_FINDINGS):
            raise Ends(Exit.NOT_YOURS, f"Your role ({viewer.role_words}) may not read verdicts.")

        def stood_on(day: date) -> Trust:
            return load_trust(viewer.trust_code, on=day)

        trust = stood_on(on)
        judged = read_judged(compare_with_last_board(trust, with_moves(trust, judge_all(trust)), stood_on), viewer)
        met = board_day(judged)
        corrections = count_corrections(viewer, after=met) if met else None
        corrected = list_corrections(viewer, Wanted(limit=None), after=met).rows if corrections and met else ()
        exact = Scope.TRUST in scope_of(viewer, Action.READ_BAND)
        explained = explain(judged, load_explanations(viewer.trust_id, published_on__lte=on))
        return _Case(trust, explained, corrections=corrections, corrected=corrected, exact=exact)


def _lines(case: _Case, *, is_all: bool, has_moves: bool) -> Iterable[str]:
    today = case.trust.on
    yield f"{case.trust.name}, {today.day} {today:%B %Y}"
    yield case.since
    shown = case.corrected if is_all else case.corrected[:FIRST]
    yield from map(_corrected, shown)
    if len(case.corrected) > len(shown):
        yield f"  … and {counted(len(case.corrected) - len(shown), 'more correction')}; --all shows them."
    for summary in summarise_headings(case.judged):
        yield f"\n{summary.heading.value}. {summary.verdict.word}. {summary.sentence}"
        yield from _change(summary, today)
        for one in summary.judged:
            yield from _question(one, today, is_all=is_all)
            yield from _moves(one, exact=case.exact) if has_moves else ()
        if summary.context:
            yield f"\n  {CONTEXT}:"
        for one in summary.context:
            yield from _question(one, today, is_all=is_all)
    for one in case.judged:
        if one.fault:
            yield f"\nThe question {one.slug} has a fault: {one.fault}"


def _corrected(one: "Correction") -> str:
    """“  12 November 2026, Pat Moss: Service: Access. Phase: Live → Retired. 2 questions rest on its sheet.”"""
    rests = "questions rest" if len(one.questions) != 1 else "question rests"
    values = f" {one.values}." if one.values else ""
    return f"  {day(_london(one).date())}, {one.by}: {one.record}.{values} {len(one.questions)} {rests} on its sheet."


def _london(one: "Correction") -> datetime:
    return one.at.astimezone(LONDON)


def _change(one: HeadingSummary | Judged, today: date) -> Iterable[str]:
    """How a test or a question differs from the day of the last board, where it does."""
    now = one.verdict if isinstance(one, HeadingSummary) else one.finding.verdict
    if one.earlier and (said := one.earlier.changed(now, today)):
        yield f"  {said}."


def _question(one: Judged, today: date, *, is_all: bool) -> Iterable[str]:
    finding = one.finding
    yield f"\n  {one.litmus.question if one.litmus else one.slug}"
    said = "" if finding.verdict is Verdict.FOR_CONTEXT else f"{finding.verdict.word}. "
    yield f"  {said}{finding.sentence}"
    yield from _change(one, today)
    if one.litmus and finding.own:
        yield f"  {one.litmus.beside_verdict(finding)}"
    if one.explanation:
        yield f"  {one.explained}"
    rows = finding.evidence if is_all else finding.evidence[:FIRST]
    if rows:
        marked = [("  ", *finding.columns, "Where from"), *(_row(row) for row in rows)]
        yield table_of(marked, indent="    ")
    if len(finding.evidence) > len(rows):
        yield f"    … and {counted(len(finding.evidence) - len(rows), 'more row')}; --all shows them."
    if finding.would_count:
        yield f"    {finding.would_count_title}: {finding.would_count}"


def _moves(one: Judged, *, exact: bool) -> Iterable[str]:
    """The moves tried for a question with all they change, or why there is none."""
    if said := no_move_words(one):
        yield f"    {said}"
    for tried in one.tried:
        told = tell(tried, one, exact=exact)
        yield f"    Move: {told.title}"
        yield from (f"      {line}" for line in told.lines)


def _row(row: EvidenceRow) -> tuple[str, ...]:
    origin = row.origin
    place = ", ".join(part for part in (origin.file, origin.sheet, _line(origin.line)) if part) if origin else ""
    return ("> " if row.is_highlighted else "  ", row.label, *row.cells, place)


def _line(line: int | None) -> str:
    return "" if line is None else f"line {line}"


def _plain(case: _Case, *, has_moves: bool) -> dict[str, Any]:
    trust = case.trust
    return {
        "trust": trust.code, "name": trust.name, "on": trust.on, "rules": rules_version(),
        "faults_in_files": case.faults,
        "since_the_board": {
            "on": board_day(case.judged), "sentence": case.since, "corrections": case.corrections,
            "corrected": None if case.corrections is None else [_plain_correction(one) for one in case.corrected],
        },
        "headings": [
            {
                "heading": summary.heading.value, "verdict": summary.verdict.value, "sentence": summary.sentence,
                "earlier": _plain_earlier(summary),
                "questions": [
                    _plain_question(one) | (_plain_moves(one, exact=case.exact) if has_moves else {})
                    for one in summary.judged
                ],
                "context": [_plain_question(one) for one in summary.context],
            }
            for summary in summarise_headings(case.judged)
        ],
    }  # fmt: skip


def _plain_correction(one: "Correction") -> dict[str, Any]:
    return {
        "at": _london(one), "by": one.by, "record": one.record,
        "values": [{"what": label(v.column), "was": v.before, "is_now": v.after} for v in one.changes],
        "values_not_shown": one.unread, "file": one.file, "sheet": one.sheet, "line": one.line,
        "questions": [question.slug for question in one.questions],
    }  # fmt: skip


def _plain_question(one: Judged) -> dict[str, Any]:
    finding: Finding = one.finding
    return {
        "slug": one.slug,
        "question": one.litmus.question if one.litmus else "",
        "verdict": None if finding.verdict is Verdict.FOR_CONTEXT else finding.verdict.value,
        "sentence": finding.sentence,
        "columns": finding.columns,
        "rows": [
            {"cells": (row.label, *row.cells), "highlighted": row.is_highlighted, "from": _row(row)[-1]}
            for row in finding.evidence
        ],
        "would_count": finding.would_count,
        "earlier": _plain_earlier(one),
        "own_threshold": _plain_threshold(one),
        "explanation": _plain_explanation(one),
    }


def _plain_moves(one: Judged, *, exact: bool) -> dict[str, Any]:
    """The moves tried for a question."""
    return {
        "moves": [
            {
                "moves": [asdict(move) for move in tried.moves], "title": tried.title, "needs": tried.needs,
                "costs": cost_sentence(tried, exact=exact),
                "decided_by": tried.decides, "effects": [asdict(effect) for effect in (*tried.effects, *tried.tests)],
            }
            for tried in one.tried
        ]
    }  # fmt: skip


def _plain_earlier(one: HeadingSummary | Judged) -> dict[str, Any] | None:
    """The verdict on the day of the last board, and how today's differs."""
    return {"verdict": one.earlier.verdict.value, "change": one.change.value} if one.earlier else None


def _plain_explanation(one: Judged) -> dict[str, Any] | None:
    said = one.explanation
    if said is None:
        return None
    return {
        "text": said.text, "due": said.due, "of": said.verdict.value,
        "is_stale": bool(said.stale_words(one.finding.verdict)),
        "written_by": said.written_by, "written_on": said.written_on,
        "published_by": said.published_by, "published_on": said.published_on,
    }  # fmt: skip


def _plain_threshold(one: Judged) -> dict[str, Any] | None:
    own = one.finding.own
    if own is None or one.litmus is None:
        return None
    return {
        "value": own.value, "since": own.starts, "reason": own.reason, "default": one.litmus.threshold.value,
        "verdict_by_default": one.by_default.value,
    }  # fmt: skip
