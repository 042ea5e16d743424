"""Who would still be there if a champion left: shift by shift on their site, and in their profession."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.champion_cover import at_site
from plait.engine.litmus.wording import listed
from plait.store.champions import ChampionLine
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

NOBODY = Cell("Nobody", look="warning")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a champion counts, and the other active ones who count there too."""

    what: str
    others: tuple[str, ...]


def places_without(one: ChampionLine, every: Iterable[ChampionLine]) -> tuple[Place, ...]:
    """Each place where an active champion counts, as it would be if that person left in every post; else nothing."""
    if not one.is_active:
        return ()
    rest = [other for other in every if other.is_active and other.person_id != one.person_id]
    shifts = [
        Place(
            at_site(shift, one.site),
            _names(other for other in rest if other.site == one.site and shift in other.shifts),
        )
        for shift in one.shifts
    ]
    profession = [Place(one.profession, _names(other for other in rest if other.profession == one.profession))]
    trained = [Place("Trained clinician-informatician", _names(other for other in rest if _is_trained(other)))]
    return (*shifts, *(profession if one.profession else ()), *(trained if _is_trained(one) else ()))


def _is_trained(one: ChampionLine) -> bool:
    return one.trained is True and one.is_clinical


def _names(others: Iterable[ChampionLine]) -> tuple[str, ...]:
    return tuple(sorted({other.name for other in others}))


def leaving_table(name: str, places: Sequence[Place]) -> TablePage:
    """Who else is there, where nobody is first."""
    rows = tuple(
        Row((Cell(place.what), Cell("; ".join(place.others)) if place.others else NOBODY))
        for place in sorted(places, key=lambda place: bool(place.others))
    )
    heads = tuple(map(ColumnHead, ("Where and what", "Who else")))
    empty = EmptyState(f"{name} is not counted now, so nothing would be lost.")
    return TablePage(f"If {name} left", heads, rows, empty, caption_hidden=True)


def leaving_words(places: Sequence[Place]) -> str:
    """What would be lost, in a sentence; nothing where the champion is not counted."""
    if not places:
        return ""
    alone = [place.what for place in places if not place.others]
    if not alone:
        return "Somebody else would still be there everywhere."
    return f"Nobody else would be left for {listed([_inside(what) for what in alone])}."


def _inside(what: str) -> str:
    """A name inside a sentence: a small first letter, but not of AHP."""
    return what if what[1:2].isupper() else what[0].lower() + what[1:]
