"""Where champions are missing, whom one might ask there, and what it would change, for every kind of reader."""

from __future__ import annotations

import re

import pytest

from plait.engine.permissions import Role
from plait.engine.small_numbers import TOO_FEW
from plait.store.models import Champion, Event, Trust
from tests.conftest import InScope, UserWithRole
from tests.registers import Site, count_queries, form_of, read, read_rows
from tests.web.test_champion_pages import CHAMPIONS, PEOPLE, ago

LIST = "/t/PLA/champions/"
GAPS, FOUND = f"{LIST}gaps/", f"{LIST}candidates/"
EVENINGS = f"{FOUND}?site=Main&shift=Evenings"
ROSTER = """
Employee number|Name     |Job title  |Staff group             |Profession |Department|WTE|Starts    |Site  |Shifts           |Line manager
1010           |Ida Moss |Staff nurse|Nurses & health visitors|Adult nurse|Medicine  |1  |01/04/2025|Main  |Evenings;Weekends|1002
1011           |Jo Park  |Registrar  |HCHS doctors            |Physician  |Surgery   |1  |01/04/2025|Main  |Evenings         |
1012           |Kay Rush |Midwife    |Midwives                |Midwife    |Medicine  |1  |01/04/2025|Annexe|                 |
1013           |Lou Vane |Porter     |Managers                |           |Medicine  |1  |01/04/2025|Main  |Evenings         |
"""  # noqa: E501 # a table reads best whole
PLANNERS = ("CDIO", "CL", "PMO")
pytestmark = pytest.mark.django_db


@pytest.fixture
def rostered(site: Site) -> Site:
    """The small trust with two clinical champions, and the shifts of three people; one of them is on long leave."""
    site.bring(people=PEOPLE)
    site.bring(champions=CHAMPIONS)
    site.bring(people=ROSTER)
    site.bring(
        competencies_held="Employee number|Competency|Level|Since\n1011|User research|Working|01/05/2025",
        long_leave=f"Employee number|Starts|Last day\n1011|{ago(9)}|",
    )
    return site


def id_of(site: Site, number: str) -> str:
    return site.person(number).strip("/").rpartition("/")[2]


def test_the_largest_gap_comes_first_and_leads_to_whom_one_might_ask(rostered: Site) -> None:
    rows = read_rows(rostered.browser("CL"), f"{GAPS}?format=csv")
    assert [(row["Where"], row["Staff"], row["Active champions"], row["Champions short"]) for row in rows] == [
        ("Evenings at Main", "2", "0", "0.57"), ("Midwives", "2", "0", "0.57"), ("Weekends at Main", "1", "0", "0.29"),
        ("Evenings at Annexe", "", "0", ""), ("Nights at Annexe", "", "0", ""),
    ]  # fmt: skip
    page = read(rostered.browser("CL"), GAPS)
    assert "<b>5 places and staff groups have no active champion.</b>" in page
    assert "No record says" in page
    assert 'href="/t/PLA/champions/candidates/?site=Main&amp;shift=Evenings"' in page
    listed = read(rostered.browser("CL"), LIST)
    assert "<b>Evenings at Main</b>: 2 staff work then, no champion." in listed
    assert "All 5 gaps" in listed
    assert 'href="/t/PLA/champions/candidates/?group=Midwives"' in listed, "in the table of groups"


def test_gaps_are_searched_filtered_and_sorted(rostered: Site) -> None:
    browser = rostered.browser("PMO")
    for asked, found in (
        ("?kind=Staff+group", ["Midwives"]),
        ("?site=Annexe&sort=where", ["Evenings at Annexe", "Nights at Annexe"]),
        ("?shift=Nights", ["Nights at Annexe"]),
        ("?q=midw", ["Midwives"]),
        ("?sort=-staff&q=main", ["Evenings at Main", "Weekends at Main"]),
        ("?sort=champions&q=main", ["Evenings at Main", "Weekends at Main"]),
    ):
        assert [row["Where"] for row in read_rows(browser, f"{GAPS}{asked}&format=csv")] == found, asked


