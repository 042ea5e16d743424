"""Two trusts in one search: nobody lent is asked for twice, no plan passes the bound, each reads its own names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bench.lending import rows
from plait.engine.assembly.asks import Pin
from plait.engine.assembly.assembling import plan_of_teams, worth_of
from plait.engine.assembly.decompose import Proposed, alone, fitted, price, propose
from plait.engine.assembly.plan import ProposedTeam
from plait.engine.assembly.planning import checked
from plait.engine.assembly.together import Part, against, as_lent, part_of, plain_prices, prices_in, weighed
from plait.engine.assembly.wishes import Must, Together
from plait.engine.lending import Loan
from plait.engine.trust import Trust
from tests.engine.assembly.tiny import EXACT, WINDOW, holding, membership, need, person, team, three, trust

LENT = "BBB/1"
LOAN = Loan(LENT, "BBB", "Bee", date(2026, 11, 1), WINDOW.ends)


def parts(*, ours: str = "0.6", theirs: str = "0.6", identity: str = "") -> tuple[Part, Part]:
    """AAA lacks somebody clinical, whom BBB lends it and needs as well; each needs so much time."""
    people, holdings = three(wte="0.4")
    first = replace(
        trust(
            (people[0], people[2], replace(person("c9", "0.4"), employee_number=LENT, identity=identity)),
            (holdings[0], holdings[2], replace(holding("c9"), employee_number=LENT)),
            [need(wte=ours, people=None)],
        ),
        code="AAA",
        loans=(LOAN,),
    )
    second = replace(trust(people, holdings, [need(wte=theirs)]), code="BBB")
    services = ["Discharge"]
    return part_of(first, services, WINDOW, {}), part_of(second, services, WINDOW, {"c1": LENT})


def searched(both: Sequence[Part]) -> tuple[list[tuple[ProposedTeam, ...]], float]:
    """The teams of each trust, and what all together can be worth at most."""
    blocks = [part.block for part in both]
    told = [plain_prices(price(block, part.shared), block) for part, block in zip(both, blocks, strict=True)]
    found: dict[str, Proposed] = {}
    bound = 0.0
    for block in blocks:
        prices = prices_in(block, told)
        found[block.home] = propose(block, prices, EXACT)
        bound += found[block.home].bound + prices.of_all([one for one in block.pool if one.home == block.home])
    asked = [(block, prices_in(block, told)) for block in blocks]
    made = fitted(asked, {home: one.teams for home, one in found.items()}, EXACT).values()
    return [part.teams(made) for part in both], bound


def wte_of(teams: Sequence[ProposedTeam], number: str) -> Decimal:
    return sum((one.wte for team in teams for one in team.members if one.employee_number == number), Decimal(0))


@pytest.mark.parametrize(("ours", "theirs"), [("0.6", "0.6"), ("1.2", "1.2"), ("0.6", "1.2"), ("1.2", "0.6")])
def test_somebody_lent_is_asked_for_no_more_than_they_have_in_both_trusts(ours: str, theirs: str) -> None:
    both = parts(ours=ours, theirs=theirs)
    (first, second), bound = searched(both)
    assert wte_of(first, LENT) + wte_of(second, "c1") <= Decimal("0.4")
    assert wte_of(first, LENT) or wte_of(second, "c1")
    assert sum(map(worth_of, (*first, *second))) <= bound + 1e-6
    for part, some, told in zip(both, (first, second), as_lent(both, (first, second)), strict=True):
        checked(plan_of_teams(some, bound, part.pool, EXACT), told)


def test_each_trust_reads_its_own_names_and_whose_the_others_are() -> None:
    both = parts(theirs="0.2")
    (first, second), _ = searched(both)
    homes = {one.employee_number: one.home for one in first[0].members}
    assert homes == {"d1": "", "o1": "", LENT: "BBB"}
    assert {one.employee_number for one in second[0].members} <= {"d1", "c1", "o1"}
    assert all(one.home == "" for one in second[0].members)
    assert first[0].ask.service == "Discharge"
    assert {one.employee_number for one in both[0].block.pool} == {"AAA:d1", "AAA:o1", LENT}


def test_a_plan_that_takes_what_the_other_trust_was_given_is_found_out() -> None:
    both = parts()
    (first, _), _ = searched(both)
    given = membership("c1", "AAA Discharge", "0.4", starts=WINDOW.starts)
    [_, theirs] = as_lent(both, (first, ()))
    took = wte_of(first, LENT)
    assert theirs.memberships == ((replace(given, wte=took, ends=WINDOW.ends),) if took else ())


def test_members_of_today_keep_their_names_there_and_back() -> None:
    people, holdings = three(wte="0.4")
    told: Trust = trust(
        people, holdings, [need(wte="0.6")], teams=[team()],
        memberships=[membership(one.employee_number) for one in people],
    )  # fmt: skip
    part = part_of(replace(told, code="BBB"), ["Discharge"], WINDOW, {"c1": LENT})
    [ask] = part.block.asks
    assert {seat.employee_number for seat in ask.seats} == {"BBB:d1", LENT, "BBB:o1"}
    [(made,)], _ = searched([part])
    assert {one.employee_number for one in made.members if not one.is_new} == {"d1", "c1", "o1"}


def test_the_price_of_a_place_holds_for_a_person_whichever_trust_asks() -> None:
    first, second = parts(identity="57")
    told = [{"times": {LENT: 0.2}, "places": {LENT: 0.5}}]
    [place] = prices_in(first.block, told).places.items()
    assert place == (("57", ""), 0.5)
    assert prices_in(second.block, told).places == {("", "c1"): 0.5}


def test_who_needs_somebody_of_another_home_has_no_teams_alone() -> None:
    told, _ = parts()
    pinned = replace(told, asks=tuple(replace(ask, pins=(Pin(LENT),)) for ask in told.asks))
    assert alone(pinned.block, EXACT) == ()
    assert len(alone(told.block, EXACT)) == 1
    assert pinned.block.has_pins
    assert not told.block.has_pins


def test_joined_teams_worth_less_than_separate_ones_give_way_to_them() -> None:
    both = parts()
    blocks = [(part.block, prices_in(part.block, [])) for part in both]
    nothing = {block.home: propose(replace(block, pool=()), prices, EXACT).teams for block, prices in blocks}
    separate = {block.home: alone(block, EXACT) for block, _ in blocks}
    stopped = fitted(blocks, nothing, EXACT, watch=lambda *_: False)
    assert sum(map(worth_of, stopped.values())) == 0
    kept = fitted(blocks, nothing, EXACT, separate=separate, watch=lambda *_: False)
    assert kept == {team.ask.service: team for teams in separate.values() for team in teams}
    assert sum(map(worth_of, kept.values())) > 0


def test_wishes_of_a_part_are_told_apart_from_those_it_cannot_have() -> None:
    told, _ = parts()
    services = ["Discharge"]
    assert against(told, services, WINDOW) is None
    strange = replace(told, wishes=(Must("Discharge", "nobody"),))
    found = against(strange, services, WINDOW)
    assert found is not None
    assert found.faults
    wished = part_of(told.trust, services, WINDOW, {}, (Must("Discharge", "d1"), Together("d1", "o1")))
    assert against(wished, services, WINDOW) is None
    assert wished.block.wishes == (Together("AAA:d1", "AAA:o1"),)
    assert wished.block.asks[0].pins == (Pin("AAA:d1"),)


def test_weighed_teams_take_no_more_of_anybody_shared_than_the_joined_ones() -> None:
    both = parts()
    blocks = [(part.block, prices_in(part.block, [])) for part in both]
    made = fitted(blocks, {block.home: propose(block, prices, EXACT).teams for block, prices in blocks}, EXACT)
    teams = [weighed(part, made, EXACT) for part in both]
    joined = [part.teams(made.values()) for part in both]
    assert wte_of(teams[0], LENT) <= wte_of(joined[0], LENT)
    for part, some, told in zip(both, teams, as_lent(both, teams), strict=True):
        assert checked(plan_of_teams(some, 99.0, part.pool, EXACT), told).teams == some


def test_the_row_of_the_benchmark_is_measured_and_covers_no_less_than_alone() -> None:
    [row] = rows([(60, 4)], [1])
    assert row.verdict == "met"
