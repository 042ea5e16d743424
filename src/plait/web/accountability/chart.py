"""Who answers for each territory from day to day, drawn as bars: one person, two or more, nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY, Interval, Span, intervals_of, looked_back
from plait.store.accountability import AnswerLine, TerritoryLine
from plait.web.shared.span_chart import NOBODY, ONE, SEVERAL, Days, Named, SpanChart, Stretch, around, draw_spans

BACK, AHEAD = 12, 3  # months drawn before and after today
People = Mapping[str, str]
"""By the id of a person, as intervals name them, what they are called."""


@dataclass(frozen=True, slots=True)
class Held:
    """One territory and the spans in which people answer for it, by the ids of people."""

    territory: TerritoryLine
    spans: tuple[Span, ...]


def by_territory(claims: Iterable[AnswerLine]) -> dict[str, list[AnswerLine]]:
    """The claims that count of each territory that has any, by its name, in the order given."""
    own: dict[str, list[AnswerLine]] = {}
    for one in claims:
        if one.overruled_on is None:
            own.setdefault(one.territory, []).append(one)
    return own


def spans_of(claims: Iterable[AnswerLine]) -> tuple[Span, ...]:
    """The claims that count, as spans by the ids of people."""
    return tuple(Span(str(one.person_id), one.starts, one.ends) for one in claims if one.overruled_on is None)


def names_of(claims: Iterable[AnswerLine]) -> dict[str, str]:
    """Whom the spans of claims name."""
    return {str(one.person_id): one.name for one in claims}


def intervals(of: TerritoryLine, claims: Iterable[AnswerLine], today: date) -> tuple[Interval, ...]:
    """Who answered for a territory from day to day, by the ids of people, up to and with today."""
    until = today + DAY if of.ends is None else min(of.ends, today + DAY)
    return intervals_of(spans_of(claims), since=looked_back(of.starts, today), until=until)


def held_by(every: Iterable[TerritoryLine], claims: Iterable[AnswerLine]) -> tuple[Held, ...]:
    """Each territory with its spans, in the order of the list."""
    own = by_territory(claims)
    return tuple(Held(one, spans_of(own.get(one.name, ()))) for one in every)


def territory_chart(held: Iterable[Held], people: People, days: Days, *, id: str, title: str) -> SpanChart | None:
    """The chart of these territories; nothing where no day of any lies in it."""
    rows = [(one.territory.name, stretches(one, people, days)) for one in held]
    drawn: list[Named] = [row for row in rows if row[1]]
    return draw_spans(drawn, days, id=id, title=title) if drawn else None


def stretches(held: Held, people: People, days: Days) -> tuple[Stretch, ...]:
    """A territory from day to day, within the days of a chart."""
    of = held.territory
    until = days.last if of.ends is None else min(of.ends, days.last)
    found = intervals_of(held.spans, since=max(of.starts, days.first), until=until)
    return tuple(
        Stretch(
            one.starts,
            one.ends,
            ONE if one.is_clear else SEVERAL if one.who else NOBODY,
            tuple(sorted(people.get(who, "") for who in one.who)),
        )
        for one in found
    )


def year_chart(every: Iterable[TerritoryLine], claims: Sequence[AnswerLine], today: date) -> SpanChart | None:
    """The last 12 months of each territory that has begun, and what is known of the next few."""
    title = "Who answers for each territory, from day to day"
    days = around(today, back=BACK, ahead=AHEAD)
    held = held_by([one for one in every if one.starts <= today], claims)
    return territory_chart(held, names_of(claims), days, id="year", title=title)
