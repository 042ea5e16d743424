"""What pages show of the moves that were tried: what each would change, and why a question has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.litmus.cost import ROUNDED, are_rounded
from plait.engine.litmus.judging import HeadingSummary, Judged
from plait.engine.litmus.moves.board_plan import NO_PLAN, BoardPlan, next_plan
from plait.engine.litmus.moves.telling import LEAD, Told, no_move_words, tell
from plait.engine.litmus.tried import Tried, next_move
from plait.engine.litmus.wording import day, lower
from plait.engine.permissions import Action, Viewer, scope_of
from plait.web.shared.effects import EffectLine, effects_of_move
from plait.web.shared.page import Link, ProvedMove
from plait.web.shared.pence import sees_pence

WORSE = "Makes another question worse."


@dataclass(frozen=True, slots=True)
class MovesPart:
    """The moves of a question or of a test; with none, `why` says why, where there is something to say."""

    lead: str
    moves: tuple[TriedMove, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class TriedMove:
    """One move in its panel, with the verdicts it changes, each with the way to its question."""

    told: Told
    effects: tuple[EffectLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The plan to the next board on Where we stand: what it comes to in short, and the way to it."""

    title: str
    sentence: str
    together: tuple[str, ...]
    links: tuple[Link, ...]


def plan_part(viewer: Viewer, plans: tuple[BoardPlan, ...], today: date) -> PlanPart | None:
    """The plan to the next board; without one the way to choose moves, for those who may; else nothing."""
    plan, home = next_plan(plans, today), f"/t/{viewer.trust_code}/board/"
    choose = (Link("Choose moves", f"{home}plan/choose/"),) if scope_of(viewer, Action.CHOOSE_MOVES) else ()
    if plan is None:
        return PlanPart("Plan to the next board", NO_PLAN, (), choose) if choose else None
    see = Link("See the moves and who does them", f"{home}plan/")
    other = tuple(replace(one, text="Choose other moves") for one in choose)
    packs = (Link("Open the board pack", f"{home}packs/"),) if scope_of(viewer, Action.READ_PACKS) else ()
    title = f"Plan to the board on {day(plan.board_on)}"
    return PlanPart(title, plan.sentence, plan.together(), (see, *other, *packs))


def moves_of_question(viewer: Viewer, one: Judged) -> MovesPart:
    """Every move tried for one question."""
    exact = sees_pence(viewer)
    home = f"/t/{viewer.trust_code}"
    moves = tuple(
        TriedMove(tell(tried, one, exact=exact), effects_of_move(tried, home, one.slug)) for tried in one.tried
    )
    return MovesPart(_lead(one.tried, exact=exact), moves, no_move_words(one))


def _lead(tried: Iterable[Tried], *, exact: bool) -> str:
    """What was done, and where pay is told as a range, that it is."""
    rounded = any(are_rounded(one.costs, exact=exact) for one in tried)
    return f"{LEAD} {ROUNDED}" if rounded else LEAD


def moves_of_test(viewer: Viewer, summary: HeadingSummary) -> MovesPart:
    """For each question of a test the next move that betters it; the page of the question has them all."""
    found = [(one, tried) for one in summary.judged if (tried := next_move(one.slug, one.tried))]
    exact = sees_pence(viewer)
    home = f"/t/{viewer.trust_code}"
    moves = tuple(TriedMove(tell(tried, one, exact=exact), effects_of_move(tried, home)) for one, tried in found)
    is_open = any(no_move_words(one) for one in summary.judged)
    lead = _lead((tried for _, tried in found), exact=exact)
    return MovesPart(lead, moves, "The other questions have no move that Plait can try." if is_open else "")


def _way(viewer: Viewer, one: Judged) -> Link:
    asked = one.litmus.question if one.litmus else one.slug
    return Link(asked, f"/t/{viewer.trust_code}/questions/{one.slug}/")


def proved_move(viewer: Viewer, summary: HeadingSummary) -> ProvedMove | None:
    """The first move that betters a question of this test, beside its verdict; nothing where none does."""
    first = next(_bettering(summary.judged), None)
    if first is None:
        return None
    one, tried = first
    told = tell(tried, one, exact=sees_pence(viewer))
    question = Link("See this move and all others", f"{_way(viewer, one).href}#moves")
    small = [told.test, WORSE if tried.worse else "", *told.terms]
    when = told.answer if (effect := tried.effect_on(one.slug)) and effect.starts else ""
    return ProvedMove(tried.title, lower(told.becomes), when, tuple(line for line in small if line), question)


def _bettering(judged: Iterable[Judged]) -> Iterator[tuple[Judged, Tried]]:
    return ((one, tried) for one in judged if (tried := next_move(one.slug, one.tried)))
