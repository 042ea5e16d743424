"""Who held each leadership role over time, drawn as bars: for good, as a cover, nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.accountability import Span, intervals_of
from plait.store.acting_up import AwayLine, DeputyLine
from plait.store.leadership import HolderLine, RoleLine
from plait.store.long_leave import ListedLeave
from plait.web.shared.span_chart import COVER, NOBODY, ONE, Days, Named, SpanChart, Stretch, around, draw_spans

BACK, AHEAD = 17, 3  # months drawn before and after today
SUBSTANTIVE, DEPUTY = "substantive", "deputy"
DAY = timedelta(days=1)
NO_TIME = Decimal(0)  # a deputy has none of the role's


Off = tuple[date, date | None]
"""A time of leave: its first day, and the first day back; none where nobody knows it."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Who was not there to hold a role: those away today, the deputies, and each leave where its days may be read."""

    away: Sequence[AwayLine]
    deputies: Sequence[DeputyLine]
    leaves: Sequence[ListedLeave] = ()


def role_chart(
    roles: Sequence[RoleLine], holders: Iterable[HolderLine], absent: Absent, today: date
) -> SpanChart | None:
    """The chart of these roles; nothing where no day of any lies in it.

    Whoever acts up in another role, or is away, held their own until then; from then on whoever deputises does. Where
    the days of leave may be read, whoever is on leave is away from its first day to its last, be it past or to come.
    """
    days = around(today, back=BACK, ahead=AHEAD)
    told = {one.employment_id for one in absent.leaves if one.state == "now"}
    away = [one for one in absent.away if one.acting_as or one.id not in told]
    left = {(one.id, one.role): one.since for one in away}
    holders = tuple(holders)
    gone = _by_employment(absent.leaves)
    by_role: dict[int, list[HolderLine]] = {}
    for one in (*holders, *_standing_in(absent.deputies, away), *_meanwhile(holders, absent.deputies, gone)):
        by_role.setdefault(one.role_id, []).append(one)
    rows: list[Named] = []
    for role in roles:
        there = (_until(one, left.get((one.id, role.name))) for one in by_role.get(role.id, []))
        held = [part for one in there for part in _without(one, gone.get(one.id, ()))]
        if stretches := _stretches(role, held, days):
            rows.append((role.name, stretches))
    return draw_spans(rows, days, id="held", title="Who held each leadership role, from day to day") if rows else None


def _by_employment(leaves: Iterable[ListedLeave]) -> dict[int, list[Off]]:
    found: dict[int, list[Off]] = {}
    for one in leaves:
        found.setdefault(one.employment_id, []).append((one.first_on, one.last_on + DAY if one.last_on else None))
    return found


def _without(one: HolderLine, gone: Iterable[Off]) -> list[HolderLine]:
    """The times in which somebody holds a role and is there, a time of leave being none."""
    parts = [one]
    for first, back in gone:
        parts = [part for each in parts for part in _cut(each, first, back)]
    return parts


def _cut(one: HolderLine, first: date, back: date | None) -> list[HolderLine]:
    before = replace(one, ends=min(one.ends or first, first))
    after = replace(one, starts=max(one.starts, back)) if back else None
    parts = [before] if before.starts < first else []
    return parts + ([after] if after and (after.ends is None or after.ends > after.starts) else [])


def _meanwhile(
    holders: Iterable[HolderLine], deputies: Sequence[DeputyLine], gone: Mapping[int, Iterable[Off]]
) -> Iterable[HolderLine]:
    """The deputies of each role for the days on which its holder is on leave."""
    for one in holders:
        others = [each for each in deputies if each.role_id == one.role_id and each.employment_id != one.id]
        for first, back in gone.get(one.id, ()):
            there = (_stand_in(each, max(first, one.starts), (back, one.ends, each.ends)) for each in others)
            yield from (each for each in there if each.ends is None or each.ends > each.starts)


def _stand_in(one: DeputyLine, starts: date, ends: Iterable[date | None]) -> HolderLine:
    """A deputy in the role from a day on, or from their own first; up to the first of the ends that are known."""
    until = min((day for day in ends if day), default=None)
    who = (one.employment_id, one.id, one.role_id, one.name)
    return HolderLine(*who, DEPUTY, NO_TIME, max(starts, one.starts), until, None)


def _standing_in(deputies: Iterable[DeputyLine], away: Sequence[AwayLine]) -> Iterable[HolderLine]:
    """The deputies who cover today, each from the day on which the holder went."""
    for one in deputies:
        left = [each.since for each in away if each.role == one.role]
        if one.covers and left:
            starts = max(one.starts, min(left))
            yield HolderLine(one.employment_id, one.id, one.role_id, one.name, DEPUTY, NO_TIME, starts, one.ends, None)


def _until(one: HolderLine, since: date | None) -> HolderLine:
    if since is None or one.starts > since or (one.ends is not None and one.ends <= since):
        return one
    return replace(one, ends=since)


def _stretches(role: RoleLine, held: Sequence[HolderLine], days: Days) -> tuple[Stretch, ...]:
    until = days.last if role.ends is None else min(role.ends, days.last)
    spans = [Span(str(place), one.starts, one.ends) for place, one in enumerate(held)]
    found = intervals_of(spans, since=max(role.starts, days.first), until=until)
    return tuple(_stretch(one.starts, one.ends, [held[int(place)] for place in one.who]) for one in found)


def _stretch(starts: date, ends: date, held: Sequence[HolderLine]) -> Stretch:
    names = tuple(sorted(_name(one) for one in held))
    if not held:
        return Stretch(starts, ends, NOBODY, ())
    return Stretch(starts, ends, ONE if any(one.held_as == SUBSTANTIVE for one in held) else COVER, names)


def _name(one: HolderLine) -> str:
    return one.name if one.held_as == SUBSTANTIVE else f"{one.name} ({one.held_as})"
