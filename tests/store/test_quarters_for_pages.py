"""What the sums by quarter rest on is the record's: whoever holds what, whose time, at any size in six queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plait.engine.quarters import quarters_ahead, supply_by_quarter
from plait.engine.supply import supply_and_demand
from plait.store.models import Competency, Membership, Need, Offer, Service, Team, Trust
from plait.store.quarters import load_staffing
from plait.store.snapshot import load_trust
from tests import skills
from tests.conftest import InScope

ON = date(2026, 11, 2)
AHEAD = quarters_ahead(ON)
pytestmark = pytest.mark.django_db


def join(work: Any, of: str, wte: str) -> Membership:
    """A place in a team of the service of that name, since long ago."""
    service, _ = Service.objects.get_or_create(
        trust=work.trust, name=of, defaults={"phase": "live", "starts": skills.BEGAN}
    )
    team, _ = Team.objects.get_or_create(
        trust=work.trust, name=f"{of} team", defaults={"service": service, "starts": skills.BEGAN}
    )
    began = skills.BEGAN
    return Membership.objects.create(
        trust=work.trust, team=team, employment=work, wte=Decimal(wte), joined=began, starts=began
    )


def test_a_quarter_sets_teams_and_free_time_against_needs(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    ann, ben = skills.employ(trust, "Ann Frost"), skills.employ(trust, "Ben Hale", wte="0.5")
    leaving = skills.employ(trust, "Cy Otieno", ends=date(2027, 5, 1))
    research = skills.competency(trust)
    for work, level in ((ann, 4), (ben, 3), (leaving, 3)):
        skills.hold(work, research, level)
    skills.need(research, 3, people=3)
    skills.need(research, 3, wte="2", of="Booking")
    join(ann, "Discharge", "0.4")
    join(ben, "Elsewhere", "0.4")
    first, second, *_ = supply_by_quarter(load_staffing(trust.pk, AHEAD), AHEAD)
    assert (first.people, first.wte, len(first.holders)) == (3, Decimal(2), 3)
    assert (first.in_teams, first.in_teams_wte, first.free, first.free_wte) == (1, Decimal("0.4"), 1, Decimal("1.7"))
    assert (first.short_people, first.short_wte) == (1, Decimal(0))
    assert (len(second.holders), second.free_wte, second.short_people) == (2, Decimal("0.7"), 2)


def test_retired_services_and_other_competencies_are_left_out(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    research, safety = skills.competency(trust), skills.competency(trust, "Clinical safety")
    skills.need(research, 3, people=1)
    skills.need(safety, 3, people=1, of="Old")
    Service.objects.filter(name="Old").update(phase="retired")
    ends = AHEAD[2].starts
    Need.objects.filter(competency=research).update(ends=ends)
    lines = supply_by_quarter(load_staffing(trust.pk, AHEAD), AHEAD)
    assert [(one.competency, one.quarter) for one in lines] == [("User research", one) for one in AHEAD[:2]]
    assert load_staffing(trust.pk, AHEAD, competency_id=safety.pk).needs == ()
    assert len(load_staffing(trust.pk, AHEAD, competency_id=research.pk).needs) == 1


def test_who_holds_what_is_as_the_picture_of_the_day_has_it(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    skills.fill(trust, seed=3, people=24, competencies=8, on=ON)
    first = AHEAD[0]
    whole = load_trust(trust.code, on=first.starts)
    days = (first.starts, first.ends)
    there = [one for one in whole.people if one.ends is None or one.ends >= days[1]]
    lines = supply_and_demand(whole.competencies, whole.holdings, whole.needs, there, days[0])
    counted = {
        (line.competency, level.level): (level.needs, level.people, level.wte, len(level.meeting))
        for line in lines
        for level in line.demand
    }
    found = supply_by_quarter(load_staffing(trust.pk, AHEAD), [first])
    assert {(one.competency, one.level): (one.needs, one.people, one.wte, len(one.holders)) for one in found} == counted
    assert len(found) > 5


def test_it_takes_six_queries_at_any_size(
    trust: Trust, in_scope: InScope, django_assert_num_queries: Callable[[int], Any]
) -> None:
    in_scope(trust)
    skills.fill(trust, seed=1, people=12, competencies=4, on=ON)
    assert Competency.objects.count() == 4
    with django_assert_num_queries(6):
        load_staffing(trust.pk, AHEAD)
    skills.employ(trust, "One More")
    with django_assert_num_queries(6):
        load_staffing(trust.pk, AHEAD)


def test_what_communities_and_teams_offer_counts_as_far_as_their_people_have_time(
    trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    ann, ben = skills.employ(trust, "Ann Frost"), skills.employ(trust, "Ben Hale", wte="0.5")
    research = skills.competency(trust)
    for work in (ann, ben):
        skills.hold(work, research, 3)
    skills.need(research, 3, wte="3")
    hub = join(ann, "Access", "0.4").team
    circle = skills.community(trust, lead=ben)
    skills.join(circle, ben)
    for giver, wte in (({"team": hub}, "0.9"), ({"community": circle}, "0.3")):
        Offer.objects.create(
            trust=trust, competency=research, level=3, wte=Decimal(wte), starts=skills.BEGAN, **giver
        )  # fmt: skip
    first, *_ = supply_by_quarter(load_staffing(trust.pk, AHEAD), AHEAD)
    assert (first.free_wte, first.offered_wte, first.beside_wte) == (Decimal("1.1"), Decimal("0.7"), Decimal("0.4"))
    assert first.short_wte == Decimal("1.5")