def test_who_may_not_read_when_people_work_reads_no_number_of_few(rostered: Site) -> None:
    board = rostered.browser("BM")
    rows = {row["Where"]: row["Staff"] for row in read_rows(board, f"{GAPS}?format=csv")}
    assert rows == dict.fromkeys(
        ("Evenings at Annexe", "Evenings at Main", "Nights at Annexe", "Weekends at Main"), ""
    ) | {"Midwives": "2"}
    page = read(board, GAPS)
    assert TOO_FEW in page
    assert "candidates" not in page
    assert "no number of staff to show, no champion." in read(board, LIST)
    assert "Find somebody" not in read(board, LIST)
    more = "\n".join(f"{n}|Nurse {n}|Nurses & health visitors|Medicine|1|Main|Evenings" for n in range(2000, 2012))
    rostered.bring(people=f"Employee number|Name|Staff group|Department|WTE|Site|Shifts\n{more}")
    rows = {row["Where"]: row["Staff"] for row in read_rows(rostered.browser("BM"), f"{GAPS}?format=csv")}
    assert (rows["Evenings at Main"], rows["Weekends at Main"]) == ("", ""), "the small one, and the next"
    assert rostered.browser("RO").get(GAPS).status_code == 403
    assert "Where somebody is missing" not in read(rostered.browser("RO"), LIST)


def test_candidates_are_for_who_reads_time_and_competencies_of_everybody(rostered: Site) -> None:
    joins = f"{LIST}leaving/?joins={id_of(rostered, '1010')}"
    for role in set(Role) - {Role.OPS}:
        browser, may = rostered.browser(role), role in PLANNERS
        for address in (EVENINGS, EVENINGS.replace("/?", "/walk/?")):
            answer = browser.get(address)
            assert (answer.status_code == 200) is may, role
            assert ("Ida Moss" in answer.content.decode()) is may, role
        assert ("Ida Moss" in browser.get(joins).content.decode()) is may, role


def test_each_candidate_says_why_and_why_not_and_whom_to_ask_first(rostered: Site) -> None:
    page = read(rostered.browser("CL"), EVENINGS)
    assert "<b>3 people could be asked; nothing stands against 1 of them.</b>" in page
    assert page.index("Ida Moss") < page.index("Jo Park")
    assert "User research: working, not confirmed" in page
    assert "On long leave, with no last day recorded" in page
    assert "Brings no clinical viewpoint: would count as a bridge" in page
    assert "Cy Otieno" in page.partition("Ida Moss")[2].partition("Jo Park")[0], "her line manager"
    rows = read_rows(rostered.browser("PMO"), f"{EVENINGS}&format=csv")
    assert rows[0] == {
        "Name": "Ida Moss", "Job title": "Staff nurse", "Profession": "Adult nurse",
        "Staff group": "Nurses & health visitors", "Department": "Medicine", "Site": "Main",
        "Shifts": "Evenings; Weekends", "Why": "", "Why not yet": "", "Line manager": "Cy Otieno",
    }  # fmt: skip
    rostered.see()
    event = Event.objects.filter(action="exported", kind="file").latest("id")
    assert (event.after or {})["page"] == FOUND


def test_candidates_are_searched_filtered_and_sorted(rostered: Site) -> None:
    browser = rostered.browser("CL")
    for asked, found in (
        ("&free=yes", ["Ida Moss"]),
        ("&free=no", ["Jo Park", "Lou Vane"]),
        ("&department=Surgery", ["Jo Park"]),
        ("&q=nurse", ["Ida Moss"]),
        ("&sort=-name", ["Lou Vane", "Jo Park", "Ida Moss"]),
        ("&sort=department", ["Ida Moss", "Lou Vane", "Jo Park"]),
        ("&sort=-why", ["Lou Vane", "Jo Park", "Ida Moss"]),
        ("&group=HCHS+doctors", ["Jo Park"]),
        ("&q=zebra", []),
    ):
        assert [row["Name"] for row in read_rows(browser, f"{EVENINGS}{asked}&format=csv")] == found, asked


