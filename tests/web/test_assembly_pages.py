"""Assembling by page: the form, how far it is, the plan with its reasons, accepting it, and who may do what."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from plait.engine.assembly.asks import Policy, first_window
from plait.engine.assembly.plan import Plan, Status
from plait.engine.assembly.planning import plan_teams
from plait.engine.assembly.wishes import Without
from plait.files.plans import plain_plan
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import _accept
from plait.store.assembly import Wish, add_run, begin_acceptance, fail_run, keep_plan, load_run, reporting_run
from plait.store.models import AssemblyRun, Event, Membership, Service, Team, Trust
from plait.store.snapshot import load_trust
from tests.conftest import InScope
from tests.registers import Site, count_queries, read, read_rows

HOME = "/t/PLA/assemble/"
SKILLS = """
Employee number|Competency     |Level       |Since
1001           |User research  |Practitioner|01/05/2025
1003           |Bed flow       |Working     |01/05/2025
"""
FLOW = "Competency|Family|Viewpoint|Description\nBed flow|Flow|Operational|Knows the beds"
SERVICES = "Service|Phase\nFlow board|Alpha\nQuiet|Alpha\nGone|Retired"
NEEDS = """
Service   |Competency     |Level       |People|WTE|Priority
Flow board|Clinical safety|Practitioner|1     |   |Must
Flow board|User research  |Practitioner|      |0.2|Should
Flow board|Bed flow       |Expert      |1     |   |Could
Gone      |Bed flow       |Working     |1     |   |Could
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def needy(site: Site) -> Site:
    """The small trust with a service that needs a team of three viewpoints, of which it finds two and a half."""
    site.bring(competencies=FLOW, services=SERVICES)
    site.bring(needs=NEEDS)
    site.bring(competencies_held=SKILLS)
    return site


def proposed(site: Site, *, wanted: str = "Working", status: Status = Status.PROVED) -> int:
    """A run whose plan is ready, as a worker leaves it."""
    site.see()
    today = timezone.localdate()
    window = first_window(today)
    trust = load_trust("PLA", on=today)
    needs = tuple(replace(one, level=2) if one.competency == "Bed flow" and wanted == "Working" else one
                  for one in trust.needs)  # fmt: skip
    plan = replace(plan_teams(replace(trust, needs=needs), ["Flow board"], window, Policy()), status=status)
    return kept(site, plan)


def kept(site: Site, plan: Plan) -> int:
    site.see()
    today = timezone.localdate()
    run_id = add_run(site.act, Wish(["Flow board"], first_window(today).starts, 6))
    keep_plan(site.trust.pk, run_id, plain_plan(plan), revision=load_revision_of(site))
    return run_id


def load_revision_of(site: Site) -> int:
    return int(Trust.objects.values_list("revision", flat=True).get(id=site.trust.pk))


def test_the_form_offers_services_that_say_what_they_need(needy: Site) -> None:
    page = read(needy.browser("PMO"), f"{HOME}new/")
    assert "3 needs. No team yet: a new one is proposed." in page
    assert "Team: Access team. Whom it lacks is proposed; its members stay." in page
    beside = Team.objects.get(id=needy.id_of(Team, name="Access team"))
    Team.objects.create(trust=needy.trust, name="Home team", starts=beside.starts, service_id=beside.service_id)
    two = read(needy.browser("PMO"), f"{HOME}new/")
    assert "Teams: Access team and Home team. Whom they lack is proposed; members stay." in two
    assert f'{needy.id_of(Service, name="Quiet")}/needs/copy/">Quiet</a>' in page
    assert f'type="checkbox" value="{needy.id_of(Service, name="Quiet")}"' not in page
    assert "needs/copy/" not in read(needy.browser("CL"), f"{HOME}new/")
    assert "Gone" not in page
    flow = needy.id_of(Service, name="Flow board")
    assert f'name="service" type="checkbox" value="{flow}" checked' in page


