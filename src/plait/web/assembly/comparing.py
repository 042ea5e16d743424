"""What one plan changes beside another: who joins, who no longer does, which needs are short, and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.assembly.changing import changes_between
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.wording import SMALL_GAP, percent
from plait.engine.litmus.wording import listed
from plait.files.plans import plan_of
from plait.store.assembly import Run
from plait.store.people import PersonWord
from plait.web.shared.jinja import plural
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Link, Row, TablePage


@dataclass(frozen=True, slots=True)
class Compared:
    """A plan beside another one: a sentence, and a row for each service that differs."""

    sentence: str
    other: Link
    is_changed_from: bool
    table: TablePage


def compare_runs(other: Run | None, run: Run, people: Mapping[str, PersonWord]) -> Compared | None:
    """What the run's plan changes beside the other's; nothing where one of them has no plan."""
    if other is None or not other.plan or not run.plan:
        return None
    was, now = plan_of(other.plan), plan_of(run.plan)
    changes = changes_between(was, now)
    joins, leaves = (sum(len(some[place]) for some in changes.values()) for place in (0, 1))
    moved = f"{plural(joins, 'person joins', 'people join')} a team and {plural(leaves, 'person', 'people')} no longer"
    first = "the people are the same" if not changes else f"{moved} {'does' if leaves == 1 else 'do'}"
    return Compared(
        f"{first}, and it {_price(was, now)}.",
        Link(f"Run {other.id}", f"../{other.id}/"),
        other.id == run.changes_id,
        _table(was, now, changes, people),
    )


def without_names(compared: Compared | None) -> Compared | None:
    """The comparison for who may not read who is proposed: the sentence, without its table."""
    return replace(compared, table=replace(compared.table, rows=())) if compared else None


def _price(was: Plan, now: Plan) -> str:
    lost = was.coverage.value - now.coverage.value
    if abs(lost) <= SMALL_GAP:
        return f"covers as much of the need, {percent(now.coverage.value)}"
    word = "less" if lost > 0 else "more"
    figures = f"{percent(now.coverage.value)} after {percent(was.coverage.value)}"
    return f"covers {abs(lost) * 100:.1f}% {word} of the need: {figures}"


def _table(
    was: Plan,
    now: Plan,
    changes: Mapping[str, tuple[frozenset[str], frozenset[str]]],
    people: Mapping[str, PersonWord],
) -> TablePage:
    before, after = _short(was), _short(now)
    nobody: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    services = [
        name
        for name in dict.fromkeys([*after, *before])
        if name in changes or before.get(name, ()) != after.get(name, ())
    ]
    rows = tuple(
        Row(
            (
                Cell(name),
                Cell(_names(changes.get(name, nobody)[0], people)),
                Cell(_names(changes.get(name, nobody)[1], people)),
                Cell(_needs(after.get(name, ()), before.get(name, ()))),
                Cell(_needs(before.get(name, ()), after.get(name, ()))),
            )
        )
        for name in services
    )
    heads = tuple(
        ColumnHead(text) for text in ("Service", "Joins", "No longer joins", "Newly short", "No longer short")
    )
    return TablePage("What is different", heads, rows, EmptyState("Nothing is different."))


def _short(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {team.ask.service: tuple(gap.competency for gap in team.gaps) for team in plan.teams}


def _names(numbers: frozenset[str], people: Mapping[str, PersonWord]) -> str:
    return listed(sorted(people[one].name if one in people else one for one in numbers)) if numbers else "–"


def _needs(some: Sequence[str], others: Sequence[str]) -> str:
    return listed([one for one in some if one not in others]) if set(some) - set(others) else "–"


def compare_choices(runs: Sequence[Run], run: Run, chosen: int | None) -> tuple[Choice, ...]:
    """The other runs with a plan, to be compared with."""
    return tuple(
        Choice(str(one.id), f"Run {one.id}: {percent(one.best or 0)} of {plural(len(one.services), 'service')}",
               one.id == chosen)
        for one in runs
        if one.id != run.id
    )  # fmt: skip
