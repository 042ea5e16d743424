"""Competencies by quarter: what services will need beside whose time is there for it, as each role may read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.competencies import Level
from plait.engine.quarters import QuarterLine, quarter_of, quarters_ahead, quarters_until
from plait.store.models import Competency, Need, Offer, Trust, User
from plait.web.competencies.trend import gaps_of
from tests import skills
from tests.conftest import InScope, UserWithRole
from tests.registers import count_queries, read, read_rows

SignedIn = Callable[[User], Client]
PAGE = "/t/PLA/competencies/quarters/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def research(trust: Trust, in_scope: InScope) -> Competency:
    """One practitioner, whole time free, for needs of two people and of 0.4 WTE; of safety there is enough."""
    in_scope(trust)
    ann = skills.employ(trust, "Ann Frost", number="A1")
    what, safety = skills.competency(trust), skills.competency(trust, "Clinical safety", "Safety")
    skills.hold(ann, what, 3)
    skills.hold(ann, safety, 4)
    skills.need(what, 3, people=2)
    skills.need(safety, 2, wte="0.4")
    return what


def test_who_plans_sees_what_is_short_of_people_and_time(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("CDIO", research.trust))
    page, first = read(client, PAGE), quarters_ahead(timezone.localdate())[0]
    assert "1 of the 2 competencies that services need in the next four quarters is short of people or time" in page
    assert f"User research at Practitioner most, by 1 person from {first.starts:%B %Y}." in page
    assert "2 people: short of 1 person" in page
    assert "0 in teams, 1 free" in page
    assert "0.4 WTE" in page
    assert "User research, Practitioner, 1 of 2." in page  # the words of the picture
    assert "Clinical safety, Working, 1.0 of 0.4." in page
    assert "See the quarters ahead" in read(client, "/t/PLA/competencies/")


def test_the_list_filters_sorts_and_downloads(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("PMO", research.trust))
    rows = read_rows(client, f"{PAGE}?short=yes&format=csv")
    first = quarters_ahead(timezone.localdate())[0]
    assert [row["Competency"] for row in rows] == ["User research"] * 4
    assert rows[0] == {
        "Competency": "User research", "Level": "Practitioner", "First day": first.starts.isoformat(),
        "Last day": rows[0]["Last day"], "Needed people": "2", "Needed WTE": "0", "People who hold it": "1",
        "In teams that need it": "0", "WTE in those teams": "0", "Others free": "1", "WTE free": "1",
        "WTE offered part-time": "0", "Of it beside those": "0",
        "People short": "1", "WTE short": "0",
    }  # fmt: skip
    assert [row["Competency"] for row in read_rows(client, f"{PAGE}?q=SAFE&format=csv")] == ["Clinical safety"] * 4
    page = read(client, f"{PAGE}?sort=-competency")
    assert page.index('scope="row" class="nhsuk-table__cell">User research') < page.index(
        'scope="row" class="nhsuk-table__cell">Clinical safety'
    )
    assert "No levels of competencies match." in read(client, f"{PAGE}?q=nothing")


@pytest.mark.parametrize("role", ["BM", "RO", "ME"])
def test_free_time_of_few_people_is_not_told_to_those_who_may_not_read_it(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str
) -> None:
    client = signed_in_as(user_with_role(role, research.trust))
    page = read(client, PAGE)
    assert "1 of the 2 competencies that services need in the next four quarters is short of people or time." in page
    assert "2 people" in page
    assert "1 hold it" in page
    for word in ("short of 1", "in teams,", "1 free", "needed and there", "Short only"):
        assert word not in page
    assert "WTE free" not in read_rows(client, f"{PAGE}?format=csv&short=yes")[0]
    assert "short of" not in read(client, f"/t/PLA/competencies/{research.pk}/").split("next four quarters")[1]


def test_a_competency_shows_its_own_quarters(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = read(signed_in_as(user_with_role("CDIO", research.trust)), f"/t/PLA/competencies/{research.pk}/")
    first, *_, last = (one.words for one in quarters_ahead(timezone.localdate()))
    assert f"{first}, Practitioner, 1 of 2; " in page  # the words of the picture, in the order of the quarters
    assert f"; {last}, Practitioner, 1 of 2." in page
    assert "2 people: short of 1 person" in page


@pytest.mark.usefixtures("other_trust")
def test_without_needs_it_says_so_and_another_trust_is_not_there(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("CDIO", trust))
    page = read(client, PAGE)
    assert "No running service says what it needs." in page
    assert client.get("/t/PLB/competencies/quarters/").status_code == 404


def test_nothing_short_is_said(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(trust)
    what = skills.competency(trust)
    skills.hold(skills.employ(trust, "Ann Frost"), what, 3)
    skills.need(what, 3, people=1)
    page = read(signed_in_as(user_with_role("CDIO", trust)), PAGE)
    assert "None of the 1 competency that services need in the next four quarters is short of people or time." in page


def test_queries_do_not_grow_with_the_competencies(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    client = signed_in_as(user_with_role("CDIO", research.trust))
    few = count_queries(client, PAGE)
    in_scope(research.trust)
    for number in range(5):
        skills.need(skills.competency(research.trust, f"Skill {number}"), 2, people=1, of=f"Service {number}")
    assert count_queries(client, PAGE) == few


def part(page: str, heading: str) -> str:
    """A page from one heading to the next."""
    return page.split(f">{heading}</h2>")[1].split("<h2", maxsplit=1)[0]


def test_what_hangs_on_one_person_is_told_with_the_name_for_those_who_may_read_it(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    trust, (_, second, *_) = research.trust, quarters_ahead(timezone.localdate())
    in_scope(trust)
    writing = skills.competency(trust, "Writing")
    stays, leaves = skills.employ(trust, "Ben Hale"), skills.employ(trust, "Cy Otieno", ends=second.ends)
    skills.hold(stays, writing, 2)
    skills.hold(leaves, writing, 3)
    skills.need(writing, 2, people=1, of="Letters")
    alone = part(read(signed_in_as(user_with_role("CDIO", trust)), PAGE), "Held by one person alone")
    assert alone.count("Ann Frost") == 2
    assert f'<a href="/t/PLA/people/{stays.pk}/">Ben Hale</a>' in alone
    third = quarters_ahead(timezone.localdate())[2]
    assert f"{third.starts:%B %Y}" in alone
    assert "Letters" in alone
    alone = part(read(signed_in_as(user_with_role("BM", trust)), PAGE), "Held by one person alone")
    assert "Letters" in alone
    for name in ("Ann Frost", "Ben Hale", "Who"):
        assert name not in alone


def test_the_gap_is_shown_over_the_quarters_until_now_and_ahead(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    today = timezone.localdate()
    in_scope(research.trust)
    Need.objects.filter(competency=research).update(starts=quarters_until(today)[-2].starts)
    trend = part(read(signed_in_as(user_with_role("PMO", research.trust)), PAGE), "How the gap moves")
    before, started = quarters_until(today)[-3:-1]
    assert f"{before.words}: 0 of 1; {started.words}: 1 of 2; " in trend
    assert "People short" in trend
    assert "People short" not in part(
        read(signed_in_as(user_with_role("BM", research.trust)), PAGE), "How the gap moves"
    )


def test_a_competency_short_at_two_levels_is_short_once() -> None:
    now = quarter_of(date(2026, 11, 2))

    def line(level: int, people: int, wte: str) -> QuarterLine:
        return QuarterLine(
            "Triage", Level(level), now, 1, 1, Decimal(0), (), 0, Decimal(0), 0, Decimal(0), people, Decimal(wte)
        )

    [gap] = gaps_of([line(2, 3, "0.2"), line(3, 1, "0.4")], [now])
    assert (gap.needed, gap.short, gap.people, gap.wte) == (1, 1, 3, Decimal("0.4"))


def test_what_is_offered_part_time_beside_the_rest_shows_in_its_cell(
    research: Competency, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(research.trust)
    safety = Competency.objects.get(name="Clinical safety")
    Offer.objects.create(
        trust=research.trust, community=skills.community(research.trust), competency=safety, level=4,
        wte=Decimal("0.3"), starts=skills.BEGAN,
    )  # fmt: skip
    page = read(signed_in_as(user_with_role("PMO", research.trust)), PAGE)
    assert "0.0 WTE in teams, 1.0 free; 0.3 WTE part-time beside that" in page