def test_a_wish_becomes_a_run_that_waits_for_a_worker(needy: Site) -> None:
    browser, flow = needy.browser("CDIO"), needy.id_of(Service, name="Flow board")
    starts = first_window(timezone.localdate()).starts
    sent = browser.post(f"{HOME}new/", {"service": [flow], "starts": starts.isoformat(), "months": "6"})
    needy.see()
    run = AssemblyRun.objects.get()
    assert sent["Location"] == f"{HOME}{run.id}/"
    assert (run.services, run.starts, run.months, run.status) == (["Flow board"], starts, 6, "working")
    page = read(browser, f"{HOME}{run.id}/")
    assert "Assembling teams for 1 service" in page
    assert "Waiting for a worker." in page
    assert "Stop and keep the best so far" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("service", "", "Tick at least one service"),
        ("service", "999999", "Tick at least one service"),
        ("starts", "2001-01-01", "Choose the day the teams begin from the list"),
        ("months", "7", "Choose how long the teams are for from the list"),
    ],
)
def test_a_wish_that_cannot_be_is_said_beside_its_field(needy: Site, field: str, value: str, words: str) -> None:
    sent = {
        "service": str(needy.id_of(Service, name="Flow board")),
        "starts": first_window(timezone.localdate()).starts.isoformat(),
        "months": "6",
    }
    answer = needy.browser("PMO").post(f"{HOME}new/", {**sent, field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    needy.see()
    assert not AssemblyRun.objects.exists()


def test_without_needs_the_form_says_what_is_missing(site: Site) -> None:
    site.see()
    Service.objects.update(phase="retired")
    assert "No service says what it needs yet." in read(site.browser("PMO"), f"{HOME}new/")


def test_how_far_a_search_is_stands_on_its_page(needy: Site) -> None:
    run_id = add_run(needy.act, Wish(["Flow board"], first_window(timezone.localdate()).starts, 6))
    AssemblyRun.objects.update(stage="Better plans, and proof", best=0.948, bound=0.9699)
    page = read(needy.browser("PMO"), f"{HOME}{run_id}/")
    assert "The best plan so far covers 94.8% of the need. No plan can cover more than 96.9%." in page
    needy.see()
    AssemblyRun.objects.update(wants_stop=True)
    assert "Stop and keep" not in read(needy.browser("PMO"), f"{HOME}{run_id}/")


def test_a_plan_names_everybody_with_a_reason_and_every_gap(needy: Site) -> None:
    page = read(needy.browser("PMO"), f"{HOME}{proposed(needy)}/")
    assert "Every need of 1 service can be covered." in page
    assert "It covers 100.0% of what the services need" in page
    assert "We proved that no other choice of people covers more." in page
    assert "The only one free who holds Clinical safety at Practitioner" in page
    assert "Ward sister" in page
    assert "User research, practitioner" in page
    assert "It begins small, as a new team may." in page
    assert "A chief digital information officer, CCIO or CNIO accepts them." in page


def test_what_is_short_is_told_with_why(needy: Site) -> None:
    page = read(needy.browser("PMO"), f"{HOME}{proposed(needy, wanted='Expert')}/")
    assert "0 of 1 service can be staffed in full." in page
    assert "Bed flow, expert" in page
    assert "Nobody who can be asked for the whole time holds it at this level" in page


def test_a_search_that_was_stopped_does_not_claim_a_proof(needy: Site) -> None:
    page = read(needy.browser("PMO"), f"{HOME}{proposed(needy, status=Status.STOPPED)}/")
    assert "The search was stopped before its proof: no plan can cover more than 100.0%." in page


def test_a_bound_above_the_plan_is_shown(needy: Site) -> None:
    site_plan = proposed(needy)
    needy.see()
    run = AssemblyRun.objects.get(id=site_plan)
    assert run.plan is not None
    run.plan["coverage"] = {"name": "coverage", "value": 0.96, "bound": 0.97}
    run.save()
    page = read(needy.browser("PMO"), f"{HOME}{site_plan}/")
    assert "We proved that no other choice of people can pass 97.0%." in page
    assert "This plan covers 96.0%. The most any plan could cover is 97.0%." in page


def test_changes_since_the_plan_was_made_are_counted(needy: Site) -> None:
    run_id = proposed(needy)
    needy.bring(services="Service|Phase\nAnother|Alpha")
    assert "The record has changed 1 time since." in read(needy.browser("PMO"), f"{HOME}{run_id}/")


def test_everybody_proposed_comes_as_a_file(needy: Site) -> None:
    rows = read_rows(needy.browser("CL"), f"{HOME}{proposed(needy)}/?format=csv")
    assert {(row["Team"], row["Name"], row["Viewpoint"]) for row in rows} >= {("Flow board", "Cy Otieno", "Clinical")}
    assert rows[0]["Joins"] == first_window(timezone.localdate()).starts.isoformat()


def workbook_of(site: Site, role: str, run_id: int) -> list[list[tuple[object, ...]]]:
    """The rows of each sheet of a downloaded plan."""
    data = site.browser(role).get(f"{HOME}{run_id}/?format=xlsx").content
    return [list(sheet.values) for sheet in load_workbook(io.BytesIO(data)).worksheets]


@pytest.mark.parametrize("role", ["CL", "FIN"])
def test_a_plan_comes_as_one_workbook(needy: Site, role: str) -> None:
    run_id = proposed(needy)
    members, _, levels, cost = workbook_of(needy, role, run_id)
    [cy] = [dict(zip(members[0], row, strict=True)) for row in members if "Cy Otieno" in row]
    assert isinstance(cy["WTE"], float)
    assert isinstance(cy["Joins"], datetime)
    assert cy["Joins"].date() == first_window(timezone.localdate()).starts
    assert ("Why" in cy) is (role == "CL")
    assert [row[0] for row in levels][:2] == ["What counts", "What is covered"]
    assert ("Band" in cost[0]) is (role == "FIN")
    needy.see()
    taken = Event.objects.filter(kind="file").latest("id")
    assert (taken.after or {})["name"] == f"plan-{run_id}.xlsx"


def test_the_workbook_of_a_plan_names_what_is_not_covered(needy: Site) -> None:
    _, gaps, *_ = workbook_of(needy, "CL", proposed(needy, wanted="Expert"))
    assert ("Flow board", "Bed flow, expert", "1 person") in [row[:3] for row in gaps]


def test_doing_without_somebody_asks_again_and_stays_near(needy: Site) -> None:
    first, browser = proposed(needy), needy.browser("PMO")
    assert "Do without somebody and assemble again" in read(browser, f"{HOME}{first}/")
    nothing = browser.post(f"{HOME}{first}/again/", {"out": ["1000", ""]}, follow=True)
    assert "Tick at least one person to do without. Nothing was asked." in nothing.content.decode()
    sent = browser.post(f"{HOME}{first}/again/", {"out": ["1001"]})
    needy.see()
    second = AssemblyRun.objects.latest("id")
    assert sent["Location"] == f"{HOME}{second.id}/"
    assert (second.services, second.left_out, second.changes_id) == (["Flow board"], ["1001"], first)


def test_a_changed_plan_says_who_stayed_and_what_it_costs(needy: Site) -> None:
    first, browser = proposed(needy), needy.browser("PMO")
    needy.see()
    today = timezone.localdate()
    base = AssemblyRun.objects.get(id=first)
    wish = Wish(base.services, base.starts, 6, ["1001"], first)
    second = add_run(needy.act, wish)
    plan = plan_teams(load_trust("PLA", on=today), ["Flow board"], first_window(today), Policy((Without("1001"),)))
    keep_plan(needy.trust.pk, second, plain_plan(plan), revision=0)
    page = read(browser, f"{HOME}{second}/")
    assert f'Beside <a href="../{first}/">Run {first}</a>, which it changes:' in page
    assert "0 people join a team and 3 people no longer do, and it covers 100.0% less of the need: 0.0% after" in page
    assert "No longer joins" in page
    assert re.search(r"Bo Price[^<]*Cy Otieno|Cy Otieno[^<]*Bo Price", page)
    assert "Do without Bo Price in every team" in page
    needy.see()
    AssemblyRun.objects.filter(id=first).update(plan=AssemblyRun.objects.get(id=second).plan)
    same = read(browser, f"{HOME}{second}/")
    assert "the people are the same, and it covers as much of the need, 0.0%." in same
    assert "See what is different" not in same
    needy.see()
    AssemblyRun.objects.filter(id=second).update(plan=base.plan)
    assert "and it covers 100.0% more of the need: 100.0% after 0.0%." in read(browser, f"{HOME}{second}/")
    assert "and it covers 100.0% less of the need" in read(browser, f"{HOME}{first}/?beside={second}")
    assert 'id="different"' not in read(browser, f"{HOME}{first}/?beside={first + 99}")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("Cy Otieno", "Cy Otieno, Flow board: They are in it: "),
        ("1004", "Ed Mole, Flow board: They hold nothing these services need"),
        ("Zoe Nobody", "Nobody in the record is called “Zoe Nobody”."),
        ("o", "people match “o”. Choose from the list."),
    ],
)
def test_why_not_somebody_is_answered_on_the_page(needy: Site, who: str, words: str) -> None:
    run_id = proposed(needy)
    assert words in read(needy.browser("CDIO"), f"{HOME}{run_id}/?who={who}&service=Flow board")


