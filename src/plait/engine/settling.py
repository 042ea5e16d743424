"""What a settlement does to the claims that compete with it: which end, which never take hold, and what is added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.accountability import Span


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of the spans of one territory when it is settled; `ended` and `overruled` are places among them.

    Those that others hold on the first day end on it; those that would begin on it or later are overruled and count no
    more. `added` are the days from then on that whoever it is settled on does not claim yet.
    """

    starts: date
    ended: tuple[int, ...]
    overruled: tuple[int, ...]
    added: tuple[Span, ...]


def effect_of(spans: Sequence[Span], who: str, starts: date, *, leaves: date | None = None) -> Effect:
    """The effect of settling on `who` from `starts` on, until they leave the trust where that is known."""
    others = [(place, one) for place, one in enumerate(spans) if one.who != who and _lasts(one, starts)]
    return Effect(
        starts,
        ended=tuple(place for place, one in others if one.starts < starts),
        overruled=tuple(place for place, one in others if one.starts >= starts),
        added=_missing([one for one in spans if one.who == who], who, starts, leaves),
    )


def _lasts(span: Span, day: date) -> bool:
    """Does any day of it lie on that day or later? One that an employment cut short before it began has none."""
    return span.ends is None or (span.ends > day and span.ends > span.starts)


def _missing(own: Iterable[Span], who: str, starts: date, leaves: date | None) -> tuple[Span, ...]:
    """The days from `starts` on that none of somebody's own spans holds."""
    found: list[Span] = []
    day: date | None = starts
    for one in sorted((one for one in own if _lasts(one, starts)), key=lambda one: one.starts):
        if day is None:
            break
        if one.starts > day:
            found.append(Span(who, day, one.starts))
        day = None if one.ends is None else max(day, one.ends)
    if day is not None and (leaves is None or day < leaves):
        found.append(Span(who, day))
    return tuple(found)


def spans_after(spans: Sequence[Span], effect: Effect) -> tuple[Span, ...]:
    """The same spans once the territory is settled."""
    kept = [
        replace(one, ends=effect.starts) if place in effect.ended else one
        for place, one in enumerate(spans)
        if place not in effect.overruled
    ]
    return (*kept, *effect.added)
