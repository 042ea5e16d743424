"""Which services count as new, when they have a fusion team, and what nobody can tell any more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.new_services_start_fused import TEST
from plait.engine.litmus.service_sketches import ServiceSketch, sketch_services
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint


def answers(told: Trust) -> dict[str, str]:
    return {row.label: row.cells[-1] for row in judge(TEST, told).evidence}


@pytest.mark.parametrize(
    ("days_ago", "after", "answer"),
    [(364, 90, "Yes"), (364, 91, "No"), (90, 0, "Yes"), (91, -60, "Yes"), (20, 10, "Yes")],
)
def test_a_team_in_the_first_days_makes_a_fused_start(days_ago: int, after: int, answer: str) -> None:
    assert answers(sketch_services(ServiceSketch("Hub", days_ago, after=after))) == {"Hub": answer}


@pytest.mark.parametrize(("days_ago", "answer"), [(90, "Has time yet"), (91, "No")])
def test_a_service_without_a_fusion_team_has_90_days(days_ago: int, answer: str) -> None:
    told = sketch_services(ServiceSketch("Hub", days_ago, "DDO"))
    assert answers(told) == {"Hub": answer}
    verdict = Verdict.NOT_MET if answer == "No" else Verdict.NOT_ENOUGH_EVIDENCE
    assert judge(TEST, told).verdict is verdict


def test_a_service_begun_a_year_ago_is_new_no_more() -> None:
    assert answers(sketch_services(ServiceSketch("Hub", 365))) == {}


def test_the_three_must_be_there_at_once() -> None:
    told = sketch_services(ServiceSketch("Hub", 300))
    first, *others = told.memberships
    left = replace(first, ends=first.starts + timedelta(days=1))
    late = [replace(one, starts=first.starts + timedelta(days=2)) for one in others]
    assert answers(replace(told, memberships=(left, *late))) == {"Hub": "No"}


def test_of_whoever_has_left_the_stated_viewpoint_counts_and_else_nobody_can_tell() -> None:
    told = sketch_services(ServiceSketch("Hub", 300))
    gone = replace(told, people=told.people[1:])
    assert answers(gone) == {"Hub": "Not known"}
    assert judge(TEST, gone).sentence == "We cannot tell. No new service can be counted yet."
    stated = replace(told.memberships[0], viewpoint=Viewpoint.DIGITAL)
    assert answers(replace(gone, memberships=(stated, *told.memberships[1:]))) == {"Hub": "Yes"}


def test_two_teams_of_a_service_do_not_make_one() -> None:
    told = sketch_services(ServiceSketch("Hub", 300, "DD"), ServiceSketch("Other", 300, "CO"))
    both = replace(told, teams=tuple(replace(one, service="Hub") for one in told.teams))
    assert answers(both)["Hub"] == "No"
    assert judge(TEST, both).sentence == "0 of 2 new services started with a fusion team."


def test_a_service_without_a_team_says_so() -> None:
    told = sketch_services(ServiceSketch("Hub", 300, ""))
    assert judge(TEST, told).sentence == "0 of 1 new service started with a fusion team. Hub did not."
    assert judge(TEST, told).evidence[0].cells[1:3] == ("None in time", "None")
