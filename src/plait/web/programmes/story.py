"""What of a programme’s story and record is shown side by side: contradictions, reports, milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from plait.engine.litmus.wording import many
from plait.engine.origins import Origin
from plait.engine.outcomes import OutcomeReading
from plait.engine.programme_sheets import STATUSES
from plait.engine.programmes import Milestone, Report
from plait.engine.stall import Contradiction
from plait.engine.stall_wording import record_words, report_words
from plait.store.programmes import Kept, ProgrammeLine
from plait.web.shared.jinja import short_date
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

HEADINGS = (
    "Contradiction", "About", "First report", "Last report", "Reports", "What was reported", "What the record showed",
    "In the latest report", *PLACE,
)  # fmt: skip


def contradictions_table(home: str, line: ProgrammeLine, found: Iterable[Contradiction]) -> TablePage:
    """Each contradiction with both rows side by side."""
    heads = tuple(map(ColumnHead, ("What", "What was reported", "What the record showed then", "Source")))
    rows = tuple(_row(home, line, one) for one in found)
    nothing = EmptyState("No report is contradicted by what could be known on its day.")
    return TablePage("Where story and record part", heads, rows, nothing, caption_hidden=True)


def _row(home: str, line: ProgrammeLine, one: Contradiction) -> Row:
    outcome = line.outcomes.get(one.subject) if isinstance(one.shown, OutcomeReading) else None
    first = one.reports[0]
    return Row(
        (
            Cell(
                one.rule.value,
                look="warning" if one.is_current else "",
                note="In the latest report" if one.is_current else "In earlier reports",
            ),
            Cell(report_words(one), note=f"“{first.says}”" if first.says else ""),
            Cell(
                f"{one.subject}: {_unit_words(line, one)}",
                href=f"{home}/outcomes/{outcome.id}/" if outcome else "",
                note="At the first of these reports" if len(one.reports) > 1 else "",
            ),
            Cell(
                f"Report: {source_words(first.origin)}",
                look="source",
                note=f"Record: {source_words(record_origin(line, one))}",
            ),
        )
    )


def _unit_words(line: ProgrammeLine, one: Contradiction) -> str:
    outcome = line.outcomes.get(one.subject)
    words = record_words(one, outcome.outcome.unit if outcome else "")
    return words[:1].lower() + words[1:]


def record_origin(line: ProgrammeLine, one: Contradiction) -> Origin | None:
    """Where the row of the record came from; of an outcome its own line, as its page tells it of each figure."""
    if isinstance(one.shown, OutcomeReading):
        return line.outcomes[one.subject].outcome.origin
    return one.shown.origin if isinstance(one.shown, Milestone) else one.shown[0].origin


def contradiction_rows(line: ProgrammeLine, found: Iterable[Contradiction]) -> list[list[str]]:
    """The same as a file; file and line are those of the first report."""
    return [
        [
            one.rule.value,
            one.subject,
            one.reports[0].reported_on.isoformat(),
            one.reports[-1].reported_on.isoformat(),
            str(len(one.reports)),
            report_words(one),
            _unit_words(line, one),
            "Yes" if one.is_current else "No",
            *place_of(one.reports[0].origin),
        ]
        for one in found
    ]


def _changing(home: str) -> tuple[ColumnHead, ...]:
    return (ColumnHead("Change", onscreen=True),) if home else ()


def reports_table(home: str, reports: Sequence[Kept[Report]]) -> TablePage:
    """The reports, the latest first; with `home` the way to change each."""
    heads = ("Reported on", "Status", "What it says", "Vouches for", "Source")
    rows = tuple(_report(home, one) for one in reversed(reports))
    nothing = EmptyState("No report is recorded. Without one there is no story to hold against the record.")
    return TablePage("Reports", (*map(ColumnHead, heads), *_changing(home)), rows, nothing, caption_hidden=True)


def _report(home: str, kept: Kept[Report]) -> Row:
    one = kept.record
    change = Cell("Change", of=short_date(one.reported_on), href=f"{home}/programmes/reports/{kept.id}/edit/")
    return Row(
        (
            Cell(short_date(one.reported_on)),
            Cell(STATUSES[one.status]),
            Cell(one.says, note=one.written_by),
            Cell("; ".join(filter(None, (one.improving, one.in_time))) or "–"),
            Cell(source_words(one.origin), look="source"),
            *((change,) if home else ()),
        )
    )


def milestones_table(home: str, milestones: Iterable[Kept[Milestone]], today: date) -> TablePage:
    """The milestones by their first plan; with `home` the way to change each."""
    heads = ("Milestone", "First planned for", "Now planned for", "Done on", "Late", "Source")
    rows = tuple(_milestone(home, one, today) for one in milestones)
    nothing = EmptyState("No milestone is recorded.")
    every = (*map(ColumnHead, heads), *_changing(home))
    return TablePage("Milestones", every, rows, nothing, caption_hidden=True)


def _milestone(home: str, kept: Kept[Milestone], today: date) -> Row:
    one = kept.record
    days, is_done = one.days_late(today), one.done_on is not None
    change = Cell("Change", of=one.name, href=f"{home}/programmes/milestones/{kept.id}/edit/")
    return Row(
        (
            Cell(one.name),
            Cell(short_date(one.planned_on)),
            Cell(short_date(one.replanned_on) if one.replanned_on else "–"),
            Cell(short_date(one.done_on) if one.done_on else "Not done"),
            Cell(many(days, "day", "days") if days else "No", look="warning" if days and not is_done else ""),
            Cell(source_words(one.origin), look="source"),
            *((change,) if home else ()),
        )
    )