def test_what_is_asked_for_may_be_nothing_or_nonsense(rostered: Site) -> None:
    browser = rostered.browser("CL")
    assert browser.get(FOUND)["Location"] == browser.get(f"{FOUND}walk/?shift=Dusk")["Location"] == GAPS
    assert "Nobody recorded fits Ghosts" in read(browser, f"{FOUND}?group=Ghosts%00")
    assert "is nobody of this trust whom one could try" in read(browser, f"{LIST}leaving/?joins=x&joins={'9' * 30}")
    assert form_of(browser, f"{LIST}add/?person=x")["shifts"] == form_of(browser, f"{LIST}add/?person=99999")["shifts"]


def test_where_no_roster_was_brought_it_says_how_to_bring_one(rostered: Site) -> None:
    nights = f"{FOUND}?site=Annexe&shift=Nights"
    office, lead = read(rostered.browser("PMO"), nights), read(rostered.browser("CL"), nights)
    assert "No record says who works nights at Annexe. The roster can be brought as the column Shifts" in office
    assert "Bring the people sheet with shifts" in office
    assert "Bring the people sheet with shifts" not in lead
    assert "by the transformation office" in lead
    assert "Nobody recorded fits Nights at Main" in read(rostered.browser("CL"), f"{FOUND}?site=Main&shift=Nights")


def test_a_list_for_a_walk_has_room_to_write_and_leaves_out_who_is_away(rostered: Site) -> None:
    page = read(rostered.browser("CL"), f"{FOUND}walk/?site=Main&shift=Evenings")
    assert "2 people to meet, department by department. Not there just now, and left out: 1." in page
    assert "Asked on" in page
    assert "Line manager: Cy Otieno" in page
    assert "Jo Park" not in page


def test_a_record_begins_with_the_form_filled_in_and_nothing_saved(rostered: Site) -> None:
    lead = rostered.browser("CL")
    [begin] = re.findall(rf'href="({LIST}add/\?person={id_of(rostered, "1010")})"', read(lead, EVENINGS))
    page = read(lead, begin)
    assert "A proposal, filled in from the record; it grants nothing." in page
    assert "with Ida Moss and with the line manager, Cy Otieno" in page
    assert "with Jo Park. Nothing" in read(lead, f"{LIST}add/?person={id_of(rostered, '1011')}")
    form = form_of(lead, begin)
    assert (form["employee_number"], form["shifts"]) == ("1010", "Evenings; Weekends")
    rostered.see()
    assert not Champion.objects.filter(employment__employee_number="1010").exists()
    sent = form | {"starts": ago(1), "last_active_on": ago(0), "trained": "No"}
    assert lead.post(begin, sent | {"shifts": "Dusk"}).status_code == 422
    assert lead.post(begin, sent, follow=True).status_code == 200
    assert "Ida Moss" not in read(lead, EVENINGS), "she is one there now"
    assert "Evenings at Main" not in read(lead, GAPS)
    assert "Begin it" not in read(rostered.browser("PMO"), EVENINGS), "only who keeps the register"


def test_somebody_with_a_record_is_changed_and_not_begun_again(rostered: Site) -> None:
    rostered.bring(people=ROSTER.splitlines()[1] + "\n" + PEOPLE.splitlines()[3] + "|Days; Evenings|")
    page = read(rostered.browser("CL"), f"{EVENINGS}&q=Gus")
    assert "A champion already, on days, nights" in page
    number = rostered.id_of(Champion, employment__employee_number="1006")
    assert f'href="{LIST}{number}/edit/"' in page
    midwife = read(rostered.browser("CL"), f"{FOUND}?group=Midwives&q=Flo")
    assert "not active for 90 days: ask whether to begin again" in midwife


def test_who_joins_and_who_leaves_are_tried_together(rostered: Site) -> None:
    lead, gus = rostered.browser("CL"), rostered.id_of(Champion, employment__employee_number="1006")
    ida = id_of(rostered, "1010")
    come = read(lead, f"{LIST}leaving/?joins={ida}")
    assert (
        "If Ida Moss joined, there would be a champion for Evenings at Main and Weekends at Main, where nobody" in come
    )
    assert "Each who joins is taken to be there on the shifts recorded for them" in come
    rows = read_rows(lead, f"{LIST}leaving/?joins={ida}&format=csv")
    assert {(row["Where and what"], row["Active champions now"], row["Active champions then"]) for row in rows} == {
        ("Nurses & health visitors", "1", "2"), ("Evenings at Main", "0", "1"), ("Weekends at Main", "0", "1"),
    }  # fmt: skip
    both = read(lead, f"{LIST}leaving/?joins={ida}&who={gus}")
    assert "If Gus Low left and Ida Moss joined, there would be" in both
    assert "nobody would be left for Days at Main" in both
    kay = read(lead, f"{LIST}leaving/?joins={id_of(rostered, '1012')}&joins={id_of(rostered, '1005')}")
    assert "there would be a champion for Midwives" in kay
    nothing = read(lead, f"{LIST}leaving/?joins={id_of(rostered, '1013')}&who=")
    assert "there would be a champion for Evenings at Main" in nothing


