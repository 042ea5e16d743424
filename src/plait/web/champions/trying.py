"""What the page shows on which one tries who leaves: what each place has now, and what it would have then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from plait.engine.champion_cover import at_site, by_group, by_place, informaticians, persons, without
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Viewer
from plait.engine.shifts import SHIFTS
from plait.store.champions import ChampionLine, Staffing
from plait.web.shared.jinja import number
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Link, Row, TablePage

HEADINGS = ("Where and what", "What it is", "Staff", "Active champions now", "Active champions then")
TRAINED = "Trained clinician-informaticians"


@dataclass(frozen=True, slots=True)
class Changed:
    """A place where fewer champions would be: the staff there, how many there are now, and then."""

    what: str
    kind: str
    staff: int
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class TryingPage:
    """The champions to choose from, and what would change if those chosen left."""

    answer: str
    fault: str
    choices: tuple[Choice, ...]
    table: TablePage | None
    download: Link | None
    rule: str


def people_chosen(every: Iterable[ChampionLine], asked: Sequence[str]) -> tuple[dict[int, str], int]:
    """The people whose records were chosen, by id, with their names; and how many of those asked for are none."""
    by_id = {str(one.id): one for one in every}
    found = [by_id[one] for one in dict.fromkeys(asked) if one in by_id]
    return {one.person_id: one.name for one in found}, len(set(asked) - set(by_id))


def changes(every: Sequence[ChampionLine], gone: Collection[int], staffing: Staffing) -> tuple[Changed, ...]:
    """Every place that would have fewer: where nobody would be left first, then by the staff there."""
    rest, heads = without(every, gone), staffing.heads
    groups = {one.name: one.active for one in by_group(rest, heads)}
    changed = [
        Changed(one.name, "Staff group", one.staff, one.active, groups.get(one.name, 0))
        for one in by_group(every, heads)
    ]
    then = by_place(rest, heads)
    for site, counts in by_place(every, heads).items():
        left = then.get(site, (0,) * len(SHIFTS))
        changed += [
            Changed(at_site(shift, site), "Site and shift", heads.sites.get(site, 0), *pair)
            for shift, *pair in zip(SHIFTS, counts, left, strict=True)
        ]
    trained = persons(informaticians(every)), persons(informaticians(rest))
    changed.append(Changed(TRAINED, "Training", 0, *trained))
    fewer = [one for one in changed if one.then < one.now]
    return tuple(sorted(fewer, key=lambda one: (one.then > 0, -one.staff, one.what)))


def trying_page(
    viewer: Viewer, every: Sequence[ChampionLine], asked: Sequence[str], staffing: Staffing, need: int
) -> TryingPage:
    """What would change if those asked for left, and the boxes to choose them by."""
    chosen, unknown = people_chosen(every, asked)
    found = changes(every, chosen, staffing) if chosen else ()
    query = "&".join(f"who={one.id}" for one in every if str(one.id) in asked)
    here = f"/t/{viewer.trust_code}/champions/leaving/?{query}&format=csv"
    return TryingPage(
        answer=_answer(list(chosen.values()), found),
        fault=f"{number(unknown)} of those asked for is no champion of this trust. Choose below." if unknown else "",
        choices=tuple(Choice(str(one.id), _label(one), str(one.id) in asked) for one in every),
        table=_table(found) if chosen else None,
        download=Link("Download these rows (CSV)", here) if found else None,
        rule=f"Our size needs {many(need, 'trained clinician-informatician', 'trained clinician-informaticians')}. "
        "Nothing is saved: this only tries it.",
    )


def _label(one: ChampionLine) -> str:
    said = ", ".join(filter(None, (one.profession, one.site)))
    return f"{one.name}{f' ({said})' if said else ''}{'' if one.is_active else ': not counted now'}"


def _answer(names: list[str], found: Sequence[Changed]) -> str:
    if not names:
        return "Choose who would leave, one or several."
    alone = [one.what for one in found if not one.then]
    if not alone:
        return f"If {listed(names)} left, somebody would still be there everywhere."
    return f"If {listed(names)} left, nobody would be left for {listed(alone)}."


def _table(found: Iterable[Changed]) -> TablePage:
    rows = tuple(
        Row(
            (
                Cell(one.what),
                Cell(number(one.staff) if one.staff else "–"),
                Cell(number(one.now)),
                Cell(number(one.then)) if one.then else Cell("Nobody", look="warning"),
            )
        )
        for one in found
    )
    heads = (ColumnHead("Where and what"), *(ColumnHead(head) for head in ("Staff", "Champions now", "Then")))
    empty = EmptyState("Nothing would change: none of them is counted now.")
    return TablePage("What would change", heads, rows, empty)


def change_rows(found: Iterable[Changed]) -> list[list[str]]:
    """The same as a file."""
    return [[one.what, one.kind, *map(str, (one.staff, one.now, one.then))] for one in found]
