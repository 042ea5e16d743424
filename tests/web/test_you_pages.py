"""For you: my competencies, claims and time; and my word on the claims of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.store.models import Competency, Employment, Event, Holding, Membership, Team, Trust, User
from plait.store.you import load_own
from tests import skills
from tests.conftest import InScope, UserWithRole
from tests.registers import count_queries, saved_first

SignedIn = Callable[[User], Client]
YOU = "/t/PLA/you/"
pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    """The words of a page that answers."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return " ".join(response.content.decode().split())


@pytest.fixture
def ann(trust: Trust, in_scope: InScope) -> Employment:
    """Ann Frost reports to Bo Lead and gives half her time to a team."""
    in_scope(trust)
    boss = skills.employ(trust, "Bo Lead", number="B1")
    work = skills.employ(trust, "Ann Frost", number="A1", manager=boss)
    team = Team.objects.create(trust=trust, name="Discharge hub", starts=skills.BEGAN)
    day = skills.BEGAN
    Membership.objects.create(trust=trust, team=team, employment=work, wte="0.5", joined=day, starts=day)
    skills.join(skills.community(trust), work)
    return work


@pytest.fixture
def research(trust: Trust, in_scope: InScope) -> Competency:
    """A competency to claim."""
    in_scope(trust)
    return skills.competency(trust)


@pytest.fixture
def browser(ann: Employment, user_with_role: UserWithRole, signed_in_as: SignedIn) -> Client:
    """Ann's."""
    return signed_in_as(user_with_role("ME", ann.trust, employment=ann))


@pytest.fixture
def manager(ann: Employment, user_with_role: UserWithRole, signed_in_as: SignedIn) -> Client:
    """Bo's, to whom Ann reports."""
    return signed_in_as(user_with_role("BM", ann.trust, employment=Employment.objects.get(employee_number="B1")))


def rows(trust: Trust, in_scope: InScope) -> list[tuple[int, bool, bool]]:
    """Level, is it confirmed and has it ended, of every holding, oldest first."""
    in_scope(trust)
    found = Holding.objects.order_by("starts", "id").values_list("level", "confirmed_on", "ends")
    return [(level, confirmed is not None, ends is not None) for level, confirmed, ends in found]


def test_it_shows_teams_time_and_community(browser: Client) -> None:
    page = read(browser, YOU)
    assert "Discharge hub" in page
    assert "Research circle" in page
    assert timezone.localdate().strftime("%B %Y") in page
    assert "You have 0 competencies on record" in page
    assert "No claim waits for you." in page


def test_a_team_that_has_ended_takes_no_time_any_more(browser: Client, ann: Employment, in_scope: InScope) -> None:
    in_scope(ann.trust)
    Team.objects.update(ends=timezone.localdate() - timedelta(days=40))
    own = load_own(ann.trust_id, "A1", on=timezone.localdate())
    assert own
    assert not own.teams
    assert not any(month.in_teams for month in own.months)
    assert "Discharge hub" not in read(browser, YOU)


def test_a_user_without_an_employment_learns_who_can_help(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("ME", trust))
    assert "Ask your trust’s administrator to link your access" in read(client, YOU)
    assert client.get(f"{YOU}claim/").status_code == 404


