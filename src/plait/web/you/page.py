"""What For you shows: one's competencies, teams and time, and the claims that wait for one's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.capacity import Month
from plait.engine.permissions import Action, Role, Scope, Viewer, may, scope_of
from plait.store.claims import Overseer, Waiting
from plait.store.consent import Asked
from plait.store.history import HistoryLine
from plait.store.lending import LentLine
from plait.store.long_leave import LeaveLine
from plait.store.paging import Page
from plait.store.you import Own, OwnHolding, OwnTeam
from plait.web.shared.jinja import plural, short_date, wte
from plait.web.shared.leave import reads_leave_of
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import last_day_words, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.you.asked import asked_table, asked_words
from plait.web.you.claim import overseer_words

COST = frozenset(("band", "point"))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class YouPage:
    """One's own page; `unlinked` says who can help where nobody linked the user to an employment."""

    name: str
    answer: str
    unlinked: str
    asked: TablePage | None = None
    holdings: TablePage | None = None
    seen_by: str = ""
    claim: Link | None = None
    teams: TablePage | None = None
    months: TablePage | None = None
    communities: tuple[Link, ...] = ()
    waiting: TablePage | None = None
    waiting_note: str = ""
    history: tuple[HistoryEntry, ...] = ()
    lent: tuple[str, ...] = ()
    leave: tuple[Link, ...] = ()


def unlinked_page(viewer: Viewer) -> YouPage:
    """The page of a user without an employment."""
    return YouPage(
        name=viewer.name,
        answer="Your sign-in is not linked to an employment yet.",
        unlinked=(
            "Without the link, Plait cannot show your competencies, teams and time. "
            "Ask your trust’s administrator to link your access to your employee number."
        ),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """What waits for one's word: claims of competency to confirm, and places in teams."""

    claims: Page[Waiting]
    places: Sequence[Asked]


def you_page(
    viewer: Viewer, own: Own, word: Word, history: Sequence[HistoryLine], overseers: Sequence[Overseer]
) -> YouPage:
    """One's own page, as the record stands today."""
    waiting = word.claims
    home = f"/t/{viewer.trust_code}"
    may_claim = bool(scope_of(viewer, Action.CLAIM_COMPETENCY))
    may_confirm = bool(scope_of(viewer, Action.CONFIRM_COMPETENCY))
    sees_cost = bool(scope_of(viewer, Action.READ_BAND) & (Scope.SELF | Scope.TRUST))
    return YouPage(
        name=own.name,
        answer=f"{_answer(own, waiting.total)}{asked_words(word.places)}",
        unlinked="",
        asked=asked_table(home, word.places) if word.places else None,
        holdings=_holdings(home, own.holdings, may_claim=may_claim),
        seen_by=_seen_by(own, overseers) if reads_names(viewer) else "",
        claim=Link("Claim a competency", f"{home}/you/claim/") if may_claim else None,
        teams=_teams(home, own.teams),
        months=_months(own.months),
        communities=_communities(home, own),
        waiting=_waiting(home, waiting) if may_confirm else None,
        waiting_note=f"The first {len(waiting.rows)} of {waiting.total:,}."
        if waiting.total > len(waiting.rows)
        else "",
        history=show_history(history, hidden=frozenset() if sees_cost else COST),
    )


def _answer(own: Own, waiting: int) -> str:
    claims = sum(one.is_claim for one in own.holdings)
    held = plural(len(own.holdings), "competency", "competencies")
    said = f"You have {held} on record, {claims or 'none'} waiting for a confirmation."
    asked = plural(waiting, "claim waits", "claims wait")
    return f"{said} {asked} for your word." if waiting else said


def _seen_by(own: Own, overseers: Sequence[Overseer]) -> str:
    """Who reads what one can do: the people by name, the roles that read everybody's from the table of permissions."""
    seers = [overseer_words(one) for one in overseers] + (["the leads of your teams"] if own.teams else [])
    seers += [f"the {role.words}" for role in Role if Scope.TRUST in may(role, Action.READ_COMPETENCIES)]
    return f"What you can do is seen by {', '.join(seers[:-1])} and {seers[-1]}."


def lent_words(loans: Iterable[LentLine]) -> tuple[str, ...]:
    """Which trusts one is lent to, until when, and what each reads of one meanwhile."""
    return tuple(
        f"{one.borrower_name or one.borrower} may ask for you from {short_date(one.starts)} to "
        f"{last_day_words(one.ends)}, and reads your {'name, ' if one.named else ''}viewpoint, competencies and free "
        f"time meanwhile{'' if one.named else ', not your name'}."
        for one in loans
    )


def leave_lines(viewer: Viewer, leaves: Iterable[LeaveLine], today: date) -> tuple[Link, ...]:
    """One's leave of today or to come; each leads to what one holds meanwhile, where one's role opens it."""
    opens = bool(viewer.employee_number) and reads_leave_of(viewer, viewer.employee_number or "")
    return tuple(
        Link(_leave_words(one, today), f"/t/{viewer.trust_code}/people/leave/{one.id}/" if opens else "")
        for one in leaves
        if one.last_on is None or one.last_on >= today
    )


def _leave_words(one: LeaveLine, today: date) -> str:
    said = "You will be on leave from" if one.first_on > today else "You are on leave from"
    until = f"to {short_date(one.last_on)}" if one.last_on else "on; the last day is not known yet"
    return f"{said} {short_date(one.first_on)} {until}"


def _holdings(home: str, holdings: Sequence[OwnHolding], *, may_claim: bool) -> TablePage:
    heads = [ColumnHead(text) for text in ("Competency", "Level", "Since", "Confirmed", "Source")]
    heads += [ColumnHead("Change")] if may_claim else []
    rows = tuple(_holding_row(home, one, may_claim=may_claim) for one in holdings)
    empty = EmptyState("Nothing is recorded of what you can do. Teams are put together from this.")
    return TablePage("My competencies", tuple(heads), rows, empty, caption_hidden=True)


def _holding_row(home: str, one: OwnHolding, *, may_claim: bool) -> Row:
    confirmed = "Claimed, not confirmed"
    if one.confirmed_on is not None:
        confirmed = f"By {one.confirmed_by or 'somebody'} on {short_date(one.confirmed_on)}"
    cells = [
        Cell(one.competency, href=f"{home}/competencies/{one.competency_id}/"),
        Cell(one.level.word),
        Cell(short_date(one.since)),
        Cell(confirmed),
        Cell(source_words(one.origin), look="source"),
    ]
    words = "Change or withdraw" if one.is_claim else "Change level"
    if may_claim:
        cells.append(Cell(f"{words}: {one.competency}", href=f"{home}/you/claim/{one.competency_id}/"))
    return Row(tuple(cells))


def _teams(home: str, teams: Sequence[OwnTeam]) -> TablePage:
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in ("Team", "WTE", "From", "Last day", "Source"))
    rows = tuple(_team_row(home, one) for one in teams)
    return TablePage("My teams", heads, rows, EmptyState("You are in no team."), caption_hidden=True)


