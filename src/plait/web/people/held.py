"""What somebody who is away holds meanwhile, as a table: each with who covers, or what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.board_development import KINDS as SESSIONS
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.leave_held import Held, list_held
from plait.store.long_leave import LeaveLine
from plait.web.shared.jinja import short_date
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage, plain_heads

HEADINGS = ("What", "Kind", "How", "On", "Who covers", "What to do", *PLACE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what somebody holds: its word, the address of its page, and what to do where nobody covers."""

    word: str
    path: str
    remedy: str


KINDS = {
    "role": Kind("Leadership role", "leadership/{id}/", "Name a deputy or an interim for all of the leave"),
    "deputy": Kind("Deputy for a role", "leadership/{id}/", "Name another deputy"),
    "champion": Kind("Champion", "champions/{id}/", "Name another champion"),
    "claim": Kind("Answers for a territory", "accountability/{id}/", "Say who answers meanwhile"),
    "action": Kind("Action of the board, due", "board/{id}/", "Give it to another office, or set another day"),
    "meeting": Kind("Meeting of the board", "board/{id}/", "Send apologies, or a deputy"),
    "paper": Kind("Paper of the board", "board/papers/{id}/", "Say who presents it"),
    "sponsorship": Kind("Sponsorship", "board/sponsorships/", "Say who sponsors it meanwhile"),
    "session": Kind("Board development, booked", "board/members/{id}/", "Book another day"),
    "visit": Kind("Visit, planned", "areas/visits/{id}/", "Plan it for another day or another person"),
    "change": Kind("Change that needs them", "programmes/{id}/", "Move its days, or name somebody else"),
    "programme": Kind("Programme", "programmes/{id}/", "Say who does it meanwhile"),
    "service": Kind("Service", "services/{id}/", "Say who owns it meanwhile"),
    "community": Kind("Community of practice", "communities/{id}/", "Say who leads it meanwhile"),
    "team": Kind("Team", "teams/{id}/", "Say who takes their part meanwhile"),
    "reports": Kind("People who report to them", "people/{id}/", "Name another line manager for the time"),
}
"""By the kinds of the record."""
NEEDS = {"programme": Action.READ_PROGRAMMES, "change": Action.READ_PROGRAMMES}
"""What a role must read besides somebody's leave to be told of a kind."""
THEIRS = "Stays theirs: somebody covers each role"


def held_for(viewer: Viewer, leave: LeaveLine) -> tuple[Held, ...]:
    """What somebody holds in a time of leave, as far as this viewer reads it elsewhere."""
    drafts = bool(scope_of(viewer, Action.READ_BOARD_DRAFTS))
    held = list_held(viewer.trust_id, leave.employment_id, leave.first_on, leave.last_on, drafts=drafts)
    return tuple(one for one in held if one.kind not in NEEDS or scope_of(viewer, NEEDS[one.kind]))


def left_without(held: Iterable[Held]) -> list[Held]:
    """What nobody covers for all of the leave."""
    held = tuple(held)
    return [one for one in held if not _cover(one, keeps=_keeps(held))]


def held_words(name: str, held: Sequence[Held]) -> str:
    """What the leave leaves without anybody, in a sentence."""
    if not held:
        return f"{name} holds nothing in that time that is recorded."
    left = len(left_without(held))
    things = many(len(held), "thing", "things")
    if not left:
        return f"{name} holds {things} in that time, and somebody covers all of it."
    return f"{name} holds {things} in that time; {left} {'has' if left == 1 else 'have'} nobody meanwhile."


def held_table(home: str, name: str, held: Sequence[Held]) -> TablePage:
    """What somebody holds in a time of leave, with who covers it, or what to do."""
    heads = plain_heads(["What", "Kind", "On", "Who covers, or what to do", "Source"])
    keeps = _keeps(held)
    rows = tuple(_row(home, one, keeps=keeps) for one in held)
    empty = EmptyState(f"{name} holds no role, shift, territory or team in that time, and nothing falls due.")
    download = Link("Download this list (CSV)", "?format=csv") if rows else None
    return TablePage(f"What {name} holds meanwhile", heads, rows, empty, download=download, caption_hidden=True)


def held_rows(held: Sequence[Held]) -> list[list[str]]:
    """The same as a file."""
    keeps = _keeps(held)
    return [
        [
            _name(one),
            KINDS[one.kind].word,
            _detail(one),
            one.day.isoformat() if one.day else "",
            cover := _cover(one, keeps=keeps),
            "" if cover else _remedy(one),
            *place_of(one.origin),
        ]
        for one in held
    ]


def _row(home: str, one: Held, *, keeps: bool) -> Row:
    kind, cover = KINDS[one.kind], _cover(one, keeps=keeps)
    return Row(
        (
            Cell(_name(one), href=f"{home}/{kind.path.format(id=one.id)}", note=_detail(one)),
            Cell(kind.word),
            Cell(short_date(one.day) if one.day else "All of it"),
            Cell(cover) if cover else Cell(_remedy(one), look="warning"),
            Cell(source_words(one.origin) if one.kind != "reports" else "Posts of the people sheet", look="source"),
        )
    )


def _name(one: Held) -> str:
    if one.kind == "reports":
        return many(int(one.name), "person", "people")
    if one.kind == "champion":
        return f"{one.detail} at {one.name or 'no site'}"
    return SESSIONS.get(one.name, one.name)


def _detail(one: Held) -> str:
    return "" if one.kind == "champion" else one.detail.capitalize() if one.kind in ("role", "team") else one.detail


def _keeps(held: Iterable[Held]) -> bool:
    """What somebody claims stays theirs while each role of theirs is covered; who has no role has no such cover."""
    roles = [one for one in held if one.kind == "role"]
    return bool(roles) and all(one.covered_by for one in roles)


def _cover(one: Held, *, keeps: bool) -> str:
    """Who covers; nothing where nobody does, or where the kind of thing knows no cover."""
    if one.covered_by:
        return listed(list(one.covered_by))
    if one.kind == "champion" and not one.open:
        return "Others cover these shifts"
    return THEIRS if one.kind == "claim" and keeps else ""


def _remedy(one: Held) -> str:
    remedy = KINDS[one.kind].remedy
    return f"{remedy} for {listed(one.open.lower().split(', '))}" if one.open else remedy
