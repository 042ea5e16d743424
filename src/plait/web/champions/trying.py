"""What the page shows on which one tries who leaves and who joins: what each place has now, and what it would then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plait.engine.champion_candidates import Candidate, fits, with_joined
from plait.engine.champion_cover import Changed, Covering, by_group, changes, percentages, without
from plait.engine.champion_gaps import Gap
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Viewer
from plait.store.champions import ChampionLine, Staffing
from plait.web.champions.gaps import candidates_address
from plait.web.shared.jinja import number
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Link, Row, TablePage

HEADINGS = ("Where and what", "What it is", "Staff", "Active champions now", "Active champions then")
NAMED = 3
"""How many candidates a gap names; the others stand behind the link."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What is tried: who leaves and who joins, by person and name; how many of those asked for are unknown."""

    leaving: Mapping[int, str]
    joining: tuple[Candidate, ...]
    unknown: int = 0

    @property
    def is_nothing(self) -> bool:
        """Is nobody chosen?"""
        return not (self.leaving or self.joining)

    def after(self, every: Sequence[ChampionLine]) -> Sequence[Covering]:
        """The champions as they would be then."""
        return with_joined(without(every, self.leaving), self.joining)


@dataclass(frozen=True, slots=True)
class TryingPage:
    """The champions to choose from, and what would change if those chosen left and the others joined."""

    answer: str
    fault: str
    choices: tuple[Choice, ...]
    joining: tuple[Choice, ...]
    table: TablePage | None
    download: Link | None
    rule: str
    coming: tuple[Link, ...] = ()


def people_chosen(every: Iterable[ChampionLine], asked: Sequence[str]) -> tuple[dict[int, str], int]:
    """The people whose records were chosen, by id, with their names; and how many of those asked for are none."""
    by_id = {str(one.id): one for one in every}
    found = [by_id[one] for one in dict.fromkeys(asked) if one in by_id]
    return {one.person_id: one.name for one in found}, len(set(asked) - set(by_id))


def what_changes(every: Sequence[ChampionLine], tried: Tried, staffing: Staffing) -> tuple[Changed, ...]:
    """Every place with more or fewer champions than now; none where nobody is chosen."""
    return () if tried.is_nothing else changes(every, tried.after(every), staffing.heads)


def opened(found: Iterable[Changed]) -> list[Gap]:
    """The gaps that would be: places where nobody is left."""
    return [_gap(one) for one in found if not one.then and (one.group or one.shift)]


def _gap(one: Changed) -> Gap:
    return Gap(one.group, one.site, one.shift)


def trying_page(
    viewer: Viewer, every: Sequence[ChampionLine], tried: Tried, staffing: Staffing, near: Sequence[Candidate] | None
) -> TryingPage:
    """What would change, and the boxes to choose by.

    `near` are the people whom a gap that opens asks for, in the order to ask them; None where the viewer may not read
    them.
    """
    found = what_changes(every, tried, staffing)
    by_hand = {one.id for one in tried.joining}
    close = {} if near is None else {gap: _closing(gap, tried, near) for gap in opened(found)}
    more = {one.id: one for of in close.values() for one in of[:NAMED] if one.id not in by_hand}
    return TryingPage(
        answer=_answer(tried, found),
        fault=f"{number(tried.unknown)} of those asked for is nobody of this trust whom one could try. Choose below."
        if tried.unknown
        else "",
        choices=tuple(Choice(str(one.id), _label(one), one.person_id in tried.leaving) for one in every),
        joining=tuple(
            Choice(str(one.id), f"{one.name} ({one.department})", one.id in by_hand)
            for one in (*tried.joining, *more.values())
        ),
        table=None if tried.is_nothing else _table(viewer, _shares(every, tried, staffing), found, close),
        download=Link("Download these rows (CSV)", _address(viewer, every, tried)) if found else None,
        rule=_rule(tried),
    )


def _closing(gap: Gap, tried: Tried, near: Sequence[Candidate]) -> list[Candidate]:
    """Who of the trust would close a gap, in the order given; those who leave aside."""
    return [one for one in near if one.person_id not in tried.leaving and fits(one, gap)]


