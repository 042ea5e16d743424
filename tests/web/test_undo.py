"""Undo on the next page: an edit, an added record and a removed one go back; nothing of anybody else does."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from plait.store.models import Access, Community, Employment, Event, Import, Release, Service, Team, Trust
from tests.conftest import UserWithRole
from tests.registers import Site, form_of, read

pytestmark = pytest.mark.django_db
LIST = "/t/PLA/teams/"
NEW_PERSON = {
    "employee_number": "1009", "name": "Flo Hart", "staff_group": "Managers", "department": "Ward 9", "wte": "0.5",
    "starts": "01/06/2025",
}  # fmt: skip


def undo_in(page: str) -> str:
    """The address behind the Undo of a notice."""
    [address] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    return html.unescape(address)


def edited(site: Site, browser: Client, purpose: str = "Other words") -> str:
    """The page after the team got another purpose."""
    here = f"{LIST}{site.id_of(Team)}/edit/"
    return browser.post(here, form_of(browser, here) | {"purpose": purpose}, follow=True).content.decode()


def test_a_slip_is_taken_back(site: Site) -> None:
    office = site.browser("PMO")
    site.see()
    was = Team.objects.get().purpose
    address = undo_in(edited(site, office))
    page = office.post(address, follow=True)
    assert page.redirect_chain[-1][0] == f"{LIST}{site.id_of(Team)}/"
    assert "That is undone. The history keeps both." in page.content.decode()
    site.see()
    assert Team.objects.get().purpose == was
    assert Event.objects.filter(kind="team", action="undone").count() == 1
    again = office.post(address, follow=True).content.decode()
    assert "Somebody changed this since, or built on it." in again


def test_an_address_that_no_request_can_have_is_missing(site: Site) -> None:
    assert site.browser("PMO").post("/t/PLA/undo/a%00b/").status_code == 404


def test_what_was_added_goes_and_what_was_removed_comes_back(site: Site) -> None:
    office, before = site.browser("PMO"), site.id_of(Release)
    removing = f"{LIST}releases/{before}/remove/"
    stamp = dict(re.findall(r'name="(stamp)" value="([^"]+)"', read(office, removing)))
    office.post(undo_in(office.post(removing, stamp, follow=True).content.decode()))
    assert site.id_of(Release) == before
    adding = f"{LIST}{site.id_of(Team)}/releases/add/"
    form = form_of(office, adding) | {"released_on": "01/09/2025", "name": "Text reminders"}
    office.post(undo_in(office.post(adding, form, follow=True).content.decode()))
    assert site.id_of(Release) == before


def test_a_person_added_by_mistake_goes_whole(site: Site) -> None:
    office, adding = site.browser("PMO"), "/t/PLA/people/add/"
    added = office.post(adding, form_of(office, adding) | NEW_PERSON, follow=True).content.decode()
    site.see()
    count = Employment.objects.count()
    page = office.post(undo_in(added), follow=True).content.decode()
    assert "That is undone." in page
    site.see()
    assert Employment.objects.count() == count - 1


ADDED = [
    ("teams/{team}/members/add/", {"employee_number": "1000", "wte": "0.1"}, "Team membership", ("team", "person")),
    ("teams/{team}/dependencies/add/", {"what": "Letters", "on_team": "Other team"}, "Dependency", ("team",)),
    ("communities/{community}/members/add/", {"employee_number": "1000"}, "Community membership",
     ("community", "person")),
    ("services/{service}/needs/add/", {"competency": "User research", "level": "Expert", "people": "1"}, "Need",
     ("service",)),
]  # fmt: skip


@pytest.mark.parametrize(("adding", "words", "kind", "told_on"), ADDED)
def test_histories_keep_what_was_added_by_mistake_and_its_undoing(
    site: Site, adding: str, words: dict[str, str], kind: str, told_on: tuple[str, ...]
) -> None:
    site.bring(communities="Community|Lead\nAnalysts|1001", teams="Team|Members|Starts\nOther team||01/06/2025")
    office, ids = site.browser("PMO"), {"team": site.id_of(Team, name="Access team")}
    ids |= {"community": site.id_of(Community), "service": site.id_of(Service)}
    ids["person"] = site.id_of(Employment, employee_number="1000")
    here = "/t/PLA/" + adding.format(**ids)
    form = form_of(office, here) | {"starts": "01/09/2025"} | words
    office.post(undo_in(office.post(here, form, follow=True).content.decode()))
    for subject in told_on:
        folder = {"team": "teams", "community": "communities", "service": "services", "person": "people"}[subject]
        history = read(office, f"/t/PLA/{folder}/{ids[subject]}/").partition("<h2>History</h2>")[2]
        assert f"{kind} undone" in history, subject
        assert f"{kind} added" in history, subject


def test_what_somebody_saved_since_stays(site: Site) -> None:
    office = site.browser("PMO")
    address = undo_in(edited(site, office))
    edited(site, site.browser("PMO"), "Words of another")
    assert "Somebody changed this since" in office.post(address, follow=True).content.decode()
    site.see()
    assert Team.objects.get().purpose == "Words of another"


def test_nobody_takes_back_what_is_not_theirs(site: Site, other_trust: Trust, user_with_role: UserWithRole) -> None:
    address = undo_in(edited(site, site.browser("PMO")))
    assert site.browser("PMO").post(address).status_code == 404
    assert site.signed_in_as(user_with_role("PMO", other_trust)).post(address).status_code == 404
    site.see()
    assert Team.objects.get().purpose == "Other words"


def test_undo_is_for_a_slip_of_a_moment_ago(site: Site) -> None:
    office = site.browser("PMO")
    address = undo_in(edited(site, office))
    assert office.get(address).status_code == 405
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert office.post(address).status_code == 404


def test_undo_leads_nowhere_else(site: Site) -> None:
    office = site.browser("PMO")
    address = undo_in(edited(site, office)).partition("?")[0]
    assert office.post(f"{address}?back=//elsewhere.example/t/PLA/")["Location"] == "/t/PLA/"


def test_home_names_the_sheets_of_an_undone_file_as_not_sent(site: Site) -> None:
    user = site.user_with_role("PMO", site.trust)
    site.user_with_role("FIN", site.trust, user=user)  # the file holds bands
    office = site.signed_in_as(user)
    assert "People" not in _not_sent(read(office, "/t/PLA/"))
    office.post(f"/t/PLA/imports/{site.id_of(Import)}/undo/")
    assert "People" in _not_sent(read(office, "/t/PLA/"))


def _not_sent(page: str) -> str:
    """The table of home that names the sheets nobody sent."""
    return page.partition("Sheets to send")[2].partition("</table>")[0]


EDITS = [
    ("PMO", "RO", Team, "teams/{}/edit/", {"purpose": "Other"}),
    ("PMO", "TL", Team, "teams/{}/edit/", {"name": "Other"}),
    ("PMO", "ADM", Employment, "people/{}/edit/", {"profession": "Weaver"}),
    ("CDIO", "CL", Service, "services/{}/edit/", {"phase": "Beta"}),
    ("CL", "EX", Team, "teams/{}/edit/", {"purpose": "Other"}),
    ("FIN", "PMO", Employment, "people/{}/edit/", {"band": "8a"}),
    ("TL", "ME", Team, "teams/{}/edit/", {"purpose": "Other"}),
    ("ME", "BM", Team, "teams/{}/releases/add/", {"released_on": "01/09/2025", "name": "Text reminders"}),
    ("CH", "SEC", Community, "communities/{}/edit/", {"family": "Safety"}),
    ("SEC", "RO", Team, "settings/team-sizes/", {"least": "2", "most": "3", "reason": "Three sites."}),
    ("ADM", "SEC", Employment, "people/{}/edit/", {"wte": "0.5"}),
]


@pytest.mark.parametrize(("role", "later", "model", "address", "change"), EDITS)
def test_nobody_takes_back_what_they_may_no_longer_write(
    site: Site, role: str, later: str, model: type[Model], address: str, change: dict[str, str]
) -> None:
    site.bring(communities="Community|Lead\nAnalysts|1001")
    browser = site.browser(role, "1001")
    of_one = {"employee_number": "1002"} if model is Employment else {}
    here = "/t/PLA/" + address.format(site.id_of(model, **of_one))
    way_back = undo_in(browser.post(here, form_of(browser, here) | change, follow=True).content.decode())
    turn_into(site, role, later)
    count = Event.objects.count()
    assert browser.post(way_back).status_code == 403
    site.see()
    assert Event.objects.count() == count
    turn_into(site, later, role)
    assert "That is undone." in browser.post(way_back, follow=True).content.decode()


def turn_into(site: Site, role: str, later: str) -> None:
    """The user who edits is in another role from now on."""
    site.see()
    last = Access.objects.filter(role=role).latest("id")
    Access.objects.filter(id=last.pk).update(role=later)
