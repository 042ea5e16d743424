"""What a plan costs, by page: to the penny for finance, sums that tell of nobody for others, and who sees what."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from plait.engine.assembly.asks import Policy, Window
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.wishes import Budget
from plait.files.plans import plain_by_role, plain_plan, plain_wishes
from plait.store.assembly import Wish, add_run, keep_plan
from plait.store.models import AssemblyRun, Assignment, Event
from plait.store.snapshot import load_trust
from tests.registers import Site, count_queries, read, read_rows

HOME = "/t/PLA/assemble/"
PEOPLE = """
Employee number|Name|Job title|Staff group|Department|WTE|Band|Point|Starts
2001|Fay Reed|Developer|Digital, data and technology|Digital|1|7|3|01/04/2025
2002|Gus Moor|Ward sister|Nurses & health visitors|Medicine|0.6|7|3|01/04/2025
2003|Hal Rook|Bed manager|Managers|Operations|1|2|2|01/04/2025
"""
COMPETENCIES = """
Competency|Family|Viewpoint  |Description
Build     |Build |Digital    |Builds
Wards     |Wards |Clinical   |Knows wards
Beds      |Beds  |Operational|Knows beds
"""
NEEDS = """
Service   |Competency|Level  |People|WTE|Priority
Flow board|Build     |Working|      |0.5|Must
Flow board|Wards     |Working|      |0.3|Must
Flow board|Beds      |Working|1     |   |Must
"""
HELD = """
Employee number|Competency|Level  |Since
2001           |Build     |Working|01/05/2025
2002           |Wards     |Working|01/05/2025
2003           |Beds      |Working|01/05/2025
"""
WINDOW = Window(date(2027, 4, 1), 12)
pytestmark = pytest.mark.django_db


@pytest.fixture
def run_id(site: Site) -> int:
    """A plan for 2027/28: a developer for half their time, a ward sister for half of 0.6 WTE, and one without a point.

    Of the costs of a year the first is half of £72,651.69, the second half of £43,291.01.
    """
    site.bring(people=PEOPLE)
    site.bring(competencies=COMPETENCIES, services="Service|Phase\nFlow board|Alpha")
    site.bring(needs=NEEDS)
    site.bring(competencies_held=HELD)
    site.see()
    plan = plan_teams(load_trust("PLA", on=WINDOW.starts), ["Flow board"], WINDOW, Policy())
    picked = pick_by_role(load_trust("PLA", on=WINDOW.starts), plan)
    by_role = {"by_role": plain_by_role(picked)} if picked else {}
    made = add_run(site.act, Wish(["Flow board"], WINDOW.starts, WINDOW.months))
    keep_plan(site.trust.pk, made, plain_plan(plan) | by_role, revision=0)
    return made


def test_a_finance_partner_reads_what_each_person_costs_to_the_penny(site: Site, run_id: int) -> None:
    page = read(site.browser("FIN"), f"{HOME}{run_id}/")
    assert "£57,971.36 of pay and on-costs for 2 members, 1 April 2027 to 31 March 2028." in page
    assert "Not known for 1 of 3 members" in page
    assert "Pay after 2026/27 is not published yet: that of 2026/27 stands." in page
    assert "£36,325.85" in page  # half the developer
    assert "£21,645.51" in page  # half the sister, whose insurance is counted once
    assert "Year 5+ in 2026/27: £56,515" in page
    assert "0.3 of 0.6 WTE" in page
    assert "12 months of 2027/28" in page
    assert "What covering" not in page
    assert "Pay is shown to £5,000" not in page


@pytest.mark.usefixtures("run_id")
def test_what_a_team_costs_stands_beside_its_limit_as_the_reader_may_see_it(site: Site) -> None:
    site.see()
    limit = Budget("Flow board", 100_000_00)
    plan = plan_teams(load_trust("PLA", on=WINDOW.starts), ["Flow board"], WINDOW, Policy((limit,)))
    wish = Wish(["Flow board"], WINDOW.starts, WINDOW.months, wishes=plain_wishes([limit]))
    made = add_run(site.act, wish)
    keep_plan(site.trust.pk, made, plain_plan(plan), revision=0)
    assert "£57,971.36 of £100,000" in read(site.browser("FIN"), f"{HOME}{made}/")
    page = read(site.browser("CDIO"), f"{HOME}{made}/")
    assert "£50k to £100k of £100,000" in page
    assert "£57,971" not in page
    assert "A limit counts each of them as the mean of everybody whose pay is known." in page
    assert "Flow board costs £100,000 at most" in page
    assert "Granted" in page


def test_who_looks_at_what_each_person_costs_is_in_the_trail(site: Site, run_id: int) -> None:
    read(site.browser("CDIO"), f"/t/PLA/assemble/{run_id}/")
    site.see()
    looked = Event.objects.filter(action="looked at")
    assert not looked.exists()
    read(site.browser("FIN"), f"/t/PLA/assemble/{run_id}/")
    site.see()
    [one] = looked
    assert (one.kind, one.after) == ("assemblyrun", {"name": f"What each person of run {run_id} costs"})


def test_a_finance_partner_reads_plans_and_changes_nothing_nor_reads_who_can_do_what(site: Site, run_id: int) -> None:
    browser = site.browser("FIN")
    page = read(browser, f"{HOME}{run_id}/")
    assert "Fay Reed" in page
    for hidden in ("Why this person", "Brings", "The only one free", "Why not someone else?", "Do without somebody",
                   "Assemble again", "Accept these teams"):  # fmt: skip
        assert hidden not in page
    assert "Assemble teams</a>" not in read(browser, HOME)
    rows = read_rows(browser, f"{HOME}{run_id}/?format=csv")
    assert {"Brings", "Why"}.isdisjoint(rows[0])
    for address in ("again/", "accept/", "stop/", "undo/"):
        assert browser.post(f"{HOME}{run_id}/{address}").status_code == 403
    assert browser.get(f"{HOME}new/").status_code == 403


def test_a_finance_partner_sees_how_far_a_search_is_and_cannot_stop_it(site: Site, run_id: int) -> None:
    site.see()
    AssemblyRun.objects.filter(id=run_id).update(status="working", stage="Looking", plan=None)
    page = read(site.browser("FIN"), f"{HOME}{run_id}/")
    assert "Looking." in page
    assert "Stop and keep" not in page


@pytest.mark.parametrize("role", ["CDIO", "CL", "PMO"])
def test_who_assembles_sees_sums_that_tell_of_nobody(site: Site, run_id: int, role: str) -> None:
    page = read(site.browser(role), f"{HOME}{run_id}/")
    assert "£50k to £100k of pay and on-costs for 2 members" in page
    assert "Not known for 1 of 3 members" in page
    assert "as a range for fewer than five people" in page
    assert "How this figure is made" in page
    assert "What each person costs" not in page
    cost = page[page.index('id="cost"') : page.index('id="why"')]
    assert set(re.findall(r"£[\d,.]*\dk?", cost)) <= {"£0", "£50k", "£100k", "£5,000", "£15,000"}
    assert "Fay Reed" not in cost
    assert "Medicine" in cost


@pytest.mark.parametrize("role", ["BM", "EX", "TL", "ME", "CH", "RO", "SEC", "ADM"])
def test_nobody_else_reads_plans(site: Site, run_id: int, role: str) -> None:
    browser = site.browser(role)
    for address in (HOME, f"{HOME}{run_id}/", f"{HOME}{run_id}/?format=cost"):
        assert browser.get(address).status_code == 403


def test_the_file_says_what_the_page_may(site: Site, run_id: int) -> None:
    exact = read_rows(site.browser("FIN"), f"{HOME}{run_id}/?format=cost")
    assert [(one["Name"], one["Pay and on-costs"], one["Backfill"]) for one in exact] == [
        ("Fay Reed", "£36,325.85", "No"), ("Gus Moor", "£21,645.51", "Yes"), ("Hal Rook", "Not known", "No"),
    ]  # fmt: skip
    (rounded,) = read_rows(site.browser("CDIO"), f"{HOME}{run_id}/?format=cost")
    assert rounded == {
        "Team": "Flow board", "Service": "Flow board", "Financial year": "2027/28",
        "Pay and on-costs": "£50k to £100k", "Pay known": "2", "Members": "3",
    }  # fmt: skip


def test_somebody_who_has_left_since_is_said_not_to_be_known(site: Site, run_id: int) -> None:
    site.see()
    Assignment.objects.filter(employment__employee_number="2001").update(ends=date(2027, 2, 1))
    browser = site.browser("FIN")
    assert "Not known for 2 of 3 members" in read(browser, f"{HOME}{run_id}/")
    first = read_rows(browser, f"{HOME}{run_id}/?format=cost")[0]
    assert (first["Name"], first["Band"], first["Contracted WTE"], first["Pay and on-costs"]) == (
        "",
        "",
        "",
        "Not known",
    )


def test_a_plan_of_nobody_costs_nothing(site: Site, run_id: int) -> None:
    site.see()
    run = AssemblyRun.objects.get(id=run_id)
    assert run.plan is not None
    run.plan["teams"][0]["members"] = []
    run.save()
    assert "Nobody is proposed, so nothing is to be paid." in read(site.browser("CDIO"), f"{HOME}{run_id}/")
    assert read_rows(site.browser("CDIO"), f"{HOME}{run_id}/?format=cost") == []


def test_a_page_with_cost_asks_the_database_as_often_at_any_size(site: Site, run_id: int) -> None:
    browser = site.browser("FIN")
    browser.get(f"{HOME}{run_id}/")
    assert count_queries(browser, f"{HOME}{run_id}/") <= 30


def test_a_plan_stands_beside_a_pick_by_role_as_each_reader_may_see_it(site: Site, run_id: int) -> None:
    ours = (
        "Asking by role takes 1 more person and leaves 2 more needs short. "
        "2 places go to people who hold nothing their team needs."
    )
    assert ours in read(site.browser("CL"), f"{HOME}{run_id}/")
    page, finance = (read(site.browser(role), f"{HOME}{run_id}/by-role/") for role in ("CL", "FIN"))
    assert ours in page
    assert "£50k to £100k" in page
    assert "£57,971.36" not in page
    assert "Which role was asked for" in page
    assert "1 of 2 people" in page
    assert "£57,971.36" in finance
    assert "Which role was asked for" not in finance
    assert site.browser("BM").get(f"{HOME}{run_id}/by-role/").status_code == 403


def test_a_plan_kept_before_there_were_picks_by_role_has_none(site: Site, run_id: int) -> None:
    site.see()
    kept = AssemblyRun.objects.get(id=run_id).plan or {}
    AssemblyRun.objects.filter(id=run_id).update(plan={key: one for key, one in kept.items() if key != "by_role"})
    browser = site.browser("CL")
    assert "by role" not in read(browser, f"{HOME}{run_id}/")
    assert browser.get(f"{HOME}{run_id}/by-role/").status_code == 404
    book = browser.get(f"{HOME}{run_id}/?format=xlsx").content
    assert "By role" not in load_workbook(io.BytesIO(book)).sheetnames


def test_the_workbook_has_both_ways_side_by_side(site: Site, run_id: int) -> None:
    book = load_workbook(io.BytesIO(site.browser("FIN").get(f"{HOME}{run_id}/?format=xlsx").content))
    rows = {row[0]: row[1:] for row in book["By role"].values}
    assert rows["What"] == ("By competency", "By role", "By role it is")
    assert rows["Needs covered in full"] == ("3 of 3", "1 of 3", "2 fewer")
    [pay] = [row for what, row in rows.items() if str(what).startswith("Pay and on-costs, known for 2 of 3 and ")]
    assert (pay[0], str(pay[2])[0], str(pay[2])[-5:]) == ("£57,971.36", "£", " more")