def _address(viewer: Viewer, every: Sequence[ChampionLine], tried: Tried) -> str:
    who = [f"who={one.id}" for one in every if one.person_id in tried.leaving]
    joins = [f"joins={one.id}" for one in tried.joining]
    return f"/t/{viewer.trust_code}/champions/leaving/?{'&'.join((*who, *joins))}&format=csv"


def _rule(tried: Tried) -> str:
    if not tried.joining:
        return "Nothing is saved: this only tries it."
    return (
        "Each who joins is taken to be there on the shifts recorded for them, and as not trained yet. "
        "Nothing is saved: this only tries it."
    )


def _label(one: ChampionLine) -> str:
    said = ", ".join(filter(None, (one.profession, one.site)))
    now = "" if one.is_active else ": away, not counted now" if one.is_away else ": not counted now"
    return f"{one.name}{f' ({said})' if said else ''}{now}"


def _answer(tried: Tried, found: Sequence[Changed]) -> str:
    if tried.is_nothing:
        return "Choose who would leave, one or several."
    left, come = list(tried.leaving.values()), [one.name for one in tried.joining]
    parts = [f"{listed(left)} left"] if left else []
    parts += [f"{listed(come)} joined"] if come else []
    alone = [one.what for one in found if not one.then]
    filled = [one.what for one in found if not one.now]
    said = f"If {' and '.join(parts)}, "
    if filled:
        said += f"there would be a champion for {listed(filled)}, where nobody is now"
        return f"{said}; nobody would be left for {listed(alone)}." if alone else f"{said}."
    if alone:
        return f"{said}nobody would be left for {listed(alone)}."
    if left:
        return f"{said}somebody would still be there everywhere."
    return f"{said}no place that has nobody would change."


def _shares(every: Sequence[ChampionLine], tried: Tried, staffing: Staffing) -> dict[str, str]:
    """By staff group its share of the champions now and then, in per cent; nothing where they are few."""
    said = {}
    now, then = by_group(every, staffing.heads), by_group(tried.after(every), staffing.heads)
    after = {one.name: percentages(one, then) for one in then}
    for one in now:
        before, later = percentages(one, now), after.get(one.name)
        if before and later:
            said[one.name] = f"{before[1]}% of champions now, {later[1]}% then"
    return said


def _table(
    viewer: Viewer, shares: Mapping[str, str], found: Iterable[Changed], close: Mapping[Gap, Sequence[Candidate]]
) -> TablePage:
    heads = ["Staff", "Champions now", "Then", *(["Who could close it"] if close else [])]
    rows = tuple(
        Row(
            (
                Cell(one.what, note="Clinical staff of the whole site" if one.shift else shares.get(one.group, "")),
                Cell(number(one.staff) if one.staff else "–"),
                Cell(number(one.now)) if one.now else Cell("Nobody", look="warning"),
                Cell(number(one.then)) if one.then else Cell("Nobody", look="warning"),
                *([_closes(viewer, one, close.get(_gap(one)))] if close else []),
            )
        )
        for one in found
    )
    empty = EmptyState("Nothing would change: none of them is counted now.")
    columns = (ColumnHead("Where and what"), *map(ColumnHead, heads))
    return TablePage("What would change", columns, rows, empty)


def _closes(viewer: Viewer, one: Changed, near: Sequence[Candidate] | None) -> Cell:
    if near is None:
        return Cell("–")
    if not near:
        return Cell("Nobody recorded", href=candidates_address(viewer, _gap(one)), of=f"for {one.what}")
    names = listed([each.name for each in near[:NAMED]])
    more = len(near) - NAMED
    words = f"{names} and {many(more, 'other', 'others')}" if more > 0 else names
    return Cell(words, href=candidates_address(viewer, _gap(one)), of=f"for {one.what}")


def change_rows(found: Iterable[Changed]) -> list[list[str]]:
    """The same as a file."""
    return [[one.what, one.kind, *map(str, (one.staff, one.now, one.then))] for one in found]
