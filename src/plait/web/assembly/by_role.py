"""A plan beside a pick by role: what each takes and gives, service by service, and the roles that were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plait.engine.assembly.by_role import ByRole
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.role_words import LIMITS, SIDE_HEADS, cost_line, role_words, side_lines
from plait.engine.competencies import Level
from plait.engine.funding.on_costs import Contract
from plait.engine.permissions import Action, Viewer, scope_of
from plait.web.shared.jinja import plural
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.pence import sees_pence

SERVICE_HEADS = (
    "Service", "Needs", "Covered by competency", "Covered by role", "People by competency", "People by role",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RolePage:
    """Both ways side by side, in all and by service; the roles asked for, for who may read who holds what."""

    answer: str
    back: Link
    sides: TablePage
    services: TablePage
    asked: TablePage | None
    limits: tuple[str, ...]


def role_page(viewer: Viewer, run_id: int, plan: Plan, picked: ByRole, contracts: Mapping[str, Contract]) -> RolePage:
    """The plan of a run beside the pick by role that is kept with it."""
    return RolePage(
        role_words(plan, picked),
        Link(f"Run {run_id}", f"/t/{viewer.trust_code}/assemble/{run_id}/"),
        _table("Both ways, on the same people", SIDE_HEADS, side_rows(viewer, plan, picked, contracts)),
        _table(
            "Service by service",
            SERVICE_HEADS,
            _services(plan, picked),
        ),
        _table("Which role was asked for", ("Service", "Need", "Role", "Of them, hold it"), _asked(picked))
        if scope_of(viewer, Action.ASSEMBLE)
        else None,
        LIMITS,
    )


def side_rows(
    viewer: Viewer, plan: Plan, picked: ByRole, contracts: Mapping[str, Contract]
) -> list[tuple[str, str, str, str]]:
    """Each figure both ways, pay as this viewer may read it."""
    return [*side_lines(plan, picked), cost_line(plan, picked, contracts, exact=sees_pence(viewer))]


def _services(plan: Plan, picked: ByRole) -> list[tuple[str, ...]]:
    rows = []
    for ours, theirs in zip(plan.teams, picked.plan.teams, strict=True):
        people = (str(sum(1 for one in team.members if one.is_new)) for team in (ours, theirs))
        rows.append((ours.ask.service, str(len(ours.ask.needs)), str(ours.covered), str(theirs.covered), *people))
    return rows


def _asked(picked: ByRole) -> list[tuple[str, ...]]:
    return [
        (
            one.service,
            f"{one.competency}, {Level(one.level).word.lower()}",
            one.role or "None: nobody holds it",
            f"{one.holders} of {plural(one.people, 'person', 'people')}" if one.role else "–",
        )
        for one in picked.asked
    ]


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> TablePage:
    shown = tuple(ColumnHead(head, number=head in SERVICE_HEADS[1:]) for head in heads)
    return TablePage(caption, shown, tuple(Row(tuple(map(Cell, row))) for row in rows), EmptyState("No service."))
