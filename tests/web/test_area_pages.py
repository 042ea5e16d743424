"""Clinical areas by page: which were reached, which wait longest, and who logs and plans visits."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from plait.engine.areas import leaders_of, reached_areas
from plait.store.areas import list_areas
from plait.store.models import ClinicalArea, ClinicalVisit
from plait.store.paging import Wanted
from plait.store.snapshot import load_trust
from tests.registers import Site, count_queries, form_of, read, read_rows

pytestmark = pytest.mark.django_db
LIST = "/t/PLA/areas/"
VISITS = f"{LIST}visits/"
TODAY = timezone.localdate()


def ago(days: int) -> str:
    return f"{TODAY - timedelta(days=days):%d/%m/%Y}"


AREAS = "Area|Site|Starts\nAsh ward|Main|01/04/2024\nElm ward|Annexe|01/04/2024\nOak ward||01/04/2024\n"
LEADERS = "Role|Kind|Starts\nClinical lead|CCIO|01/04/2025\nDigital lead|CDIO|01/04/2025\n"
HELD = "Role|Employee number|Held as|WTE|Starts\nClinical lead|1002|Substantive|0.5|01/05/2025\n"
HELD += "Digital lead|1001|Substantive|0.5|01/05/2025\n"
SEEN = f"""
Area    |Day      |Employee number|Purpose   |Took place
Ash ward|{ago(10)}|1002           |Ward round|
Ash ward|{ago(2)} |1001           |Listening |
Elm ward|{ago(91)}|1002           |Clinic    |
Oak ward|{ago(3)} |1002           |Listening |No
Oak ward|{ago(-9)}|1002           |Clinic    |
"""


@pytest.fixture
def visited(site: Site) -> Site:
    """Three wards: one reached, one 91 days ago, one never; a visit of the CDIO, two that did not happen yet."""
    site.bring(leadership_roles=LEADERS)
    site.bring(role_holders=HELD, champions=f"Employee number|Shifts|Starts\n1004|Days|{ago(30)}\n")
    site.bring(clinical_areas=AREAS)
    site.bring(clinical_visits=SEEN)
    return site


def test_the_page_says_how_many_were_reached_and_where_to_go_next(visited: Site) -> None:
    page = read(visited.browser("BM"), LIST)
    assert "<b>1 of 3 clinical areas were reached in the last 90 days. 1 area has never been reached.</b>" in page
    assert [row["Area"] for row in read_rows(visited.browser("BM"), f"{LIST}?format=csv")] == [
        "Oak ward", "Elm ward", "Ash ward",
    ]  # fmt: skip
    assert "Plan a visit" not in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?site=Main", ["Ash ward"]),
        ("?reached=no&sort=name", ["Elm ward", "Oak ward"]),
        ("?reached=yes", ["Ash ward"]),
        ("?q=annexe", ["Elm ward"]),
        ("?sort=-visits", ["Elm ward", "Ash ward", "Oak ward"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(visited: Site, asked: str, names: list[str]) -> None:
    found = [row["Area"] for row in read_rows(visited.browser("BM"), f"{LIST}{asked}&format=csv")]
    assert sorted(found) == sorted(names) if "visits" in asked else found == names


def test_the_database_counts_as_the_engine_does(visited: Site) -> None:
    visited.see()
    trust = load_trust("PLA", on=TODAY)
    told = reached_areas(trust.areas, trust.visits, leaders_of(trust.roles, trust.holders, trust.champions), TODAY)
    lines = list_areas(visited.trust.pk, Wanted(limit=None), on=TODAY).rows
    assert {one.name: (one.last, one.visits) for one in lines} == {
        one.area.name: (one.last.visited_on if one.last else None, len(one.counted)) for one in told
    }


def test_visits_say_what_they_are_and_whether_they_count(visited: Site) -> None:
    rows = read_rows(visited.browser("CL"), f"{VISITS}?sort=day&format=csv")
    assert [(row["Area"], row["Who"], row["State"], row["Counts"]) for row in rows] == [
        ("Elm ward", "Cy Otieno", "Took place", "Yes"),
        ("Ash ward", "Cy Otieno", "Took place", "Yes"),
        ("Oak ward", "Cy Otieno", "Planned: nobody said that it took place", "No"),
        ("Ash ward", "Bo Price", "Took place", "No"),
        ("Oak ward", "Cy Otieno", "Said to have taken place on a day to come: not counted", "No"),
    ]
    assert "1 planned visit is over, and nobody said whether it took place." in read(visited.browser("CL"), VISITS)


def test_an_auditor_reads_no_name_and_finds_none(visited: Site) -> None:
    browser = visited.browser("RO")
    assert "Cy Otieno" not in read(browser, VISITS)
    assert "Cy Otieno" not in browser.get(f"{VISITS}?format=csv").content.decode()
    assert "No visits match" in read(browser, f"{VISITS}?q=otieno")
    visit = visited.id_of(ClinicalVisit, area__name="Elm ward")
    assert "Cy Otieno" not in read(browser, f"{VISITS}{visit}/")
    assert "Cy Otieno" in read(visited.browser("BM"), f"{VISITS}{visit}/")


def test_a_visit_is_logged_in_one_form_and_counts_at_once(visited: Site) -> None:
    leader = visited.browser("CL", "1002")
    form = form_of(leader, f"{VISITS}add/")
    assert (form["employee_number"], form["visited_on"]) == ("1002", f"{TODAY:%d/%m/%Y}")
    answer = leader.post(f"{VISITS}add/", form | {"area": "Oak ward", "purpose": "Listening"})
    assert answer.status_code == 302, read(leader, f"{VISITS}add/")
    assert "2 of 3 clinical areas" in read(leader, LIST)


def test_a_visit_on_a_day_to_come_is_refused_and_a_plan_of_it_is_taken(visited: Site) -> None:
    leader = visited.browser("CL", "1002")
    form = form_of(leader, f"{VISITS}add/") | {"area": "Oak ward", "purpose": "Clinic", "visited_on": ago(-20)}
    refused = leader.post(f"{VISITS}add/", form)
    assert refused.status_code == 422
    assert "This day is still to come. Write a day up to today, or plan the visit instead." in refused.content.decode()
    plan = form_of(leader, f"{VISITS}plan/?area=Oak+ward")
    assert plan["area"] == "Oak ward"
    made = leader.post(f"{VISITS}plan/", plan | {"purpose": "Clinic", "visited_on": ago(-20)})
    assert made.status_code == 302
    page = read(leader, made["Location"])
    assert "Planned." in page
    assert "Visit to a clinical area added" in page
    assert "1 of 3 clinical areas" in read(leader, LIST), "a plan counts in nothing"


def test_a_champion_logs_own_visits_only_and_takes_them_back(visited: Site) -> None:
    champion = visited.browser("CH", "1004")
    form = form_of(champion, f"{VISITS}add/") | {"area": "Elm ward", "purpose": "Listening"}
    other = champion.post(f"{VISITS}add/", form | {"employee_number": "1002"})
    assert "Your role logs your own visits only." in other.content.decode()
    mine = champion.post(f"{VISITS}add/", form)
    assert mine.status_code == 302
    undo = re.search(r'action="(/t/PLA/undo/[^"]+)"', read(champion, mine["Location"]))
    assert undo
    assert champion.post(undo[1]).status_code == 302
    assert champion.get(mine["Location"]).status_code == 404
    visit = visited.id_of(ClinicalVisit, area__name="Elm ward")
    assert champion.get(f"{VISITS}{visit}/edit/").status_code == 403


def test_a_visit_that_never_was_is_removed_after_a_question(visited: Site) -> None:
    office, visit = visited.browser("PMO"), visited.id_of(ClinicalVisit, visited_on=TODAY - timedelta(days=10))
    asked = f"{VISITS}{visit}/remove/"
    assert "Cy Otieno was in Ash ward" in read(office, asked)
    stamp = re.search(r'name="stamp" value="([^"]+)"', read(office, asked))
    assert stamp
    assert office.post(asked, {"stamp": stamp[1]}).status_code == 302
    assert "0 of 3 clinical areas were reached" in read(office, LIST)


def test_an_area_is_added_and_changed_by_those_who_keep_them(visited: Site) -> None:
    office = visited.browser("PMO")
    made = office.post(f"{LIST}add/", form_of(office, f"{LIST}add/") | {"name": "Fir ward", "site": "Main"})
    assert "No clinical leader or champion has been here." in read(office, made["Location"])
    again = office.post(f"{LIST}add/", form_of(office, f"{LIST}add/") | {"name": "fir ward"})
    assert "There is one with this area already." in again.content.decode()
    area = visited.id_of(ClinicalArea, name="Elm ward")
    assert "Not reached: the last visit was 91 days ago." in read(office, f"{LIST}{area}/")
    changed = office.post(f"{LIST}{area}/edit/", form_of(office, f"{LIST}{area}/edit/") | {"name": "Elm"})
    assert "<h1>Elm</h1>" in read(office, changed["Location"])


@pytest.mark.parametrize("role", ["BM", "EX", "FIN", "TL", "ME", "RO", "SEC", "ADM"])
def test_others_read_and_change_nothing(visited: Site, role: str) -> None:
    browser, visit = visited.browser(role), visited.id_of(ClinicalVisit, area__name="Elm ward")
    assert browser.get(LIST).status_code == 200
    ways = ("add/", "visits/add/", "visits/plan/", f"visits/{visit}/edit/", f"visits/{visit}/remove/")
    assert {browser.get(f"{LIST}{way}").status_code for way in ways} == {403}


def test_another_trust_and_the_operator_see_nothing(visited: Site) -> None:
    assert visited.browser("OPS").get(LIST).status_code == 403
    visit = visited.id_of(ClinicalVisit, area__name="Elm ward")
    office = visited.browser("PMO")
    assert office.get(f"{VISITS}{visit + 999}/").status_code == 404
    assert office.get(f"{LIST}999999/").status_code == 404
    assert office.get(f"/t/PLB/areas/visits/{visit}/").status_code in {403, 404}


def test_an_empty_trust_says_what_is_not_known(site: Site) -> None:
    page = read(site.browser("PMO"), LIST)
    assert "We cannot tell. No clinical area is recorded." in page
    assert "Bring the Clinical areas sheet" in page


def test_the_list_asks_as_often_of_many_areas(visited: Site) -> None:
    few = count_queries(visited.browser("PMO"), LIST)
    more = "".join(f"Ward {n}|Main|01/04/2024\n" for n in range(30))
    visited.bring(clinical_areas=f"Area|Site|Starts\n{more}")
    assert count_queries(visited.browser("PMO"), LIST) == few
