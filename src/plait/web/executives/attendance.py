"""Whether an executive came to the boards of both trusts: counted, month by month, and what the other board cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.attendance import APOLOGIES, DEPUTY, PRESENT
from plait.engine.litmus.wording import listed, many
from plait.engine.sharing import Came, Clash, Tally, by_month, kept_away, tally
from plait.store.executives import MeetingThere, ShareLine
from plait.web.shared.jinja import short_date
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

WORDS = {PRESENT: "attended", APOLOGIES: "apologies", DEPUTY: "deputy sent"}
RULE = (
    "Counted are meetings held in the last 12 months for which it is recorded. A deputy who came is the deputy’s "
    "attendance, and not the executive’s."
)


@dataclass(frozen=True, slots=True)
class AttendancePart:
    """The counts in a sentence, the months of both boards, the meetings missed because both met, what is not shown."""

    answer: str
    months: TablePage
    missed: tuple[str, ...]
    rule: str = RULE


def attendance_part(
    clashes: Iterable[tuple[MeetingThere, Clash]], shares: Sequence[ShareLine], today: date
) -> AttendancePart:
    """Who came to the board here, and to those of the trusts that show it; `shares` are the grants of today."""
    came = [
        Came(one.other, one.held_on, one.presence, clash)
        for one, clash in clashes
        if one.held_on <= today and (one.presence or not one.is_draft)
    ]
    told = [one.other_name for one in shares if one.told]
    boards = ["", *told]
    known = [one for one in came if one.of in boards]
    counted = listed([_counted(of, tally(one for one in known if one.of == of)) for of in boards])
    hidden = [one.other_name for one in shares if not one.told]
    unseen = f" Who came at {listed(hidden)} is not shown here." if hidden else ""
    return AttendancePart(
        answer=f"Came to {counted}.{unseen}",
        months=_months(boards, known),
        missed=tuple(map(_missed, kept_away(known))),
    )


def _counted(of: str, found: Tally) -> str:
    where = f"at {of}" if of else "here"
    return counted_words(found, where) if found.known else f"no recorded meeting {where}"


def counted_words(found: Tally, where: str = "") -> str:
    """“5 of 6 here (1 deputy sent)”: of the meetings of which it is recorded, and what else is to be known of them."""
    more = [
        words
        for count, words in (
            (found.deputy, many(found.deputy, "deputy sent", "deputies sent")),
            (found.unknown, f"{found.unknown} not recorded"),
        )
        if count
    ]
    said = f"{found.present} of {found.known} {where}".rstrip()
    return said + (f" ({', '.join(more)})" if more else "")


def _months(boards: Sequence[str], came: Sequence[Came]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Month", *(of or "Here" for of in boards))))
    rows = tuple(
        Row((Cell(f"{month:%b %Y}"), *(_of_month([one for one in of_month if one.of == of]) for of in boards)))
        for month, of_month in by_month(came)
    )
    empty = EmptyState("No board of the last 12 months.")
    return TablePage("Attendance by month", heads, rows, empty, caption_hidden=True)


def _of_month(came: Sequence[Came]) -> Cell:
    said = "; ".join(f"{one.held_on.day} {one.held_on:%b}: {WORDS.get(one.presence, 'not recorded')}" for one in came)
    if any(one.was_kept_away for one in came):
        return Cell(said, look="warning", note="The other board met that day")
    return Cell(said or "–")


def _missed(one: Came) -> str:
    where = f"at {one.of}" if one.of else "here"
    why = "the two boards met at once" if one.clash is Clash.CLASH else "the two boards may have met at once"
    return f"{short_date(one.held_on)}: {WORDS[one.presence]} {where}, when {why}."
