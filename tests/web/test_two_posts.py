"""Two employments of one person: said by the transformation office, counted once, undone and parted again."""

from __future__ import annotations

import html
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client

from plait.store.models import Access, Employment, Event, Person, Team, Trust
from plait.store.writing import StaleRecord
from tests.conftest import UserWithRole
from tests.registers import PEOPLE, Site, form_of, read, saved_first

pytestmark = pytest.mark.django_db
SECOND = PEOPLE.splitlines()[1] + "\n2002|Cy Otieno-Reed|Matron|Managers|Estates|0.2|7|1|1000|01/04/2025|\n"


@pytest.fixture
def office(site: Site) -> Client:
    """The office of a trust where Cy Otieno has a second post, and the team has both."""
    site.bring(people=SECOND)
    site.bring(memberships="Team|Employee number|WTE|Starts\nAccess team|2002|0.1|01/06/2025")
    return site.browser("PMO")


def words(answer: bytes) -> str:
    return html.unescape(" ".join(answer.decode().split()))


def defer() -> None:
    """As in a transaction of its own, which each request has outside a test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def join(site: Site, office: Client, other: str = "2002") -> str:
    """Say that another employment is Cy Otieno's too, and be sure; the page that answers."""
    here = f"{site.person('1002')}join/"
    asked = office.post(here, {"other": other})
    assert asked.status_code == HTTPStatus.OK
    page = words(office.post(here, form_at(asked.content), follow=True).content)
    defer()
    return page


def form_at(page: bytes) -> dict[str, str]:
    """What a question that was asked holds, ready to be sent back."""
    named = re.findall(r'<input[^>]*? name="(other|sure)"[^>]*? value="([^"]*)"', page.decode())
    return dict(named)


def test_the_office_asks_first_and_then_counts_one_person(site: Site, office: Client) -> None:
    team = f"/t/PLA/teams/{site.id_of(Team)}/"
    assert "4 people, 1 fewer than a team needs." in words(office.get(team).content)
    here = f"{site.person('1002')}join/"
    assert "Also employed here as…" in read(office, site.person("1002"))
    assert "What else is Cy Otieno employed as?" in read(office, here)
    asked = words(office.post(here, {"other": "2002"}).content)
    assert "Are Cy Otieno and Cy Otieno-Reed one person?" in asked
    assert "Cy Otieno, Ward sister, Medicine (1002) and Cy Otieno-Reed, Matron, Estates (2002)" in asked
    site.see()
    assert Employment.objects.values("person").distinct().count() == 6, "the question alone changes nothing"
    page = join(site, office)
    assert "1002 and 2002 are one person." in page
    assert "Another post of Cy Otieno" in page
    assert "Employment joined" in page
    assert "Employment joined" in read(office, site.person("2002"))
    assert "3 people, 2 fewer than a team needs." in words(office.get(team).content)
    assert "WTE </span>0.3</b>" in read(office, team), "the card has the time of both posts"
    site.see()
    assert Person.objects.count() == 5
    assert Event.objects.filter(action="joined").count() == 3


def test_joining_is_undone_as_a_whole(site: Site, office: Client) -> None:
    page = join(site, office)
    [address] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    assert "That is undone." in words(office.post(address, follow=True).content)
    assert "Cy Otieno-Reed" in read(office, site.person("2002"))
    assert "Another post" not in read(office, site.person("1002"))


def test_joining_is_not_undone_by_who_may_no_longer_join(site: Site, office: Client) -> None:
    [address] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', join(site, office))
    site.see()
    Access.objects.filter(user_id=office.session["_auth_user_id"]).update(role="ADM")
    assert office.post(address).status_code == HTTPStatus.FORBIDDEN


def test_who_was_joined_is_parted_and_that_is_undone(site: Site, office: Client) -> None:
    join(site, office)
    here = site.person("2002")
    assert "Somebody else than 1002…" in read(office, here)
    assert "Is 2002 somebody else?" in read(office, f"{here}part/")
    page = words(office.post(f"{here}part/", follow=True).content)
    assert "2002 is somebody else." in page
    assert "Another post" not in page
    assert office.get(f"{here}part/").status_code == HTTPStatus.NOT_FOUND
    [address] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    assert "That is undone." in words(office.post(address, follow=True).content)
    assert "Another post of Cy Otieno" in read(office, here)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nobody here has this employee number or name."),
        ("9999", "Nobody here has this employee number or name."),
        ("1002", "1002 is this very person already."),
        ("99\0", "Nobody here has this employee number or name."),
        ("Cy", "2 people match “Cy”. Choose from the list."),
    ],
)
def test_what_names_no_other_employment_comes_back(site: Site, office: Client, typed: str, said: str) -> None:
    answer = office.post(f"{site.person('1002')}join/", {"other": typed, "sure": "yes"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in words(answer.content)


def test_somebody_may_be_named_and_a_number_has_any_capitals(site: Site, office: Client) -> None:
    assert "1002 and 2002 are one person." in join(site, office, "cy otieno-reed")
    answer = office.post(f"{site.person('1002')}join/", {"other": "2002"})
    assert "2002 is this very person already." in words(answer.content)


def test_a_third_employment_is_joined_from_its_own_page(site: Site, office: Client) -> None:
    join(site, office)
    here = f"{site.person('1003')}join/"
    page = words(office.post(here, {"other": "2002", "sure": "yes"}, follow=True).content)
    assert "The person behind 2002 has another employment too." in page
    defer()
    again = f"{site.person('2002')}join/"
    assert "are one person." in words(office.post(again, {"other": "1003", "sure": "yes"}, follow=True).content)
    assert "Somebody else than 1002, 2002…" in read(office, site.person("1003"))


@pytest.mark.parametrize("role", ["CDIO", "ADM", "FIN", "CL"])
def test_nobody_else_joins_or_parts(site: Site, office: Client, role: str) -> None:
    join(site, office)
    browser, here = site.browser(role), site.person("1002")
    assert "Also employed here as" not in read(browser, here)
    for address in (f"{here}join/", f"{here}part/"):
        assert browser.get(address).status_code == browser.post(address).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.usefixtures("office")
def test_another_trusts_employment_is_nobody(site: Site, other_trust: Trust, user_with_role: UserWithRole) -> None:
    stranger = site.signed_in_as(user_with_role("PMO", other_trust))
    for act in ("join", "part"):
        number = site.id_of(Employment, employee_number="1002")
        assert stranger.get(f"/t/PLB/people/{number}/{act}/").status_code == HTTPStatus.NOT_FOUND


def test_the_form_holds_what_was_typed(site: Site, office: Client) -> None:
    assert form_of(office, f"{site.person('1002')}join/") == {"other": ""}


def test_posts_that_somebody_changes_while_they_are_joined_stay_two(
    site: Site, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = site.id_of(Employment, employee_number="2002")

    def meanwhile(*_of_whom: object) -> None:
        raise StaleRecord("employment", [moved])

    monkeypatch.setattr("plait.web.people.views.join_posts", meanwhile)
    page = join(site, office)
    site.see()
    assert saved_first("employment") in page
    assert "Nothing of yours was saved. Look again." in page
