"""Valuing kept plans in the background: what binds, and what recruiting a little of each competency is worth."""

from procrastinate.contrib.django import app as queue

from plait.engine.assembly.plan import Plan
from plait.engine.assembly.values import binding_of, values_of
from plait.files.plans import plan_of
from plait.files.worth import plain_worth
from plait.store.assembly import load_run
from plait.store.scope import scoped
from plait.store.snapshot import load_competencies
from plait.store.worth import keep_worth

VALUING = "plait.value_plan"
AFTER_OTHERS = -10
"""Nobody waits for it: searches go first."""


def value_later(trust_id: int, user_id: int, run_id: int) -> None:
    """Have a worker value the plan of a run, once nothing else waits."""
    task = queue.configure_task(VALUING, lock=f"worth-{run_id}", priority=AFTER_OTHERS)
    task.defer(trust_id=trust_id, user_id=user_id, run_id=run_id)


@queue.task(name=VALUING)
def value_plan(trust_id: int, user_id: int, run_id: int) -> None:
    """Value the plan of a run, and keep what was found beside it; the same plan gives the same."""
    with scoped(user_id=user_id, trust_ids=[trust_id]):
        run = load_run(trust_id, run_id)
        if run and run.plan:
            keep_values(trust_id, run_id, plan_of(run.plan))


def keep_values(trust_id: int, run_id: int, plan: Plan) -> None:
    """Value a plan, and keep what was found beside its run."""
    viewpoints = {one.name: one.viewpoint for one in load_competencies(trust_id)}
    keep_worth(trust_id, run_id, plain_worth(binding_of(plan), values_of(plan, viewpoints)))
