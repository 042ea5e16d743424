"""Whom a form means: by number, by name, and from a list where a name is not enough."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.permissions import Role, Viewer
from plait.engine.teams import MEMBERSHIPS
from plait.store.models import Employment, Membership, Service, Team
from plait.web.shared.naming import find_named
from tests.registers import PEOPLE, Site, form_of

pytestmark = pytest.mark.django_db
MANY = "\n".join(f"{2000 + n}|Person {n}|Porter|Managers|Ward|1|2|1|1000|01/04/2025|Main" for n in range(21))


def adding(site: Site) -> str:
    return f"/t/PLA/teams/{site.id_of(Team)}/members/add/"


def viewer_of(role: Role, site: Site) -> Viewer:
    return Viewer(1, "Viewer", site.trust.pk, "PLA", "PLA", is_invented=True, roles=frozenset((role,)))


def members(site: Site) -> set[str]:
    site.see()
    return set(Membership.objects.values_list("employment__employee_number", flat=True))


def test_a_whole_name_means_the_one_who_bears_it(site: Site) -> None:
    browser, here = site.browser("PMO"), adding(site)
    form = form_of(browser, here) | {"employee_number": " ed  MOLE ", "wte": "0.1", "starts": "01/06/2025"}
    assert browser.post(here, form).status_code == 302
    assert "1004" in members(site)


def test_part_of_a_name_gives_a_list_to_choose_from(site: Site) -> None:
    browser, here = site.browser("PMO"), adding(site)
    form = form_of(browser, here) | {"employee_number": "o", "wte": "0.1", "starts": "01/06/2025"}
    answer = browser.post(here, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "people match “o”. Choose from the list." in page
    assert '<option value="1004">Ed Mole, Porter, Medicine (1004)</option>' in page
    assert '<option value="">None of them: look again</option>' in page
    assert 'value="0.1"' in page
    one = browser.post(here, form | {"employee_number": "Mole"}).content.decode()
    assert "1 person matches “Mole”. Choose from the list." in one
    assert browser.post(here, form | {"employee_number": "1004"}).status_code == 302
    assert "1004" in members(site)


def test_too_many_and_nobody_are_told_apart(site: Site) -> None:
    site.bring(people=f"{PEOPLE.strip()}\n{MANY}")
    browser, here = site.browser("PMO"), adding(site)
    form = form_of(browser, here) | {"wte": "0.1", "starts": "01/06/2025"}
    many = browser.post(here, form | {"employee_number": "person"}).content.decode()
    assert "More than 20 people match “person”. Write more of the name." in many
    nobody = browser.post(here, form | {"employee_number": "Zebedee"}).content.decode()
    assert "Not in the people register" in nobody


def test_a_form_says_who_stands_in_it(site: Site) -> None:
    site.see()
    Service.objects.update(owner=Employment.objects.get(employee_number="1003"))
    here = f"/t/PLA/services/{site.id_of(Service)}/edit/"
    assert "1003 is Di Sykes." in site.browser("PMO").get(here).content.decode()


def test_a_sign_the_database_takes_no_text_with_is_no_name(site: Site) -> None:
    office, here = site.browser("PMO"), f"{site.person('1002')}edit/"
    refused = office.post(here, form_of(office, here) | {"manager": "a\0b"})
    assert refused.status_code == 422


def test_who_may_not_read_names_finds_nobody_out(site: Site) -> None:
    site.see()
    posted, today = {"employee_number": "Mole"}, date(2026, 1, 1)
    seen = find_named(viewer_of(Role.PMO, site), MEMBERSHIPS.columns, posted, today)
    assert seen.wrong
    hidden = find_named(viewer_of(Role.RO, site), MEMBERSHIPS.columns, posted, today)
    assert not hidden.wrong
    assert not hidden.numbers
