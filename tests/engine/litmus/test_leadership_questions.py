"""What must hold of the questions of leadership roles, whatever roles and holders a trust has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.leadership import AT_THE_TOP, CCIO, CDIO, CNIO, LEADERS, OTHER, Holder, LeadershipRole
from plait.engine.litmus.examples import ON, RoleSketch, sketch_roles
from plait.engine.litmus.judging import judge
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.questions.clinical_leaders_have_authority import TEST as AUTHORITY
from plait.engine.litmus.questions.digital_leaders_in_post import TEST as IN_POST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust

both = pytest.mark.parametrize("test", [IN_POST, AUTHORITY], ids=lambda test: test.slug)
FIGURES = (None, Decimal(0), Decimal(3), Decimal(3), Decimal(3), Decimal(3), Decimal(3), Decimal(3))


def random_trust(seed: int) -> Trust:
    """Up to 5 roles, each with up to 2 holders who came and went on any day of the last 400."""
    chance = Random(seed)
    kinds = [kind for kind in LEADERS if chance.random() < 0.85]
    kinds += chance.choices([*LEADERS, OTHER], k=chance.choice((0, 1, 2)))
    roles = [_role(f"Role {place}", kind, chance) for place, kind in enumerate(kinds)]
    holders = [_holder(role.name, chance) for role in roles for _ in range(chance.choice((0, 1, 1, 2)))]
    empty = sketch_roles()
    return replace(empty, roles=tuple(roles), holders=tuple(holders))


def _role(name: str, kind: str, chance: Random) -> LeadershipRole:
    protected, team, budget, limit = chance.choices(FIGURES, k=4)
    return LeadershipRole(
        name,
        kind,
        ON - timedelta(days=chance.choice((50, 100, 300, 500))),
        reports_to=chance.choice(("", "another director", *[AT_THE_TOP] * 6)),
        protected_wte=protected,
        team_wte=team,
        budget_pounds=budget,
        limit_pounds=limit,
    )


def _holder(role: str, chance: Random) -> Holder:
    starts = ON - timedelta(days=chance.choice((-10, 0, 1, 60, 120, 250, 400)))
    ends = chance.choice((None, None, ON - timedelta(days=chance.choice((-5, 0, 1, 90, 91, 180, 181, 300)))))
    return Holder(role, str(chance.randrange(1001, 1099)), "acting", Decimal(1), starts, ends)


def slow_in_post(trust: Trust) -> Verdict:
    """By walking back a day at a time, kind by kind."""
    if not trust.roles:
        return Verdict.NOT_ENOUGH_EVIDENCE
    worst = 0
    for kind in LEADERS:
        roles = [role for role in trust.roles if role.kind == kind]
        if not roles:
            return Verdict.NOT_MET
        worst = max(worst, min(_days_without(role, trust) for role in roles))
    return Verdict.MET if worst <= 90 else Verdict.PARTLY_MET if worst <= 180 else Verdict.NOT_MET


def _days_without(role: LeadershipRole, trust: Trust) -> int:
    day, days = trust.on, 0
    while not any(one.role == role.name and _there(one, day) for one in trust.holders):
        if day <= role.starts:
            return days
        day, days = day - timedelta(days=1), days + 1
    return max(days - 1, 0)


def _there(holder: Holder, day: date) -> bool:
    return holder.starts <= day and (holder.ends is None or holder.ends > day)


def slow_authority(trust: Trust) -> Verdict:
    """By asking each cell in turn."""
    cells = [
        cell
        for role in trust.roles
        if role.kind in (CCIO, CNIO)
        for cell in (
            role.protected_wte,
            role.team_wte,
            role.budget_pounds,
            role.limit_pounds,
            None if role.reports_to == "" else int(role.reports_to == AT_THE_TOP),
        )
    ]
    if 0 in cells:
        return Verdict.NOT_MET
    is_whole = {CCIO, CNIO} <= {role.kind for role in trust.roles} and None not in cells
    return Verdict.MET if is_whole else Verdict.NOT_ENOUGH_EVIDENCE


trusts = st.integers(0, 2**32).map(random_trust)


def test_random_roles_lead_to_every_verdict() -> None:
    made = [random_trust(seed) for seed in range(400)]
    for test in (IN_POST, AUTHORITY):
        assert {judge(test, one).verdict for one in made} == test.threshold.verdicts


@given(trusts)
def test_both_questions_agree_with_their_slow_second_versions(of: Trust) -> None:
    assert judge(IN_POST, of).verdict is slow_in_post(of)
    assert judge(AUTHORITY, of).verdict is slow_authority(of)


@both
@given(of=trusts, seed=st.integers())
def test_the_order_of_rows_changes_nothing(test: Litmus, of: Trust, seed: int) -> None:
    chance = Random(seed)
    roles = tuple(chance.sample(of.roles, len(of.roles)))
    holders = tuple(chance.sample(of.holders, len(of.holders)))
    assert judge(test, replace(of, roles=roles, holders=holders)) == judge(test, of)


@both
@given(of=trusts)
def test_another_digital_leader_and_a_holder_to_come_change_nothing(test: Litmus, of: Trust) -> None:
    other = LeadershipRole("Head of data", OTHER, ON)
    soon = Holder("Role 0", "2001", "interim", Decimal(1), ON + timedelta(days=1))
    more = replace(of, roles=(*of.roles, other) if of.roles else (), holders=(*of.holders, soon))
    assert judge(test, more) == judge(test, of)


@both
@given(of=trusts, sheet=st.sampled_from(["people", "leadership roles", "role holders"]))
def test_without_a_sheet_it_rests_on_there_is_no_evidence(test: Litmus, of: Trust, sheet: str) -> None:
    poorer = replace(of, feeds={name: day for name, day in of.feeds.items() if name != sheet})
    rests = sheet in test.feeds
    assert judge(test, poorer).verdict is (Verdict.NOT_ENOUGH_EVIDENCE if rests else judge(test, of).verdict)


@both
@given(of=trusts)
def test_a_finding_reads_well_and_gives_as_many_cells_as_columns(test: Litmus, of: Trust) -> None:
    finding = judge(test, of)
    assert len(finding.sentence.split()) <= 16
    assert finding.sentence.startswith("We cannot tell.") == (finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE)
    assert all(len(row.cells) + 1 == len(finding.columns) for row in finding.evidence)


def test_posts_count_for_four_hundred_days_and_people_for_their_own_thirty_five() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO))
    for sheet, days in (("leadership roles", 400), ("role holders", 400), ("people", 35)):
        for age, verdict in ((days, Verdict.MET), (days + 1, Verdict.NOT_ENOUGH_EVIDENCE)):
            late = replace(trust, feeds={**trust.feeds, sheet: ON - timedelta(days=age)})
            assert judge(IN_POST, late).verdict is verdict, (sheet, age)


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        (0, Verdict.MET),
        (90, Verdict.MET),
        (91, Verdict.PARTLY_MET),
        (180, Verdict.PARTLY_MET),
        (181, Verdict.NOT_MET),
    ],
)
def test_the_clock_turns_after_ninety_days_and_after_twice_that(days: int, verdict: Verdict) -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, days))
    finding = judge(IN_POST, trust)
    assert finding.verdict is verdict
    unit = "day" if days == 1 else "days"
    assert finding.sentence == f"The CNIO role has been vacant for {days} {unit}. The limit is 90."
    assert finding.evidence[0].cells == ("CNIO", "Nobody", "", str(days))
    assert finding.evidence[0].is_highlighted is (days > 90)


def test_one_holder_is_enough_where_a_trust_has_two_roles_of_a_kind() -> None:
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO))
    second = replace(trust.roles[1], name="Deputy CCIO")
    assert judge(IN_POST, replace(trust, roles=(*trust.roles, second))).verdict is Verdict.MET


def test_what_would_count_names_who_is_wanted() -> None:
    late = judge(IN_POST, sketch_roles(RoleSketch(CDIO, 100), RoleSketch(CCIO, 20), RoleSketch(CNIO, 200)))
    assert late.would_count.startswith("A holder for the CDIO and CNIO, substantive, interim or acting")
    missing = judge(IN_POST, sketch_roles(RoleSketch(OTHER)))
    assert missing.sentence == "There is no CDIO, CCIO or CNIO role."
    assert missing.would_count.startswith("A CDIO, CCIO and CNIO on the Leadership roles sheet")


@pytest.mark.parametrize(
    ("roles", "wanted"),
    [
        (
            (RoleSketch(CCIO, has="0 4 1 0"), RoleSketch(CNIO)),
            "Protected time and delegated limit above 0, for the CCIO.",
        ),
        (
            (RoleSketch(CCIO), RoleSketch(CNIO, reports_to="another director")),
            "A line to the board or chief executive, for the CNIO.",
        ),
        (
            (RoleSketch(CCIO, has="1 4 1 0"), RoleSketch(CNIO, reports_to="somebody else")),
            "Delegated limit above 0, and a line to the board or chief executive, for the CCIO and CNIO.",
        ),
    ],
)
def test_what_would_count_names_what_a_role_lacks(roles: tuple[RoleSketch, ...], wanted: str) -> None:
    assert judge(AUTHORITY, sketch_roles(*roles)).would_count == wanted


def test_two_roles_of_a_kind_are_counted_in_place_of_being_named() -> None:
    trust = sketch_roles(RoleSketch(CCIO, has="0 4 1 1"), RoleSketch(CNIO))
    second = replace(trust.roles[0], name="Deputy CCIO", protected_wte=Decimal(1))
    finding = judge(AUTHORITY, replace(trust, roles=(*trust.roles, second)))
    assert finding.sentence == "2 of 3 CCIO and CNIO roles have authority and resources."
    assert [row.is_highlighted for row in finding.evidence] == [True, False, False]


def test_the_rows_say_none_and_not_recorded_in_words_and_count_the_holders() -> None:
    trust = sketch_roles(RoleSketch(CCIO, has="0 - 250000 0"), RoleSketch(CNIO, 30))
    first, second = judge(AUTHORITY, trust).evidence
    assert first.cells == ("None at all", "Not recorded", "£250,000", "None at all", "Board or chief executive")
    assert (first.people, second.people) == (("1001",), ())
