"""The model with everything a policy asks of it: limits of what teams cost, beside whom the asks need."""

from collections.abc import Sequence
from dataclasses import replace

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.limits import hold_limit
from plait.engine.assembly.matrix import Model, build
from plait.engine.assembly.pairs import hold_pairs
from plait.engine.assembly.pool import Candidate


def model_of(pool: Sequence[Candidate], asks: Sequence[Ask], policy: Policy) -> Model:
    """The model of these asks in which every plan keeps what the policy wishes."""
    model = build(pool, asks, policy.near)
    if policy.purse is not None:
        for one in model.asks:
            hold_limit(model.matrix, one, policy.purse)
    return replace(model, tied=hold_pairs(model, pool, policy.wishes))
