"""Who held each leadership role over time, drawn as bars: for good, as a cover, nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plait.engine.accountability import Span, intervals_of
from plait.store.acting_up import AwayLine, DeputyLine
from plait.store.leadership import HolderLine, RoleLine
from plait.web.shared.span_chart import COVER, NOBODY, ONE, Days, Named, SpanChart, Stretch, around, draw_spans

BACK, AHEAD = 17, 3  # months drawn before and after today
SUBSTANTIVE, DEPUTY = "substantive", "deputy"
NO_TIME = Decimal(0)  # a deputy has none of the role's


def role_chart(
    roles: Sequence[RoleLine],
    holders: Iterable[HolderLine],
    away: Sequence[AwayLine],
    deputies: Iterable[DeputyLine],
    today: date,
) -> SpanChart | None:
    """The chart of these roles; nothing where no day of any lies in it.

    Whoever acts up in another role, or is on leave, held their own until then; from then on whoever deputises does.
    """
    days = around(today, back=BACK, ahead=AHEAD)
    left = {(one.id, one.role): one.since for one in away}
    by_role: dict[int, list[HolderLine]] = {}
    for one in (*holders, *_standing_in(deputies, away)):
        by_role.setdefault(one.role_id, []).append(one)
    rows: list[Named] = []
    for role in roles:
        held = [_until(one, left.get((one.id, role.name))) for one in by_role.get(role.id, [])]
        if stretches := _stretches(role, held, days):
            rows.append((role.name, stretches))
    return draw_spans(rows, days, id="held", title="Who held each leadership role, from day to day") if rows else None


def _standing_in(deputies: Iterable[DeputyLine], away: Sequence[AwayLine]) -> Iterable[HolderLine]:
    """The deputies who cover today, each from the day on which the holder went."""
    for one in deputies:
        if one.covers:
            since = min(left.since for left in away if left.role == one.role)
            starts = max(one.starts, since)
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
