"""The items of an agenda: out of a table, a numbered list, lines that begin with a time, or a list of marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plait.engine.agendas.meeting import DAY
from plait.engine.agendas.rows import NUMBERED, Row, rows_of
from plait.engine.agendas.times import Clock, Timed, leading_time, trailing_time, without_length
from plait.engine.sheets import plain
from plait.engine.tables import Line

NUMBER = re.compile(rf"(?:[Ii]tem\s+)?({NUMBERED})(?:[.):]+\s*|\s*[–—-]\s+|\s+(?=[A-Z“\"\d]))(?=\S)", re.ASCII)
MARK = re.compile(r"[-*•·●▪◦‣o]\s+")
LETTERED = re.compile(r"[a-z]{1,4}[.)]\s|o\s")
LINKED = re.compile(r"\[([^\]]*)\]\([^)]*(?:\([^)]*\)[^)]*)*\)")
EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
DECIDED = re.compile(
    r"\b(?:for|to)\s+(?:decision(?!\s+(?:mak|support))|decide|approv\w*|agree\w*|ratif\w*|endorse\w*)\b"
    r"|(?:^|[,;:(\[–—-]\s*)decision\s*[)\]]?$|\bsign[- ]off\b|^approv\w*$",
    re.IGNORECASE,
)
WHAT_FOR = (
    "(?:decision|approval|agreement|ratification|endorsement|noting|information|discussion|assurance|review|action"
    "|decide|approve|agree|ratify|endorse|note|discuss|consider|receive)"
)
PURPOSE = re.compile(
    rf"(?:\s*[,;:–—]\s*|\s+-\s*|\s*(?=[(\[]))[(\[]?(?:for|to)\s+{WHAT_FOR}"
    rf"(?:\s*(?:,|/|&|\band\b)\s*(?:(?:for|to)\s+)?{WHAT_FOR})*[)\]]?\.?$",
    re.IGNORECASE,
)
"""What an item is for, where that stands behind its title: after a comma or a dash, or in brackets."""
WHEN = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|dates?|times?|hours|on|at|from)\b", re.IGNORECASE)
"""What stands beside the day and hours of a meeting."""
PAUSE = re.compile(r"(?:(?:comfort|tea|coffee|lunch|short)\s+)?(?:break|lunch|adjourn\w*)\b.*", re.IGNORECASE)
ASIDES = frozenset(("attendees", "present", "inattendance", "apologies", "invited", "members", "observers"))
"""What a list of people is headed by."""
ACTIONS = frozenset(("actions", "action", "actionlog", "actionpoints", "summaryofactions"))
NO_HEADINGS = frozenset(("agenda", "minutes", "minutesofthemeeting"))
LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it stands: its number where it has one, and a pause, which takes time and is no item."""

    line: int
    number: str
    title: str
    starts: Clock | None = None
    finishes: Clock | None = None
    minutes: int | None = None
    for_decision: bool = False
    is_pause: bool = False


def items_of(lines: Sequence[Line]) -> tuple[Item, ...]:
    """The items of the surest kind there is: a table, else two numbers or more, else times, else marks."""
    tabled = tuple(_tabled(lines))
    if tabled:
        return tabled
    read = [_of_line(line) for line in _unwrapped(_of_the_agenda(lines))]
    for kind in (_numbered, _timed, _marked, _headed_parts):
        found = tuple(kind(read))
        if found:
            return found
    return ()


@dataclass(frozen=True, slots=True)
class _Read:
    """One line of text, and what it begins with."""

    item: Item
    has_mark: bool
    is_empty: bool


