"""Judging the plans to the board: the set together once it is chosen, and how it stands, until the board has met."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from plait.engine.litmus.judging import Judged, judge_all
from plait.engine.litmus.moves.board_plan import BoardPlan
from plait.engine.litmus.moves.plans import follow, predict
from plait.engine.trust import Trust
from plait.store.board_plans import load_plans, save_prediction


def judge_plans(
    trust_id: int, trust: Trust, judged: Sequence[Judged], stood_on: Callable[[date], Trust], *, at: datetime
) -> None:
    """Predict and follow every plan whose board has not met, and once more the one whose board has met since.

    `judged` is of `trust`; `stood_on` gives the trust as it stood on the day of a board that has met.
    """
    for plan in load_plans(trust_id):
        if plan.board_on >= trust.on:
            _judge(trust_id, plan, trust, judged, at)
        elif plan.followed is None or plan.followed.on < plan.board_on:
            then = stood_on(plan.board_on)
            _judge(trust_id, plan, then, judge_all(then), at)


def _judge(trust_id: int, plan: BoardPlan, trust: Trust, judged: Sequence[Judged], at: datetime) -> None:
    """A set that changed since it was predicted is predicted anew; one whose board has met is not."""
    moves = [one.chosen.move for one in plan.moves]
    is_open = plan.predicted is None or trust.on < plan.board_on
    predicted = plan.predicted if plan.is_judged or not is_open else predict(trust, judged, moves)
    chosen = {one.chosen.move: one.chosen_on for one in plan.moves}
    save_prediction(trust_id, plan.board_on, predicted, follow(trust, judged, chosen, predicted), at)
