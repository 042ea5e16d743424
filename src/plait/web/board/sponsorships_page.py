"""What the list of sponsorships shows, and the form of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.board_sheets import FOUR_DIRECTORS
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.sponsorships import KIND_CHOICES, KINDS, PART_CHOICES, PARTS, SPONSORSHIPS
from plait.engine.trust import holding_on
from plait.store.board_record import SponsorshipLine
from plait.store.paging import Page
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_of, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Office", "Kind", "Of what", "Part", "Starts", "Last day", *PLACE)
OFFER = Listing(
    columns=(
        Column("office", "Office"),
        Column("name", "Of what"),
        Column("part", "Part", sortable=False),
        Column("starts", "Since"),
        Column("ends", "Last day", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("kind", "Kind", tuple((kind, words) for words, kind in KIND_CHOICES.items())),
        Filter("part", "Part", tuple((part, words) for words, part in PART_CHOICES.items())),
        Filter("holds", "Holds", (("yes", "Today or later"), ("no", "No more")), "All sponsorships"),
    ),
    search_label="Find an office or what it sponsors",
    sort="office",
)


@dataclass(frozen=True, slots=True)
class SponsorshipsPage:
    """The sponsorships: the answer, the list, and the way to a new one."""

    answer: str
    table: TablePage
    add: Link | None


def sponsorships_page(
    viewer: Viewer, query: Query, found: Page[SponsorshipLine], every: Iterable[SponsorshipLine], today: date
) -> SponsorshipsPage:
    """The list as this viewer sees it; `every` sponsorship is what the sentence speaks of."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "No sponsorship is recorded yet. Without them nobody can tell which director stands behind what.",
        Link("Bring the Sponsorships sheet", f"{home}/imports/") if may_edit else None,
    )
    rows = [_row(home, one, may_edit=may_edit) for one in found.rows]
    return SponsorshipsPage(
        answer=_answer(holding_on(every, today)),
        table=show_table(
            OFFER, query, ListWords("Sponsorships", "sponsorships", empty), rows=rows, total=found.total
        ),
        add=Link("Add a sponsorship", f"{home}/board/sponsorships/add/") if may_edit else None,
    )  # fmt: skip


def _answer(holding: Sequence[SponsorshipLine]) -> str:
    if not holding:
        return f"{CANNOT_TELL} Nothing is recorded that a director sponsors or leads today."
    said = f"{many(len(holding), 'thing is', 'things are')} sponsored or led by a director today."
    offices = {one.office for one in holding}
    without = [office.lower() for office in FOUR_DIRECTORS if office not in offices]
    return f"{said} None by the {listed(without, joined_by='or')}." if without else said


def _row(home: str, one: SponsorshipLine, *, may_edit: bool) -> Row:
    change = f"{home}/board/sponsorships/{one.id}/edit/" if may_edit else ""
    return Row(
        (
            Cell(one.office, href=change),
            Cell(one.name, note=KINDS[one.kind]),
            Cell(PARTS[one.part]),
            Cell(short_date(one.starts)),
            Cell(last_day_words(one.ends)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"sponsorship-{one.id}",
    )


def sponsorship_rows(sponsorships: Iterable[SponsorshipLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.office,
            KINDS[one.kind],
            one.name,
            PARTS[one.part],
            one.starts.isoformat(),
            last_day_of(one.ends),
            *place_of(one.origin),
        ]
        for one in sponsorships
    ]


def sponsorship_task(viewer: Viewer, one: SponsorshipLine | None, today: date) -> FormTask:
    """The form that adds a sponsorship, or changes one; who sponsors what stays."""
    home = f"/t/{viewer.trust_code}/board/sponsorships/"
    fields = SPONSORSHIPS.fields
    return FormTask(
        sheet=SPONSORSHIPS,
        title=f"Change {one.office}: {one.name}" if one else "Add a sponsorship",
        fields=tuple(name for name in fields if name not in SPONSORSHIPS.key) if one else fields,
        back=Link("Sponsorships", home),
        after=lambda _id: home,
        done="The sponsorship is saved." if one else "The sponsorship is recorded.",
        record_id=one.id if one else None,
        on=one.ends - DAY if one and one.ends is not None and one.ends <= today else None,
        section="board",
        subject="sponsorships",
    )
