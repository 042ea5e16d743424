"""A year of every territory drawn as bars: one person, two or more, nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY, YEAR, Interval, Span, intervals_of, looked_back
from plait.store.accountability import AnswerLine, TerritoryLine
from plait.web.shared.jinja import plural, short_date

WIDTH, ROW, TOP = 400, 46, 6
ONE, SEVERAL, NOBODY = "one", "several", "nobody"
LONGEST_NAME = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days of a territory on the drawing: from where, how wide, who."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One territory: its name, and how far down it stands."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class YearChart:
    """The territories of a year with its first and last day, and the same in words for who cannot see it."""

    rows: tuple[YearRow, ...]
    height: int
    first: str
    last: str
    words: str


def by_territory(claims: Iterable[AnswerLine]) -> dict[str, list[AnswerLine]]:
    """The claims of each territory that has any, by its name, in the order given."""
    own: dict[str, list[AnswerLine]] = {}
    for one in claims:
        own.setdefault(one.territory, []).append(one)
    return own


def intervals(of: TerritoryLine, claims: Iterable[AnswerLine], today: date) -> tuple[Interval, ...]:
    """Who answered for a territory from day to day, by the ids of people, up to and with today."""
    spans = [Span(str(one.person_id), one.starts, one.ends) for one in claims]
    until = today + DAY if of.ends is None else min(of.ends, today + DAY)
    return intervals_of(spans, since=looked_back(of.starts, today), until=until)


def year_chart(every: Iterable[TerritoryLine], claims: Iterable[AnswerLine], today: date) -> YearChart | None:
    """The last 12 months of each territory that has begun, in the order of the list; nothing where there is none."""
    own = by_territory(claims)
    spans = [(one, intervals(one, own.get(one.name, ()), today)) for one in every]
    drawn = [(one, found) for one, found in spans if found]
    if not drawn:
        return None
    since = today - YEAR
    rows = tuple(
        YearRow(_short(one.name), TOP + place * ROW, tuple(_bar(interval, since) for interval in found))
        for place, (one, found) in enumerate(drawn)
    )
    words = ". ".join(f"{one.name}: {_said(found)}" for one, found in drawn)
    return YearChart(rows, TOP + len(rows) * ROW + 24, short_date(since), short_date(today), words)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _bar(interval: Interval, since: date) -> Bar:
    scale = WIDTH / (YEAR + DAY).days
    kind = ONE if interval.is_clear else SEVERAL if interval.who else NOBODY
    return Bar(round((interval.starts - since).days * scale, 1), round(interval.days * scale, 1), kind)


def _said(found: Iterable[Interval]) -> str:
    """How many days there were of each, those that are unclear first."""
    days: dict[str, int] = {}
    for one in found:
        kind = "one person" if one.is_clear else "two people or more" if one.who else "nobody"
        days[kind] = days.get(kind, 0) + one.days
    return ", ".join(f"{kind} on {plural(days[kind], 'day')}" for kind in sorted(days, reverse=True))
