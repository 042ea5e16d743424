"""How the board's time was shared, meeting by meeting: minutes of timed items by the tag the secretary confirmed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.board import YEAR, AgendaItem, Meeting
from plait.engine.board_sheets import BOARD, DIGITAL, FINANCE, PUBLISHED, QUALITY
from plait.engine.spc.charting import Series

STRATEGY = "strategy"
SHARED = (DIGITAL, FINANCE, QUALITY)
"""What stands on the chart, each on its own."""


@dataclass(frozen=True, slots=True)
class Comparator:
    """What somebody published of how boards share their time, in %: recommended, and seen in the boards studied."""

    subject: str
    recommended: int
    seen: int
    source: str = "ICSA, Mapping the Gap, told in HSJ 5032753"


COMPARATORS = (Comparator(QUALITY, 20, 4), Comparator(STRATEGY, 60, 10))
"""Nobody publishes how much digital work should have."""


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """One meeting of the board: its timed minutes by confirmed tag, and how many of its items are not timed.

    `minutes` are those of all timed items; what has no confirmed tag stands in `by_tag` under no name.
    """

    meeting: Meeting
    by_tag: Mapping[str, int]
    items: int
    untimed: int

    @property
    def minutes(self) -> int:
        """Every timed minute."""
        return sum(self.by_tag.values())

    def share(self, tag: str) -> float | None:
        """The share of a tag in % of the timed minutes; None where no item is timed."""
        return 100 * self.by_tag.get(tag, 0) / self.minutes if self.minutes else None


def times_of(meetings: Iterable[Meeting], items: Iterable[AgendaItem], on: date) -> tuple[MeetingTime, ...]:
    """The board's own published meetings up to that day, oldest first, each with how its time was shared."""
    by_meeting: dict[str, list[AgendaItem]] = {}
    for item in items:
        by_meeting.setdefault(item.meeting, []).append(item)
    held = [one for one in meetings if one.kind == BOARD and one.status == PUBLISHED and one.held_on <= on]
    return tuple(_time(one, by_meeting.get(one.name, [])) for one in sorted(held, key=lambda m: (m.held_on, m.name)))


def _time(meeting: Meeting, items: list[AgendaItem]) -> MeetingTime:
    minutes: Counter[str] = Counter()
    for item in items:
        if item.minutes:
            minutes[item.subject] += item.minutes
    return MeetingTime(meeting, minutes, len(items), sum(not item.minutes for item in items))


def of_the_year(times: Iterable[MeetingTime], on: date) -> tuple[MeetingTime, ...]:
    """Those of the 12 months up to that day."""
    return tuple(one for one in times if on - YEAR < one.meeting.held_on)


def together(times: Iterable[MeetingTime]) -> Counter[str]:
    """The minutes of several meetings, by confirmed tag."""
    return sum((Counter(one.by_tag) for one in times), Counter[str]())


def series_of_time(times: Iterable[MeetingTime], tag: str) -> Series:
    """The share of a tag over the days of meetings, for its chart; of two on one day both together.

    A meeting of which no item is timed is a missing figure. No way is better: nobody says how much it should be.
    """
    by_day: dict[date, list[MeetingTime]] = {}
    for one in times:
        by_day.setdefault(one.meeting.held_on, []).append(one)
    shares = {day: _share(together(of), tag) for day, of in sorted(by_day.items())}
    return Series(tuple(shares), tuple(shares.values()))


def _share(minutes: Counter[str], tag: str) -> float | None:
    return round(100 * minutes[tag] / minutes.total(), 1) if minutes.total() else None
