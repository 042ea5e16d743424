"""The plans of an invented trust to its boards: one whose board has met, one to the next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from plait.engine.board_sheets import BOARD
from plait.engine.leadership import CNIO
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.board_plan import Chosen
from plait.engine.litmus.moves.trying import words_of
from plait.engine.litmus.tried import Move
from plait.engine.trust import Trust
from plait.jobs.board_plans import judge_plans
from plait.store.board_plans import save_plan
from plait.store.snapshot import load_trust
from plait.store.writing import Act

DAY = timedelta(days=1)
AGREED = 10
"""The hour at which a plan is written down, the day after a board."""
LAST = (
    (Move("adopt a right", "Risk in the assurance framework"), "Board secretary"),
    (Move("add a viewpoint", "Outpatient booking", "clinical"), "Chief nursing information officer"),
)
"""Of these the first was done as predicted, and the second was not done."""
NEXT = (
    (Move("fill a role", "Chief nursing information officer", CNIO), "Chief executive"),
    (Move("adopt a right", "Internal audit days"), "Finance director"),
    (Move("adopt a right", "Yearly board seminar"), "Chair"),
)


@dataclass(frozen=True, slots=True)
class Planner:
    """Who plans for which trust; `act` gives an act of theirs at a moment."""

    trust_id: int
    code: str
    act: Callable[[datetime], Act]


def plan_to_boards(planner: Planner, now: datetime) -> None:
    """Keep the plan made after the last board but one, and the one to the board that comes, both judged."""
    today = timezone.localdate(now)
    boards = sorted(one.held_on for one in load_trust(planner.code, on=today).meetings if one.kind == BOARD)
    met, ahead = [day for day in boards if day < today], [day for day in boards if day >= today]
    if len(met) > 1:
        agreed = timezone.make_aware(datetime.combine(met[-2] + DAY, datetime.min.time())) + timedelta(hours=AGREED)
        _choose(planner, LAST, met[-1], agreed)
    if ahead:
        _choose(planner, NEXT, ahead[0], now)


def _choose(planner: Planner, moves: Iterable[tuple[Move, str]], board_on: date, at: datetime) -> None:
    """What is open of these moves on the day is chosen, and the set judged on the record of that day."""
    act = planner.act(at)

    def stood_on(day: date) -> Trust:
        return load_trust(planner.code, on=day)

    trust = stood_on(act.day)
    chosen = [_chosen(trust, move, owner, board_on) for move, owner in moves]
    save_plan(act, board_on, chosen, seen={})
    judge_plans(planner.trust_id, trust, judge_all(trust), stood_on, at=at)


def _chosen(trust: Trust, move: Move, owner: str, board_on: date) -> Chosen:
    words = words_of(trust, (move,))
    return Chosen(move, owner, board_on - DAY, words.title, words.needs, words.decides)
