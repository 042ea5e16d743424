"""The services of a trust, one service, and the forms for services and needs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from plait.store.models import Need, Service, Trust, User
from tests.conftest import UserWithRole
from tests.registers import Site, count_queries, form_of, read, read_rows, same_words
from tests.tables_in import tables_in

LIST = "/t/PLA/services/"
pytestmark = pytest.mark.django_db


def address_of(site: Site, name: str = "Single point of access") -> str:
    return f"{LIST}{site.id_of(Service, name=name)}/"


def test_the_list_shows_phase_owner_and_teams(site: Site) -> None:
    page = read(site.browser("BM"), LIST)
    assert "1 service." in page
    for words in ("Single point of access", "Live", "Ann Frost", "Access team", "services, line 2"):
        assert words in page
    assert "Add a service" not in page


def test_filters_and_file(site: Site) -> None:
    site.bring(services="Service|Phase\nRota board|Alpha\n=cmd()|Beta")
    client = site.browser("PMO")
    assert [row["Service"] for row in read_rows(client, f"{LIST}?phase=alpha&format=csv")] == ["Rota board"]
    assert [row["Service"] for row in read_rows(client, f"{LIST}?q=rota&format=csv")] == ["Rota board"]
    assert [row["Service"] for row in read_rows(client, f"{LIST}?team=without&format=csv")] == ["'=cmd()", "Rota board"]
    phases = [row["Phase"] for row in read_rows(client, f"{LIST}?sort=phase&format=csv")]
    assert phases == ["Alpha", "Beta", "Live"]
    assert "No services match." in read(client, f"{LIST}?phase=retired")


def test_a_reader_does_not_see_who_owns_it(site: Site) -> None:
    client = site.browser("RO")
    for page in (read(client, LIST), read(client, address_of(site))):
        assert "Ann Frost" not in page
        assert "Recorded; your role reads no names" in page
    assert "Ann Frost" not in client.get(f"{LIST}?format=csv").content.decode()
    assert "History" not in read(client, address_of(site))


def test_one_service_shows_needs_teams_and_history(site: Site) -> None:
    page = read(site.browser("ME"), address_of(site))
    assert "Live. Access team works on it today." in page
    assert "Clinical safety" in page
    assert "Practitioner" in page
    assert "Must" in page
    assert "Service added" in page
    assert "Add a need" not in page


def test_a_service_nobody_works_on_or_that_ended_says_so(site: Site) -> None:
    site.bring(services="Service|Phase|Last day\nRota board|Alpha|\nOld list|Retired|30/06/2025")
    client = site.browser("BM")
    assert "Alpha. No team works on it today." in read(client, address_of(site, "Rota board"))
    assert "It ended on 30 June 2025." in read(client, address_of(site, "Old list"))


def test_empty_trust(trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client]) -> None:
    assert "Bring the Services sheet" in read(signed_in_as(user_with_role("PMO", trust)), LIST)
    assert "Bring the Services sheet" not in read(signed_in_as(user_with_role("BM", trust)), LIST)


def test_queries_do_not_grow(site: Site) -> None:
    client = site.browser("PMO")
    before, one_before = count_queries(client, LIST), count_queries(client, address_of(site))
    rows = "\n".join(f"Service {n}|Live|1000" for n in range(20))
    site.bring(
        services=f"Service|Phase|Owner\n{rows}",
        needs="Service|Competency|Level|People\nSingle point of access|User research|Working|2",
    )
    assert count_queries(client, LIST) == before <= 30
    assert count_queries(client, address_of(site)) == one_before <= 30


def test_a_foreign_service_is_missing(site: Site, other_trust: Trust, user_with_role: UserWithRole) -> None:
    address = address_of(site).replace("PLA", "PLB")
    need = f"/t/PLB/services/needs/{site.id_of(Need)}/edit/"
    stranger = site.signed_in_as(user_with_role("PMO", other_trust))
    missing = stranger.get("/t/PLB/services/987654/")
    for one in (address, f"{address}edit/", f"{address}needs/add/", need):
        assert stranger.get(one).status_code == 404
        assert same_words(stranger.get(one)) == same_words(missing)


def test_add_and_change_a_service(site: Site) -> None:
    client = site.browser("CDIO")
    form = form_of(client, f"{LIST}add/") | {"name": "Rota board", "phase": "Alpha", "owner": "1001"}
    sent = client.post(f"{LIST}add/", form)
    page = read(client, sent["Location"])
    assert "The service is recorded." in page
    assert "Bo Price" in page
    address = sent["Location"]
    changed = form_of(client, f"{address}edit/")
    assert (changed["phase"], changed["owner"]) == ("Alpha", "1001")
    renamed = client.post(f"{address}edit/", changed | {"name": "Rota", "phase": "Beta", "ends": "31/03/2030"})
    page = read(client, renamed["Location"])
    assert "<h1>Rota</h1>" in page
    assert "to 31 March 2030" in page
    taken = form_of(client, f"{address}edit/") | {"name": "single point of access"}
    clash = client.post(f"{address}edit/", taken)
    assert clash.status_code == 422
    assert "There is one with this service already" in clash.content.decode()
    assert site.browser("TL").post(f"{address}edit/", changed).status_code == 403


def test_add_and_change_a_need(site: Site) -> None:
    client, here = site.browser("PMO"), address_of(site)
    form = form_of(client, f"{here}needs/add/") | {"competency": "User research", "level": "Working"}
    both = client.post(f"{here}needs/add/", form | {"people": "1", "wte": "0.5"})
    assert both.status_code == 422
    assert "Both people and WTE are given" in both.content.decode()
    sent = client.post(f"{here}needs/add/", form | {"wte": "0.5", "service": "Another"})
    assert sent["Location"] == here
    assert "0.5 WTE" in read(client, here)
    need = f"{LIST}needs/{site.id_of(Need, competency__name='User research')}/edit/"
    changed = form_of(client, need)
    assert "competency" not in changed
    client.post(need, changed | {"wte": "", "people": "3", "level": "Expert"})
    page = read(client, here)
    assert "3 people" in page
    assert "Expert" in page
    assert client.get(f"{LIST}needs/987654/edit/").status_code == 404


def test_the_needs_of_another_service_are_a_start_and_undone(site: Site) -> None:
    site.bring(services="Service|Phase\nRota board|Alpha")
    office, rota = site.browser("PMO"), address_of(site, "Rota board")
    assert "Start from the needs of another service" in read(office, rota)
    assert "Rota board</a>" in read(office, "/t/PLA/assemble/new/")
    form = read(office, f"{rota}needs/copy/")
    source = site.id_of(Service, name="Single point of access")
    assert f'<option value="{source}">Single point of access: 1 need</option>' in form
    wrong = office.post(f"{rota}needs/copy/", {"source": "0"})
    assert (wrong.status_code, "Choose a service from the list" in wrong.content.decode()) == (422, True)
    done = office.post(f"{rota}needs/copy/", {"source": source}, follow=True).content.decode()
    assert "1 need is recorded. Change each as this service needs it." in done
    assert "As for Single point of access" in done
    again = office.post(f"{rota}needs/copy/", {"source": source}, follow=True).content.decode()
    assert "It has every need of Single point of access already. Nothing was saved." in again
    undo = re.search(r'action="(/t/PLA/undo/[^"]+)"', done)
    assert undo
    office.post(undo[1].replace("&amp;", "&"))
    assert "No need is recorded." in read(office, rota)
    assert site.browser("BM").get(f"{rota}needs/copy/").status_code == 403


def test_a_service_shows_who_took_part_in_its_last_decisions_and_who_wrote_them(site: Site) -> None:
    client = site.browser("BM")
    assert "No design decision is recorded. Without one nobody can tell who shapes it." in read(
        client, address_of(site)
    )
    site.bring(
        design_decisions="Decision|Service|Decided on\n"
        + "\n".join(f"Choice {n}|single point of access|0{n}/05/2025" for n in range(1, 5)),
        design_voices="Decision|Employee number|Wrote it\n"
        "Choice 4|1001|\nChoice 4|1002|Yes\nChoice 4|1003|\nChoice 3|1001|Yes",
    )
    page = read(site.browser("BM"), address_of(site))
    assert "1 of its last 3 had all three viewpoints." in page
    assert "Nobody clinical or operational" in page
    assert "Choice 1" not in page
    assert f"/t/PLA/design/?service={site.id_of(Service)}" in page
    written = next(one for one in tables_in(page) if one.caption == "Its last design decisions").rows
    assert [row[3] for row in written] == ["Clinical", "Digital", "Not recorded"]