def test_a_question_about_a_service_that_is_not_there_is_left_aside(needy: Site) -> None:
    page = read(needy.browser("CDIO"), f"{HOME}{proposed(needy)}/?who=1001&service=Nothing")
    assert "Bo Price, " not in page


def test_accepting_asks_a_worker_and_the_page_leads_to_the_team(needy: Site) -> None:
    run_id, browser = proposed(needy, wanted="Working"), needy.browser("CL")
    page = read(browser, f"{HOME}{run_id}/")
    assert "Teams to accept" in page
    nothing = browser.post(f"{HOME}{run_id}/accept/", {"team": ["Never"]}, follow=True)
    assert "Tick at least one team to accept. Nothing was saved." in nothing.content.decode()
    browser.post(f"{HOME}{run_id}/accept/", {"team": ["Flow board"]})
    assert "<h1>Saving the teams you accepted</h1>" in read(browser, f"{HOME}{run_id}/")
    again = browser.post(f"{HOME}{run_id}/accept/", {"team": ["Flow board"]}, follow=True)
    assert "This plan is accepted already, or not ready." in again.content.decode()


def test_what_was_accepted_can_be_undone_by_page(needy: Site) -> None:
    site_run, browser = proposed(needy), needy.browser("CDIO")
    user = int(browser.session["_auth_user_id"])
    _relax(needy)
    begin_acceptance(needy.trust.pk, site_run, ["Flow board"], on=timezone.localdate())
    at = timezone.now()
    with acting(user, "PLA", on=timezone.localdate(at)) as viewer:
        run = load_run(viewer.trust_id, site_run)
        assert run is not None
        _accept(viewer, run, act_of(viewer, at, request="accepting"))
    page = read(browser, f"{HOME}{site_run}/")
    team = needy.id_of(Team, name="Flow board")
    assert f'Accepted: <a href="/t/PLA/teams/{team}/">Flow board</a>' in page
    assert Membership.objects.filter(team_id=team).count() == 3
    assert needy.browser("CDIO").post(f"{HOME}{site_run}/undo/").status_code == 404  # somebody else
    undone = browser.post(f"{HOME}{site_run}/undo/", follow=True)
    assert "That is undone. The plan stands as it was proposed." in undone.content.decode()
    needy.see()
    assert not Team.objects.filter(name="Flow board").exists()


