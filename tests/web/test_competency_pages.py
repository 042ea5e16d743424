"""Supply against demand and one competency, as each viewer may see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.store.models import Competency, Membership, Team, Trust, User
from tests import skills
from tests.conftest import InScope, UserWithRole
from tests.registers import count_queries, read_rows

SignedIn = Callable[[User], Client]
LIST = "/t/PLA/competencies/"
pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    """The words of a page that answers."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return " ".join(response.content.decode().split())


@pytest.fixture
def research(trust: Trust, in_scope: InScope) -> Competency:
    """Two people are needed, one meets the level; somebody else is one level short."""
    in_scope(trust)
    ann, ben = skills.employ(trust, "Ann Frost", number="A1"), skills.employ(trust, "Ben Hale", number="B1")
    what = skills.competency(trust)
    skills.hold(ann, what, 3, by=ben)
    skills.hold(ben, what, 2)
    skills.need(what, 3, people=2)
    skills.competency(trust, "Clinical safety", "Safety")
    return what


def test_the_list_sets_need_beside_supply(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = read(signed_in_as(user_with_role("BM", research.trust)), LIST)
    assert "1 competency is short of what the services need, and 1 hangs on a single person." in page
    assert "2 people at Practitioner" in page
    assert "1 person at Practitioner or above" in page
    assert "Hangs on one person" in page
    assert "2 competencies" in page
    assert "Ann Frost" not in page
    assert "Add a competency" not in page


def test_the_list_filters_and_downloads_what_it_shows(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("PMO", research.trust))
    page = read(client, f"{LIST}?gap=yes&q=research")
    assert "User research" in page
    assert "Clinical safety" not in page
    assert "Add a competency" in page
    assert "No competencies match." in read(client, f"{LIST}?q=nothing")
    rows = client.get(f"{LIST}?gap=yes&format=csv").content.decode().splitlines()
    [row] = rows[1:]
    assert row.startswith("User research,User-centred design,Digital,2 people at Practitioner,")
    assert row.endswith(",1 person at Practitioner or above,1 person,Yes,2,,,")


def test_a_competency_says_its_levels_needs_and_weak_point(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = read(signed_in_as(user_with_role("CDIO", research.trust)), f"{LIST}{research.pk}/")
    assert "The services lack 1 person." in page
    assert "Single point of failure: a need hangs on one person." in page
    assert "Does user research alone" in page
    assert "Discharge" in page
    assert "By Ben Hale on 1 Jan 2025" in page
    assert "Claimed, not confirmed" in page
    assert "The trust’s own words" in page
    assert "app-filters" not in page


@pytest.mark.parametrize(
    ("role", "sees"), [("CDIO", True), ("PMO", True), ("CL", True), ("BM", False), ("FIN", False), ("RO", False)]
)
def test_names_of_holders_follow_the_role(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str, sees: bool
) -> None:
    client = signed_in_as(user_with_role(role, research.trust))
    for address in (f"{LIST}{research.pk}/", f"{LIST}{research.pk}/?format=csv"):
        assert ("Ann Frost" in read(client, address)) is sees
    if not sees:
        assert "2 people hold it. Their names are for those who" in read(client, f"{LIST}{research.pk}/")


def test_a_line_manager_sees_their_own_report(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    trust = research.trust
    boss = skills.employ(trust, "Cat Lead")
    skills.hold(skills.employ(trust, "Dee Report", manager=boss), research, 1)
    page = read(signed_in_as(user_with_role("BM", trust, employment=boss)), f"{LIST}{research.pk}/")
    assert "Dee Report" in page
    assert "Ann Frost" not in page
    assert "2 others hold it." in page
    assert "Claim this competency" in page


def test_the_free_time_of_holders_is_for_those_who_read_everybodys(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    trust, address = research.trust, f"{LIST}{research.pk}/?sort=free&dir=asc"
    boss = skills.employ(trust, "Cat Lead", number="C1")
    busy = skills.employ(trust, "Dee Busy", number="D1", manager=boss, wte="0.8")
    skills.hold(busy, research, 2)
    team = Team.objects.create(trust=trust, name="Discharge hub", starts=skills.BEGAN)
    day = skills.BEGAN
    Membership.objects.create(trust=trust, team=team, employment=busy, wte="0.5", joined=day, starts=day)
    planner, manager = (signed_in_as(user_with_role(role, trust, employment=boss)) for role in ("CDIO", "BM"))
    by_name = {row["Name"]: row for row in read_rows(planner, f"{address}&format=csv")}
    assert next(iter(by_name)) == "Dee Busy"
    assert (by_name["Dee Busy"]["WTE"], by_name["Dee Busy"]["Free WTE"]) == ("0.8", "0.3")
    assert (by_name["Ann Frost"]["WTE"], by_name["Ann Frost"]["Free WTE"]) == ("1", "1")
    page, link = read(planner, address), f'<a href="/t/PLA/people/{busy.pk}/">Dee Busy</a>'
    assert link in page
    assert re.search(r'data-label="Free"[^>]*> ?0\.3 ?<', page)
    [seen] = read_rows(manager, f"{address}&format=csv")
    assert seen["Name"] == "Dee Busy"
    assert "Free WTE" not in seen
    page = read(manager, address)
    assert link in page
    assert 'data-label="Free"' not in page
    assert 'data-label="WTE"' not in page


FORM = {
    "name": "Service design", "family": "User-centred design", "viewpoint": "Digital", "working": "Helps design",
}  # fmt: skip


def test_the_framework_is_added_to_and_changed(
    research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("PMO", research.trust))
    assert "Add a competency" in read(client, f"{LIST}add/")
    assert client.post(f"{LIST}add/", {**FORM, "viewpoint": "Nautical"}).status_code == 422
    added = client.post(f"{LIST}add/", FORM, follow=True).content.decode()
    assert "The competency is added." in added
    assert "Helps design" in added
    here = f"{LIST}{research.pk}/"
    form = {**FORM, "name": "User research", "stamp": f"{research.pk}v1"}
    assert "The competency is changed." in client.post(f"{here}edit/", form, follow=True).content.decode()
    again = client.post(f"{here}edit/", {**form, "working": "Another"})
    assert again.status_code == 409
    reader = signed_in_as(user_with_role("FIN", research.trust))
    assert reader.get(f"{here}edit/").status_code == 403
    assert client.get(f"{LIST}999999/edit/").status_code == 404


def test_an_empty_trust_says_what_to_do(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    page = read(signed_in_as(user_with_role("PMO", trust)), LIST)
    assert "No competencies are recorded yet." in page
    assert "Bring a file" in page
    assert "Bring a file" not in read(signed_in_as(user_with_role("BM", trust)), LIST)


def test_a_foreign_id_answers_like_a_missing_one(
    research: Competency, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("CDIO", other_trust))
    foreign = client.get(f"/t/PLB/competencies/{research.pk}/")
    missing = client.get("/t/PLB/competencies/999999/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert client.get(LIST).status_code == 404


def test_ten_times_the_data_takes_no_more_queries(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(trust)
    today = timezone.localdate()
    client = signed_in_as(user_with_role("CDIO", trust))
    skills.fill(trust, seed=1, people=6, competencies=6, on=today)
    some = Competency.objects.order_by("id").values_list("id", flat=True)[0]
    before = [count_queries(client, LIST), count_queries(client, f"{LIST}{some}/")]
    in_scope(trust)  # the request has left none behind
    for what in range(60):
        made = skills.competency(trust, f"More {what}")
        skills.need(made, 2, people=1, of=f"More {what}")
    for who in range(60):
        held = skills.employ(trust, f"More {who}")
        skills.hold(held, Competency.objects.get(id=some), 2, since=today - timedelta(days=9))
    assert [count_queries(client, LIST), count_queries(client, f"{LIST}{some}/")] == before
    assert max(before) <= 30


def test_what_plait_ships_is_not_said_to_be_typed(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(trust)
    shipped = skills.competency(trust, "Shipped")
    shipped.framework = "Plait"
    shipped.save()
    skills.competency(trust, "Own")
    client = signed_in_as(user_with_role("PMO", trust))
    assert "Came with Plait" in read(client, f"/t/PLA/competencies/{shipped.pk}/")
    assert "Typed in Plait" not in read(client, "/t/PLA/competencies/?q=Shipped")
    assert "Typed in Plait" in read(client, "/t/PLA/competencies/?q=Own")


def test_a_trust_without_needs_is_told_that_nobody_can_tell(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = read(signed_in_as(user_with_role("BM", trust)), LIST)
    assert "We cannot tell. No service says what it needs. Record the needs of your services first." in page
    assert "No need is short" not in page
