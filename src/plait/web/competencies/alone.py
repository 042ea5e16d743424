"""Single points of failure: competencies at a level that services need and one person alone holds, now or soon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.quarters import Quarter, QuarterLine, Staffing
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage


@dataclass(frozen=True, slots=True)
class Alone:
    """One competency at a level: from which quarter on one person alone holds it, who, and for which services."""

    line: QuarterLine
    is_now: bool
    services: tuple[str, ...]


def find_alone(lines: Iterable[QuarterLine], staffing: Staffing, now: Quarter) -> tuple[Alone, ...]:
    """Those of which a quarter from now on has one holder alone, each once, from the first such quarter."""
    first: dict[tuple[str, int], QuarterLine] = {}
    for line in lines:
        if line.single_holder and line.quarter >= now:
            first.setdefault((line.competency, line.level), line)
    order = sorted(first, key=lambda key: (key[0].casefold(), *key))
    return tuple(_alone(first[key], staffing, now) for key in order)


def _alone(line: QuarterLine, staffing: Staffing, now: Quarter) -> Alone:
    services = {
        need.service
        for need in staffing.needs
        if need.competency == line.competency
        and need.level == line.level
        and line.quarter.touches(need.starts, need.ends)
    }
    return Alone(line, line.quarter == now, tuple(sorted(services, key=str.casefold)))


def reads_holders(viewer: Viewer) -> bool:
    """May this viewer read who holds what, of everybody?"""
    return Scope.TRUST in scope_of(viewer, Action.READ_COMPETENCIES)


def alone_table(viewer: Viewer, found: Iterable[Alone], names: Mapping[str, str]) -> TablePage:
    """The table, with who it is for those who may read it."""
    named = reads_holders(viewer)
    heads = ("Competency", "Services that need it", "From", *(("Who",) if named else ()))
    rows = []
    for one in found:
        number = one.line.single_holder
        cells = [
            Cell(one.line.competency, note=one.line.level.word),
            Cell("; ".join(one.services)),
            Cell("Now" if one.is_now else f"{one.line.quarter.starts:%B %Y}"),
        ]
        if named:
            cells.append(Cell(names.get(number, ""), href=f"/t/{viewer.trust_code}/people/{number}/"))
        rows.append(Row(tuple(cells)))
    empty = EmptyState("Nothing that services need hangs on one person.")
    return TablePage("Held by one person alone", tuple(map(ColumnHead, heads)), tuple(rows), empty, caption_hidden=True)
