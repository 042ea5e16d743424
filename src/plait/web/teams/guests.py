"""People of other trusts in a team: counted with its members while they are lent, and what follows when a loan ends."""

from __future__ import annotations

from datetime import date

from plait.store.lent_places import Guest
from plait.store.teams import Member, TeamDetail
from plait.web.shared.jinja import short_date, wte
from plait.web.shared.origins import last_day_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage


def guests_as_members(team: TeamDetail) -> tuple[Member, ...]:
    """Whom other trusts lend, as members of the team; their numbers are below nothing, and no page is about them."""
    return tuple(
        Member(
            id=-one.id,
            employment_id=-one.id,
            person_id=-one.id,
            employee_number=one.reference,
            name=_name(one),
            job_title=f"Lent by {one.lender}",
            part="",
            wte=one.wte,
            viewpoint=one.viewpoint,
            reason="",
            joined=one.starts,
            starts=one.starts,
            ends=one.ends,
            origin=None,
        )
        for one in team.guests
        if one.is_lent
    )


def guest_table(team: TeamDetail, today: date, *, named: bool, with_time: bool) -> TablePage | None:
    """Everybody of other trusts who is or was in the team; nothing where there is nobody."""
    if not team.guests or not named:
        return None
    heads = ("Person", "Lent by", "From", "Last day", *(("WTE",) if with_time else ()))
    columns = tuple(ColumnHead(text, number=text == "WTE") for text in heads)
    rows = tuple(_row(one, today, with_time=with_time) for one in team.guests)
    return TablePage("People of other trusts", columns, rows, EmptyState(""), caption_hidden=True)


def _row(one: Guest, today: date, *, with_time: bool) -> Row:
    over = "Ended" if one.ends <= today else "" if one.is_lent else "Lent no more: the place is open again"
    return Row(
        (
            Cell(_name(one), note="" if one.name else one.reference),
            Cell(one.lender),
            Cell(short_date(one.starts)),
            Cell(last_day_words(one.ends), look="" if one.is_lent else "warning", note=over),
            *((Cell(wte(one.wte)),) if with_time else ()),
        )
    )


def _name(one: Guest) -> str:
    return one.name or f"Somebody of {one.lender}"
