"""What moves cost: by published pay alone, to the penny for few, and never where something is not recorded."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.leadership import CCIO, CDIO, CNIO
from plait.engine.litmus.cost import Cost, are_rounded, cost_words, together_cost
from plait.engine.litmus.examples import (
    RoleSketch,
    TeamSketch,
    TerritorySketch,
    sketch,
    sketch_accountability,
    sketch_roles,
)
from plait.engine.litmus.moves.telling import costs_of
from plait.engine.litmus.moves.trying import BY_NAME
from plait.engine.litmus.tried import Move, Tried
from plait.engine.posts import Post
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.litmus.test_moves import tried_for

THE_CCIO, THE_CNIO = "Chief clinical information officer", "Chief nursing information officer"
FILL = Move("fill a role", THE_CNIO, CNIO)
FIFTH_OF_BAND_7 = 1_267_877
"""A fifth of £63,393.84: £49,387.00 of pay (band 7, point 1, 2026/27), £6,658.05 of insurance, £7,101.85 of pension,
£246.94 of levy; worked by hand."""


def cost(trust: Trust, move: Move) -> Cost:
    return BY_NAME[move.kind].costs(trust, move)


def vacant(band: str = "8c", post: str = "P-7", wte: str = "0.6") -> Trust:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, 139, has=f"{wte} 4 250000 50000"))
    roles = tuple(replace(one, post=post if one.kind == CNIO else "") for one in trust.roles)
    posts = (Post("P-7", "CNIO", "Nursing", Decimal(1), date(2020, 1, 1), band=band),)
    return replace(trust, roles=roles, posts=posts)


def test_a_vacant_role_costs_from_the_first_to_the_last_point_of_the_band_of_its_post() -> None:
    found = cost(vacant("Band 7", wte="0.2"), FILL)
    assert found.low == FIFTH_OF_BAND_7
    assert found.high > found.low
    assert cost_words(found, exact=True) == (
        "£12,678.77 to £14,530.34 of pay and on-costs a year. 0.2 WTE, first to last point of the band of its post, "
        "P-7. Pay after 2026/27 is not published yet: that of 2026/27 stands."
    )
    assert cost_words(found, exact=False).startswith("£0 to £50k of pay and on-costs a year.")


@pytest.mark.parametrize(
    ("trust", "words"),
    [
        (vacant(wte="-"), "How much time the role would get is not recorded: write its Protected WTE on"),
        (vacant(post=""), "The role names no post, so that its band is not known: write its Post on"),
        (vacant(post="P-8"), "The post P-8 has no band on the Posts sheet: write it there, like 8c."),
        (vacant(band=""), "The post P-7 has no band on the Posts sheet: write it there, like 8c."),
        (vacant(band="Consultant"), "No pay is published here for the band of the post P-7: Plait knows the bands"),
        (sketch_roles(RoleSketch(CDIO)), "The trust has no such role yet: record it with its Protected WTE and its"),
    ],
)
def test_what_is_not_recorded_is_named_with_what_to_do(trust: Trust, words: str) -> None:
    found = cost(trust, FILL)
    assert cost_words(found, exact=True).startswith(f"Not known. {words}")
    assert (found.low, found.high, found.is_pay) == (0, 0, False)


def protected(figure: str = "0.2", band: str = "7", point: int | None = 1) -> tuple[Trust, Move]:
    trust = sketch_roles(RoleSketch(CCIO, has="0 4 250000 50000"), RoleSketch(CNIO))
    people = tuple(replace(one, band=band, point=point) for one in trust.people)
    return replace(trust, people=people), Move("give a role authority", THE_CCIO, "protected time", figure)


def test_protected_time_costs_what_covering_for_the_holder_costs() -> None:
    found = cost(*protected())
    assert (found.low, found.high) == (FIFTH_OF_BAND_7, FIFTH_OF_BAND_7)
    assert cost_words(found, exact=True).startswith("£12,678.77 of pay and on-costs a year. 0.2 WTE, what covering for")
    assert "£0 to £50k of pay" in cost_words(found, exact=False)
    assert "12,678" not in cost_words(found, exact=False)


def test_whoever_writes_the_time_does_not_find_the_pay_where_the_range_changes() -> None:
    """Two people of one range of pay are told alike at any time: alone, and together with another move."""
    for figure in ("0.05", "0.5", "0.7", "0.79", "0.8", "0.999", "1", "7.3", "1000"):
        first, then = (cost(*protected(figure, band, point)) for band, point in (("7", 1), ("8a", 3)))
        assert first.low < then.low
        told = {cost_words(one, exact=False).partition(" of pay")[0] for one in (first, then)}
        assert len(told) == 1, (figure, told)
        assert len({together_cost([one, PAY], exact=False) for one in (first, then)}) == 1, figure
        assert first.told[0] <= first.low <= first.high <= first.told[1], "and it is true"
    assert cost_words(cost(*protected("0.8")), exact=False).startswith("£0 to £100k of pay")
    assert cost_words(cost(*protected("1000")), exact=False).startswith("£50000k to £100000k of pay")


def test_protected_time_without_pay_holder_or_figure_says_what_to_record() -> None:
    trust, move = protected(point=None)
    assert cost(trust, move).missing == (
        f"No band and point with published pay are recorded of who holds the role {THE_CCIO}: write both on the "
        "People sheet."
    )
    assert cost(replace(trust, holders=()), move).missing.startswith("The role names no post")
    assert cost(replace(trust, people=()), move).missing.startswith("The role names no post")
    assert cost(trust, replace(move, figure="")).missing.startswith("It hangs on the figure")
    assert cost(replace(trust, roles=()), move).missing.startswith("It hangs on the figure")


def test_a_role_of_two_costs_what_one_of_them_does() -> None:
    trust, move = protected()
    second = replace(trust.holders[0], employee_number="1002")
    people = (trust.people[0], replace(trust.people[1], point=3))
    found = cost(replace(trust, people=people, holders=(trust.holders[0], second)), move)
    assert found.low == FIFTH_OF_BAND_7 < found.high
    assert "one of the 2 who hold the role" in found.basis


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("delegated limit", "Nothing by itself. A limit says who decides, not what is spent."),
        ("line to the board", "Nothing by itself. It is a change of whom the role reports to."),
        ("budget", "£250,000 a year. That is the budget itself."),
        (
            "team",
            "Not known. No band is recorded for the people of such a team: add their posts, with bands, to Posts.",
        ),
    ],
)
def test_a_budget_is_money_to_spend_and_a_limit_is_none(detail: str, words: str) -> None:
    trust, move = protected("250000")
    for exact in (True, False):
        assert cost_words(cost(trust, replace(move, detail=detail)), exact=exact) == words


def seats(*bands: tuple[str, int | None]) -> Trust:
    """A team without anybody clinical, and so many clinical people of these bands outside it."""
    trust = sketch(TeamSketch("Portal", "DDDOO"), TeamSketch("Other", "C" * len(bands)))
    paid = iter(bands)
    people = tuple(
        replace(one, band=band, point=point)
        for one in trust.people
        for band, point in [next(paid) if one.viewpoint is Viewpoint.CLINICAL else ("", None)]
    )
    return replace(trust, people=people)


def test_a_viewpoint_costs_from_the_least_to_the_most_of_those_it_may_be() -> None:
    move = Move("add a viewpoint", "Portal", "clinical")
    trust = seats(("7", 1), ("9", 3), ("", None))
    one = replace(trust, memberships=tuple(replace(seat, wte=Decimal("0.2")) for seat in trust.memberships))
    found = cost(one, move)
    assert found.low == FIFTH_OF_BAND_7
    assert "least to most of 2 clinical people whose pay is known (not known of 1 more), with backfill." in found.basis
    digital = cost(replace(one, people=tuple(replace(p, viewpoint=Viewpoint.DIGITAL) for p in one.people)), FIRST)
    assert ", with backfill" not in digital.basis
    assert cost(seats(("", None)), move).missing.startswith("No clinical person on the People sheet has a band and")


FIRST = Move("add a viewpoint", "Portal", "digital")


def test_moves_that_take_no_pay_say_why_and_those_nobody_can_cost_say_so() -> None:
    said = {
        move.kind: cost_words(cost(Trust("EXA", "Example", date(2026, 11, 2)), move), exact=False)
        for move in (
            Move("build a second team", "Hub"),
            Move("adopt a right", "Internal audit days"),
            Move("settle a territory", "Cyber"),
            Move("name a portfolio", "Flow"),
            Move("share an outcome", "Waits"),
        )
    }
    assert said == {
        "build a second team": "Nothing by itself. Nobody gives more time: the members of today share the work.",
        "adopt a right": "Not known. No record says what time or money the right takes.",
        "settle a territory": "Not known. No record says how much time a territory takes.",
        "name a portfolio": "Nothing by itself. It is a decision on who answers.",
        "share an outcome": "Nothing by itself. It is a decision on who answers.",
    }


PAY, RANGE, SPENT = Cost(4_900_000, 4_900_000), Cost(100, 9_000_000), Cost(spending=25_000_000)
NONE, UNKNOWN = Cost(basis="None."), Cost(missing="No band.")


def test_several_together_are_summed_and_what_is_not_known_is_counted() -> None:
    every = (PAY, RANGE, SPENT, NONE, UNKNOWN)
    assert together_cost(every, exact=True) == (
        "Together: £49,001.00 to £139,000.00 of pay and on-costs a year, and £250,000 a year to spend. "
        "Not known for 1 of 5 moves."
    )
    assert together_cost(every, exact=False).startswith(
        "Together: £0 to £150k of pay and on-costs a year, and £250,000"
    )
    assert together_cost([NONE], exact=False) == "Together: nothing by itself."
    assert together_cost([UNKNOWN], exact=False) == "Not known for 1 of 1 move."
    assert together_cost([], exact=False) == ""


def test_who_may_not_read_pay_is_told_that_it_is_a_range() -> None:
    assert are_rounded([NONE, PAY], exact=False)
    assert not are_rounded([PAY], exact=True)
    assert not are_rounded([NONE, SPENT, UNKNOWN], exact=False)


def test_a_move_tells_its_cost_on_a_line_and_an_old_one_none() -> None:
    tried = Tried((FILL,), "Fill", "", "", costs=(SPENT,))
    assert costs_of(tried, exact=False) == "Costs: £250,000 a year."
    assert costs_of(replace(tried, costs=(NONE, UNKNOWN)), exact=False) == "Costs: not known for 1 of 2 moves."
    assert costs_of(replace(tried, costs=()), exact=False) == ""


def test_a_settlement_says_from_when_it_counts_and_what_the_same_people_claim_too() -> None:
    alike = sketch_accountability(
        TerritorySketch("Data", ((700, None), (150, None))), TerritorySketch("Records", ((700, None), (150, None)))
    )
    same = tuple(replace(one, employee_number=("1001", "1002")[place % 2]) for place, one in enumerate(alike.claims))
    data, records, both = tried_for(replace(alike, claims=same), "one-person-answers")
    assert data.needs == (
        "One person with the time for it. 2 people claim it today. Settled today, it counts as clear from "
        "2 November 2027 on, if nothing else changes. The same 2 people claim Records: one decision may settle both."
    )
    assert "The same 2 people claim Data: one decision" in records.needs
    assert both.title == "Settle who answers for Data and Records"
    assert "The same" not in tried_for(alike, "one-person-answers")[0].needs
    nobody = sketch_accountability(*(TerritorySketch(name, ()) for name in ("Data", "Mail", "Records")))
    assert tried_for(nobody, "one-person-answers")[0].needs.endswith(
        "Nobody claims Mail and Records either: one decision may settle all 3."
    )
    many = sketch_accountability(*(TerritorySketch(f"T{number}", ()) for number in range(7)))
    assert tried_for(many, "one-person-answers")[0].needs.endswith(
        "Nobody claims T1, T2, T3 and 3 others either: one decision may settle all 7."
    )
