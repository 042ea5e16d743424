"""Times and lengths in the lines of an agenda: 09:30, 9.30am, 10:00 to 10:20, (15 mins)."""

import re
from dataclasses import dataclass

CLOCK = r"(?<![\d.:/])(\d{1,2})([:.])([0-5]\d)(?::[0-5]\d)?(?![\d/])(?:\s?([ap])\.?m\b\.?|\s?h(?:rs|ours)\b)?"
WHOLE_HOUR = r"(?<![\d.:/])(\d{1,2})()()\s?([ap])\.?m\b\.?"
TIME = re.compile(f"(?:{CLOCK}|{WHOLE_HOUR})", re.ASCII | re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:-|–|—|to|until)\s*", re.IGNORECASE)
LENGTH = re.compile(r"\(?\b(\d{1,3})\s*(?:minutes?|mins?)\b\.?\)?", re.ASCII | re.IGNORECASE)
HOUR, NOON = 60, 12
EARLY = 8
"""A time before 8 that follows one of the morning, and says neither am nor pm, is of the afternoon."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day in minutes since midnight; `is_sure` where am, pm or a colon says that it is one."""

    minutes: int
    is_sure: bool
    has_half: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A line without its times: what is left, when it starts, when it ends, how many minutes it takes."""

    rest: str
    starts: Clock | None = None
    finishes: Clock | None = None
    minutes: int | None = None


def clock_text(minutes: int) -> str:
    """Minutes since midnight as hours and minutes: 09:30."""
    return f"{minutes // HOUR:02}:{minutes % HOUR:02}"


def without_length(text: str) -> tuple[str, int | None]:
    """The text without the last length in it, and that in minutes."""
    every = list(LENGTH.finditer(text))
    if not every:
        return text, None
    found = every[-1]
    return f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip(), int(found[1])


def leading_time(text: str) -> Timed:
    """The time, or the two times, that the text begins with."""
    found = TIME.match(text.lstrip(" ([|–—-"))
    if found is None:
        return Timed(text)
    whole = text.lstrip(" ([|–—-")
    first, rest = _clock(found), whole[found.end() :]
    between = BETWEEN.match(rest)
    second = TIME.match(rest, between.end()) if between else None
    last = _clock(second) if second else None
    rest = rest[second.end() :] if second else rest
    if first is None or not (first.is_sure or (last and last.is_sure)):
        return Timed(text)
    return Timed(rest.lstrip(" )]|:–—-."), first, last)


def trailing_time(text: str) -> Timed:
    """The time, or the two times, that the text ends with, like “Welcome 09:30” or “Welcome (9.30am - 9.45am)”."""
    tidy = text.rstrip(" )]|")
    for found in TIME.finditer(tidy):
        told = leading_time(tidy[found.start() :])
        if told.starts and not told.rest:
            return Timed(tidy[: found.start()].rstrip(" ([|:–—-,"), told.starts, told.finishes)
    return Timed(text)


def time_in(text: str) -> Timed:
    """The first time in the text, wherever it stands, and the one it lasts to."""
    for found in TIME.finditer(text):
        told = leading_time(text[found.start() :])
        if told.starts:
            return told
    return Timed(text)


def _clock(found: re.Match[str]) -> Clock | None:
    hours, between, minutes, half = found.group(*((1, 2, 3, 4) if found[1] else (5, 6, 7, 8)))
    hour, minute = int(hours), int(minutes or 0)
    if half:
        hour = hour % NOON + (NOON if half.casefold() == "p" else 0) if 1 <= hour <= NOON else 24
    if hour > 23:
        return None
    # “7.30” may be the number of an item; “10.15” hardly is.
    is_sure = bool(half) or between == ":" or (hour >= EARLY and minute % 5 == 0 and len(minutes) == 2)
    return Clock(hour * HOUR + minute, is_sure, bool(half))


def after(clock: Clock, before: int | None) -> int:
    """The time in minutes since midnight, of the afternoon where only that comes after the time before."""
    later = clock.minutes + NOON * HOUR
    is_afternoon = before is not None and not clock.has_half and clock.minutes < before and clock.minutes < EARLY * HOUR
    return later if is_afternoon else clock.minutes
