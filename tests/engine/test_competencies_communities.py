"""Communities of practice: which are alive, and who practises alone."""

from datetime import date, timedelta

import pytest

from plait.engine.communities import Community, LonePractitioner, living_communities, lone_practitioners
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.viewpoints import Viewpoint

TODAY = date(2026, 7, 1)
SINCE = date(2026, 1, 1)
TEXTS = ("Knows", "Does", "Leads", "Sets")
RESEARCH = Competency("User research", "Design", Viewpoint.DIGITAL, "Asking", TEXTS, "Ours")
WRITING = Competency("Content design", "Design", Viewpoint.DIGITAL, "Writing", TEXTS, "Ours")
CODING = Competency("Clinical coding", "Records", Viewpoint.CLINICAL, "Coding", TEXTS, "Ours")
FRAMEWORK = (RESEARCH, WRITING, CODING)


def held(number: str, competency: str, level: Level = Level.PRACTITIONER) -> Holding:
    return Holding(number, competency, level, SINCE)


@pytest.mark.parametrize(("days", "lives"), [(0, True), (60, True), (61, False), (-1, False)])
def test_a_community_lives_when_it_met_in_the_last_sixty_days(days: int, lives: bool) -> None:
    community = Community("Researchers", "Design", met_on=(TODAY - timedelta(days=days),))
    assert (living_communities([community], TODAY) == (community,)) is lives


def test_the_sixty_days_may_be_changed() -> None:
    community = Community("Researchers", "Design", met_on=(TODAY - timedelta(days=90),))
    assert living_communities([community], TODAY, within_days=90) == (community,)


def test_a_community_that_never_met_has_ended_or_has_not_begun_is_not_alive() -> None:
    met = (TODAY,)
    communities = [
        Community("Never met", "Design"),
        Community("Ended", "Design", met_on=met, ends=TODAY),
        Community("To come", "Design", met_on=met, starts=TODAY + timedelta(days=1)),
    ]
    assert living_communities(communities, TODAY) == ()


def test_living_communities_stand_by_name() -> None:
    names = ["beta", "Alpha", "Gamma"]
    living = living_communities([Community(name, "Design", met_on=(TODAY,), starts=SINCE) for name in names], TODAY)
    assert [community.name for community in living] == ["Alpha", "beta", "Gamma"]


def test_a_practitioner_outside_every_living_community_of_the_family_is_alone() -> None:
    communities = [
        Community("Designers", "design", lead="1", met_on=(TODAY,), members=frozenset({"2"})),
        Community("Coders", "Records", lead="3", met_on=(TODAY - timedelta(days=100),)),
    ]
    holdings = [
        *(held(number, "User research") for number in ("1", "2", "3")),
        held("3", "Content design", Level.EXPERT),
        held("4", "Content design", Level.WORKING),
        held("3", "Clinical coding"),
        held("5", "Something not in the framework"),
        Holding("6", "User research", Level.EXPERT, SINCE, ends=TODAY),
    ]
    assert lone_practitioners(FRAMEWORK, holdings, communities, TODAY) == (
        LonePractitioner("3", "Design", ("Content design", "User research")),
        LonePractitioner("3", "Records", ("Clinical coding",)),
    )


def test_a_living_community_without_recorded_members_serves_its_whole_family() -> None:
    holdings = [held("1", "User research"), held("2", "Clinical coding")]
    open_to_all = Community("Designers", "Design", met_on=(TODAY,))
    assert lone_practitioners(FRAMEWORK, holdings, [open_to_all], TODAY) == (
        LonePractitioner("2", "Records", ("Clinical coding",)),
    )


def test_without_communities_every_practitioner_is_alone() -> None:
    assert lone_practitioners(FRAMEWORK, [held("1", "User research")], [], TODAY) == (
        LonePractitioner("1", "Design", ("User research",)),
    )
    assert lone_practitioners(FRAMEWORK, [], [], TODAY) == ()
