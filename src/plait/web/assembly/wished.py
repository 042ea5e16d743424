"""What became of the wishes of a run: granted, or which cannot be had together and the smallest ways out."""

from __future__ import annotations

from dataclasses import dataclass

from plait.engine.assembly.conflict import Conflict
from plait.engine.assembly.wishes import Budget, Size, Wish
from plait.engine.assembly.wording import conflict_words, wish_words
from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.files.conflicts import conflict_of_plain
from plait.files.plans import plan_of, wishes_of
from plait.store.assembly import Run
from plait.web.assembly.wishing import names_of, wishes_of_run
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

GRANTED, CLASHES, OTHERWISE, NOT_TRIED = "Granted", "In conflict", "Possible without the conflict", "Not tried"
NO_TEAM = "No team is proposed"


@dataclass(frozen=True, slots=True)
class WayOut:
    """One change that makes the wishes possible, to be pressed."""

    value: int
    text: str


@dataclass(frozen=True, slots=True)
class WishesPart:
    """Every wish with what became of it; of a conflict, what it is in words and the ways out."""

    table: TablePage
    told: tuple[str, ...] = ()
    ways: tuple[WayOut, ...] = ()


def show_wishes(viewer: Viewer, run: Run) -> WishesPart | None:
    """The wishes of a run; nothing for who reads plans and does not assemble."""
    if not scope_of(viewer, Action.ASSEMBLE):
        return None
    wishes = wishes_of_run(run)
    conflict = conflict_of_plain(run.conflict) if run.conflict else None
    names = names_of(viewer, wishes)
    granted = set(wishes_of(run.plan["wishes"])) if run.plan and "wishes" in run.plan else set()
    idle = {team.ask.service for team in plan_of(run.plan).teams if not team.members} if run.plan else set()
    rows = tuple(Row((Cell(wish_words(one, names)), _answer(one, granted, conflict, idle))) for one in wishes)
    heads = (ColumnHead("Wish"), ColumnHead("Answer"))
    table = TablePage("Wishes", heads, rows, EmptyState("Nothing was wished for."))
    if conflict is None:
        return WishesPart(table)
    ways = [(f"Drop {listed([f'“{wish_words(one, names)}”' for one in conflict.drop])}")] if conflict.drop else []
    ways += [f"Make it “{wish_words(new, names)}”" for _, new in conflict.instead]
    return WishesPart(table, conflict_words(conflict, names), tuple(WayOut(*one) for one in enumerate(ways)))


def _answer(wish: Wish, granted: set[Wish], conflict: Conflict | None, idle: set[str]) -> Cell:
    if wish in granted and isinstance(wish, Size | Budget) and wish.service in idle:
        return Cell(NO_TEAM)
    if wish in granted:
        return Cell(GRANTED)
    if conflict is None or conflict.faults:
        return Cell(NOT_TRIED)
    return Cell(CLASHES, look="warning") if wish in conflict.wishes else Cell(OTHERWISE)


def wishes_after(run: Run, way: str) -> tuple[Wish, ...] | None:
    """The wishes of a run by one of its ways out; nothing where it has no such way."""
    if run.conflict is None:
        return None
    conflict, wishes = conflict_of_plain(run.conflict), wishes_of_run(run)
    ways = [tuple(one for one in wishes if one not in conflict.drop)] if conflict.drop else []
    ways += [tuple(new if one == old else one for one in wishes) for old, new in conflict.instead]
    return dict(zip(map(str, range(len(ways))), ways, strict=True)).get(way)
