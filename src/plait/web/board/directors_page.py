"""What the page of the directors shows: who takes which part in digital work, alone, together and beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.board import AgendaItem, BoardYear, Meeting
from plait.engine.board_sheets import BOARD, DIRECTORS, FOUR_DIRECTORS
from plait.engine.litmus.questions.papers_are_joint import CLAIM as JOINT
from plait.engine.litmus.questions.papers_are_joint import digital_papers
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.taking_part import (
    ACTIVE_OFFICES,
    LED,
    OWNS,
    WROTE,
    BoardWork,
    Part,
    active_offices,
    outside_digital,
)
from plait.web.shared.jinja import number, short_date
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

HEADINGS = ("Director", "What", "Part", "On", "Meeting", "Digital", *PLACE)
NONE = Cell("Nothing in 12 months", look="warning")
RULE = (
    "Counted are published meetings of the last 12 months, and what was sponsored in that time. Each of the medical "
    "director, chief nurse, workforce director and chief operating officer must have written, led, sponsored or "
    f"challenged something digital. {ACTIVE_OFFICES} offices or more should take part (our default)."
)


@dataclass(frozen=True, slots=True)
class DirectorsPage:
    """The directors: the answer, the grid, the rows behind it, joint papers, and what lies outside digital."""

    answer: str
    grid: TablePage
    rows: TablePage
    joint_answer: str
    joint: TablePage
    outside_answer: str
    outside: TablePage
    questions: tuple[Link, ...]
    rule: str = RULE


def directors_page(viewer: Viewer, work: BoardWork) -> DirectorsPage:
    """Every office that took part, the four named ones first: of them those who took none lead."""
    home, parts = f"/t/{viewer.trust_code}", work.parts()
    digital = [part for part in parts if part.is_digital]
    papers = digital_papers(work.year)
    meetings = [one for one in work.year.meetings if one.kind == BOARD]
    outside = outside_digital(parts)
    asked = (
        Link("Do the four directors each take part?", f"{home}/questions/four-directors-take-part/"),
        Link("How many digital papers are joint?", f"{home}/questions/papers-are-joint/"),
        Link("Does the digital leader serve the whole board?", f"{home}/questions/leader-serves-the-whole-board/"),
    )
    return DirectorsPage(
        answer=_answer(digital),
        grid=_grid(digital),
        rows=_rows(digital),
        joint_answer=f"{JOINT.counted(sum(len(one.authors) > 1 for one in papers), len(papers))}." if papers else "",
        joint=_joint(papers, work.year),
        outside_answer=_outside_answer(len(outside), len(meetings)),
        outside=_outside(meetings, outside),
        questions=asked if scope_of(viewer, Action.READ_FINDINGS) else (),
    )


def _answer(digital: Sequence[Part]) -> str:
    if not digital:
        return f"{CANNOT_TELL} No director’s part in digital work is recorded for the last 12 months."
    missing = [office for office in FOUR_DIRECTORS if not _counted(digital, office)]
    active = f"{many(len(active_offices(digital)), 'office takes', 'offices take')} part."
    if not missing:
        return f"All 4 directors took part in digital work in the last 12 months. {active}"
    names = listed([office.lower() for office in missing])
    return f"The {names} took no recorded part in digital work in 12 months. {active}"


def _counted(digital: Iterable[Part], office: str) -> bool:
    return any(part.office == office and part.how != OWNS for part in digital)


def _grid(digital: Sequence[Part]) -> TablePage:
    counts = ("Papers", "Decisions led", "Sponsors or leads", "Challenges", "Actions")
    heads = (ColumnHead("Director"), *(ColumnHead(text, number=True) for text in counts), ColumnHead("Last"))
    four = sorted(FOUR_DIRECTORS, key=lambda office: _counted(digital, office))
    others = sorted({part.office for part in digital} - set(FOUR_DIRECTORS), key=DIRECTORS.index)
    rows = tuple(_director(office, [one for one in digital if one.office == office]) for office in (*four, *others))
    empty = EmptyState("No director’s part is recorded.")
    return TablePage("Directors and digital work", heads, rows, empty, caption_hidden=True)


def _director(office: str, mine: Sequence[Part]) -> Row:
    counts = (
        sum(part.how == WROTE for part in mine),
        sum(part.how == LED for part in mine),
        sum(part.how not in {WROTE, LED, OWNS} and not part.is_challenge for part in mine),
        sum(part.is_challenge for part in mine),
        sum(part.how == OWNS for part in mine),
    )
    is_blank = office in FOUR_DIRECTORS and not _counted(mine, office)
    last = short_date(max(part.on for part in mine)) if mine else "–"
    return Row((Cell(office), *(Cell(number(count)) for count in counts), NONE if is_blank else Cell(last)))


def _rows(digital: Iterable[Part]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Director", "What", "Part", "On", "Meeting", "Source")))
    rows = tuple(
        Row(
            (
                Cell(part.office),
                Cell(part.what),
                Cell(part.how),
                Cell(short_date(part.on)),
                Cell(part.meeting or "–"),
                Cell(source_words(part.origin), look="source"),
            )
        )
        for part in digital
    )
    empty = EmptyState("No paper, decision, challenge, action or sponsorship about digital work is recorded.")
    download = Link("Download these rows (CSV)", "?format=csv") if rows else None
    return TablePage("What each did", heads, rows, empty, download=download, caption_hidden=True)


def part_rows(parts: Iterable[Part]) -> list[list[str]]:
    """Every part as a file, digital or not; what nobody can tell is empty."""
    words = {True: "Yes", False: "No", None: ""}
    return [
        [
            part.office,
            part.what,
            part.how,
            part.on.isoformat(),
            part.meeting,
            words[part.is_digital],
            *place_of(part.origin),
        ]
        for part in parts
    ]


def _joint(papers: Iterable[AgendaItem], year: BoardYear) -> TablePage:
    heads = tuple(map(ColumnHead, ("Paper", "Meeting", "Held on", "Authors", "Source")))
    rows = tuple(
        Row(
            (
                Cell(one.title),
                Cell(one.meeting),
                Cell(short_date(year.day_of(one))),
                Cell(listed(one.authors), note="Joint" if len(one.authors) > 1 else ""),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in papers
    )
    empty = EmptyState("No digital paper of the last 12 months names its authors.")
    return TablePage("Digital papers and their authors", heads, rows, empty, caption_hidden=True)


def _outside_answer(contributions: int, meetings: int) -> str:
    if not meetings:
        return f"{CANNOT_TELL} No published meeting of the board in the last 12 months is recorded."
    said = many(contributions, "contribution", "contributions")
    return f"The digital leader made {said} outside digital at {many(meetings, 'meeting', 'meetings')}."


def _outside(meetings: Sequence[Meeting], outside: Sequence[Part]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Meeting", "Held on", "Contributions", "Which", "Source")))
    rows = tuple(_meeting(one, [part for part in outside if part.meeting == one.name]) for one in reversed(meetings))
    empty = EmptyState("No meeting of the board is published.")
    return TablePage("The digital leader outside digital", heads, rows, empty, caption_hidden=True)


def _meeting(one: Meeting, mine: Sequence[Part]) -> Row:
    said = "; ".join(f"{part.what} ({part.how[:1].lower()}{part.how[1:]})" for part in mine)
    return Row(
        (
            Cell(one.name),
            Cell(short_date(one.held_on)),
            Cell(number(len(mine))),
            Cell(said or "None"),
            Cell(source_words(one.origin), look="source"),
        )
    )