def _team_row(home: str, one: OwnTeam) -> Row:
    last = short_date(one.ends - _DAY) if one.ends else "No end is known"
    name = Cell(one.team, href=f"{home}/teams/{one.team_id}/" if one.team_id > 0 else "", note=one.part)
    source = Cell(source_words(one.origin), look="source")
    return Row((name, Cell(wte(one.wte)), Cell(short_date(one.starts)), Cell(last), source))


def _months(months: Sequence[Month]) -> TablePage:
    heads = (
        ColumnHead("Month"),
        ColumnHead("Your WTE", number=True),
        ColumnHead("In teams", number=True),
        ColumnHead("Free", number=True),
    )
    rows = tuple(_month_row(one) for one in months)
    return TablePage("My time, month by month", heads, rows, EmptyState(""), caption_hidden=True)


def _month_row(one: Month) -> Row:
    over = one.free < 0
    free = Cell(wte(one.free), look="warning" if over else "", note="More is asked than there is" if over else "")
    return Row((Cell(f"{one.first_day:%B %Y}"), Cell(wte(one.own)), Cell(wte(one.in_teams)), free))


def _communities(home: str, own: Own) -> tuple[Link, ...]:
    return tuple(
        Link(f"{one.name}{' (you lead it)' if one.is_lead else ''}", f"{home}/communities/{one.id}/")
        for one in own.communities
    )


def _waiting(home: str, waiting: Page[Waiting]) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("Name", "Competency", "Claimed level", "Since", "Source", "Your word"))
    rows = tuple(
        Row(
            (
                Cell(one.name),
                Cell(one.competency, href=f"{home}/competencies/{one.competency_id}/"),
                Cell(one.level.word),
                Cell(short_date(one.since)),
                Cell(source_words(one.origin), look="source"),
                Cell(f"Confirm {one.competency} of {one.name}", href=f"{home}/you/confirm/{one.id}/"),
            )
        )
        for one in waiting.rows
    )
    empty = EmptyState("No claim waits for you. You confirm for those who report to you and communities you lead.")
    return TablePage("To confirm", heads, rows, empty, caption_hidden=True)
