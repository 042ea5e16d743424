"""What the pages of pulses show: what may be told of each, the slip to answer, and how anonymity is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.pulses import KINDS, LEVELS, STATEMENTS, Agreed, Result, result_of
from plait.store.pulses import PulseLine
from plait.web.pulses.reach import runs
from plait.web.shared.forms import FormField, FormPage
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Fault, Link, Row, TablePage

HEADINGS = (
    "Pulse", "Team", "Opened on", "Closed on", "Asked", "Answers", "Statement", "Agree", "From (%)", "To (%)",
    "Why not shown",
)  # fmt: skip
RULE = (
    "A pulse of the board or of a team is shown once it is closed, with at least 5 answers and half of those asked; "
    "one of the trust with at least 10. Beside papers, which somebody typed, answers given here have to be as many by "
    "themselves. There is no breakdown. Intervals are Wilson's score interval at 95% "
    "(E. B. Wilson, 1927), as if those who answered were drawn by chance: who chose not to answer may think otherwise."
)
ANONYMOUS = (
    "Nobody can read what you answer beside your name, and no administrator can look it up. Plait adds your answer to "
    "sums and keeps no answer by itself. That you answered is kept apart, without the time, so that nobody answers "
    "twice. You cannot change an answer, because nobody could find it."
)


@dataclass(frozen=True, slots=True)
class PulsesPage:
    """Every pulse: the answer, the table, the way to a new one."""

    answer: str
    table: TablePage
    open: Link | None
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class PulsePage:
    """One pulse: its result, or the slip for who is asked, and what those who run it may do."""

    name: str
    answer: str
    table: TablePage | None
    slip: FormPage | None
    paper: Link | None
    close: str
    anonymous: str = ANONYMOUS
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A form of its own: the title, the fields, where it leads back to."""

    title: str
    form: FormPage
    back: Link
    button: str
    lead: str = ""
    section: str = "board"
    subject: str = "pulses"
    also: Link | None = None
    removal: str = ""


def name_of(one: PulseLine) -> str:
    """What a pulse is called: its kind, its team, and the day it was opened."""
    team = f", {one.team}" if one.team else ""
    return f"{KINDS[one.kind]}{team}, {full_date(one.opened_on)}"


def pulses_page(viewer: Viewer, every: Sequence[PulseLine], mine: int) -> PulsesPage:
    """Every pulse as this viewer may read it; `mine` wait for an answer of theirs."""
    home = f"/t/{viewer.trust_code}/pulses/"
    said = f"{mine} {'pulse waits' if mine == 1 else 'pulses wait'} for your answer." if mine else ""
    rows = tuple(row for one in every for row in _rows(home, one))
    heads = tuple(map(ColumnHead, ("Pulse", "Answers", "Statement", "Agree", "Of all, likely")))
    empty = EmptyState("No pulse was opened yet. Without one nobody can tell how comfortable the board or a team is.")
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    return PulsesPage(
        answer=said or "No pulse waits for your answer.",
        table=TablePage("Pulses", heads, rows, empty, download=download, caption_hidden=True),
        open=Link("Open a pulse", f"{home}open/") if scope_of(viewer, Action.RUN_PULSES) else None,
    )


def _result(one: PulseLine) -> Result:
    return result_of(one.kind, one.counts, slips=one.slips, asked=one.asked, is_closed=one.closed_on is not None)


def _rows(home: str, one: PulseLine) -> list[Row]:
    result = _result(one)
    closed = f"Closed {short_date(one.closed_on)}" if one.closed_on else "Open"
    head = (Cell(name_of(one), href=f"{home}{one.id}/", note=closed), Cell(f"{one.answers} of {one.asked}"))
    if result.hidden:
        return [Row((*head, Cell(result.hidden), Cell("–"), Cell("–")))]
    return [Row((*head, *_statement(each))) for each in result.agreed]


def _statement(one: Agreed) -> tuple[Cell, ...]:
    return (Cell(one.statement), Cell(f"{one.agree} of {one.answers}"), Cell(between(one)))


def between(one: Agreed) -> str:
    """“25% to 84%”: where the share may lie."""
    return f"{one.low * 100:.0f}% to {one.high * 100:.0f}%"


def pulse_rows(every: Sequence[PulseLine]) -> list[list[str]]:
    """The pulses as a file; of what is not shown it holds the reason alone."""
    rows = []
    for one in every:
        result = _result(one)
        closed = one.closed_on.isoformat() if one.closed_on else ""
        head = [KINDS[one.kind], one.team, one.opened_on.isoformat(), closed, str(one.asked), str(one.answers)]
        rows += [
            [*head, each.statement, str(each.agree), f"{each.low * 100:.1f}", f"{each.high * 100:.1f}", ""]
            for each in result.agreed
        ]
        rows += [[*head, "", "", "", "", result.hidden]] if result.hidden else []
    return rows


def pulse_page(viewer: Viewer, one: PulseLine, slip: FormPage | None, *, has_answered: bool) -> PulsePage:
    """One pulse: the slip stands there for who is asked and has not answered."""
    result = _result(one)
    here = f"/t/{viewer.trust_code}/pulses/{one.id}/"
    may_run = one.closed_on is None and runs(viewer, one.team)
    heads = tuple(map(ColumnHead, ("Statement", "Agree", "Of all, likely")))
    rows = tuple(Row(_statement(each)) for each in result.agreed)
    table = TablePage("What was answered", heads, rows, EmptyState(""), caption_hidden=True) if rows else None
    answered = f"{one.answers} of {one.asked} answered."
    thanks = " You have answered; thank you." if has_answered else ""
    return PulsePage(
        name=name_of(one),
        answer=f"{result.hidden or answered}{thanks}",
        table=table,
        slip=slip,
        paper=Link("Add answers from paper", f"{here}paper/") if may_run else None,
        close=f"{here}close/" if may_run else "",
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought, and what is wrong with it by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


def slip_form(kind: str, sent: Sent) -> FormPage:
    """The three statements, each with its five levels."""
    fields = tuple(
        select(f"statement{place}", statement, [(str(level), words) for level, words in enumerate(LEVELS)], sent)
        for place, statement in enumerate(STATEMENTS[kind])
    )
    return FormPage(fields, faults_of(fields))


def select(name: str, label: str, choices: Sequence[tuple[str, str]], sent: Sent) -> FormField:
    """A field to choose from."""
    value = sent.values.get(name, "")
    offered = (Choice("", "Choose", not value), *(Choice(code, words, code == value) for code, words in choices))
    return FormField(f"id_{name}", name, label, "select", value, "", sent.wrong.get(name, ""), "", offered)


def write(name: str, label: str, kind: str, hint: str, sent: Sent) -> FormField:
    """A field to write in."""
    return FormField(
        f"id_{name}", name, label, kind, sent.values.get(name, ""), hint, sent.wrong.get(name, ""), "", ()
    )  # fmt: skip


def faults_of(fields: Sequence[FormField]) -> tuple[Fault, ...]:
    """The faults once more, for the head of the page."""
    return tuple(Fault(one.error, one.id) for one in fields if one.error)
