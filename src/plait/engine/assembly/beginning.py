"""Beginning: a plan that keeps every wish, however little it covers; where there is none, none can be had."""

from collections.abc import Sequence
from dataclasses import replace

from plait.engine.assembly.highs import Goal, solve
from plait.engine.assembly.matrix import AskColumns, Model

NODES = 100_000


def find_start(model: Model) -> Sequence[float]:
    """The values of some plan within the rows. Nobody joins a team without a wish for it.

    Raises Impossible where no plan keeps the wishes: a team nobody wished anybody into may always stay empty, so
    those with somebody wished for are all that is looked at.
    """
    if not model.tied and not any(one.ask.pins for one in model.asks):
        return model.matrix.lower
    idle = {joins for one in model.asks if not _is_wished(one, model) for joins, _ in one.newcomers}
    upper = [0.0 if column in idle else most for column, most in enumerate(model.matrix.upper)]
    return solve(replace(model.matrix, upper=upper), Goal((), 0, NODES)).values


def _is_wished(one: AskColumns, model: Model) -> bool:
    """Is somebody wished for in the team, or could two meet there who are to be together?"""
    return bool(one.ask.pins) or any(joins in model.tied for joins, _ in one.newcomers)
