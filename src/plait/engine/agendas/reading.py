"""An agenda or minutes as text become rows of two sheets: the meeting, and its items with their minutes.

Nothing is guessed from prose: what is read stands in a table or a list. Tags are not read here; they are suggested
where the board secretary confirms them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plait.engine.agendas.items import Item, items_of
from plait.engine.agendas.meeting import Told, meeting_told
from plait.engine.agendas.times import after, clock_text
from plait.engine.board_sheets import ITEMS, MEETING_CHOICES, MEETINGS, MOST_MINUTES
from plait.engine.tables import Line, Problem, Table

MEETING_HEADINGS = ("Meeting", "Kind", "Held on", "Starts at", "Ends at")
ITEM_HEADINGS = ("Meeting", "Item", "Title", "Minutes", "For decision")
MOST_TITLE = 300
KINDS = {kind: word for word, kind in MEETING_CHOICES.items()}
NO_DAY = ("No day of a meeting is found", "Write it near the top, like Thursday 3 September 2026")
NO_ITEMS = (
    "No items are found: there is no table with a heading like Item or Title, and no list",
    "Number the items, or bring them on the Agenda items sheet",
)


def read_agenda(lines: Sequence[Line]) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """The two tables that a document states, and what is wrong with it; never raises for bad text."""
    items = items_of(lines)
    told = meeting_told(lines, min((item.line for item in items), default=0))
    if told is None or not any(not item.is_pause for item in items):
        missing = NO_DAY if told is None else NO_ITEMS
        return (), (Problem("", None, "", "", *missing),)
    timed, problems = with_minutes(items, told.finishes)
    held = (told.name, KINDS[told.kind], f"{told.held_on:%d/%m/%Y}", told.begins or _first(items), told.finishes)
    rows = tuple(_row(told, item) for item in timed if not item.is_pause)
    return (
        Table(MEETINGS.title, MEETING_HEADINGS, 0, (Line(told.line, held),)),
        Table(ITEMS.title, ITEM_HEADINGS, 0, rows),
    ), problems


def _row(told: Told, item: Item) -> Line:
    minutes = str(item.minutes) if item.minutes else ""
    title = item.title if len(item.title) <= MOST_TITLE else f"{item.title[: MOST_TITLE - 1].rstrip()}…"
    return Line(item.line, (told.name, item.number, title, minutes, "Yes" if item.for_decision else "No"))


def _first(items: Iterable[Item]) -> str:
    """When the first item with a time starts."""
    return next((clock_text(item.starts.minutes) for item in items if item.starts), "")


def with_minutes(items: Sequence[Item], finishes: str) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Items with the minutes from one time to the next, where none are stated; a problem where times run backwards.

    The last item lasts until the meeting ends, where that is told. A pause takes its own time.
    """
    starts, problems = _starts(items)
    hours, _, minutes = finishes.partition(":")
    timed = []
    for place, item in enumerate(items):
        begins = starts[place]
        later = (one for one in starts[place + 1 :] if one is not None)
        last = int(hours) * 60 + int(minutes) if finishes else None
        ends = after(item.finishes, begins) if item.finishes else next(later, last)
        lasts = ends - begins if begins is not None and ends is not None else 0
        stated = item.minutes or lasts
        timed.append(replace(item, minutes=stated if 0 < stated <= MOST_MINUTES else None))
    return tuple(timed), problems


def _starts(items: Iterable[Item]) -> tuple[list[int | None], tuple[Problem, ...]]:
    """When each starts, in minutes since midnight; one that starts before another above it has no time."""
    starts: list[int | None] = []
    problems = []
    before: int | None = None
    for item in items:
        begins = after(item.starts, before) if item.starts else None
        if begins is not None and before is not None and begins < before:
            wrong = (
                f"Item {item.number} starts before {clock_text(before)}, the time above it"
                if item.number
                else (f"This starts before {clock_text(before)}, the time above it")
            )
            remedy = "Put the times in order, or mark those of the afternoon pm"
            problems.append(Problem(ITEMS.title, item.line, "Minutes", clock_text(begins), wrong, remedy))
            begins = None
        starts.append(begins)
        before = before if begins is None else begins
    return starts, tuple(problems)
