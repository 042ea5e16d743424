"""What the list of papers shows, the page of one, and its form: only what the viewer may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from plait.engine.board_sheets import PUBLISHED as PUBLISHED_MEETING
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.papers import PAPERS, STATUS_CHOICES, STATUSES, is_open, size_words
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board import MeetingLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.store.papers import PaperLine
from plait.store.readings import Reading
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import number, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, Choice, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Paper", "Meeting", "Held on", "Item", "Authors", "Status", "Private", "File", "SHA-256", "Bytes", *PLACE)
ATTACHED_NEXT = (
    "Its file is attached next, on the page of the paper. The last three fields are for a file that is kept elsewhere."
)
OFFER = Listing(
    columns=(
        Column("title", "Paper"),
        Column("meeting", "Meeting"),
        Column("held", "Held on"),
        Column("authors", "Authors", sortable=False),
        Column("status", "Status", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(Filter("status", "Status", tuple((status, words) for words, status in STATUS_CHOICES.items())),),
    search_label="Find a paper or a meeting",
    sort="held",
    descending=True,
)
OPENED = "Who opened this paper before it was everybody’s"


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The papers the viewer may read: the answer and the list."""

    answer: str
    table: TablePage
    openings: Link
    waiting: str = ""
    rule: str = (
        "Everybody in the trust reads published papers. What is circulated or private is for board members and "
        "executives, a draft for executives and the board secretary; and for whoever is named on it. One is added on "
        "the page of its meeting."
    )


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper: where it belongs, how far it has gone, and its file."""

    title: str
    answer: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    attach: Link | None
    version: int
    may_take_away: bool
    opened: TablePage | None = None


def papers_page(
    viewer: Viewer, query: Query, found: Page[PaperLine], every: Sequence[PaperLine], asked: tuple[int, int] = (0, 0)
) -> PapersPage:
    """The list of what this viewer may read; `every` such paper is what the sentence speaks of.

    `asked` says how many askings for a paper wait for an answer, and how many papers are open to somebody by one.
    """
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "There is no paper here that you may read.",
        Link("Bring the Board papers sheet", f"{home}/imports/") if may_edit else None,
    )
    rows = [_row(viewer, home, one) for one in found.rows]
    published = sum(is_open(one.status, is_private=one.is_private) for one in every)
    said = f"{many(len(every), 'paper', 'papers')} for you to read; {published} published to everybody."
    return PapersPage(
        answer=said if every else f"{CANNOT_TELL} No paper of the board that you may read is recorded.",
        table=show_table(OFFER, query, ListWords("Papers", "papers", empty), rows=rows, total=found.total),
        openings=Link("Papers opened for a day", f"{home}/board/papers/openings/"),
        waiting=f"{many(asked[0], 'waits', 'wait')} for an answer, {many(asked[1], 'is', 'are')} open."
        if any(asked)
        else "",
    )


def status_cell(one: PaperLine) -> Cell:
    """How far a paper has gone, and whether it is private."""
    return Cell(STATUSES[one.status], note="Private" if one.is_private else "")


def _row(viewer: Viewer, home: str, one: PaperLine) -> Row:
    opens = one.meeting_status == PUBLISHED_MEETING or bool(scope_of(viewer, Action.READ_BOARD_DRAFTS))
    return Row(
        (
            Cell(one.title, href=f"{home}/board/papers/{one.id}/"),
            Cell(one.meeting, href=f"{home}/board/{one.meeting_id}/" if opens else ""),
            Cell(short_date(one.held_on), note=f"Item {one.item}" if one.item else ""),
            Cell("; ".join(one.authors) or "–"),
            status_cell(one),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"paper-{one.id}",
    )


def papers_table(home: str, papers: Iterable[PaperLine]) -> TablePage:
    """The papers of one meeting, on its page."""
    heads = tuple(map(ColumnHead, ("Paper", "Item", "Authors", "Status", "File", "Source")))
    rows = tuple(
        Row(
            (
                Cell(one.title, href=f"{home}papers/{one.id}/"),
                Cell(one.item or "–"),
                Cell("; ".join(one.authors) or "–"),
                status_cell(one),
                Cell(file_words(one), href=f"{home}papers/{one.id}/file/" if one.ending else "", of=one.title),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in papers
    )
    return TablePage(
        "Papers", heads, rows, EmptyState("There is no paper of it that you may read."), caption_hidden=True
    )


def paper_rows(papers: Iterable[PaperLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.title,
            one.meeting,
            one.held_on.isoformat(),
            one.item,
            "; ".join(one.authors),
            STATUSES[one.status],
            "Yes" if one.is_private else "No",
            one.file_name,
            one.sha256,
            str(one.size or ""),
            *place_of(one.origin),
        ]
        for one in papers
    ]


def file_words(one: PaperLine) -> str:
    """What the file of a paper is and how large; of one that is kept elsewhere only that."""
    if one.ending:
        return f"{one.ending.upper()}, {size_words(one.size or 0)}"
    return "Kept elsewhere" if one.file_name else "–"


def _file(one: PaperLine, here: str) -> Definition:
    if one.ending:
        return Definition("File", f"{one.file_name} ({file_words(one)})", href=f"{here}file/")
    return Definition("File", f"{one.file_name}, which is kept elsewhere" if one.file_name else "None attached")


def _readings(readings: Iterable[Reading]) -> TablePage | None:
    """Who opened the paper before everybody could; nothing where nobody did."""
    rows = tuple(
        Row(
            (
                Cell(f"{short_date((at := timezone.localtime(one.at)).date())}, {at:%H:%M}"),
                Cell(one.by),
                Cell("The file" if one.is_file else "The page"),
            )
        )
        for one in readings
    )
    heads = tuple(map(ColumnHead, ("When", "Who", "What")))
    return TablePage(OPENED, heads, rows, EmptyState(""), caption_hidden=True) if rows else None


def paper_page(
    viewer: Viewer, one: PaperLine, history: Iterable[HistoryLine], readings: Iterable[Reading] = ()
) -> PaperPage:
    """One paper, for a viewer who may read it."""
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    private, here = ", private" if one.is_private else "", f"/t/{viewer.trust_code}/board/papers/{one.id}/"
    return PaperPage(
        title=one.title,
        answer=f"{STATUSES[one.status]}{private}, for {one.meeting}.",
        about=(
            Definition("Meeting", one.meeting),
            Definition("Item", one.item or "Not recorded"),
            Definition("Authors", "; ".join(one.authors) or "Not recorded"),
            _file(one, here),
            Definition("SHA-256", one.sha256 or "Not recorded"),
            Definition("Size", f"{number(one.size)} bytes" if one.size else "Not recorded"),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        edit=Link("Change this paper", f"{here}edit/") if may_edit else None,
        attach=Link("Replace the file" if one.ending else "Attach a file", f"{here}file/attach/") if may_edit else None,
        version=one.version,
        may_take_away=may_edit and bool(one.ending),
        opened=_readings(readings),
    )


def paper_task(
    viewer: Viewer, meeting: MeetingLine, items: tuple[Choice, ...], paper: PaperLine | None = None
) -> FormTask:  # fmt: skip
    """The form that adds a paper to a meeting, or changes one."""
    home = f"/t/{viewer.trust_code}/board/"
    new = FormTask(
        sheet=PAPERS,
        title=f"Add a paper: {meeting.name}",
        fields=tuple(column.name for column in PAPERS.columns if column.name != "meeting"),
        back=Link(meeting.name, f"{home}{meeting.id}/"),
        after=lambda record_id: f"{home}papers/{record_id}/",
        done="The paper is recorded.",
        given={"meeting": meeting.name},
        offered={"item": items},
        lead=ATTACHED_NEXT,
        section="board",
        subject="papers",
    )
    if paper is None:
        return new
    return replace(
        new,
        title=f"Change {paper.title}",
        back=Link(paper.title, f"{home}papers/{paper.id}/"),
        done=f"{paper.title} is saved.",
        record_id=paper.id,
        given={},
        lead="",
        removal=f"{home}papers/{paper.id}/remove/",
    )
