"""The register of people and one person's page, for every kind of reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from plait.engine.permissions import Role
from plait.store.models import Assignment, Employment, Event, Person, Trust, User
from tests.conftest import InScope, UserWithRole
from tests.registers import PEOPLE, Site, count_queries, form_of, read, read_rows, same_words

LIST = "/t/PLA/people/"
pytestmark = pytest.mark.django_db


def test_the_register_lists_who_works_here(site: Site) -> None:
    page = read(site.browser("ME"), LIST)
    assert "5 people are employed today." in page
    assert page.index("Ann Frost") < page.index("Bo Price")
    assert "Access team" in page
    assert "<title>People – Plait</title>" in page
    assert ", people, line 2" in page  # of the file it came from


def test_search_filters_and_sorting_stand_in_the_address(site: Site) -> None:
    client = site.browser("PMO")
    assert [row["Name"] for row in read_rows(client, f"{LIST}?q=sister&format=csv")] == ["Cy Otieno"]
    assert [row["Name"] for row in read_rows(client, f"{LIST}?department=Digital&format=csv")] == ["Bo Price"]
    assert [row["Name"] for row in read_rows(client, f"{LIST}?site=Annexe&team=with&format=csv")] == ["Di Sykes"]
    assert [row["Name"] for row in read_rows(client, f"{LIST}?viewpoint=clinical&format=csv")] == ["Cy Otieno"]
    names = [row["Name"] for row in read_rows(client, f"{LIST}?staff_group=Managers&sort=-name&format=csv")]
    assert names == ["Ed Mole", "Di Sykes"]
    assert read_rows(client, f"{LIST}?sort=free&team=with&format=csv")[0]["Name"] == "Bo Price"
    assert "No people match." in read(client, f"{LIST}?q=zebra")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.RO, Role.OPS)])
def test_time_and_band_follow_the_role(site: Site, role: Role) -> None:
    client = site.browser(role)
    page, [row] = read(client, LIST), read_rows(client, f"{LIST}?q=Bo+Price&format=csv")
    plans = role in (Role.CDIO, Role.CL, Role.PMO, Role.FIN)
    assert ("Free WTE" in row) is plans
    assert ("sort=free" in page) is plans
    assert ("Band" in row) is (role is Role.FIN)
    assert ("7, point 3" in page) is (role is Role.FIN)
    assert ("Employee number" in row) is (plans or role is Role.ADM)


def test_search_by_number_and_orders_tell_nothing_to_those_who_may_not_read_them(site: Site) -> None:
    assert [row["Name"] for row in read_rows(site.browser("PMO"), f"{LIST}?q=1001&format=csv")] == ["Bo Price"]
    member = site.browser("ME")
    assert read_rows(member, f"{LIST}?q=1001&format=csv") == []
    plain, by_time = (read_rows(member, f"{LIST}?sort={key}&format=csv") for key in ("name", "free"))
    assert plain == by_time


def test_a_reader_sees_numbers_without_names(site: Site) -> None:
    client = site.browser("RO")
    page, rows = read(client, LIST), read_rows(client, f"{LIST}?format=csv")
    assert "5 people are employed today." in page
    assert "Your role shows how many people there are" in page
    assert {"Department": "Medicine", "People": "3", "Digital": "0", "Clinical": "1", "Operational": "2"} in rows
    assert "Frost" not in page
    assert client.get(site.person("1000")).status_code == 403
    assert client.get(f"{LIST}999999/").status_code == 403


def test_an_empty_register_says_what_to_bring(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client]
) -> None:
    assert "Bring the People sheet" in read(signed_in_as(user_with_role("PMO", trust)), LIST)
    assert "Bring the People sheet" not in read(signed_in_as(user_with_role("BM", trust)), LIST)


def test_queries_do_not_grow_with_people(site: Site) -> None:
    client = site.browser("PMO")
    before = count_queries(client, LIST)
    more = "\n".join(f"{2000 + n}|Person {n}|Porter|Managers|Ward {n}|1|2|1|1000|01/04/2025|Main" for n in range(49))
    site.bring(people=PEOPLE.strip() + "\n" + more)
    assert "Page </span>2" in read(client, LIST)
    assert count_queries(client, LIST) == before <= 30


def test_one_person_shows_posts_teams_reports_and_history(site: Site) -> None:
    page = read(site.browser("PMO"), site.person("1002"))
    assert "Ward sister, Medicine." in page
    assert "0.4 WTE" in page  # free, of 0.6
    assert "Clinical safety" in page
    assert "Di Sykes" in page  # reports to her
    assert "Ann Frost" in page  # whom she reports to
    assert "Access team" in page
    assert "Post held added" in page
    assert "point 1" not in page  # band and point are not for this role


def test_band_is_for_finance_and_oneself(site: Site) -> None:
    address = site.person("1001")
    assert "7, point 3" in read(site.browser("FIN"), address)
    assert "7, point 3" in read(site.browser("ME", "1001"), address)
    assert "band 7" not in read(site.browser("ME", "1002"), address).lower()
    assert "point 3" not in read(site.browser("CDIO"), address)


def test_a_change_of_band_alone_shows_to_nobody_else(site: Site) -> None:
    address = site.person("1001")
    finance = site.browser("FIN")
    form = {**form_of(finance, f"{address}edit/"), "band": "8a", "true_from": "01/09/2025"}
    assert finance.post(f"{address}edit/", form).status_code == 302
    assert read(finance, address).count("1 Sep 2025") >= 1
    assert "1 Sep 2025" not in read(site.browser("CDIO"), address)


def test_competencies_and_time_are_for_those_who_plan_manage_or_share_a_team(site: Site) -> None:
    address = site.person("1002")
    assert "Clinical safety" not in read(site.browser("BM"), address)
    assert "Clinical safety" in read(site.browser("BM", "1000"), address)  # her line manager
    lead = read(site.browser("TL", "1001"), address)
    assert "Clinical safety" in lead  # of the same team
    assert ">0.2<" in lead  # the time she gives to that team
    assert "of 0.6" not in lead  # and nothing of the rest of her week


def test_a_foreign_person_is_missing(
    site: Site, other_trust: Trust, user_with_role: UserWithRole, in_scope: InScope
) -> None:
    address = site.person("1000").replace("PLA", "PLB")
    stranger = site.signed_in_as(user_with_role("PMO", other_trust))
    foreign, missing = stranger.get(address), stranger.get("/t/PLB/people/987654/")
    assert foreign.status_code == missing.status_code == 404
    assert same_words(foreign) == same_words(missing)
    assert stranger.get(f"{address}edit/").status_code == 404
    in_scope(other_trust)


def test_adding_a_person_twice_by_the_same_form_adds_one(site: Site) -> None:
    client = site.browser("PMO")
    form = form_of(client, f"{LIST}add/")
    form |= {"employee_number": "1009", "name": "Flo Hart", "staff_group": "Managers", "department": "Ward 9"}
    form |= {"wte": "0.5", "starts": "01/06/2025", "band": "9", "trust_id": "2", "id": "1"}
    first, second = client.post(f"{LIST}add/", form), client.post(f"{LIST}add/", form)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert "The person is in the register." in read(client, first["Location"])
    site.see()
    assert Person.objects.filter(name="Flo Hart").count() == 1
    assert Assignment.objects.get(employment__employee_number="1009").band == ""  # not for this role to write


def test_what_cannot_be_read_stands_beside_its_field(site: Site) -> None:
    client = site.browser("PMO")
    form = form_of(client, f"{LIST}add/") | {
        "employee_number": "1009",
        "name": "Flo",
        "wte": "2",
        "starts": "31/06/2025",
    }
    response = client.post(f"{LIST}add/", form | {"manager": "9999", "staff_group": "Managers"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Add a person – Plait</title>" in " ".join(page.split())
    assert "June has 30 days" in page
    assert "More than a full post" in page
    assert 'href="#field-department"' in page
    assert 'value="Flo"' in page
    unknown = client.post(
        f"{LIST}add/",
        form | {"wte": "1", "starts": "", "department": "X", "staff_group": "Managers", "manager": "9999"},
    )
    assert 'href="#field-manager"' in unknown.content.decode()
    taken = form | {"employee_number": "1001", "wte": "1", "starts": "", "department": "X", "staff_group": "Managers"}
    assert "There is one with this employee number already" in client.post(f"{LIST}add/", taken).content.decode()


def test_a_change_true_from_a_day_starts_a_new_post(site: Site) -> None:
    client, address = site.browser("PMO"), site.person("1002")
    form = form_of(client, f"{address}edit/")
    assert form["ends"] == ""
    assert form["staff_group"] == "Nurses & health visitors"
    sent = client.post(f"{address}edit/", form | {"job_title": "Matron", "true_from": "01/09/2025"})
    assert sent.status_code == 302
    page = read(client, address)
    assert "Cy Otieno is saved." in page
    assert "Matron" in page
    site.see()
    posts = Assignment.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [post.job_title for post in posts] == ["Ward sister", "Matron"]
    assert posts[1].band == "6"  # kept, though the form never showed it


def test_correcting_the_past_overwrites(site: Site) -> None:
    client, address = site.browser("PMO"), site.person("1002")
    form = form_of(client, f"{address}edit/") | {"job_title": "Matron", "corrects_past": "on"}
    client.post(f"{address}edit/", form)
    site.see()
    assert Assignment.objects.get(employment__employee_number="1002").job_title == "Matron"


def test_saving_nothing_new_leaves_no_event(site: Site) -> None:
    client, address = site.browser("PMO"), site.person("1002")
    site.see()
    before = Event.objects.count()
    sent = client.post(f"{address}edit/", form_of(client, f"{address}edit/"))
    assert sent.status_code == 302
    assert "Nothing was different" in read(client, address)
    site.see()
    assert Event.objects.count() == before


def test_the_second_writer_sees_both_versions(site: Site) -> None:
    first, second, address = site.browser("PMO"), site.browser("ADM"), f"{site.person('1002')}edit/"
    one, two = form_of(first, address), form_of(second, address)
    assert first.post(address, one | {"job_title": "Matron"}).status_code == 302
    clash = second.post(address, two | {"job_title": "Charge nurse"})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Matron" in page
    assert "Charge nurse" in page
    site.see()
    [saver] = Event.objects.filter(kind="assignment").order_by("-id").values_list("actor_name", flat=True)[:1]
    assert f"{saver} saved this at " in page
    form = page[page.index('<form method="post" novalidate>') :]
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert "csrfmiddlewaretoken" in sent
    assert "band" not in sent  # nor any other field that was not offered
    words = second.post(address, sent | {"band": "8a"}).content.decode()
    assert 'value="Charge nurse"' in words
    assert 'name="band"' not in words
    site.see()
    assert not Assignment.objects.filter(job_title="Charge nurse").exists()


def test_each_role_writes_its_own_fields_and_no_others(site: Site) -> None:
    address = f"{site.person('1002')}edit/"
    finance = site.browser("FIN")
    form = form_of(finance, address)
    assert set(form) == {"band", "point", "stamp", "true_from"}
    assert finance.post(address, form | {"band": "7", "name": "Mallory", "wte": "1"}).status_code == 302
    site.see()
    assert Person.objects.get(employment__employee_number="1002").name == "Cy Otieno"
    assert Assignment.objects.filter(employment__employee_number="1002").latest("starts").band == "7"
    admin = form_of(site.browser("ADM"), address)
    assert "band" not in admin
    assert "profession" not in admin
    assert finance.get(f"{LIST}add/").status_code == 403
    assert site.browser("BM").post(address, form).status_code == 403


def test_history_shows_no_numbers_to_those_who_may_not_read_them(site: Site) -> None:
    client, address = site.browser("PMO"), site.person("1002")
    client.post(f"{address}edit/", form_of(client, f"{address}edit/") | {"manager": "1001", "true_from": "01/09/2025"})
    member = site.browser("ME")
    site.see()
    for page in (read(member, address), read(member, site.person("1001"))):
        assert not re.search(r"\b100[0-9]\b", page)
    assert "manager Bo Price" in read(client, address).partition("<h2>History</h2>")[2]


def test_somebody_who_left_keeps_a_page(site: Site) -> None:
    client, address = site.browser("PMO"), site.person("1004")
    client.post(f"{address}edit/", form_of(client, f"{address}edit/") | {"ends": "31/08/2025"})
    page = read(client, address)
    assert "Left on 31 August 2025." in page
    assert "31 August 2025</ins>" in page  # the history speaks of last days too
    assert "Ed Mole" not in read(client, LIST)
    site.see()
    assert Employment.objects.get(employee_number="1004").ends is not None