def test_a_gap_that_opens_names_who_could_close_it(rostered: Site) -> None:
    gus = rostered.id_of(Champion, employment__employee_number="1006")
    page = read(rostered.browser("CL"), f"{LIST}leaving/?who={gus}")
    assert "Who could close it" in page
    nurses = page.partition("<tbody")[2].partition("Nurses &amp; health visitors")[2].partition("</tr>")[0]
    assert "Cy Otieno and Ida Moss" in nurses
    assert "Gus Low" not in nurses
    assert "Nobody recorded" in page.partition("<tbody")[2].partition("Nights at Main")[2].partition("</tr>")[0]
    assert "Who could close it" not in read(rostered.browser("BM"), f"{LIST}leaving/?who={gus}")
    more = "\n".join(f"{n}|Nurse {n}|Nurses & health visitors|Medicine|1|Main" for n in range(2000, 2004))
    rostered.bring(people=f"Employee number|Name|Staff group|Department|WTE|Site\n{more}")
    assert "Cy Otieno, Ida Moss and Nurse 2000 and 3 others" in read(
        rostered.browser("CL"), f"{LIST}leaving/?who={gus}"
    )


def test_with_enough_champions_shares_are_told_and_with_few_counts_alone(rostered: Site) -> None:
    lead = rostered.browser("CL")
    address = f"{LIST}leaving/?joins={id_of(rostered, '1010')}"
    assert "% of champions now" not in read(lead, address)
    rows = [f"{n}|Nurse {n}|Nurses & health visitors|Medicine|1|Main|01/05/2025" for n in range(2000, 2030)]
    rostered.bring(people="\n".join(["Employee number|Name|Staff group|Department|WTE|Site|Starts", *rows]))
    champions = [f"{n}|Days|{ago(2)}|01/05/2025" for n in range(2000, 2030)]
    rostered.bring(champions="\n".join(["Employee number|Shifts|Last active on|Starts", *champions]))
    assert "97% of champions now, 97% then" in read(lead, address)


def test_queries_do_not_grow_with_people_and_another_trust_sees_nothing(
    rostered: Site, other_trust: Trust, user_with_role: UserWithRole, in_scope: InScope
) -> None:
    lead, gus = rostered.browser("CL"), rostered.id_of(Champion, employment__employee_number="1006")
    pages = (GAPS, EVENINGS, f"{FOUND}walk/?shift=Evenings", f"{LIST}leaving/?who={gus}", LIST)
    before = [count_queries(lead, page) for page in pages]
    rows = [f"{n}|Nurse {n}|Nurses & health visitors|Medicine|1|Main|Evenings" for n in range(2000, 2060)]
    rostered.bring(people="\n".join(["Employee number|Name|Staff group|Department|WTE|Site|Shifts", *rows]))
    assert [count_queries(lead, page) for page in pages] == before
    assert max(before) <= 20
    assert "63 candidates" in read(lead, EVENINGS)
    stranger = rostered.signed_in_as(user_with_role("CL", other_trust))
    theirs = EVENINGS.replace("/PLA/", f"/{other_trust.code}/")
    assert "Ida Moss" not in read(stranger, theirs)
    tried = f"/t/{other_trust.code}/champions/leaving/?joins={id_of(rostered, '1010')}"
    assert "1 of those asked for is nobody of this trust" in read(stranger, tried)
    begun = f"/t/{other_trust.code}/champions/add/?person={id_of(rostered, '1010')}"
    assert form_of(stranger, begun)["employee_number"] == ""
    in_scope(other_trust)
