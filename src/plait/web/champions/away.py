"""Champions who are on long leave: what nobody covers meanwhile, and who will be away soon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plait.engine.champion_cover import Headcount, left_open
from plait.store.champions import ChampionLine
from plait.store.long_leave import ListedLeave
from plait.web.champions.cover import only_words
from plait.web.shared.jinja import full_date
from plait.web.shared.leave import leave_words
from plait.web.shared.page import Link

Leaves = Mapping[int, ListedLeave]
"""Who is on leave today, by employment; nobody for a viewer who may not read the days."""


def away_words(every: Sequence[ChampionLine], heads: Headcount, leaves: Leaves) -> tuple[str, ...]:
    """A sentence for each champion who would count but is away, with what is left without anybody meanwhile."""
    away = [one for one in every if one.is_away]
    until = {one.person_id: leaves[one.employment_id].last_on for one in away if one.employment_id in leaves}
    said = []
    for one in left_open(away, every, heads):
        who = leave_words(one.name, until[one.person_id]) if one.person_id in until else f"{one.name} is away"
        said.append(f"{who}: {only_words(one) if one.lost else 'others cover meanwhile'}.")
    return tuple(said)


def coming_links(home: str, every: Iterable[ChampionLine], coming: Iterable[ListedLeave]) -> tuple[Link, ...]:
    """The way to try each leave to come of somebody who counts today; nothing for who may not read the days."""
    by_employment = {one.employment_id: one for one in every if one.is_active}
    return tuple(
        Link(_days(leave), f"{home}/champions/leaving/?who={by_employment[leave.employment_id].id}")
        for leave in coming
        if leave.employment_id in by_employment
    )


def _days(leave: ListedLeave) -> str:
    until = f"to {full_date(leave.last_on)}" if leave.last_on else "on, with no last day"
    return f"{leave.name} is on leave from {full_date(leave.first_on)} {until}"
