"""What the page of the plan to the next board shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.litmus.cost import ROUNDED, are_rounded, cost_words, together_cost
from plait.engine.litmus.moves.board_plan import NO_PLAN, BoardPlan, PlanLine, last_plan, next_plan
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board_record import ActionLine
from plait.store.history import HistoryLine
from plait.web.board.actions_page import open_actions
from plait.web.shared.effects import EffectLine, effects_of
from plait.web.shared.jinja import full_date
from plait.web.shared.origins import show_history
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    EmptyState,
    HistoryEntry,
    Link,
    Row,
    TablePage,
)
from plait.web.shared.pence import sees_pence

TOLD = frozenset(("chosen by", "chosen on", "decides", "detail", "kind", "needs", "subject", "title"))
"""What a history leaves out: the title tells it, or the line beneath."""
EMPTY = EmptyState("No move is chosen.")
HEADS = tuple(map(ColumnHead, ("Move", "Who", "By when", "State")))
CSV_HEADS = (
    "Board", "Move", "Who", "By when", "State", "Record", "File", "Sheet", "Line", "Needs", "Costs", "Decided by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """How the plan to the last board went."""

    title: str
    answer: str
    moves: TablePage
    verdicts: TablePage


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan to the next board: its moves, what they change together, and how the last plan went.

    `effects` are the verdicts that change together, `notes` what else is to know of the set, `costs` what it costs.
    """

    answer: str
    moves: TablePage
    effects: tuple[EffectLine, ...]
    notes: tuple[str, ...]
    costs: tuple[str, ...]
    since: str
    choose: Link | None
    past: Past | None
    download: Link | None
    history: tuple[HistoryEntry, ...]
    actions: TablePage | None


@dataclass(frozen=True, slots=True)
class About:
    """What stands beside the plan: its history, and the actions of the board; None for who does not read these."""

    history: Iterable[HistoryLine]
    actions: Sequence[ActionLine] | None


def plan_page(viewer: Viewer, plans: Sequence[BoardPlan], about: About, today: date) -> PlanPage:
    """The plan as this viewer reads it."""
    plan, past = next_plan(plans, today), last_plan(plans, today)
    may = bool(scope_of(viewer, Action.CHOOSE_MOVES))
    way = Link("Change the plan" if plan else "Choose moves", f"/t/{viewer.trust_code}/board/plan/choose/")
    predicted, exact = plan.predicted if plan else None, sees_pence(viewer)
    effects = effects_of(predicted, f"/t/{viewer.trust_code}") if plan and predicted and plan.is_judged else ()
    return PlanPage(
        answer=plan.sentence if plan else NO_PLAN,
        moves=TablePage("Moves", HEADS, _rows(plan.lines() if plan else (), exact=exact), EMPTY, caption_hidden=True),
        effects=effects,
        notes=plan.notes() if plan else (),
        costs=_costs(plan, exact=exact) if plan else (),
        since=f"Predicted from the record of {full_date(predicted.on)}." if predicted else "",
        choose=way if may else None,
        past=_past(past, exact=exact) if past else None,
        download=Link("Download these plans (CSV)", "?format=csv") if plans else None,
        history=tuple(show_history(about.history, hidden=TOLD)),
        actions=None if about.actions is None else open_actions(viewer, about.actions, came_from="plan"),
    )


def _costs(plan: BoardPlan, *, exact: bool) -> tuple[str, ...]:
    """What the set costs together, and where pay is told as a range that it is."""
    costs = plan.costs.values()
    said = together_cost(costs, exact=exact)
    return (*((f"Costs. {said}",) if said else ()), *((ROUNDED,) if are_rounded(costs, exact=exact) else ()))


def _terms(one: PlanLine, *, exact: bool) -> tuple[str, str, str]:
    """What a move needs, what it costs, and who decides it; nothing where that was not worked out."""
    return one.needs, cost_words(one.cost, exact=exact) if one.cost else "", one.decides


def _note(one: PlanLine, *, exact: bool) -> str:
    needs, costs, decides = _terms(one, exact=exact)
    said = (f"Needs: {needs}" if needs else "", f"Costs: {costs}" if costs else "")
    return " ".join(part for part in (*said, f"Decided by: {decides}." if decides else "") if part)


def _rows(lines: Iterable[PlanLine], *, exact: bool) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                Cell(one.title, look="strong", note=_note(one, exact=exact)),
                Cell(one.owner),
                Cell(one.due),
                Cell(one.state, note=". ".join(part for part in (one.record, _place(one)) if part)),
            )
        )
        for one in lines
    )


def _place(one: PlanLine) -> str:
    origin = one.origin
    if origin is None or not origin.file:
        return ""
    return f"{origin.file}, {origin.sheet}" + (f", line {origin.line}" if origin.line else "")


def _past(plan: BoardPlan, *, exact: bool) -> Past:
    heads = tuple(map(ColumnHead, ("Question", "Predicted", "Came out as", "As predicted?", "Why it differs")))
    rows = tuple(
        Row(
            (
                Cell(one.question, look="strong"),
                Cell(one.predicted),
                Cell(one.now, look="verdict"),
                Cell(one.answer),
                Cell(one.why),
            )
        )
        for one in plan.check_lines()
    )
    nothing = EmptyState("This plan was not judged before its board met, so nothing was predicted.")
    return Past(
        f"How the plan to the board on {full_date(plan.board_on)} went",
        plan.went,
        TablePage("Moves of that plan", HEADS, _rows(plan.lines(), exact=exact), EMPTY),
        TablePage("Verdicts against the prediction", heads, rows, nothing),
    )


def plan_rows(viewer: Viewer, plans: Iterable[BoardPlan]) -> Iterable[tuple[str, ...]]:
    """Every plan, move by move, as a file holds it for this viewer."""
    exact = sees_pence(viewer)
    for plan in plans:
        for one in plan.lines():
            origin = one.origin
            place = (origin.file, origin.sheet, str(origin.line or "")) if origin else ("", "", "")
            told = (plan.board_on.isoformat(), one.title, one.owner, one.due, one.state, one.record)
            yield *told, *place, *_terms(one, exact=exact)
