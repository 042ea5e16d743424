"""What must hold of every question, whatever a trust looks like."""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.area_sheets import ROUND
from plait.engine.areas import Area, Visit
from plait.engine.board import AgendaItem, Decision, Meeting
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.education import Session
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import days_counted, judge, judge_all, questions
from plait.engine.litmus.verdicts import Verdict
from plait.engine.programmes import Programme
from plait.engine.services import PHASES, Need, Service
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from plait.engine.workbook import BY_NAME
from tests.builders import LONG_AGO, ON, membership, person, release, team, trust
from tests.engine.litmus.random_boards import random_board
from tests.engine.litmus.slow_judges import SLOW

NAMES = ("Discharge hub", "Virtual ward", "Theatre lists", "Urgent calls")
FAMILIES = {"Content design": "Design", "User research": "Design", "Data analysis": "Data"}
TEXTS = ("Knows", "Does", "Leads", "Sets")
DAYS_BACK = (-20, 0, 1, 20, 89, 90, 91, 120, 180, 181, 400, 400, 400)


def random_team(name: str, chance: Random) -> tuple[Team, list[Membership], list[Release]]:
    """A team with up to 12 members, some of whom came late or left, and what it released."""
    starts = ON - timedelta(days=chance.choice(DAYS_BACK))
    ends = starts + timedelta(days=100) if chance.random() < 0.2 else None
    seats = []
    for number in chance.sample(range(1, 15), chance.choice((0, 3, 4, 5, 6, 7, 9, 10, 12))):
        joined = max(starts, ON - timedelta(days=chance.choice(DAYS_BACK)))
        left = joined + timedelta(days=60) if chance.random() < 0.2 else None
        stated = chance.choice((None, None, *Viewpoint))
        seats.append(membership(str(number), name, starts=joined, ends=left, viewpoint=stated))
    parent = chance.choice(["", "", *(other for other in NAMES if other != name)])
    shown = [
        release(name, ON - timedelta(days=chance.choice(DAYS_BACK)), visible=chance.random() < 0.7)
        for _ in range(chance.randrange(3))
    ]
    return team(name, starts=starts, ends=ends, parent=parent), seats, shown


def random_trust(seed: int) -> Trust:
    """Up to 4 teams among 14 people, of whom some are employed no longer. A seed is quicker than many small draws."""
    chance = Random(seed)
    parts = [random_team(name, chance) for name in NAMES[: chance.randrange(5)]]
    employed = chance.sample(range(1, 15), chance.choice((10, 14, 14)))
    apart = chance.choice((12, 14))  # whoever bears 12 may bear 13 and 14 as well
    people = [person(str(number), chance.choice(tuple(Viewpoint))) for number in employed]
    whole = trust(
        people=[replace(one, identity=str(min(int(one.employee_number), apart))) for one in people],
        teams=[one for one, _, _ in parts],
        memberships=[seat for _, seats, _ in parts for seat in seats],
        releases=[shown for _, _, releases in parts for shown in releases],
    )
    return replace(
        whole,
        **random_board(seed),
        **random_reach(seed),
        competencies=tuple(Competency(name, of, Viewpoint.DIGITAL, "", TEXTS, "") for name, of in FAMILIES.items()),
        holdings=tuple(random_holding(chance) for _ in range(chance.choice((0, 6, 12)))),
        communities=tuple(
            random_community(family, chance)
            for family in ("design", "data")
            for _ in range(chance.choice((0, 1, 1, 2)))
        ),
        programmes=tuple(
            Programme(f"{name} programme", LONG_AGO, lead=str(chance.randrange(1, 15)), owner=chance.choice(("", "3")))
            for name in NAMES
            if chance.random() < 0.7
        ),
        services=tuple(Service(name, chance.choice(PHASES), LONG_AGO) for name in NAMES),
        needs=tuple(random_need(name, competency, chance) for name in NAMES for competency in FAMILIES),
        dependencies=tuple(
            Dependency(team, other, "Messages", chance.random() < 0.7, LONG_AGO, chance.choice((None, None, ON)))
            for team in NAMES
            for other in NAMES
            if team != other and chance.random() < 0.2
        ),
    )


def random_reach(seed: int) -> dict[str, Any]:
    """Wards and sessions of some trusts; nobody listed any in others."""
    chance = Random(f"reach {seed}")
    wards = [f"Ward {number}" for number in range(chance.randrange(3))]
    groups = [f"Group {number}" for number in range(chance.randrange(3))]
    day = ON - timedelta(days=chance.choice((1, 90, 91, 400)))
    return {
        "areas": tuple(Area(ward, LONG_AGO) for ward in wards),
        "visits": tuple(Visit(ward, day, "1", ROUND, took_place=True) for ward in wards),
        "sessions": tuple(Session(day, "Records", group, chance.randrange(30)) for group in groups),
    }


def random_holding(chance: Random) -> Holding:
    """A competency somebody holds, or held until today."""
    level = chance.choice((Level.AWARENESS, Level.PRACTITIONER, Level.EXPERT))
    ends = chance.choice((None, None, None, ON))
    return Holding(str(chance.randrange(1, 15)), chance.choice(list(FAMILIES)), level, LONG_AGO, ends=ends)


