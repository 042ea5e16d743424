"""Papers of the board, for pages: every query asks first which of them the viewer may read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from plait.engine.origins import Origin
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.store.models import BoardMember, PaperOpening
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper that the viewer may read."""

    id: int
    version: int
    title: str
    meeting_id: int
    meeting: str
    held_on: date
    meeting_status: str
    item: str
    authors: tuple[str, ...]
    status: str
    is_private: bool
    file_name: str
    sha256: str
    size: int | None
    ending: str
    """What kind its file is that is kept here; empty where none is."""
    origin: Origin | None
    opening_id: int = 0
    """What opened it to this viewer for a day, where nothing else does."""


# Who may read a paper before everybody does: the matrix of engine/permissions.py, as a condition. Named on it is whose
# office wrote it or its item, and whose employee number stands on it.
PAPERS = """
    SELECT p.id, p.version, p.title, p.meeting_id, m.name AS meeting, m.held_on, m.status AS meeting_status, p.item,
        p.authors, p.status, p.is_private, p.file_name, p.sha256, p.size, COALESCE(f.ending, '') AS ending,
        p.origin_id, p.origin_line
    FROM store_boardpaper p JOIN store_meeting m ON m.id = p.meeting_id
    LEFT JOIN store_agendaitem i ON i.meeting_id = p.meeting_id AND lower(i.number) = lower(p.item)
    LEFT JOIN store_boardpaperfile f ON f.trust_id = p.trust_id AND f.sha256 = p.sha256
    WHERE p.trust_id = %(trust)s AND (
        (p.status = 'published' AND NOT p.is_private)
        OR (p.status <> 'draft' AND %(papers)s) OR %(drafts)s
        OR (%(named)s AND (p.named && %(numbers)s::varchar[] OR p.authors && %(offices)s::varchar[]
            OR COALESCE(i.authors && %(offices)s::varchar[], FALSE))))"""
ONE = f"{PAPERS} AND p.id = %(paper)s"
LISTED = f"""
    SELECT * FROM ({PAPERS}) known
    WHERE (%(search)s = '' OR strpos(lower(title || ' ' || meeting), lower(%(search)s)) > 0)
    AND (%(status)s = '' OR status = %(status)s) AND (%(meeting)s = '' OR meeting_id::text = %(meeting)s)"""
SORTS = {"title": plain_name("title"), "held": "held_on", "meeting": plain_name("meeting")}


def list_papers(viewer: Viewer, wanted: Wanted, *, on: date) -> Page[PaperLine]:
    """One page of the papers this viewer may read on that day; the others are in no count and no search."""
    filters = {name: wanted.filters.get(name, "") for name in ("status", "meeting")}
    asked = {**_reach(viewer, on), "search": wanted.search, **filters}
    rows, total = select_page(LISTED, SORTS, wanted, asked)
    return Page(tuple(_line(row) for row in with_origins(rows)), total)


def list_papers_of(viewer: Viewer, meeting_id: int, *, on: date) -> tuple[PaperLine, ...]:
    """The papers of one meeting that this viewer may read."""
    wanted = Wanted(filters={"meeting": str(meeting_id)}, sort="title", limit=None)
    return list_papers(viewer, wanted, on=on).rows


def load_paper(viewer: Viewer, paper_id: int, *, at: datetime) -> PaperLine | None:
    """One paper; None when there is none of this id that this viewer may read, nor one opened to them at the moment.

    What is opened to somebody for a day stands in no list of theirs, count or search.
    """
    reach = {**_reach(viewer, localtime(at).date()), "paper": paper_id}
    rows, opening = select(ONE, reach), 0
    if not rows and not reach["drafts"]:
        opened = PaperOpening.objects.filter(
            trust_id=viewer.trust_id, user_id=viewer.user_id, paper_id=paper_id, until__gt=at, ended_at=None
        )
        opening = opened.values_list("id", flat=True).first() or 0
        rows = select(ONE, {**reach, "drafts": bool(opening)})
    return next((replace(_line(row), opening_id=opening) for row in with_origins(rows)), None)


def _reach(viewer: Viewer, on: date) -> dict[str, Any]:
    papers, drafts = (scope_of(viewer, action) for action in (Action.READ_PAPERS, Action.READ_PAPER_DRAFTS))
    is_named = Scope.NAMED in papers | drafts and viewer.employee_number is not None
    numbers = [viewer.employee_number] if is_named else []
    return {
        "trust": viewer.trust_id,
        "papers": Scope.TRUST in papers,
        "drafts": Scope.TRUST in drafts,
        "named": is_named,
        "numbers": numbers,
        "offices": _offices(viewer, on) if is_named else [],
    }


def _offices(viewer: Viewer, on: date) -> list[str]:
    """The offices the viewer holds on the board on that day."""
    mine = BoardMember.objects.filter(
        trust_id=viewer.trust_id, employment__employee_number=viewer.employee_number, starts__lte=on
    )
    return [office for office, ends in mine.values_list("office", "ends") if ends is None or ends > on]


def _line(row: Mapping[str, Any]) -> PaperLine:
    return PaperLine(**{**row, "authors": tuple(row["authors"])})
