"""Communities of practice, as each viewer may see them, and the days they meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.store.models import Community, CommunityMember, Employment, Trust, User
from tests import skills
from tests.conftest import InScope, UserWithRole
from tests.registers import count_queries, form_of, saved_first

SignedIn = Callable[[User], Client]
LIST = "/t/PLA/communities/"
pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    """The words of a page that answers."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return " ".join(response.content.decode().split())


@pytest.fixture
def circle(trust: Trust, in_scope: InScope) -> Community:
    """A circle led by Lee that met 9 days ago; Ann is in it, Ben practises alone. A second never met."""
    in_scope(trust)
    lead, ann, ben = (skills.employ(trust, name) for name in ("Lee Circle", "Ann Frost", "Ben Hale"))
    what = skills.competency(trust)
    for work in (ann, ben):
        skills.hold(work, what, 3)
    made = skills.community(trust, lead=lead, met_on=(timezone.localdate() - timedelta(days=9),))
    skills.join(made, ann)
    skills.community(trust, "Safety circle", "Safety")
    return made


def test_the_list_says_which_are_living(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", circle.trust))
    page = read(client, LIST)
    assert "1 family of competencies has people at practitioner level or above outside its living community." in page
    assert "Not in its living community" in page
    assert "Lee Circle" in page
    assert "Safety circle" in page
    assert "Safety circle" not in read(client, f"{LIST}?living=yes")
    assert "Research circle" not in read(client, f"{LIST}?living=no")
    [row] = client.get(f"{LIST}?living=yes&format=csv").content.decode().splitlines()[1:]
    assert row.startswith("Research circle,User-centred design,Lee Circle,")
    met = (timezone.localdate() - timedelta(days=9)).isoformat()
    assert row.endswith(f",{met},Yes,1,,,")


@pytest.mark.parametrize(
    ("role", "members", "alone"), [("CDIO", True, True), ("PMO", True, True), ("BM", True, False), ("RO", False, False)]
)
def test_names_follow_the_role(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str, members: bool, alone: bool
) -> None:
    client = signed_in_as(user_with_role(role, circle.trust))
    page = read(client, f"{LIST}{circle.pk}/")
    assert ("Ann Frost" in page) is members
    assert ("Lee Circle" in page) is members
    assert ("Lee Circle" in read(client, f"{LIST}?format=csv")) is members
    assert ("Ben Hale" in page) is alone
    assert "It is living: it met 9 days ago." in page
    assert "1 person practises User-centred design at practitioner level or above and is not in it." in page
    assert "1 person practises User-centred design at practitioner level or above" in page


def test_history_names_the_lead_to_those_who_may_read_names(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    here = f"{LIST}{circle.pk}/"
    in_scope(circle.trust)
    next_lead = skills.employ(circle.trust, "Nia Next", number="N4711")
    office = signed_in_as(user_with_role("PMO", circle.trust))
    form = form_of(office, f"{here}edit/") | {"lead": next_lead.employee_number}
    assert office.post(f"{here}edit/", form).status_code == 302
    history = read(office, here).partition("<h2>History</h2>")[2]
    assert "Nia Next</ins>" in history
    assert next_lead.employee_number not in history
    assert "Nia Next" not in read(signed_in_as(user_with_role("RO", circle.trust)), here)


def test_a_family_without_a_living_community_is_told_from_people_outside_one(
    circle: Community, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(circle.trust)
    circle.met_on = []
    circle.save()
    client = signed_in_as(user_with_role("BM", circle.trust))
    page = read(client, LIST)
    assert "1 family of competencies has people at practitioner level or above and no living community." in page
    assert "Not in its living community" not in page
    assert "User-centred design at practitioner level or above without a living community." in read(
        client, f"{LIST}{circle.pk}/"
    )


def test_a_community_without_family_counts_nobody_alone(
    trust: Trust, in_scope: InScope, circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(trust)
    bare = skills.community(trust, "Bare", "")
    page = read(signed_in_as(user_with_role("CDIO", circle.trust)), f"{LIST}{bare.pk}/")
    assert "It states no family of competencies" in page
    assert "It has no meeting recorded" in page
    assert "Ben Hale" not in page


def test_its_lead_adds_a_meeting(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    client = signed_in_as(user_with_role("CH", circle.trust, employment=circle.lead))
    address, today = f"{LIST}{circle.pk}/meeting/", timezone.localdate()
    assert "Add a day it met" in read(client, f"{LIST}{circle.pk}/")
    tomorrow = today + timedelta(days=1)
    for written, said in (
        ("", "No day is written"),
        ("31/06/2026", "June has 30 days"),
        (f"{tomorrow:%d/%m/%Y}", "This day has not come yet"),
    ):
        refused = client.post(address, {"day": written, "version": "1"})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    stated = {"day": f"{today:%d/%m/%Y}", "version": "1"}
    for said in ("The meeting is recorded.", "That meeting is recorded already."):
        assert said in client.post(address, stated, follow=True).content.decode()
    yesterday = today - timedelta(days=1)
    stale = client.post(address, {"day": f"{yesterday:%d/%m/%Y}", "version": "1"})
    assert stale.status_code == 409
    in_scope(circle.trust)
    assert saved_first("community") in stale.content.decode()
    assert client.get(address).status_code == 302
    in_scope(circle.trust)
    assert len(Community.objects.get(pk=circle.pk).met_on) == 2
    assert "Community changed" in read(client, f"{LIST}{circle.pk}/")


def test_others_do_not_change_it(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    in_scope(circle.trust)
    other = skills.employ(circle.trust, "Other Lead")
    for role, status in (("CH", 403), ("CDIO", 403), ("PMO", 302)):
        client = signed_in_as(user_with_role(role, circle.trust, employment=other))
        answer = client.post(f"{LIST}{circle.pk}/meeting/", {"day": "01/10/2026", "version": "1"})
        assert answer.status_code == status, role


def test_a_community_is_added_and_changed(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    office = signed_in_as(user_with_role("PMO", circle.trust))
    added = office.post(f"{LIST}add/", {"name": "Data circle", "family": "Data"}, follow=True).content.decode()
    assert "The community is added." in added
    here = f"{LIST}{circle.pk}/edit/"
    lead = signed_in_as(user_with_role("CH", circle.trust, employment=circle.lead))
    assert lead.get(f"{LIST}add/").status_code == 403
    assert "Research circle" in read(lead, here)
    form = {"name": "Research circle", "family": "Research", "stamp": f"{circle.pk}v1"}
    assert "The community is changed." in lead.post(here, form, follow=True).content.decode()
    other = signed_in_as(user_with_role("CH", circle.trust))
    assert other.get(here).status_code == 403
    assert office.get(f"{LIST}999999/edit/").status_code == 404


def test_an_empty_trust_and_a_foreign_id(
    circle: Community, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("PMO", other_trust))
    assert "No community of practice is recorded yet." in read(client, "/t/PLB/communities/")
    for id in (circle.pk, 999999):
        assert client.get(f"/t/PLB/communities/{id}/").status_code == 404
        assert client.post(f"/t/PLB/communities/{id}/meeting/", {"day": "01/10/2026"}).status_code == 404


def test_ten_times_the_data_takes_no_more_queries(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    client = signed_in_as(user_with_role("CDIO", circle.trust))
    before = [count_queries(client, LIST), count_queries(client, f"{LIST}{circle.pk}/")]
    in_scope(circle.trust)
    what = skills.competency(circle.trust, "More")
    for number in range(40):
        work = skills.employ(circle.trust, f"More {number}")
        skills.hold(work, what, 4)
        skills.join(circle if number % 2 else skills.community(circle.trust, f"More {number}"), work)
    assert [count_queries(client, LIST), count_queries(client, f"{LIST}{circle.pk}/")] == before
    assert max(before) <= 30


def test_its_lead_adds_members_and_ends_their_stay(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    in_scope(circle.trust)
    lead = signed_in_as(user_with_role("CH", circle.trust, employment=circle.lead))
    ben = Employment.objects.get(person__name="Ben Hale")
    here, adding = f"{LIST}{circle.pk}/", f"{LIST}{circle.pk}/members/add/"
    form = form_of(lead, adding) | {"employee_number": "Ben Hale", "starts": "01/06/2025"}
    assert lead.post(adding, form)["Location"] == here
    page = read(lead, here)
    assert "Change Ben Hale" in page
    assert f'href="/t/PLA/people/{ben.pk}/"' in page
    in_scope(circle.trust)
    change = f"{LIST}members/{CommunityMember.objects.get(employment=ben).pk}/edit/"
    assert lead.post(change, form_of(lead, change) | {"ends": "30/06/2025"})["Location"] == here
    assert "Change Ben Hale" not in read(lead, here)


def test_history_tells_who_joined_and_left(
    circle: Community, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    in_scope(circle.trust)
    office = signed_in_as(user_with_role("PMO", circle.trust))
    ben = Employment.objects.get(person__name="Ben Hale")
    here, adding = f"{LIST}{circle.pk}/", f"{LIST}{circle.pk}/members/add/"
    form = form_of(office, adding) | {"employee_number": ben.employee_number, "starts": "01/06/2025"}
    assert office.post(adding, form)["Location"] == here
    in_scope(circle.trust)
    change = f"{LIST}members/{CommunityMember.objects.get(employment=ben).pk}/edit/"
    assert office.post(change, form_of(office, change) | {"ends": "30/06/2025"})["Location"] == here
    joined, left = "Community membership added: community Research circle; starts 1 June 2025", "30 June 2025"
    page = read(office, here).partition("<h2>History</h2>")[2]
    assert f"Ben Hale: {joined}" in page
    assert "Ben Hale: Community membership changed" in page
    assert left in page
    own = read(office, f"/t/PLA/people/{ben.pk}/").partition("<h2>History</h2>")[2]
    assert joined in own
    assert left in own
    auditor = signed_in_as(user_with_role("RO", circle.trust))
    assert "Ben Hale" not in read(auditor, here)
    assert "Community membership" not in read(auditor, here)


def test_members_are_changed_by_those_who_may_change_the_community(
    circle: Community, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn, in_scope: InScope
) -> None:
    in_scope(circle.trust)
    other = skills.employ(circle.trust, "Other Lead")
    stay = CommunityMember.objects.get().pk
    pages = (f"{circle.pk}/members/add/", f"members/{stay}/edit/")
    for role, status in (("CH", 403), ("CDIO", 403), ("RO", 403), ("PMO", 200)):
        client = signed_in_as(user_with_role(role, circle.trust, employment=other))
        assert {client.get(LIST + page).status_code for page in pages} == {status}, role
        assert ("Add a person" in read(client, f"{LIST}{circle.pk}/")) is (status == 200)
    stranger = signed_in_as(user_with_role("PMO", other_trust))
    assert {stranger.get(f"/t/PLB/communities/{page}").status_code for page in pages} == {404}


def test_a_trust_that_knows_of_no_skill_is_told_that_nobody_can_tell(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = read(signed_in_as(user_with_role("BM", trust)), LIST)
    assert "We cannot tell. Nobody is recorded with a competency at practitioner level or above. Record first" in page
    assert "without a living community" not in page


def test_a_trust_whose_people_all_have_a_community_is_told_so(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(trust)
    lead = skills.employ(trust, "Lee Circle")
    skills.hold(lead, skills.competency(trust), 3)
    skills.community(trust, lead=lead, met_on=(timezone.localdate(),))
    client = signed_in_as(user_with_role("BM", trust))
    assert "Nobody at practitioner level or above is without a living community." in read(client, LIST)