def test_claiming_asks_for_a_level_and_saves_it_once(
    browser: Client, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    assert "User research" in read(browser, f"{YOU}claim/?q=research")
    address = f"{YOU}claim/{research.pk}/"
    assert "Does user research alone" in read(browser, address)
    for nonsense in ({}, {"level": "5"}, {"level": "x"}):
        refused = browser.post(address, nonsense)
        assert refused.status_code == 422
        assert "Choose the level that fits you today" in refused.content.decode()
    for _ in range(2):
        assert browser.post(address, {"level": "3", "version": "0"}).status_code == 302
    page = read(browser, YOU)
    assert "User research at Practitioner" in page
    assert "Claimed, not confirmed" in page
    assert rows(trust, in_scope) == [(3, False, False)]


def test_a_changed_level_ends_the_old_row_and_needs_confirming_again(
    browser: Client, ann: Employment, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    held = skills.hold(ann, research, 2, by=ann)
    browser.post(f"{YOU}claim/{research.pk}/", {"level": "3", "version": str(held.version)})
    assert rows(trust, in_scope) == [(2, True, True), (3, False, False)]
    stale = browser.post(f"{YOU}claim/{research.pk}/", {"level": "4", "version": "77"})
    assert stale.status_code == 409
    back = browser.post(f"{YOU}claim/{research.pk}/withdraw/", {"version": "1"})
    assert back.status_code == 302
    assert rows(trust, in_scope) == [(2, True, False)]


def test_an_old_claim_withdrawn_ends_today(
    browser: Client, ann: Employment, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    skills.hold(ann, research, 2)
    assert "Withdraw this claim" in read(browser, f"{YOU}claim/{research.pk}/")
    assert browser.get(f"{YOU}claim/{research.pk}/withdraw/").status_code == 302
    assert browser.post(f"{YOU}claim/{research.pk}/withdraw/", {"version": "9"}).status_code == 409
    assert browser.post(f"{YOU}claim/{research.pk}/withdraw/", {"version": "1"}).status_code == 302
    assert rows(trust, in_scope) == [(2, False, True)]
    assert "withdrawn" in read(browser, YOU)


def test_a_confirmed_competency_is_not_withdrawn(
    browser: Client, ann: Employment, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    skills.hold(ann, research, 2, by=ann)
    assert "Withdraw this claim" not in read(browser, f"{YOU}claim/{research.pk}/")
    assert browser.post(f"{YOU}claim/{research.pk}/withdraw/", {"version": "1"}).status_code == 409


def test_whoever_comes_second_to_a_claim_is_told_who_was_first(
    browser: Client, manager: Client, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    address = f"{YOU}claim/{research.pk}/"
    for stated in ({"level": "2", "version": "0"}, {"level": "3", "version": "1"}):
        assert browser.post(address, stated).status_code == 302
    in_scope(trust)
    late = manager.post(f"{YOU}confirm/{Holding.objects.get().pk}/", {"level": "2", "version": "1"})
    again = browser.post(address, {"level": "4", "version": "1"})
    withdrawn = browser.post(f"{address}withdraw/", {"version": "1"})
    in_scope(trust)
    for answer in (late, again, withdrawn):
        assert answer.status_code == 409
        page = answer.content.decode()
        assert saved_first("holding") in page
        assert "The two versions" not in page


def test_a_line_manager_confirms(
    manager: Client, ann: Employment, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    held = skills.hold(ann, research, 3)
    assert "1 claim waits for your word." in read(manager, YOU)
    address = f"{YOU}confirm/{held.pk}/"
    assert "Ann Frost claims Practitioner." in read(manager, address)
    assert manager.post(address, {"level": "4", "version": "1"}).status_code == 422
    assert manager.post(address, {"level": "3", "version": "8"}).status_code == 409
    assert manager.post(address, {"level": "3", "version": "1"}).status_code == 302
    assert rows(trust, in_scope) == [(3, True, False)]
    found = Holding.objects.get()
    assert found.confirmed_by is not None
    assert (found.confirmed_by.employee_number, found.confirmed_on) == ("B1", timezone.localdate())
    assert Event.objects.filter(kind="holding", action="confirmed").count() == 1
    assert manager.get(address).status_code == 404


def test_a_lower_level_may_be_confirmed(
    manager: Client, ann: Employment, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    held = skills.hold(ann, research, 3)
    assert manager.post(f"{YOU}confirm/{held.pk}/", {"level": "2", "version": "1"}).status_code == 302
    assert rows(trust, in_scope) == [(3, False, True), (2, True, False)]


@pytest.mark.parametrize(("family", "status"), [("user-centred DESIGN", 200), ("", 200), ("Safety", 404)])
def test_a_community_lead_confirms_its_own_family(
    ann: Employment, research: Competency, trust: Trust, in_scope: InScope,
    user_with_role: UserWithRole, signed_in_as: SignedIn, family: str, status: int,
) -> None:  # fmt: skip
    in_scope(trust)
    lead = skills.employ(trust, "Lee Circle", number="L1")
    skills.join(skills.community(trust, "Led", family, lead=lead), ann)
    held = skills.hold(ann, research, 3)
    client = signed_in_as(user_with_role("CH", trust, employment=lead))
    assert client.get(f"{YOU}confirm/{held.pk}/").status_code == status


def test_nobody_confirms_out_of_reach_or_for_themselves(
    browser: Client, ann: Employment, research: Competency, other_trust: Trust, in_scope: InScope,
    user_with_role: UserWithRole, signed_in_as: SignedIn,
) -> None:  # fmt: skip
    in_scope(ann.trust)
    own = skills.hold(ann, research, 3)
    stranger = skills.hold(skills.employ(ann.trust, "Sam Far"), research, 3)
    skills.community(ann.trust, "Mine", "User-centred design", lead=ann)
    skills.join(skills.community(ann.trust, "Also mine", "", lead=ann), ann)
    for held in (own, stranger):
        assert browser.post(f"{YOU}confirm/{held.pk}/", {"level": "3", "version": "1"}).status_code == 404
    in_scope(other_trust)
    far = skills.employ(other_trust, "Far Boss", number="B1")
    elsewhere = signed_in_as(user_with_role("CDIO", other_trust, employment=far))
    assert elsewhere.get(f"/t/PLB/you/confirm/{own.pk}/").status_code == 404
    assert elsewhere.get("/t/PLB/you/confirm/999999/").status_code == 404
    assert elsewhere.get(f"/t/PLB/you/claim/{research.pk}/").status_code == 404
    assert elsewhere.get(YOU).status_code == 404


def test_a_reader_neither_claims_nor_confirms(
    ann: Employment, research: Competency, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("RO", ann.trust, employment=ann))
    assert "Claim a competency" not in read(client, YOU)
    assert client.post(f"{YOU}claim/{research.pk}/", {"level": "3"}).status_code == 403
    assert client.get(f"{YOU}confirm/1/").status_code == 403


def test_who_can_confirm_and_who_sees_it_are_named(
    browser: Client, ann: Employment, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    lead = skills.employ(trust, "Lee Circle", number="L1")
    skills.join(skills.community(trust, "Safety circle", "Safety", lead=lead), ann)
    safety = skills.competency(trust, "Clinical safety", "Safety")
    assert "Bo Lead (your line manager) can confirm it." in read(browser, f"{YOU}claim/{research.pk}/")
    said = "Bo Lead (your line manager) or Lee Circle (leads Safety circle) can confirm it."
    assert said in read(browser, f"{YOU}claim/{safety.pk}/")
    sees = "What you can do is seen by Bo Lead (your line manager), Lee Circle (leads Safety circle), "
    roles = "the chief digital information officer, the CCIO or CNIO and the transformation office."
    assert f"{sees}the leads of your teams, {roles}" in read(browser, YOU)


def test_who_has_nobody_to_confirm_is_told_so(
    manager: Client, research: Competency, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    boss = Employment.objects.get(employee_number="B1")
    skills.join(skills.community(trust, "Own circle", lead=boss), boss)  # nobody confirms their own
    page = read(manager, f"{YOU}claim/{research.pk}/")
    assert "or the lead of your community of practice confirms it; neither is recorded for you." in page
    assert "What you can do is seen by the chief digital information officer, the CCIO or CNIO and" in read(
        manager, YOU
    )


def test_ten_times_the_data_takes_no_more_queries(
    manager: Client, ann: Employment, trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust)
    boss = Employment.objects.get(employee_number="B1")
    skills.hold(ann, skills.competency(trust, "First"), 2)
    skills.hold(boss, skills.competency(trust, "Mine"), 2)
    before = count_queries(manager, YOU)
    in_scope(trust)
    for number in range(30):
        what = skills.competency(trust, f"More {number}")
        skills.hold(boss, what, 1, since=timezone.localdate() - timedelta(days=3))
        skills.hold(skills.employ(trust, f"Report {number}", manager=boss), what, 2)
    assert count_queries(manager, YOU) == before
    assert before <= 30
