"""Two teams of one: the best halving there is, and which rules stand in the way where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.assembly.split import FEWEST, MOST, Large, Seated, split
from plait.engine.viewpoints import Viewpoint

D, C, O = Viewpoint.DIGITAL, Viewpoint.CLINICAL, Viewpoint.OPERATIONAL  # noqa: E741 - the letters of the strands


def seated(who: str, viewpoint: Viewpoint, *holds: str, may_share: bool = False) -> Seated:
    return Seated(who, viewpoint, frozenset(holds), may_share)


def ten(*, safety: int = 2) -> tuple[Seated, ...]:
    """Ten people: four digital, three clinical, three operational, of whom the first clinical ones hold safety."""
    letters = "ddddcccooo"
    of = {"d": D, "c": C, "o": O}
    held = {4 + index for index in range(safety)}
    return tuple(
        seated(f"{letter}{i}", of[letter], *(["Safety"] if i in held else [])) for i, letter in enumerate(letters)
    )


def large(seats: Sequence[Seated], **needs: int) -> Large:
    return Large(tuple(seats), needs, (5, 3), (9, 9))


def test_ten_people_become_two_teams_of_five_without_anybody_new() -> None:
    halves = split(large(ten(), Safety=9), [])
    assert (len(halves.first), len(halves.second)) == (5, 5)
    assert "d0" in halves.first
    assert {*halves.first} | {*halves.second} == {one.who for one in ten()}


def test_who_has_been_in_the_team_longest_stays_in_the_one_that_keeps_the_name() -> None:
    assert "d0" in split(large(ten()), []).first
    assert "o9" in split(large(ten()[::-1]), []).first


def test_the_only_holder_of_a_need_is_joined_by_somebody_new() -> None:
    pool = [seated("p1", D, "Writing"), seated("p2", O, "Safety")]
    halves = split(large(ten(safety=1), Safety=9), pool)
    assert "p2" in {*halves.first, *halves.second}
    assert "p1" not in {*halves.first, *halves.second}


def test_the_only_holder_of_a_need_is_in_both_where_nobody_new_has_to_be_asked() -> None:
    seats = [*ten(safety=0), seated("c10", C, "Safety", may_share=True)]
    halves = split(large(seats, Safety=9), [seated("p1", C, "Safety")])
    assert "c10" in halves.first
    assert "c10" in halves.second
    assert "p1" not in {*halves.first, *halves.second}


def test_the_rule_that_stands_in_the_way_is_told() -> None:
    halves = split(large(ten(safety=1), Safety=9), [seated("p1", D, "Writing")])
    assert [rule.what for rule in halves.broken] == ["Safety"]
    assert (halves.first, halves.second) == ((), ())


def test_a_viewpoint_that_is_there_once_stands_in_the_way_in_one_of_the_two() -> None:
    seats = [one for one in ten() if one.viewpoint is not O] + [seated("o1", O), seated("d8", D), seated("d9", D)]
    assert [rule.what for rule in split(large(seats), []).broken] == ["operational"]


def test_too_few_people_are_told_by_how_many() -> None:
    broken = split(large(ten()[3:8]), []).broken
    assert sum(rule.short for rule in broken if rule.what == FEWEST) == 3


def test_too_many_people_are_told_by_how_many() -> None:
    twenty = [seated(f"{i:02}", (D, C, O)[i % 3]) for i in range(20)]
    broken = split(large(twenty), [seated("p1", D)]).broken
    assert sum(rule.short for rule in broken) == 2
    assert {rule.what for rule in broken} == {MOST}


def test_people_who_meet_one_need_are_spread_over_both() -> None:
    seats = [seated("d0", D, "Safety"), seated("d1", D, "Safety"), seated("d2", D, "Safety"), seated("d3", D, "Safety")]
    halves = split(large([*seats, *ten()[4:]], Safety=1), [])
    assert sum(1 for who in halves.first if who.startswith("d")) == 2


def test_three_new_people_are_found_though_two_would_not_do() -> None:
    seats = [seated(f"d{i}", D) for i in range(9)] + [seated("c0", C), seated("o0", O)]
    held = Large(tuple(seats), {}, (3, 3), (9, 9))
    assert split(held, []).broken
    pool = [seated("p1", C, "Safety"), seated("p2", O, "Safety")]
    assert len({*split(held, pool).second} & {"p1", "p2"}) + len({*split(held, pool).first} & {"p1", "p2"}) == 2
    few = Large((seated("d0", D), seated("c0", C), seated("o0", O)), {}, (3, 3), (9, 9))
    newcomers = [seated("p1", C), seated("p2", O), seated("p3", D)]
    assert {"p1", "p2", "p3"} <= {*split(few, newcomers).first, *split(few, newcomers).second}


def test_where_no_number_of_new_people_would_do_the_fewest_rules_are_told() -> None:
    few = Large((seated("d0", D, "Safety"), seated("c0", C)), {"Safety": 9}, (3, 3), (9, 9))
    broken = split(few, [seated("p1", C), seated("p2", C), seated("p3", D)]).broken
    assert {rule.what for rule in broken} >= {"operational", "Safety"}


@st.composite
def teams(draw: st.DrawFn) -> tuple[Large, list[Seated]]:
    """A tiny team and two or three others, in sizes that let some halve and some not."""
    skills = ("Safety", "Writing")

    def people(letter: str, count: int) -> list[Seated]:
        return [
            seated(
                f"{letter}{i}",
                draw(st.sampled_from((D, C, O))),
                *draw(st.lists(st.sampled_from(skills), max_size=2, unique=True)),
                may_share=letter == "m" and draw(st.sampled_from((False, False, True))),
            )
            for i in range(count)
        ]

    needs = draw(st.dictionaries(st.sampled_from(skills), st.sampled_from((1, 3, 9)), max_size=2))
    least = draw(st.sampled_from(((3, 3), (4, 3), (2, 2))))
    seats = people("m", draw(st.integers(1, 6)))
    drawn = draw(st.sampled_from(((5, 5), (4, 5), (3, 3))))
    most = max(least[0], drawn[0]), max(least[1], drawn[1])
    return Large(tuple(seats), needs, least, most), people("p", 2)


def every(team: Large, pool: Sequence[Seated]) -> Iterator[tuple[set[str], set[str]]]:
    """Every way to place everybody, one after another."""
    choices: list[tuple[str, ...]] = [("1", "2", "12") if one.may_share else ("1", "2") for one in team.seats]
    choices[0] = tuple(choice for choice in choices[0] if "1" in choice)
    for choice in product(*choices, *([("", "1", "2")] * len(pool))):
        placed = list(zip([*team.seats, *pool], choice, strict=True))
        yield {one.who for one, at in placed if "1" in at}, {one.who for one, at in placed if "2" in at}


def cost(team: Large, pool: Sequence[Seated], halves: Sequence[set[str]]) -> tuple[int, ...]:
    """What is broken, then the four things to keep small: worked out from the places alone."""
    people = {one.who: one for one in (*team.seats, *pool)}
    today = {one.who for one in team.seats}
    broken = uneven = 0
    for half, least, most in zip(halves, team.least, team.most, strict=True):
        there = [people[who] for who in half]
        broken += max(0, least - len(there)) + max(0, len(there) - most)
        broken += len({D, C, O} - {one.viewpoint for one in there})
        for need, priority in team.needs.items():
            able = {one.who for one in team.seats if need in one.holds}
            broken += bool(able) and not any(need in one.holds for one in there)
            if len(able) > 3:
                uneven += priority * max(0, len(able) // 2 - len(able & half))
    new = len((halves[0] | halves[1]) - today)
    return broken, new, len(halves[0] & halves[1]), uneven, abs(len(halves[0]) - len(halves[1]))


@given(teams())
def test_no_other_way_to_place_everybody_is_better(told: tuple[Large, list[Seated]]) -> None:
    team, pool = told
    best = min(cost(team, pool, one) for one in every(team, pool))
    halves = split(team, pool)
    assert sum(rule.short for rule in halves.broken) == best[0]
    if not best[0]:
        assert cost(team, pool, ({*halves.first}, {*halves.second})) == best


@settings(max_examples=25)
@given(teams())
def test_the_order_of_those_who_could_join_changes_nothing(told: tuple[Large, list[Seated]]) -> None:
    team, pool = told
    assert split(team, pool) == split(team, pool[::-1]) == split(team, pool)
