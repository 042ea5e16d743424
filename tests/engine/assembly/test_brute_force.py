"""The plan is the best there is: of all choices for a tiny trust none covers more, nor as much with less."""

import pytest
from hypothesis import given

from plait.engine.assembly.plan import Status
from plait.engine.assembly.scorer import check
from plait.engine.trust import Trust
from tests.engine.assembly.brute_force import best_by_trying_all
from tests.engine.assembly.tiny import asked, planned, trusts


@given(trusts())
def test_no_choice_of_members_and_times_covers_more_nor_as_much_with_less(told: Trust) -> None:
    best = best_by_trying_all(told, asked(told))
    assert best is not None
    worth, effort = best
    plan = planned(told)
    assert check(plan, told) == ()
    assert plan.status == Status.PROVED
    assert plan.coverage.value == pytest.approx(worth, abs=1e-6)
    assert plan.coverage.bound == pytest.approx(worth, abs=1e-6)
    # The effort is searched to within one in a hundred.
    assert effort <= plan.effort.value <= effort * 1.01
    assert plan.effort.bound <= effort + 1e-6
