"""Building another team: after a release, beside the first or of its people; what stands in the way is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plait.engine.assembly import another
from plait.engine.assembly.another import build_another
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.planning import BrokenPlan
from plait.engine.assembly.second_team import Another, How, Place, Way, too_early
from plait.engine.assembly.second_words import served_words
from plait.engine.assembly.split_scorer import check_another
from plait.engine.offers import Offer
from plait.engine.people import Person
from plait.engine.teams import Release
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from plait.files.second_teams import another_of, plain_another
from tests.engine.assembly.tiny import LONG_AGO, WINDOW, holding, membership, need, person, team, trust

HUB = team()
SHOWN = Release("Discharge hub", date(2026, 6, 1), "Call back")
MEMBERS = ("d1", "d2", "d3", "d4", "c1", "c2", "c3", "o1", "o2", "o3")
OTHERS = ("d8", "c8", "o8")


def told(
    members: tuple[str, ...] = MEMBERS,
    others: tuple[str, ...] = OTHERS,
    *,
    safety: tuple[str, ...] = ("c1", "c2"),
    wte: str = "0.4",
    sizes: TeamSizes | None = None,
) -> Trust:
    """A trust as on the first day of the window, with a hub of these people who all know triage."""
    held = [holding(one) for one in (*members, *others)] + [holding(one, "Safety") for one in safety]
    made = trust(
        [person(one) for one in (*members, *others)],
        held,
        [need(people=3), need("Safety", people=1, priority=9)],
        teams=[HUB],
        memberships=[membership(one, wte=wte) for one in members],
        sizes=sizes or TeamSizes(),
    )
    return replace(made, on=WINDOW.starts, releases=(SHOWN,))


def beside(one: Trust) -> Another:
    return build_another(one, HUB, Way.BESIDE, WINDOW)


def halves(one: Trust) -> Another:
    return build_another(one, HUB, Way.HALVES, WINDOW)


def test_a_second_team_beside_the_first_leaves_it_as_it_is() -> None:
    made = beside(told(MEMBERS[:9], safety=("c1", "c8")))
    assert made.refused == ()
    assert {(one.employee_number, one.how) for one in made.first} == {(one, How.STAYS) for one in MEMBERS[:9]}
    assert {(one.employee_number, one.how) for one in made.second} == {(one, How.JOINS) for one in OTHERS}
    assert made.name == "Discharge hub 2"
    assert made.gaps == ()
    assert made.newcomers == 3


def test_what_the_second_team_lacks_is_told() -> None:
    assert [gap.competency for gap in beside(told(safety=("c1",))).gaps] == ["Safety"]


def test_ten_people_become_two_teams_and_nobody_is_asked_for_more_time() -> None:
    made = halves(told())
    assert (len(made.first), len(made.second)) == (5, 5)
    assert {one.how for one in made.first} == {How.STAYS}
    assert {one.how for one in made.second} == {How.MOVES}
    assert {one.wte for one in (*made.first, *made.second)} == {Decimal("0.4")}


def test_somebody_free_joins_where_each_team_needs_one() -> None:
    made = halves(told(wte="0.3", safety=("c1", "d8")))
    [joins] = [one for one in (*made.first, *made.second) if one.how is How.JOINS]
    assert joins.employee_number == "d8"
    assert joins.wte == Decimal("0.2")
    assert joins.reason == "Free for 1 WTE all through, and holds Safety and Triage"


def test_the_only_one_who_can_is_in_both_with_their_time_shared() -> None:
    made = halves(told(wte="0.5", safety=("c1",)))
    shared = [one.wte for one in (*made.first, *made.second) if one.employee_number == "c1"]
    assert sorted(shared) == [Decimal("0.2"), Decimal("0.3")]


def test_somebody_who_joins_gives_half_of_the_time_that_is_needed() -> None:
    one = told(wte="0.3", safety=("c1", "d8"))
    needs = [need(people=3), need("Safety", wte="1.2", priority=9)]
    [joins] = [p for p in (*halves(replace(one, needs=tuple(needs))).second,) if p.how is How.JOINS] or [
        p for p in halves(replace(one, needs=tuple(needs))).first if p.how is How.JOINS
    ]
    assert joins.wte == Decimal("0.6")


@pytest.mark.parametrize("way", Way)
def test_a_team_without_a_release_may_not_have_another(way: Way) -> None:
    made = build_another(replace(told(), releases=()), HUB, way, WINDOW)
    assert made.second == ()
    assert made.refused[0].startswith("Discharge hub has no release that people can see.")


def test_a_release_nobody_could_see_is_none() -> None:
    hidden = replace(SHOWN, visible=False)
    assert "no release that people can see" in halves(replace(told(), releases=(hidden,))).refused[0]


def test_a_release_has_to_be_there_before_the_second_team_begins() -> None:
    released = WINDOW.starts
    assert "has its first release on 1 December 2026" in too_early("Hub", WINDOW.starts, released)
    assert too_early("Hub", WINDOW.starts, released - timedelta(days=1)) == ""
    assert too_early("Hub", WINDOW.starts, None, is_excepted=True) == ""


def test_a_release_to_come_is_none_yet() -> None:
    later = replace(SHOWN, released_on=date(2027, 1, 5))
    assert "no release that people can see" in halves(replace(told(), releases=(later,))).refused[0]


def test_an_exception_lets_it_be_built_without_a_release() -> None:
    assert build_another(replace(told(), releases=()), HUB, Way.HALVES, WINDOW, is_excepted=True).refused == ()


def test_a_team_that_ends_before_then_can_have_none() -> None:
    ended = replace(HUB, ends=WINDOW.starts)
    made = build_another(told(), ended, Way.HALVES, WINDOW)
    assert made.refused == ("Discharge hub does not run on 1 December 2026, so no team can be built from it.",)


def test_a_service_that_says_nothing_of_its_needs_can_have_no_second_team_found() -> None:
    [words] = beside(replace(told(), needs=())).refused
    assert words.startswith("Nobody has recorded what Discharge needs")
    assert len(halves(replace(told(), needs=())).second) == 5


def test_nobody_free_is_said() -> None:
    made = beside(told(others=()))
    assert made.second == ()
    assert made.refused != ("",)


def test_an_empty_team_is_said() -> None:
    [words] = halves(told(members=())).refused
    assert words == "Nobody is in Discharge hub on 1 December 2026, so there is nothing to halve."


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            told(safety=("c1",), wte="0.3"),
            (
                "Each of the two teams needs somebody who holds Safety: 1 person here does, and nobody who does is "
                "free. Train or recruit one more."
            ),
        ),
        (
            told((*MEMBERS[:7], "d5", "d6", "o1"), others=()),
            "Each of the two teams needs somebody operational: 1 person here is, and nobody who is free could join.",
        ),
        (
            told(("d1", "d2", "c1", "c2", "o1", "o2"), others=()),
            "6 people are too few for two teams of 5 and 3, and 2 people are missing whom nobody free could be.",
        ),
        (
            told(sizes=TeamSizes(2, 4)),
            "10 people do not fit into two teams: each may have 4, and 2 people are left over.",
        ),
    ],
)
def test_the_rule_in_the_way_is_said_with_what_would_help(one: Trust, words: str) -> None:
    one = replace(one, memberships=tuple(replace(m, wte=Decimal("0.3")) for m in one.memberships))
    made = halves(one)
    assert made.refused == (words,)
    assert (made.first, made.second) == ((), ())


def test_somebody_with_two_posts_in_the_team_is_one_person_who_moves_with_both() -> None:
    one = told()
    twice = (*one.people, replace(person("d9"), identity="Ann"))
    people = tuple(replace(p, identity="Ann") if p.employee_number == "d4" else p for p in twice)
    both = replace(one, people=people, memberships=(*one.memberships, membership("d9", wte="0.2")))
    made = halves(both)
    [ann] = [p for p in (*made.first, *made.second) if p.employee_number in {"d4", "d9"}]
    assert ann.wte == Decimal("0.6")


def test_whoever_comes_later_keeps_a_place_in_the_first_team() -> None:
    one = told((*MEMBERS, "d5", "d6", "c4", "o4"))
    later = [membership(p, starts=date(2027, 1, 1)) for p in OTHERS]
    made = halves(replace(one, memberships=(*one.memberships, *later)))
    assert len(made.first) <= 6
    assert not {p.employee_number for p in made.second} & {*OTHERS}


def test_whoever_is_in_another_team_is_not_in_both() -> None:
    one = told(wte="0.5", safety=("c1",))
    other = team("Referrals team", "Referrals")
    elsewhere = replace(one, teams=(HUB, other), memberships=(*one.memberships, membership("c1", "Referrals team")))
    assert "Safety" in halves(elsewhere).refused[0]


def planted(first: tuple[Place, ...], second: tuple[Place, ...]) -> tuple[str, ...]:
    """What the scorer says of a good proposal that was changed for the worse."""
    one, made = good()
    assert check_another(made, one) == ()
    return check_another(replace(made, first=first, second=second), one)


def seat(number: str, how: How = How.STAYS, wte: str = "0.3") -> Place:
    of = {"d": Viewpoint.DIGITAL, "c": Viewpoint.CLINICAL, "o": Viewpoint.OPERATIONAL}
    return Place(number, of[number[0]], Decimal(wte), how)


def good() -> tuple[Trust, Another]:
    one = told(wte="0.3", safety=("c1", "d8"))
    return one, halves(one)


def test_the_scorer_finds_somebody_who_was_left_out() -> None:
    made = good()[1]
    faults = planted(made.first, made.second[1:])
    assert any("not 0" in fault for fault in faults)


def test_the_scorer_finds_somebody_who_stands_twice() -> None:
    made = good()[1]
    assert any("stands twice in one team" in fault for fault in planted((*made.first, made.first[0]), made.second))


def test_the_scorer_finds_a_team_that_is_too_small_or_lacks_a_viewpoint_or_a_need() -> None:
    made = good()[1]
    everybody = (*made.first, *made.second)
    faults = planted((everybody[0], *everybody[2:]), everybody[1:2])
    assert any("it may have 5 to 9" in fault for fault in faults)
    assert any("nobody operational" in fault for fault in faults)
    assert any("nobody holds Safety" in fault for fault in faults)


def joining(number: str, wte: str = "0.2", *more: Person) -> tuple[str, ...]:
    one, made = good()
    one = replace(one, people=(*one.people, *more))
    return check_another(replace(made, second=(*made.second, seat(number, How.JOINS, wte))), one)


def test_the_scorer_finds_newcomers_who_may_not_join() -> None:
    assert any("o9 is not employed all through" in fault for fault in joining("o9"))
    assert any("o8 joins for less than 0.2 WTE" in fault for fault in joining("o8", "0.1"))
    assert any("o8 is asked for more than their 1 WTE" in fault for fault in joining("o8", "1.1"))
    one, made = good()
    busy = replace(one, memberships=(*one.memberships, membership("o8", "Elsewhere", "0.9", ends=date(2027, 1, 1))))
    faults = check_another(replace(made, second=(*made.second, seat("o8", How.JOINS, "0.2"))), busy)
    assert "o8 is asked for more than their 1 WTE" in faults
    assert any("c1 is in Discharge hub already" in fault for fault in joining("c1"))
    assert any("o7 holds nothing that Discharge needs" in fault for fault in joining("o7", "0.2", person("o7")))
    leaving = replace(person("o6"), ends=date(2027, 1, 1))
    assert any("o6 is not employed all through" in fault for fault in joining("o6", "0.2", leaving))


def test_the_scorer_finds_sharing_that_is_not_allowed() -> None:
    one, made = good()
    rest = [p for p in (*made.first, *made.second) if p.employee_number not in {"c1", "d8"}]
    first = (*rest[:5], seat("c1", How.SHARES, "0.2"))
    second = (*rest[5:], seat("c1", How.SHARES, "0.1"))
    elsewhere = replace(one, memberships=(*one.memberships, membership("c1", "Another", starts=LONG_AGO)))
    faults = check_another(replace(made, first=first, second=second), elsewhere)
    assert "c1 would be in more than two teams" in faults
    assert "c1 would be in a team for less than 0.2 WTE" in faults


def test_the_scorer_finds_a_first_team_that_was_not_left_as_it_is() -> None:
    one = told(MEMBERS[:9], safety=("c1", "c8"))
    made = beside(one)
    moved = (*made.second, replace(made.first[0], how=How.MOVES))
    faults = check_another(replace(made, first=made.first[1:], second=moved), one)
    assert faults == ("c1 is moved, and Discharge hub was to stay",)
    less = (replace(made.first[0], how=How.SHARES), *made.first[1:])
    assert check_another(replace(made, first=less), one) == faults


@pytest.mark.parametrize(
    ("name", "way"), [("check", Way.BESIDE), ("check_another", Way.BESIDE), ("check_another", Way.HALVES)]
)
def test_nothing_leaves_that_the_scorer_finds_fault_with(name: str, way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(another, name, lambda *_: ("a fault",))
    with pytest.raises(BrokenPlan, match="a fault"):
        build_another(told(MEMBERS[:9], safety=("c1", "c8")), HUB, way, WINDOW)


def offer(wte: str, *, by: str = "Circle", who: str = "", to: str = "", what: str = "Safety") -> Offer:
    """What the community, or the team `who`, offers of a competency, in all or to one service."""
    return Offer("" if who else by, who, what, 3, Decimal(wte), to, LONG_AGO)


def part_time(*offers: Offer, needed: str = "0.6", safety: tuple[str, ...] = ("c1",)) -> Trust:
    """The hub of ten, whose safety is needed by WTE, and what is offered of it."""
    one = told(wte="0.3", safety=safety)
    return replace(one, needs=(need(people=3), need("Safety", wte=needed, priority=9)), offers=offers)


def test_a_second_team_beside_the_first_has_part_time_what_nobody_else_has_yet() -> None:
    one = part_time(offer("0.8"))
    served = beside(one).served
    assert served == (Served("Circle", "", "Safety", 6),)
    assert beside(one).gaps == ()
    taken = beside(part_time(offer("0.8"), offer("0.2", to="Discharge")))
    assert (taken.served, [gap.competency for gap in taken.gaps]) == ((), ["Safety"])
    own = replace(part_time(offer("0.8", who=HUB.name)))
    assert beside(own).served == ()


def test_what_only_one_of_the_team_holds_is_served_part_time_in_the_other_half() -> None:
    assert halves(part_time()).refused[0].startswith("Each of the two teams needs somebody who holds Safety")
    one = part_time(offer("0.3"), offer("0.9", by="Guild"), offer("0.9", what="Triage"))
    made = halves(one)
    assert made.served == (Served("Guild", "", "Safety", 3),)
    assert made.newcomers == 0
    assert check_another(made, one) == ()
    assert halves(part_time(offer("0.2"))).refused
    goes_on = halves(part_time(offer("0.8"), offer("0.1", to="Discharge")))
    assert goes_on.served == (Served("Circle", "", "Safety", 1, is_new=False),)


def test_nobody_is_asked_part_time_for_what_two_of_the_team_hold() -> None:
    assert halves(part_time(offer("0.8"), safety=("c1", "c2"))).served == ()


def test_the_scorer_finds_part_time_help_that_is_not_there() -> None:
    one = part_time(offer("0.3"))
    made = halves(one)
    more = replace(made, served=(Served("Circle", "", "Safety", 4),))
    assert any("is asked for more than it offers" in fault for fault in check_another(more, one))
    for_people = replace(made, served=(Served("Circle", "", "Triage", 3),))
    assert any("serves no need of it" in fault for fault in check_another(for_people, one))
    nobody = check_another(replace(made, served=()), one)
    assert [fault for fault in nobody if "nobody holds Safety" in fault]


def test_the_words_for_who_serves_part_time() -> None:
    asked, already = halves(part_time(offer("0.3"))), halves(part_time(offer("0.8"), offer("0.1", to="Discharge")))
    assert served_words(asked) == [("Safety", "the community Circle", "0.3", "Asked for from 1 December 2026")]
    assert [row[-1] for row in served_words(already)] == ["Already"]
    assert served_words(halves(told())) == []
    assert another_of(plain_another(asked)) == replace(asked, parent=another_of(plain_another(asked)).parent)
    before = {key: value for key, value in plain_another(asked).items() if key != "served"}
    assert another_of(before).served == ()
