"""Time shared out among needs covers as much as can be, and never gives an hour twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import highspy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.asks import Wanted
from plait.engine.assembly.sharing import Shares, share_time
from tests.engine.assembly.brute_force import time_worth

Times = Mapping[str, Decimal]
Serving = Mapping[str, Sequence[Wanted]]
TENTHS = st.sampled_from([Decimal(one) for one in ("0.5", "1", "2", "2.5", "3", "7")])


def wanted(competency: str, wte: str | Decimal, priority: int = 3) -> Wanted:
    return Wanted(competency, 3, None, Decimal(wte), priority)


def worth(shares: Shares, needs: Sequence[Wanted]) -> float:
    given_to = Counter[str]()
    for (_, competency), tenths in shares.items():
        given_to[competency] += tenths  # type: ignore[assignment] # a sum of Decimals
    return sum(need.priority * float(given_to[need.competency] / need.amount) for need in needs)


def by_linear_programme(needs: Sequence[Wanted], times: Times, serving: Serving) -> float:
    """The second version: one column for each person and need, as HiGHS sees them."""
    pairs = [(who, need) for who in times for need in serving[who]]
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # its own types leave this one out
    solver.silent()
    for who, need in pairs:
        solver.addVar(0, float(times[who]))
        solver.changeColCost(solver.getNumCol() - 1, -need.priority / float(need.amount))
    for who, tenths in times.items():
        _limit(solver, [i for i, pair in enumerate(pairs) if pair[0] == who], tenths)
    for need in needs:
        _limit(solver, [i for i, pair in enumerate(pairs) if pair[1] == need], need.amount)
    solver.run()
    return -float(solver.getInfo().objective_function_value)


def _limit(solver: highspy.Highs, columns: Sequence[int], most: Decimal) -> None:
    solver.addRow(0, float(most), len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns)))


@given(st.data())
def test_no_other_sharing_covers_more_and_nobody_gives_more_than_they_have(data: st.DataObject) -> None:
    needs = [
        wanted(name, data.draw(TENTHS) / 10, data.draw(st.sampled_from((9, 3, 1))))
        for name in data.draw(st.sampled_from(("A", "AB", "ABC", "ABCD")))
    ]
    times = {who: data.draw(TENTHS) for who in data.draw(st.sampled_from(("1", "12", "123", "1234")))}
    serving = {who: data.draw(st.lists(st.sampled_from(needs), unique=True)) for who in times}
    shares = share_time(times, serving)
    for who, tenths in times.items():
        assert sum(given for (other, _), given in shares.items() if other == who) <= tenths
    for need in needs:
        assert sum(given for (_, competency), given in shares.items() if competency == need.competency) <= need.amount
    able = {(who, need.competency) for who, some in serving.items() for need in some}
    assert set(shares) <= able
    assert all(tenths > 0 for tenths in shares.values())
    assert worth(shares, needs) == pytest.approx(by_linear_programme(needs, times, serving), abs=1e-6)
    assert worth(shares, needs) == pytest.approx(time_worth(needs, times, serving), abs=1e-9)


def test_somebody_moves_to_another_need_to_make_room() -> None:
    triage, writing = wanted("Triage", "0.2", 9), wanted("Writing", "0.2", 3)
    shares = share_time({"1": Decimal(2), "2": Decimal(2)}, {"1": [triage, writing], "2": [triage]})
    assert shares == {("2", "Triage"): Decimal(2), ("1", "Writing"): Decimal(2)}


def test_a_need_nobody_serves_and_time_nobody_needs_give_nothing() -> None:
    assert share_time({"1": Decimal(5)}, {"1": []}) == {}
    assert share_time({}, {"1": [wanted("Triage", "0.2")]}) == {}
    assert share_time({"1": Decimal(5)}, {"1": [Wanted("Triage", 3, 1, None, 9)]}) == {}


def test_parts_of_a_tenth_are_shared_exactly() -> None:
    shares = share_time({"1": Decimal(3)}, {"1": [wanted("Triage", "0.25"), wanted("Writing", "0.25")]})
    assert shares == {("1", "Triage"): Decimal("2.5"), ("1", "Writing"): Decimal("0.5")}