def _unwrapped(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with those that go on from the line above, in a small letter, put back on it."""
    kept: Line | None = None
    for line in lines:
        text = " ".join(line.cells).strip()
        if kept and "".join(kept.cells).strip() and text[:1].islower() and not LETTERED.match(text):
            kept = Line(kept.number, (" ".join((*kept.cells, text)),))
            continue
        if kept:
            yield kept
        kept = line
    if kept:
        yield kept


def _of_the_agenda(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without those who came and did not, until the next empty line, and without the actions at the end."""
    is_aside = has_said = False
    for line in lines:
        text = plain("".join(line.cells))
        if text in ACTIONS:
            return
        if text in ASIDES:
            is_aside, has_said = True, False
        elif is_aside:
            is_aside, has_said = bool(text) or not has_said, has_said or bool(text)
        if not is_aside:
            yield line


def plain_title(text: str) -> str:
    """A title without the signs of links and emphasis, what divided it from its time, and what it is for."""
    shown = " ".join(EMPHASIS.sub("", LINKED.sub(r"\1", text)).split()).strip(" |–—-;,")
    return PURPOSE.sub("", shown) or shown


def _of_line(line: Line) -> _Read:
    text = " ".join(" ".join(line.cells).split())
    marked = MARK.match(text)
    rest = text[marked.end() :] if marked else text.lstrip("# ")
    first = leading_time(rest)
    numbered = None if DAY.match(first.rest) else NUMBER.match(first.rest)
    number, rest = (numbered[1], first.rest[numbered.end() :]) if numbered else ("", first.rest)
    second = first if first.starts else leading_time(rest)
    rest = rest if first.starts else second.rest
    return _Read(_item(line.number, number, second, rest), bool(marked), not text)


def _item(line: int, number: str, at: Timed, text: str) -> Item:
    rest, minutes = without_length(text)
    last = at if at.starts else trailing_time(rest)
    rest = rest if at.starts else last.rest
    title = plain_title(rest)
    return Item(
        line,
        number,
        title,
        last.starts,
        last.finishes,
        minutes,
        for_decision=bool(DECIDED.search(rest)),
        is_pause=bool(PAUSE.fullmatch(title)),
    )


def _numbered(read: Iterable[_Read]) -> Iterator[Item]:
    """Items with numbers until those begin again, and the pauses between them; none where fewer than two have one."""
    found: list[Item] = []
    seen: set[str] = set()
    for one in read:
        item = one.item
        if item.number in seen:
            break
        if item.number and item.title:
            seen.add(item.number)
            found.append(item)
        elif seen and item.starts and item.title:
            found.append(replace(item, is_pause=True))
    yield from found if len(seen) > 1 else ()


def _timed(read: Iterable[_Read]) -> Iterator[Item]:
    """Lines that begin with a time, or end with one, but those of when it meets; none where fewer than two do."""
    found = [one.item for one in read if one.item.starts and not _is_when(one.item.title)]
    yield from _with_numbers(found if len(found) > 1 else ())


def _is_when(title: str) -> bool:
    """Does a line say nothing but the day and hours of the meeting, like Thursday 3 September 2026?"""
    return not WHEN.sub("", DAY.sub("", title)).strip(" ,:;.")


def _marked(read: Iterable[_Read]) -> Iterator[Item]:
    """The first list of marks, until something else stands between them."""
    found: list[Item] = []
    for one in read:
        if one.has_mark and one.item.title:
            found.append(one.item)
        elif found and not one.is_empty:
            break
    yield from _with_numbers(found)


def _headed_parts(read: Sequence[_Read]) -> Iterator[Item]:
    """The short lines that stand alone between empty ones, as minutes have them; none where fewer than two do."""
    last = len(read) - 1
    alone = [
        one.item
        for place, one in enumerate(read)
        if 0 < place < last and read[place - 1].is_empty and read[place + 1].is_empty and _is_heading(one.item.title)
    ]
    yield from _with_numbers(alone if len(alone) > 1 else ())


def _is_heading(title: str) -> bool:
    return 0 < len(title) <= LONGEST_HEADING and title[-1].isalnum() and plain(title) not in NO_HEADINGS


def _with_numbers(items: Iterable[Item]) -> Iterator[Item]:
    """Items that state no number, counted."""
    count = 0
    for item in items:
        count += not item.is_pause
        yield item if item.is_pause else replace(item, number=str(count))


def _tabled(lines: Iterable[Line]) -> Iterator[Item]:
    """The items of the tables that are an agenda; with numbers counted where no row has one."""
    found = [_of_row(row) for row in rows_of(lines)]
    numbered = any(item.number for item in found)
    kept = [item for item in found if item.title and (item.number or item.is_pause or not numbered)]
    yield from kept if numbered else _with_numbers(kept)


def _of_row(row: Row) -> Item:
    _, minutes = without_length(row.length)
    bare = int(row.length) if row.length.isdecimal() and row.length.isascii() else None
    item = _item(row.line, row.number, leading_time(row.time), row.title)
    decided = item.for_decision or bool(DECIDED.search(row.purpose))
    return replace(item, minutes=minutes or bare or item.minutes, for_decision=decided)
