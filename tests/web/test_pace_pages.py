"""From need to team: when a team covered each need, who waits yet, and who moved between teams."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from plait.engine.pace import Wait
from plait.engine.services import Need as WholeNeed
from plait.store.models import Competency, Employment, Membership, Service, Team, Trust, User
from plait.web.competencies.pace import draw_waits
from tests import skills
from tests.conftest import InScope, UserWithRole
from tests.registers import count_queries, read, read_rows

SignedIn = Callable[[User], Client]
PAGE = "/t/PLA/competencies/pace/"
BEGAN = skills.BEGAN
pytestmark = pytest.mark.django_db


def join(work: Employment, service: str, days: int, *, until: int | None = None) -> None:
    """Somebody joins the team of a service so many days after needs began."""
    of, _ = Service.objects.get_or_create(trust=work.trust, name=service, defaults={"phase": "live", "starts": BEGAN})
    team, _ = Team.objects.get_or_create(
        trust=work.trust, name=f"{service} team", defaults={"service": of, "starts": BEGAN}
    )
    starts = BEGAN + timedelta(days=days)
    ends = None if until is None else BEGAN + timedelta(days=until)
    Membership.objects.create(
        trust=work.trust, team=team, employment=work, wte=Decimal("0.4"), joined=starts, starts=starts, ends=ends
    )


@pytest.fixture
def needy(trust: Trust, in_scope: InScope) -> Competency:
    """Research was covered after 12 days by somebody who left another team; safety waits yet."""
    in_scope(trust)
    ann = skills.employ(trust, "Ann Frost")
    research, safety = skills.competency(trust), skills.competency(trust, "Clinical safety", "Safety")
    skills.hold(ann, research, 3)
    skills.need(research, 3, people=1)
    skills.need(safety, 2, wte="0.4", of="Beds")
    join(ann, "Elsewhere", 0, until=10)
    join(ann, "Discharge", 12)
    return research


def test_the_page_tells_who_waited_and_who_waits(
    needy: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", needy.trust))
    page, waits = read(client, PAGE), (timezone.localdate() - BEGAN).days
    assert "1 of 2 needs is covered by a team. Of those that had to wait the middle one took 12 days." in page
    assert f"The longest still waiting has waited {waits:,} days." in page
    assert "Still waiting" in page
    assert "Limits are drawn from 13 needs on." in page
    assert "1 need, in the order in which they were covered: 12 days." in page
    assert "Ann Frost" not in page
    rows = read_rows(client, f"{PAGE}?state=covered&format=csv")
    assert [(row["Competency"], row["Covered on"], row["Days"]) for row in rows] == [
        ("User research", "2025-01-13", "12")
    ]
    assert [row["Competency"] for row in read_rows(client, f"{PAGE}?q=beds&format=csv")] == ["Clinical safety"]
    assert [row["Days"] for row in read_rows(client, f"{PAGE}?sort=days&format=csv")] == ["12", str(waits)]
    assert "See how long needs wait for a team" in read(client, "/t/PLA/competencies/")


def test_moves_between_teams_are_counted_by_quarter(
    needy: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    client = signed_in_as(user_with_role("CDIO", needy.trust))
    assert "Nobody has moved from one team to another since" in read(client, PAGE)
    in_scope(needy.trust)
    now = (timezone.localdate() - BEGAN).days
    ben = skills.employ(needy.trust, "Ben Hale")
    join(ben, "Elsewhere", now - 30, until=now - 1)
    join(ben, "Discharge", now)
    caches["pages"].clear()
    page = read(client, PAGE)
    assert "people have moved from one team to another 1 time." in page


def test_a_need_met_from_its_first_day_is_told_apart(
    needy: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    skills.need(needy, 2, people=1, of="Elsewhere")
    page = read(signed_in_as(user_with_role("CDIO", needy.trust)), PAGE)
    assert "2 of 3 needs are covered by a team, 1 of them from the first day." in page
    assert "1 need, in the order in which they were covered: 12 days." in page


@pytest.mark.usefixtures("other_trust")
def test_without_needs_it_says_so_and_another_trust_is_not_there(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("CDIO", trust))
    page = read(client, PAGE)
    assert "No running service says what it needs." in page
    assert '<svg class="app-chart' not in page
    assert client.get("/t/PLB/competencies/pace/").status_code == 404


def test_queries_do_not_grow_with_the_needs(
    needy: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    client = signed_in_as(user_with_role("CDIO", needy.trust))
    few = count_queries(client, PAGE)
    in_scope(needy.trust)
    for number in range(5):
        skills.need(skills.competency(needy.trust, f"Skill {number}"), 2, people=1, of=f"Service {number}")
    assert count_queries(client, PAGE) == few


def waits_of(*days: int) -> list[Wait]:
    need = WholeNeed("Flow", "Triage", 3, 1, None, 9, BEGAN)
    return [Wait(need, BEGAN + timedelta(days=400 + place), day) for place, day in enumerate(days)]


def test_the_chart_has_limits_from_thirteen_needs_on() -> None:
    few, many = draw_waits(waits_of(*[5, 7] * 6)), draw_waits(waits_of(*[5, 7] * 6, 6))
    assert few is not None
    assert (few.mean, few.limits) == (None, ())
    assert many is not None
    assert many.mean is not None
    assert (many.mean.text, [line.text for line in many.limits]) == ("6", ["11", "1"])
    assert many.reading == "The latest lies within what is usual."
    assert "Mean 6.0, upper limit 11.1" in many.words
    assert {dot.kind for dot in many.dots} == {"usual"}


def test_days_far_beyond_what_is_usual_are_marked() -> None:
    worse = draw_waits(waits_of(*[5, 6] * 7, 60))
    assert worse is not None
    assert worse.dots[-1].kind == "worse"
    assert worse.reading == "The latest take longer than usual."
    better = draw_waits(waits_of(*[40, 41] * 6, *[20, 21] * 6))
    assert better is not None
    assert better.dots[-1].kind == "better"
    assert better.reading == "The latest take less time than usual."
