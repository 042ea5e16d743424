"""What must hold of the questions of research, assumptions and design, whatever a trust recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.design import DesignDecision, Voice
from plait.engine.litmus.examples import ON, sketch
from plait.engine.litmus.judging import judge
from plait.engine.litmus.kit import Litmus
from plait.engine.litmus.log_sketches import GROUPS
from plait.engine.litmus.questions.assumptions_are_tested import TEST as TESTED
from plait.engine.litmus.questions.changes_are_codesigned import TEST as CODESIGNED
from plait.engine.litmus.questions.decisions_are_shared import TEST as SHARED
from plait.engine.litmus.questions.research_is_regular import TEST as REGULAR
from plait.engine.litmus.questions.users_are_heard import TEST as HEARD
from plait.engine.litmus.verdicts import Verdict
from plait.engine.research import Assumption, Round
from plait.engine.services import PHASES, Service
from plait.engine.teams import Team
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

NAMES = ("Access", "Ward", "Hub")
DAYS = (-3, 0, 1, 5, 14, 15, 40, 89, 90, 91, 200, 364, 365, 400)
SHEETS = (
    "people",
    "services",
    "teams",
    "user groups",
    "research rounds",
    "assumptions",
    "design decisions",
    "design voices",
)


def _verdict(good: int, of: int, percent: int) -> Verdict:
    """A share, counted in whole numbers."""
    if not of:
        return Verdict.NOT_ENOUGH_EVIDENCE
    if good * 100 >= percent * of:
        return Verdict.MET
    return Verdict.PARTLY_MET if good * 400 >= 3 * percent * of else Verdict.NOT_MET


def random_trust(seed: int) -> Trust:
    """Up to three services with a team each, and what was asked, believed and decided on any day."""
    chance = Random(seed)
    names = NAMES[: chance.randrange(4)]

    def ago() -> date:
        return ON - timedelta(days=chance.choice(DAYS))

    teams = tuple(
        Team(name, ago(), chance.choice((None, None, ON)), service=chance.choice((name, ""))) for name in names
    )
    decisions = [
        DesignDecision(f"{name} {n}", name, ago()) for name in names for n in range(chance.choice((0, 1, 2, 3, 4)))
    ]
    return replace(
        sketch(sheets=SHEETS),
        services=tuple(Service(name, chance.choice((*PHASES, "live", "live")), ago()) for name in names),
        teams=teams,
        user_groups=tuple(GROUPS.values()),
        rounds=tuple(
            Round(name, ago(), group.name, 5, "a", "b", service=chance.choice((*names, "", "")))
            for name in names
            for group in GROUPS.values()
            for _ in range(chance.randrange(4))
        ),
        assumptions=tuple(_assumption(f"{n}", chance) for n in range(chance.choice((0, 3, 10, 14)))),
        design_decisions=tuple(decisions),
        voices=tuple(
            Voice(one.name, f"{n}", wrote=chance.random() < 0.8, viewpoint=chance.choice((view, view, view, None)))
            for one in decisions
            for n, view in enumerate(Viewpoint)
            if chance.random() < 0.9
        ),
    )


def _assumption(name: str, chance: Random) -> Assumption:
    tested = chance.choice((None, *DAYS, 50, 60, 70))
    built = chance.choice((None, *DAYS, 50, 30, 30))
    return Assumption(
        "Ward",
        name,
        ON - timedelta(days=500),
        tested_on=None if tested is None else ON - timedelta(days=tested),
        is_wrong=None if tested is None else chance.random() < 0.1,
        built_on=None if built is None else ON - timedelta(days=built),
    )


def _slow_gaps(trust: Trust, team: Team) -> list[int]:
    """By walking through the days of a team."""
    gaps: list[int] = []
    last = None
    for back in range(800, -1, -1):
        if any((one.team, one.held_on) == (team.name, ON - timedelta(days=back)) for one in trust.rounds):
            gaps += [last - back] if last is not None and back < 90 else []
            last = back
    still = (ON - team.starts).days if last is None else last
    return sorted([*gaps, still] if still > 14 else gaps)


def slow_regular(trust: Trust) -> Verdict:
    """The middle of the middles."""
    running = [team for team in trust.teams if team.starts <= ON and team.ends is None]
    middles = sorted(gaps[len(gaps) // 2] for team in running if (gaps := _slow_gaps(trust, team)))
    if not middles:
        return Verdict.NOT_ENOUGH_EVIDENCE
    middle = middles[len(middles) // 2]
    return Verdict.MET if middle <= 14 else Verdict.PARTLY_MET if middle <= 28 else Verdict.NOT_MET


def slow_heard(trust: Trust) -> Verdict:
    """By asking each service about each day."""
    broken = counted = 0
    for service in trust.services:
        heard: set[str] = set()
        for one in trust.rounds:
            of = one.service or next(team.service for team in trust.teams if team.name == one.team)
            if of == service.name and any(one.held_on == ON - timedelta(days=n) for n in range(90)):
                group = next(group for group in GROUPS.values() if group.name == one.user_group)
                heard |= {group.kind} | ({"seldom"} if group.is_seldom_heard else set())
        whole = heard >= {"patients", "staff", "seldom"}
        if service.phase != "retired" and (whole or (ON - service.starts).days >= 90):
            counted += 1
            broken += not whole
    return Verdict.NOT_ENOUGH_EVIDENCE if not counted else Verdict.NOT_MET if broken else Verdict.MET


def slow_tested(trust: Trust) -> Verdict:
    """One assumption after the other."""
    good = of = tested = wrong = 0
    for one in trust.assumptions:
        if one.built_on and 0 <= (ON - one.built_on).days < 365:
            of += 1
            good += one.tested_on is not None and one.tested_on <= one.built_on
        if one.tested_on and 0 <= (ON - one.tested_on).days < 365:
            tested += 1
            wrong += bool(one.is_wrong)
    verdict = _verdict(good, of, 80)
    return Verdict.PARTLY_MET if verdict is Verdict.MET and tested >= 10 and not wrong else verdict


def _views(trust: Trust, decision: str, *, wrote: bool = False) -> tuple[set[Viewpoint], bool]:
    voices = [one for one in trust.voices if one.decision == decision]
    known = {one.viewpoint for one in voices if one.viewpoint and (one.wrote or not wrote)}
    return known, all(one.viewpoint for one in voices)


def slow_shared(trust: Trust) -> Verdict:
    """Of each live service the last three decisions, latest first."""
    if not any(one.decided_on <= ON for one in trust.design_decisions):
        return Verdict.NOT_ENOUGH_EVIDENCE
    good = of = 0
    for service in trust.services:
        mine = [one for one in trust.design_decisions if one.service == service.name and one.decided_on <= ON]
        mine.sort(key=lambda one: (-one.decided_on.toordinal(), one.name))
        lacking = [known for views, known in (_views(trust, one.name) for one in mine[:3]) if len(views) < 3]
        if service.phase == "live" and (not mine or not lacking or any(lacking)):
            of += 1
            good += bool(mine) and not lacking
    return _verdict(good, of, 100)


def slow_codesigned(trust: Trust) -> Verdict:
    """Of each new service the first decision."""
    good = of = 0
    for service in trust.services:
        if not 0 <= (ON - service.starts).days < 365:
            continue
        mine = [one for one in trust.design_decisions if one.service == service.name and one.decided_on <= ON]
        mine.sort(key=lambda one: (-one.decided_on.toordinal(), one.name))
        views, known = _views(trust, mine[-1].name, wrote=True) if mine else (set(), (ON - service.starts).days > 90)
        if len(views) == 3 or known:
            of += 1
            good += len(views) == 3
    return _verdict(good, of, 100)


SLOW = [
    (REGULAR, slow_regular), (HEARD, slow_heard), (TESTED, slow_tested), (SHARED, slow_shared),
    (CODESIGNED, slow_codesigned),
]  # fmt: skip


@pytest.mark.parametrize(("test", "slow"), SLOW, ids=[test.slug for test, _ in SLOW])
@given(seed=st.integers(0, 10**9))
def test_the_verdict_is_that_of_a_slow_and_obvious_count(
    test: Litmus, slow: Callable[[Trust], Verdict], seed: int
) -> None:
    trust = random_trust(seed)
    assert judge(test, trust).verdict is slow(trust)


def test_a_service_whose_deciders_have_all_left_is_not_counted() -> None:
    decided = DesignDecision("Texts", "Access", ON)
    trust = replace(
        sketch(sheets=SHEETS),
        services=(Service("Access", "live", ON - timedelta(days=10)),),
        design_decisions=(decided,),
        voices=(Voice("Texts", "gone"),),
    )
    shared, designed = judge(SHARED, trust), judge(CODESIGNED, trust)
    assert (shared.verdict, shared.sentence) == (
        Verdict.NOT_ENOUGH_EVIDENCE, "We cannot tell. Who took part has left.",
    )  # fmt: skip
    assert shared.evidence[0].cells[2] == "Not known"
    assert designed.sentence == "We cannot tell. No new service can be counted yet."


def test_without_a_live_service_or_a_running_team_nobody_can_tell() -> None:
    empty = sketch(sheets=SHEETS)
    assert judge(REGULAR, empty).sentence == "We cannot tell. No team runs today."
    decided = replace(empty, design_decisions=(DesignDecision("Texts", "Access", ON),))
    assert judge(SHARED, decided).sentence == "We cannot tell. No service is live."
    young = replace(empty, services=(Service("Access", "live", ON),))
    assert judge(HEARD, young).sentence == "We cannot tell. No service has run for 90 days."
