"""What the page of the delegation index shows: whose digital papers and actions are, and how far they are one's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plait.engine.litmus.wording import CANNOT_TELL, listed, many, percent
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.taking_part import ACTIVE_OFFICES, LEADER, BoardWork, Delegation, Owned, active_offices
from plait.web.shared.jinja import number, short_date
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Fact, Link, Row, TablePage

HEADINGS = ("Paper or action", "What it is", "Whose", "Meeting", "Held on", *PLACE)


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """The delegation index: the answer, its figures, each office's part, and the rows behind them."""

    answer: str
    facts: tuple[Fact, ...]
    shares: TablePage
    rows: TablePage
    question: Link | None
    rule: str


def delegation_page(viewer: Viewer, work: BoardWork, limit: Decimal) -> DelegationPage:
    """How digital work is shared; `limit` is the most that may be the digital leader's, in percent."""
    shared, active = work.delegation(), len(active_offices(work.parts()))
    asked = Link("Is digital work shared?", f"/t/{viewer.trust_code}/questions/work-is-not-delegated/")
    did = Link("See what each did", f"/t/{viewer.trust_code}/board/directors/")
    is_above = shared.index * 100 > Fraction(limit)
    return DelegationPage(
        answer=_answer(shared, limit, is_above=is_above),
        facts=(
            Fact("The digital leader’s part", percent(shared.index), f"{'Above' if is_above else 'Within'} {limit}%"),
            Fact("Concentration", f"{float(shared.concentration):.2f}", "1 if one office owned it all"),
            Fact("Offices that take part", number(active), f"{ACTIVE_OFFICES} or more (our default)", did),
        )
        if shared.owned
        else (),
        shares=_shares(shared),
        rows=_rows(shared.owned),
        question=asked if scope_of(viewer, Action.READ_FINDINGS) else None,
        rule=(
            "Counted are digital papers that name their authors, and digital actions, of published meetings of the "
            "last 12 months. Authors of a joint paper own equal parts. The "
            "concentration is the sum of the squares of all offices’ parts (HHI)."
        ),
    )


def _answer(shared: Delegation, limit: Decimal, *, is_above: bool) -> str:
    if not shared.owned:
        return f"{CANNOT_TELL} No digital paper or action of the last 12 months says whose it is."
    what = many(len(shared.owned), "digital paper or action", "digital papers and actions")
    limits = f"That is above the limit of {limit}%." if is_above else f"The limit is {limit}%."
    return f"The digital leader owns {percent(shared.index)} of {what}. {limits}"


def _shares(shared: Delegation) -> TablePage:
    counts = (ColumnHead(text, number=True) for text in ("Papers", "Actions", "Part of all"))
    heads = (ColumnHead("Office"), *counts)
    rows = []
    for office, share in shared.shares:
        mine = [one for one in shared.owned if office in one.offices]
        papers = sum(one.kind == "Paper" for one in mine)
        rows.append(
            Row(
                (
                    Cell(office, look="strong" if office == LEADER else ""),
                    Cell(number(papers)),
                    Cell(number(len(mine) - papers)),
                    Cell(percent(share)),
                )
            )
        )
    empty = EmptyState("No office owns a digital paper or action.")
    return TablePage("Whose digital work is", heads, tuple(rows), empty, caption_hidden=True)


def _rows(owned: Iterable[Owned]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Paper or action", "What it is", "Whose", "Meeting", "Held on", "Source")))
    rows = tuple(
        Row(
            (
                Cell(one.what),
                Cell(one.kind),
                Cell(listed(one.offices)),
                Cell(one.meeting),
                Cell(short_date(one.on)),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in owned
    )
    empty = EmptyState("Bring authors on the Agenda items sheet, or the Board actions sheet.")
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    return TablePage("What is counted", heads, rows, empty, download=download, caption_hidden=True)


def owned_rows(owned: Iterable[Owned]) -> list[list[str]]:
    """The rows as a file."""
    return [
        [one.what, one.kind, "; ".join(one.offices), one.meeting, one.on.isoformat(), *place_of(one.origin)]
        for one in owned
    ]
