"""The programmes that files state, each with its whole account, and contradictions as plain values for programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from plait.engine.origins import Origin
from plait.engine.outcomes import measured_of_entries, outcome_of
from plait.engine.programme_sheets import MILESTONES, MOVES, PROGRAMMES, REMARKS, REPORTS, THEMES
from plait.engine.programmes import (
    Milestone,
    Remark,
    Report,
    Theme,
    milestone_of,
    move_of,
    programme_of,
    remark_of,
    report_of,
    theme_of,
)
from plait.engine.said import Said
from plait.engine.sheets import Entry
from plait.engine.stall import Account, Contradiction, Followed, contradictions, stalls, unjudged
from plait.engine.stall_wording import record_words, report_words, stall_words
from plait.engine.workbook import Intake

Kept = TypeVar("Kept", Milestone, Report, Theme, Remark)


def accounts_of_intake(intake: Intake, *, on: date) -> tuple[Account, ...]:
    """Every programme that a read file or folder states, as it stands on a day, in the order of the file."""
    sheets: dict[str, list[Entry]] = {}
    for entry in intake.entries():
        sheets.setdefault(entry.sheet, []).append(entry)
    said = Said(on, intake.name, sheets)
    outcomes = said.records("outcomes", lambda one: outcome_of(one, starts=on, origin=said.origin(one)))
    figures = zip(outcomes, measured_of_entries(sheets, outcomes, on), strict=True)
    measured = {outcome.name.casefold(): (outcome, own) for outcome, own in figures}
    moves = said.records(MOVES.name, lambda one: move_of(one, said.origin(one)))
    parts = (
        _of(said, MILESTONES.name, milestone_of),
        _of(said, REPORTS.name, report_of),
        _of(said, THEMES.name, theme_of),
        _of(said, REMARKS.name, remark_of),
    )
    milestones, reports, themes, remarks = parts
    return tuple(
        Account(
            programme,
            milestones.get(programme.name.casefold(), ()),
            reports.get(programme.name.casefold(), ()),
            tuple(
                Followed(*measured[one.outcome.casefold()], one.due_on)
                for one in moves
                if one.programme.casefold() == programme.name.casefold() and one.outcome.casefold() in measured
            ),
            themes.get(programme.name.casefold(), ()),
            remarks.get(programme.name.casefold(), ()),
        ).until(on)
        for programme in said.records(
            PROGRAMMES.name, lambda one: programme_of(one, starts=on, origin=said.origin(one))
        )
    )


def _of(said: Said, sheet: str, kind: Callable[[Entry, Origin], Kept]) -> Mapping[str, tuple[Kept, ...]]:
    """The records of a sheet by the name of their programme, folded."""
    found: dict[str, list[Kept]] = {}
    for one in said.records(sheet, lambda entry: kind(entry, said.origin(entry))):
        found.setdefault(one.programme.casefold(), []).append(one)
    return {name: tuple(rows) for name, rows in found.items()}


def plain_account(account: Account) -> dict[str, object]:
    """What of a programme contradicts what it reports, as JSON has it."""
    return {
        "programme": account.programme.name,
        "contradictions": [_plain(account, one) for one in contradictions(account)],
        "stalls": [
            {"outcome": one.outcome, "seen_on": one.seen_on, "last_on": one.last_on, "said_on": one.said_on}
            for one in stalls(account)
        ],
        "cannot_be_judged": [{"subject": one.subject, "why": one.why} for one in unjudged(account)],
    }


def _plain(account: Account, one: Contradiction) -> dict[str, object]:
    return {
        "what": one.rule.value,
        "about": one.subject,
        "in_latest_report": one.is_current,
        "reported": report_words(one),
        "record": record_words(one, unit_of(account, one)),
        "reports": [report.reported_on for report in one.reports],
        "line_of_first_report": one.reports[0].origin.line if one.reports[0].origin else None,
    }


def unit_of(account: Account, one: Contradiction) -> str:
    """The unit of the outcome a contradiction is about; nothing where it is about something else."""
    return next((each.outcome.unit for each in account.followed if each.outcome.name == one.subject), "")


def account_lines(account: Account) -> Iterable[str]:
    """What of a programme contradicts what it reports, in lines for people."""
    found: Sequence[Contradiction] = contradictions(account)
    now = sum(one.is_current for one in found)
    if not account.reports:
        yield f"{account.programme.name}: it has not reported."
    elif now:
        yield f"{account.programme.name}: the record contradicts the latest report."
    else:
        yield f"{account.programme.name}: nothing in the record contradicts the latest report."
    for one in found:
        yield f"  {one.rule.value} ({one.subject}){', in the latest report' if one.is_current else ''}"
        yield f"    Reported: {report_words(one)}."
        yield f"    Record: {record_words(one, unit_of(account, one))}."
    yield from (f"  {stall_words(one)}" for one in stalls(account))
    yield from (f"  Cannot be judged: {one.subject}. {one.why}" for one in unjudged(account))