def test_a_plan_whose_teams_are_taken_back_by_the_general_undo_is_proposed_again(needy: Site) -> None:
    site_run, browser = proposed(needy), needy.browser("CDIO")
    _relax(needy)
    begin_acceptance(needy.trust.pk, site_run, ["Flow board"], on=timezone.localdate())
    at = timezone.now()
    with acting(int(browser.session["_auth_user_id"]), "PLA", on=timezone.localdate(at)) as viewer:
        run = load_run(viewer.trust_id, site_run)
        assert run is not None
        _accept(viewer, run, act_of(viewer, at, request="accepting"))
    assert browser.post("/t/PLA/undo/accepting/").status_code == 302
    needy.see()
    assert not Team.objects.filter(name="Flow board").exists()
    taken_back = AssemblyRun.objects.get(id=site_run)
    assert (taken_back.status, taken_back.accepted_by, taken_back.request) == ("ready", None, "")
    page = read(browser, f"{HOME}{site_run}/")
    assert '<a href="#accept">Accept these teams</a>' in page
    assert '<h2 id="accept">Accept these teams</h2>' in page


def _relax(site: Site) -> None:
    """The need that the plan was made for, in the record too."""
    site.bring(needs="Service|Competency|Level|People|Priority\nFlow board|Bed flow|Working|1|Could")


def test_a_search_that_failed_says_why_and_offers_another(needy: Site) -> None:
    run_id = add_run(needy.act, Wish(["Flow board"], first_window(timezone.localdate()).starts, 6))
    fail_run(needy.trust.pk, run_id, "Because of this.")
    browser = needy.browser("PMO")
    page = read(browser, f"{HOME}{run_id}/")
    assert "Because of this." in page
    assert "Assemble again" in page
    assert "No teams for 1 service" in page
    assert "Assembling teams" not in page
    stopped = browser.post(f"{HOME}{run_id}/stop/", follow=True)
    assert "There was nothing to stop: the search is over." in stopped.content.decode()


