"""Consent by page: asked from a plan, answered under For you, told on the plan, accepted once everybody agreed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.assembly.asks import Policy, first_window
from plait.engine.assembly.planning import plan_teams
from plait.files.plans import plain_plan
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import _accept
from plait.store.assembly import Wish, add_run, begin_acceptance, keep_plan, load_run
from plait.store.models import Access, AssemblyRun, Event, Membership, Proposal, Team, Trust
from plait.store.snapshot import load_trust
from tests.conftest import InScope
from tests.registers import Site, read, read_rows

HOME, YOU = "/t/PLA/assemble/", "/t/PLA/you/"
SKILLS = """
Employee number|Competency     |Level       |Since
1001           |User research  |Practitioner|01/05/2025
1003           |Bed flow       |Working     |01/05/2025
"""
FLOW = "Competency|Family|Viewpoint|Description\nBed flow|Flow|Operational|Knows the beds"
NEEDS = """
Service   |Competency     |Level       |People|WTE|Priority
Flow board|Clinical safety|Practitioner|1     |   |Must
Flow board|User research  |Practitioner|      |0.2|Should
Flow board|Bed flow       |Working     |1     |   |Could
"""
MEMBERS = {"1001": "Bo Price", "1002": "Cy Otieno", "1003": "Di Sykes"}
AGREE, DECLINE = {"word": "agreed"}, {"word": "declined", "reason": "Winter pressure"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def run_id(site: Site) -> int:
    """A plan for one service: Bo Price and Cy Otieno report to Ann Frost, Di Sykes to Cy Otieno."""
    site.bring(competencies=FLOW, services="Service|Phase\nFlow board|Alpha")
    site.bring(needs=NEEDS)
    site.bring(competencies_held=SKILLS)
    site.see()
    today = timezone.localdate()
    window = first_window(today)
    plan = plan_teams(load_trust("PLA", on=today), ["Flow board"], window, Policy())
    made = add_run(site.act, Wish(["Flow board"], window.starts, window.months))
    keep_plan(site.trust.pk, made, plain_plan(plan), revision=0)
    return made


def ask(browser: Client, run_id: int, team: str = "Flow board") -> str:
    answer = browser.post(f"{HOME}{run_id}/ask/", {"team": [team]}, follow=True)
    return " ".join(answer.content.decode().split())


def proposal(site: Site, number: str) -> Proposal:
    site.see()
    return Proposal.objects.exclude(state="withdrawn").get(employment__employee_number=number)


def say(site: Site, role: str, who: str, about: str, answer: dict[str, str]) -> int:
    """Answer, as whoever is employed under `who`, what is asked of `about`; the status."""
    browser, one = site.browser(role, who), proposal(site, about)
    return browser.post(f"{YOU}asked/{one.pk}/", {**answer, "version": str(one.version)}).status_code


def everybody_agrees(site: Site) -> None:
    for who, about in (("1001", "1001"), ("1000", "1001"), ("1002", "1002"), ("1000", "1002"), ("1003", "1003"),
                       ("1002", "1003")):  # fmt: skip
        assert say(site, "ME", who, about, AGREE) == 302


def test_who_is_asked_finds_it_for_them_and_on_the_first_page(site: Site, run_id: int) -> None:
    assert "They and their line managers are asked." in ask(site.browser("CDIO"), run_id)
    member, manager = site.browser("ME", "1002"), site.browser("EX", "1000")
    page = read(member, YOU)
    assert "2 places in teams wait for your answer." in page
    assert (
        page.count("Flow board") == 4
    )  # in each row the team and the link: a service of the same name is not told too
    assert "Answer: Flow board, you" in page
    assert "Answer: Flow board, Di Sykes" in page
    assert "Bo Price" not in page
    assert "Answer: Flow board, Cy Otieno" in read(manager, YOU)
    assert "2 places in teams wait for your answer</a>" in read(manager, "/t/PLA/")
    nobody = read(site.browser("EX"), "/t/PLA/")  # the kept page of the same role
    assert "for your answer" not in nobody
    assert "for your answer" not in read(site.browser("EX", "1004"), "/t/PLA/")


def test_the_question_says_what_is_asked_and_what_the_other_says(site: Site, run_id: int) -> None:
    ask(site.browser("CDIO"), run_id)
    one = proposal(site, "1002")
    page = read(site.browser("ME", "1002"), f"{YOU}asked/{one.pk}/")
    assert "<h1>Will you join Flow board?</h1>" in page
    assert "The only one free who holds Clinical safety at Practitioner" in page
    assert "Your line manager is asked too. Their answer: none yet." in page
    assert say(site, "ME", "1002", "1002", AGREE) == 302
    theirs = read(site.browser("EX", "1000"), f"{YOU}asked/{one.pk}/")
    assert "<h1>May Cy Otieno join Flow board?</h1>" in theirs
    assert "The answer of Cy Otieno: agreed on" in theirs


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "Choose whether you agree"),
        ({"word": "waiting"}, "Choose whether you agree"),
        ({"word": "declined", "reason": " "}, "Say why you decline, in a few words"),
        ({"word": "declined", "reason": "x" * 501}, "Write at most 500 characters"),
    ],
)
def test_an_answer_that_says_too_little_is_asked_again(
    site: Site, run_id: int, answer: dict[str, str], words: str
) -> None:
    ask(site.browser("CDIO"), run_id)
    sent = site.browser("ME", "1002").post(f"{YOU}asked/{proposal(site, '1002').pk}/", {**answer, "version": "1"})
    assert sent.status_code == 422
    assert words in sent.content.decode()
    assert proposal(site, "1002").member == "waiting"


def test_once_everybody_agreed_the_team_is_accepted_and_undone(site: Site, run_id: int) -> None:
    browser = site.browser("CDIO")
    ask(browser, run_id)
    page = read(browser, f"{HOME}{run_id}/")
    assert "3 people were asked. 0 agreed, with their line managers; 3 still to answer." in page
    assert "Accept these teams" not in page
    refused = browser.post(f"{HOME}{run_id}/accept/", {"team": ["Flow board"]}, follow=True).content.decode()
    assert "Not everybody has agreed yet: Flow board. Nothing was saved." in refused
    everybody_agrees(site)
    page = read(browser, f"{HOME}{run_id}/")
    assert "3 people were asked. 3 agreed, with their line managers." in page
    assert "Flow board: a new team of 3 people. Everybody has agreed." in page
    accept(site, browser, run_id)
    assert "once everybody had agreed in Plait." in read(browser, f"{HOME}{run_id}/")
    site.see()
    assert {one.promised for one in Membership.objects.filter(team__name="Flow board")} == {True}
    assert set(Proposal.objects.values_list("state", flat=True)) == {"accepted"}
    assert "Flow board" not in read(site.browser("ME", "1001"), YOU).partition("My competencies")[0]
    assert browser.post(f"{HOME}{run_id}/undo/").status_code == 302
    site.see()
    assert not Team.objects.filter(name="Flow board").exists()
    assert set(Proposal.objects.values_list("state", "member", "manager")) == {("open", "agreed", "agreed")}
    assert "Everybody has agreed." in read(browser, f"{HOME}{run_id}/")


def accept(site: Site, browser: Client, run_id: int) -> None:
    """What a worker does once the button was pressed."""
    site.see()
    begin_acceptance(site.trust.pk, run_id, ["Flow board"], on=timezone.localdate())
    at = timezone.now()
    with acting(int(browser.session["_auth_user_id"]), "PLA", on=timezone.localdate(at)) as viewer:
        run = load_run(viewer.trust_id, run_id)
        assert run is not None
        _accept(viewer, run, act_of(viewer, at, request="accepting"))


def test_who_accepts_without_asking_is_named_for_it(site: Site, run_id: int) -> None:
    browser = site.browser("CL")
    accept(site, browser, run_id)
    page = read(browser, f"{HOME}{run_id}/")
    assert "People were not asked in Plait; that was decided by who accepted." in page
    assert "Accepted by " in page


@pytest.mark.parametrize(
    ("who", "about", "said"),
    [
        ("1002", "1002", "Declined by Cy Otieno: “Winter pressure”."),
        ("1000", "1002", "Declined by the line manager of Cy Otieno: “Winter pressure”."),
    ],
)
def test_a_decline_leaves_the_place_open_and_leads_to_another_plan(
    site: Site, run_id: int, who: str, about: str, said: str
) -> None:
    browser = site.browser("PMO")
    ask(browser, run_id)
    assert say(site, "ME", who, about, DECLINE) == 302
    page = read(browser, f"{HOME}{run_id}/")
    assert f"{said} The place in Flow board stays open: assemble again around the plan." in page
    assert re.search(r"3 people were asked. \d agreed, with their line managers; 1 place was declined; ", page)
    assert '<input type="hidden" name="out" value="1002">' in page
    browser.post(f"{HOME}{run_id}/again/", {"out": ["1002"]})
    site.see()
    assert AssemblyRun.objects.latest("id").left_out == ["1002"]
    assert say(site, "ME", who, about, AGREE) == 302  # they think again
    assert "Declined by" not in read(browser, f"{HOME}{run_id}/")


def test_what_is_asked_is_withdrawn_and_then_accepted_at_once(site: Site, run_id: int) -> None:
    browser = site.browser("CDIO")
    ask(browser, run_id)
    said = browser.post(f"{HOME}{run_id}/withdraw/", follow=True).content.decode()
    assert "3 people are asked no longer." in said
    assert "Ask members first" in said
    assert "Flow board" not in read(site.browser("ME", "1001"), YOU).partition("My competencies")[0]
    accept(site, browser, run_id)
    too_late = browser.post(f"{HOME}{run_id}/withdraw/", follow=True).content.decode()
    assert "This plan is accepted already, or not ready." in too_late
    asked = ask(browser, run_id)
    assert "This plan is accepted already, or not ready." in asked


def test_asking_twice_or_for_nothing_asks_nobody(site: Site, run_id: int) -> None:
    browser = site.browser("PMO")
    nothing = "Tick at least one team whose people were not asked yet. Nobody was asked."
    assert nothing in ask(browser, run_id, team="Never")
    ask(browser, run_id)
    assert nothing in ask(browser, run_id)
    site.see()
    assert Proposal.objects.count() == 3
    unplanned = add_run(site.act, Wish(["Flow board"], first_window(timezone.localdate()).starts, 6))
    assert nothing in ask(browser, unplanned)


def test_no_answer_for_two_weeks_is_told(site: Site, run_id: int) -> None:
    browser = site.browser("PMO")
    ask(browser, run_id)
    site.see()
    Proposal.objects.update(asked_on=timezone.localdate() - timedelta(days=14))
    assert "No answer for 14 days or longer" in read(browser, f"{HOME}{run_id}/")


def test_an_answer_to_what_moved_on_meets_what_stands_now(site: Site, run_id: int) -> None:
    ask(site.browser("CDIO"), run_id)
    one = proposal(site, "1002")
    assert say(site, "ME", "1000", "1002", AGREE) == 302
    stale = site.browser("ME", "1002").post(f"{YOU}asked/{one.pk}/", {**AGREE, "version": "1"})
    assert stale.status_code == 409
    assert "saved this" in stale.content.decode()


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "CL", "PMO", "FIN", "TL", "ME", "CH", "SEC", "ADM"])
def test_every_role_answers_what_is_its_own_and_nothing_else(site: Site, run_id: int, role: str) -> None:
    ask(site.browser("CDIO"), run_id)
    own, other = proposal(site, "1002").pk, proposal(site, "1001").pk
    browser = site.browser(role, "1002")
    assert browser.get(f"{YOU}asked/{own}/").status_code == 200
    assert browser.get(f"{YOU}asked/{other}/").status_code == 404
    assert browser.post(f"{YOU}asked/{other}/", {**AGREE, "version": "1"}).status_code == 404
    assert say(site, role, "1002", "1002", AGREE) == 302
    outsider = site.browser(role)
    assert outsider.get(f"{YOU}asked/{own}/").status_code == 404


def test_auditors_are_asked_nothing(site: Site, run_id: int) -> None:
    ask(site.browser("CDIO"), run_id)
    assert site.browser("RO", "1002").get(f"{YOU}asked/{proposal(site, '1002').pk}/").status_code == 403
    assert "Places in teams" not in read(site.browser("RO", "1002"), YOU)
    assert "for your answer" not in read(site.browser("RO", "1002"), "/t/PLA/")


@pytest.mark.parametrize("role", ["BM", "EX", "FIN", "TL", "ME", "CH", "RO", "SEC", "ADM"])
def test_roles_that_do_not_assemble_ask_nobody(site: Site, run_id: int, role: str) -> None:
    browser = site.browser(role)
    for act in ("ask", "withdraw"):
        assert browser.post(f"{HOME}{run_id}/{act}/", {"team": ["Flow board"]}).status_code == 403


def test_another_trust_sees_and_answers_nothing(site: Site, run_id: int, other_trust: Trust, in_scope: InScope) -> None:
    ask(site.browser("CDIO"), run_id)
    one = proposal(site, "1002").pk
    stranger = site.signed_in_as(site.user_with_role("CDIO", other_trust))
    assert stranger.get(f"/t/PLB/you/asked/{one}/").status_code == 404
    for act in ("ask", "withdraw"):
        assert stranger.post(f"/t/PLB/assemble/{run_id}/{act}/", {"team": ["Flow board"]}).status_code == 404
    in_scope(other_trust)
    assert not Proposal.objects.exists()


def test_the_members_of_a_plan_come_as_a_file_with_what_they_said(site: Site, run_id: int) -> None:
    browser, here = site.browser("CDIO"), f"/t/PLA/assemble/{run_id}/?format=csv"
    assert {row["Member says"] for row in read_rows(browser, here)} == {"Not asked"}
    ask(browser, run_id)
    assert say(site, "ME", "1002", "1002", AGREE) == 302
    said = {row["Employee number"]: row for row in read_rows(browser, here)}
    today = timezone.localdate()
    assert said["1002"]["Asked"] == today.isoformat()
    assert said["1002"]["Member says"].startswith("Agreed on ")
    assert {row["Member says"] for number, row in said.items() if number != "1002"} == {"No answer yet"}
    assert {row["Line manager says"] for row in said.values()} == {"No answer yet"}
    assert "Member says" not in read_rows(site.browser("FIN"), here)[0]


def test_whose_access_has_ended_is_asked_nothing_any_more(site: Site, run_id: int) -> None:
    ask(site.browser("CDIO"), run_id)
    browser, one = site.browser("ME", "1002"), proposal(site, "1002").pk
    Access.objects.filter(employment__employee_number="1002").update(ends=timezone.localdate())
    assert browser.get(f"{YOU}asked/{one}/").status_code == 404


def test_the_trail_tells_of_questions_and_answers_in_words(site: Site, run_id: int) -> None:
    browser = site.browser("CDIO")
    ask(browser, run_id)
    assert say(site, "ME", "1002", "1002", AGREE) == 302
    said = [row["What"] for row in read_rows(browser, "/t/PLA/access/audit/?format=csv")]
    assert said.count("Place proposed to somebody asked") == 3
    assert said.count("Place proposed to somebody agreed") == 1
    site.see()
    assert Event.objects.filter(kind="proposal").count() == 4