def random_community(family: str, chance: Random) -> Community:
    """A community that may have met long ago, or list nobody."""
    met = tuple(ON - timedelta(days=chance.choice((0, 20, 60, 61, -5))) for _ in range(chance.randrange(3)))
    members = frozenset(str(number) for number in chance.sample(range(1, 15), chance.choice((0, 9, 12, 14))))
    lead = str(chance.randrange(1, 15))
    return Community(f"{family} {chance.random()}", family, lead, met, members, ends=chance.choice((None, None, ON)))


def random_need(service: str, competency: str, chance: Random) -> Need:
    """What a service needs, by people or time, now or until today."""
    people, wte = chance.choice(((1, None), (3, None), (None, Decimal("0.6"))))
    ends = chance.choice((None, ON, ON))
    return Need(service, competency, chance.choice(tuple(Level)), people, wte, 3, LONG_AGO, ends)


trusts = st.integers(0, 2**32).map(random_trust)


def findings(of: Trust) -> dict[str, Finding]:
    judged = judge_all(of)
    assert [one.fault for one in judged if one.fault] == []
    return {one.slug: one.finding for one in judged}


def test_random_trusts_lead_to_every_verdict() -> None:
    seen = {(slug, finding.verdict) for seed in range(200) for slug, finding in findings(random_trust(seed)).items()}
    by_page_alone = "leader-brings-experience"  # what it goes by, no random trust has
    drawn = [one for one in questions() if one.slug in SLOW or (one.is_context and one.slug != by_page_alone)]
    assert seen >= {(test.slug, verdict) for test in drawn for verdict in test.verdicts}


@given(trusts)
@settings(max_examples=300)
def test_every_question_agrees_with_its_slow_second_version(of: Trust) -> None:
    verdicts = {slug: finding.verdict for slug, finding in findings(of).items() if slug in SLOW}
    assert verdicts == {slug: slow(of) for slug, slow in SLOW.items()}


@given(trusts, st.integers())
def test_the_order_of_rows_changes_nothing(of: Trust, seed: int) -> None:
    chance = Random(seed)
    rows = {field.name: getattr(of, field.name) for field in fields(of)}
    kinds = [name for name, value in rows.items() if isinstance(value, tuple)]
    shuffled: dict[str, Any] = {name: tuple(chance.sample(rows[name], len(rows[name]))) for name in kinds}
    assert findings(replace(of, **shuffled)) == findings(of)


@given(trusts, st.lists(st.sampled_from(Viewpoint), max_size=5))
def test_people_in_no_team_change_nothing(of: Trust, more: list[Viewpoint]) -> None:
    strangers = tuple(person(f"S{n}", viewpoint) for n, viewpoint in enumerate(more))
    assert findings(replace(of, people=of.people + strangers)) == findings(of)


@given(trusts)
def test_rows_that_no_question_asks_about_change_nothing(of: Trust) -> None:
    unknown = Competency("Juggling", "Circus", Viewpoint.DIGITAL, "", TEXTS, "")
    more = replace(
        of,
        competencies=(*of.competencies, unknown),
        holdings=(*of.holdings, Holding("1", "Juggling", Level.WORKING, LONG_AGO)),
        communities=(*of.communities, Community("Jugglers", "Circus", met_on=(ON,))),
        services=(*of.services, Service("Telegrams", "retired", LONG_AGO)),
        needs=(*of.needs, Need("Telegrams", "Juggling", 4, 5, None, 9, LONG_AGO)),
        dependencies=(*of.dependencies, Dependency(NAMES[0], NAMES[1], "Coffee", hard=False, starts=LONG_AGO)),
        teams=(*of.teams, team("To come", starts=ON + timedelta(days=1))),
        meetings=(*of.meetings, Meeting("Draft", "board", ON, status="draft"), Meeting("Old", "board", LONG_AGO)),
        items=(*of.items, AgendaItem("Draft", "1", "x", 90, "digital", is_confirmed=True)),
        decisions=(*of.decisions, Decision("Draft", "x", is_technology=True), Decision("Old", "y", is_technology=True)),
    )
    assert findings(more) == findings(of)


@given(trusts, st.sampled_from(sorted(BY_NAME)), st.booleans())
def test_taking_a_feed_away_leaves_no_evidence_and_never_a_better_verdict(of: Trust, sheet: str, stale: bool) -> None:
    feeds = {name: confirmed for name, confirmed in of.feeds.items() if name != sheet}
    if stale:
        oldest = max((days_counted(test, sheet) for test in questions() if sheet in test.feeds), default=0)
        feeds[sheet] = ON - timedelta(days=oldest + 1)
    poorer = replace(of, feeds=feeds)
    for test in questions():
        before, after = judge(test, of), judge(test, poorer)
        if sheet in test.feeds:
            assert after.verdict is Verdict.NOT_ENOUGH_EVIDENCE
        else:
            assert after == before


@given(trusts)
def test_a_finding_reads_well_and_names_nobody(of: Trust) -> None:
    for finding in findings(of).values():
        assert all(len(sentence.split()) <= 16 for sentence in finding.sentence.split(". "))
        assert finding.sentence.startswith("We cannot tell.") == (finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE)
        assert all(len(row.cells) + 1 == len(finding.columns) for row in finding.evidence)
        assert "Person" not in f"{finding.sentence}{finding.would_count}"