def test_a_search_is_stopped_by_page(needy: Site) -> None:
    run_id = add_run(needy.act, Wish(["Flow board"], first_window(timezone.localdate()).starts, 6))
    answer = needy.browser("PMO").post(f"{HOME}{run_id}/stop/", follow=True)
    assert "It stops at its next step and keeps the best plan it has." in answer.content.decode()
    needy.see()
    assert AssemblyRun.objects.get().wants_stop


def test_why_not_is_answered_whatever_the_capitals_of_a_number(needy: Site) -> None:
    people = "Employee number|Name|Staff group|Department|WTE|Starts\nX-9|Gus Peel|Managers|Medicine|1|01/04/2025"
    needy.bring(people=people)
    needy.bring(competencies_held="Employee number|Competency|Level|Since\nX-9|Bed flow|Working|01/05/2025")
    run_id, browser = proposed(needy), needy.browser("CDIO")
    answers = [
        re.findall(r'<p role="status"><b>(.*?)</b>', read(browser, f"{HOME}{run_id}/?who={who}&service=Flow board"))
        for who in ("X-9", "x-9", "x - 9")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert "hold nothing" not in answers[0][0]


def test_the_audit_trail_tells_of_runs_in_words(needy: Site) -> None:
    run_id = proposed(needy)
    rows = read_rows(needy.browser("CDIO"), "/t/PLA/access/audit/?format=csv")
    [asked] = [row for row in rows if row["What"].startswith("Proposal of teams")]
    assert (asked["What"], asked["About"]) == ("Proposal of teams asked", f"Run {run_id}")
    assert "Flow board" in asked["Values"]


def test_earlier_runs_are_listed_and_found(needy: Site) -> None:
    run_id, browser = proposed(needy), needy.browser("PMO")
    page = read(browser, HOME)
    assert f'href="/t/PLA/assemble/{run_id}/">Flow board</a>' in page
    assert "Proposed" in page
    assert "No runs match." in read(browser, f"{HOME}?q=nothing")


def test_a_first_visit_says_what_assembling_is_for(site: Site) -> None:
    assert "No teams were assembled yet." in read(site.browser("CDIO"), HOME)


@pytest.mark.parametrize("role", ["BM", "EX", "TL", "ME", "CH", "RO", "SEC", "ADM"])
def test_roles_that_may_not_assemble_see_nothing_of_it(needy: Site, role: str) -> None:
    run_id, browser = proposed(needy), needy.browser(role)
    for path in ("", "new/", f"{run_id}/", f"{run_id}/?format=csv"):
        assert browser.get(HOME + path).status_code == 403
    for path in ("new/", f"{run_id}/again/", f"{run_id}/accept/", f"{run_id}/stop/", f"{run_id}/undo/"):
        assert browser.post(HOME + path).status_code == 403
    assert ">Assemble<" not in browser.get("/t/PLA/teams/").content.decode()


def test_the_transformation_office_proposes_and_does_not_accept(needy: Site) -> None:
    run_id, browser = proposed(needy), needy.browser("PMO")
    assert browser.post(f"{HOME}{run_id}/accept/", {"team": ["Flow board"]}).status_code == 403
    assert browser.post(f"{HOME}{run_id}/undo/").status_code == 403


def test_a_run_of_another_trust_is_not_found(needy: Site, other_trust: Trust, in_scope: InScope) -> None:
    run_id = proposed(needy)
    stranger = needy.signed_in_as(needy.user_with_role("CDIO", other_trust))
    for path in ("", "?format=csv"):
        assert stranger.get(f"/t/{other_trust.code}/assemble/{run_id}/{path}").status_code == 404
    for act in ("again", "accept", "stop", "undo"):
        assert stranger.post(f"/t/{other_trust.code}/assemble/{run_id}/{act}/").status_code == 404
    in_scope(other_trust)
    assert not AssemblyRun.objects.exists()


def test_pages_take_as_many_queries_whatever_the_plan_holds(needy: Site) -> None:
    browser, small = needy.browser("PMO"), proposed(needy, wanted="Expert")
    one = count_queries(browser, f"{HOME}{small}/")
    assert count_queries(browser, f"{HOME}{proposed(needy)}/") <= one + 2 <= 12  # the names of people, and their pay
    assert count_queries(browser, HOME) <= 12
    assert count_queries(browser, f"{HOME}new/") <= 12


def test_a_report_on_a_run_that_is_gone_says_stop(needy: Site) -> None:
    with reporting_run(needy.trust.pk, 999_999) as report:
        assert not report("Looking", None, None)
