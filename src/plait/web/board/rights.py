"""What the parity ladder shows: which of eight rights finance, quality and digital have at the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plait.engine.board import StandingRight, rights_on
from plait.engine.board_sheets import DIGITAL, FINANCE, QUALITY, RIGHTS, SUBJECTS
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.parity import ADOPTED_BY, Parity, parity_of
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board import RightLine
from plait.store.history import HistoryLine
from plait.web.board.ladder import NARROW, WIDE, draw_ladder
from plait.web.shared.jinja import short_date
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, HistoryEntry, Link, Row, TablePage, plain_heads

YES_NO = {True: "Yes", False: "No"}
HEADINGS = ("Right", "Subject", "Has it", "Since", "Document", *PLACE)
EVERY = len(RIGHTS) * len(SUBJECTS)


@dataclass(frozen=True, slots=True)
class RightsPage:
    """The ladder: the answer, the rungs, every row behind them, what happened to them."""

    answer: str
    sum: str
    next: str
    wide: Markup
    narrow: Markup
    question: Link
    ladder: TablePage
    rows: TablePage
    history: tuple[HistoryEntry, ...]
    add: Link | None
    rule: str = "Digital is held against whichever of finance and quality has fewer rights (our default)."


def rights_page(viewer: Viewer, found: Sequence[RightLine], history: Iterable[HistoryLine], today: date) -> RightsPage:
    """The ladder as it stands today; those who keep the board's record change it here."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    stood = rights_on([StandingRight(one.right, one.subject, one.has, one.since) for one in found], today)
    parity = parity_of(stood)
    return RightsPage(
        answer=_answer(parity),
        sum=_sum(parity),
        next=_next(parity),
        wide=draw_ladder(stood, parity.next, WIDE),
        narrow=draw_ladder(stood, parity.next, NARROW),
        question=Link(
            "Does digital stand at the board as finance and quality do?", f"{home}/questions/digital-has-parity/"
        ),
        ladder=_ladder(stood),
        rows=_rows(home, found, may_edit=may_edit),
        # That a row was added stands beside it, with its file; the history is of what was changed since.
        history=show_history((line for line in history if line.action != "added"), named=True),
        add=Link("Add a right", f"{home}/board/rights/add/") if may_edit and len(found) < EVERY else None,
    )


def _answer(parity: Parity) -> str:
    if parity.unrecorded:
        are = "is" if parity.unrecorded == 1 else "are"
        return f"{CANNOT_TELL} {parity.unrecorded} of {EVERY} standing rights {are} not recorded."
    said = f"Digital has {many(parity.digital, 'standing right', 'standing rights')}. Finance has {parity.finance}, "
    return f"{said}quality {parity.quality}." + (f" The next rung: {parity.next.lower()}." if parity.next else "")


def _sum(parity: Parity) -> str:
    """The sum worked: the rights of digital, held against the fewer of those of finance and quality."""
    if not parity.percent:
        return ""
    which = "finance" if parity.finance < parity.quality else "quality" if parity.quality < parity.finance else "either"
    return (
        f"The sum: digital {parity.digital}, divided by the {parity.least} of {which}, is {parity.percent}%. "
        "Met from 100%, partly met from 75% (our default)."
    )


def _next(parity: Parity) -> str:
    if parity.unrecorded or not parity.next:
        return ""
    return f"What would adopt the next rung: {ADOPTED_BY[parity.next]}. Record it then with its day and document."


def _ladder(stood: Mapping[tuple[str, str], bool]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Right", *(subject.capitalize() for subject in SUBJECTS))))
    rows = tuple(
        Row((Cell(right), *(_rung(stood, right, subject) for subject in SUBJECTS))) for right in RIGHTS
    )  # fmt: skip
    return TablePage("The parity ladder", heads, rows, EmptyState(""), caption_hidden=True)


def _rung(stood: Mapping[tuple[str, str], bool], right: str, subject: str) -> Cell:
    has = stood.get((right, subject))
    if has is None:
        return Cell("Not recorded")
    behind = subject == DIGITAL and not has and any(stood.get((right, other)) for other in (FINANCE, QUALITY))
    return Cell(YES_NO[has], look="warning" if behind else "")


def _rows(home: str, found: Sequence[RightLine], *, may_edit: bool) -> TablePage:
    heads = ["Right", "Subject", "Has it", "Since", "Document", "Source", *(["Change"] if may_edit else [])]
    empty = EmptyState(
        "No standing right is recorded yet. Without them nobody can tell whether digital stands as finance and quality "
        "do.",
        Link("Bring the Standing rights sheet", f"{home}/imports/") if may_edit else None,
    )
    rows = tuple(_row(home, one, may_edit=may_edit) for one in found)
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    return TablePage("What each row says", plain_heads(heads), rows, empty, download=download, caption_hidden=True)


def _row(home: str, one: RightLine, *, may_edit: bool) -> Row:
    subject = one.subject.capitalize()
    change = Cell("Change", href=f"{home}/board/rights/{one.id}/edit/", of=f"{one.right}, {one.subject}")
    return Row(
        (
            Cell(one.right),
            Cell(subject),
            Cell(YES_NO[one.has]),
            Cell(short_date(one.since) if one.since else "–"),
            Cell(one.document or "–"),
            Cell(source_words(one.origin), look="source"),
            *((change,) if may_edit else ()),
        ),
        id=f"right-{one.id}",
    )


def right_rows(found: Iterable[RightLine]) -> list[list[str]]:
    """The rows as a file."""
    return [
        [
            one.right,
            one.subject.capitalize(),
            YES_NO[one.has],
            one.since.isoformat() if one.since else "",
            one.document,
            *place_of(one.origin),
        ]
        for one in found
    ]
