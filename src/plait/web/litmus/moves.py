"""What pages show of the moves that were tried: what each would change, and why a question has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plait.engine.litmus.judging import HeadingSummary, Judged
from plait.engine.litmus.moves.telling import LEAD, Told, no_move_words, tell
from plait.engine.litmus.tried import Tried, next_move
from plait.engine.litmus.wording import lower
from plait.engine.permissions import Viewer
from plait.web.shared.page import Link, ProvedMove

WORSE = "Makes another question worse."


@dataclass(frozen=True, slots=True)
class MovesPart:
    """The moves of a question or of a test; with none, `why` says why, where there is something to say."""

    lead: str
    moves: tuple[TriedMove, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class TriedMove:
    """One move in its panel; `of` leads to the question it was tried for, where the page is not of that."""

    told: Told
    of: Link | None = None


def moves_of_question(one: Judged) -> MovesPart:
    """Every move tried for one question."""
    return MovesPart(LEAD, tuple(TriedMove(tell(tried, one)) for tried in one.tried), no_move_words(one))


def moves_of_test(viewer: Viewer, summary: HeadingSummary) -> MovesPart:
    """For each question of a test the next move that betters it; the page of the question has them all."""
    found = [(one, tried) for one in summary.judged if (tried := next_move(one.slug, one.tried))]
    moves = tuple(TriedMove(tell(tried, one), _way(viewer, one)) for one, tried in found)
    is_open = any(no_move_words(one) for one in summary.judged)
    return MovesPart(LEAD, moves, "The other questions have no move that Plait can try." if is_open else "")


def _way(viewer: Viewer, one: Judged) -> Link:
    asked = one.litmus.question if one.litmus else one.slug
    return Link(asked, f"/t/{viewer.trust_code}/questions/{one.slug}/")


def proved_move(viewer: Viewer, summary: HeadingSummary) -> ProvedMove | None:
    """The first move that betters a question of this test, beside its verdict; nothing where none does."""
    first = next(_bettering(summary.judged), None)
    if first is None:
        return None
    one, tried = first
    told = tell(tried, one)
    question = Link("See this move and all others", f"{_way(viewer, one).href}#moves")
    small = [told.test, WORSE if tried.worse else "", told.needs, told.decides]
    when = told.answer if (effect := tried.effect_on(one.slug)) and effect.starts else ""
    return ProvedMove(tried.title, lower(told.becomes), when, tuple(line for line in small if line), question)


def _bettering(judged: Iterable[Judged]) -> Iterator[tuple[Judged, Tried]]:
    return ((one, tried) for one in judged if (tried := next_move(one.slug, one.tried)))
