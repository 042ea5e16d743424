"""Lending by page: a trust lends somebody within dates, the other agrees, and each sees what is its own to see."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.lending import Loan
from plait.files.plans import plain_plan
from plait.store.assembly import Wish, add_run, keep_plan
from plait.store.models import AssemblyRun, Borrowing, Employment, LentPerson, LentPlace, Service, Team, Trust
from plait.store.scope import scoped
from plait.web.assembly.asking import first_days
from tests.books import act_of, book, furnish, imported
from tests.engine.assembly.tiny import WINDOW, holding, need, person, planned, three, trust
from tests.registers import COMPETENCIES, Site, form_of, read, read_rows

pytestmark = pytest.mark.django_db
LIST = "/t/PLA/lending/"
THERE = "/t/PLB/lending/"
NEEDS_THERE = """
Service   |Competency     |Level       |People|Priority
Flow board|Clinical safety|Practitioner|1     |Must
"""
PEOPLE_THERE = """
Employee number|Name   |Job title|Staff group                    |Department|WTE|Starts
d1             |Gil Orr|Developer|Digital, data and technology   |Digital   |1  |01/04/2025
o1             |Hal Poe|Manager  |Managers                       |Digital   |1  |01/04/2025
"""
TODAY = timezone.localdate()


def written(ahead: int) -> str:
    return f"{TODAY + timedelta(days=ahead):%d/%m/%Y}"


def lend(site: Site, *, starts: int = -3, ends: int = 90, borrower: str = "PLB") -> int:
    """Cy Otieno is lent, from and to so many days from today."""
    site.see()
    employment = Employment.objects.get(employee_number="1002")
    days = {"starts": TODAY + timedelta(days=starts), "ends": TODAY + timedelta(days=ends)}
    return LentPerson.objects.create(trust=site.trust, employment=employment, borrower=borrower, **days).pk


@pytest.fixture
def there(site: Site, other_trust: Trust) -> Client:
    """The CDIO of PLB."""
    return site.signed_in_as(site.user_with_role("CDIO", other_trust))


def test_a_cdio_lends_somebody_and_takes_it_back(site: Site) -> None:
    browser = site.browser("CDIO")
    form = form_of(browser, f"{LIST}add/")
    assert "PLB is Brindleham NHS Foundation Trust" in read(browser, f"{LIST}add/")
    sent = {**form, "employee_number": "1002", "borrower": "PLB", "wte": "0.4", "ends": written(90)}
    page = " ".join(browser.post(f"{LIST}add/", sent, follow=True).content.decode().split())
    assert "The other trust has to agree to it." in page
    site.see()
    [lent] = LentPerson.objects.all()
    assert (lent.borrower, str(lent.wte), lent.named, lent.starts, lent.ends) == (
        "PLB", "0.40000", False, TODAY, TODAY + timedelta(days=91),
    )  # fmt: skip
    assert f"No: they read PLA/{lent.employment_id}" in page
    assert "Person lent added: lent to PLB" in page
    undo = page.partition('action="/t/PLA/undo/')[2].partition('"')[0]
    assert undo
    browser.post(f"/t/PLA/undo/{undo}".replace("&amp;", "&"))
    site.see()
    assert not LentPerson.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends": ""}, "Last day"),
        ({"borrower": "PLA"}, "Choose another trust from the list."),
        ({"borrower": "NONE"}, "Choose another trust from the list."),
        ({"employee_number": "9999"}, "9999"),
        ({"ends": "01/01/2020"}, "The last day is before the first"),
    ],
)
def test_a_loan_needs_a_last_day_and_a_trust_that_is_here(site: Site, wrong: dict[str, str], words: str) -> None:
    browser = site.browser("ADM")
    sent = {**form_of(browser, f"{LIST}add/"), "employee_number": "1002", "borrower": "PLB", "ends": written(90)}
    answer = browser.post(f"{LIST}add/", {**sent, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    site.see()
    assert not LentPerson.objects.exists()


def test_who_is_lent_reads_to_whom_until_when_and_what_they_see(site: Site) -> None:
    lend(site)
    page = read(site.browser("ME", "1002"), "/t/PLA/you/")
    assert "Brindleham NHS Foundation Trust may ask for you from" in page
    assert "and reads your viewpoint, competencies and free time meanwhile, not your name." in page
    assert "may ask for you" not in read(site.browser("ME", "1003"), "/t/PLA/you/")


def test_a_loan_is_ended_and_its_history_tells_of_it(site: Site) -> None:
    loan = lend(site)
    browser = site.browser("CDIO")
    address = f"{LIST}{loan}/edit/"
    browser.post(address, {**form_of(browser, address), "ends": written(-1)})
    page = read(browser, f"{LIST}{loan}/")
    assert "no more: it ended on" in page
    assert "Last day" in page.partition("<h2>History</h2>")[2]
    assert "Cy Otieno" not in read(browser, LIST)
    assert browser.get(f"{LIST}{loan}99/").status_code == 404


def test_the_list_tells_the_lender_everything_and_a_file_has_its_rows(site: Site) -> None:
    lend(site)
    lend(site, starts=5, borrower="GONE")
    browser = site.browser("PMO")
    page = read(browser, LIST)
    assert "This trust lends 2 people. No trust lends to it." in page
    assert "No trust of this code is here" in page
    assert "Begins" in page
    assert "Lend somebody" not in page
    rows = read_rows(browser, f"{LIST}?format=csv&q=PLB")
    assert [(row["Name"], row["Lent to"], row["Name shown"], row["Most WTE"]) for row in rows] == [
        ("Cy Otieno", "PLB", "No", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("starts", "ends"), [(1, 90), (-90, 0)], ids=["before", "after"])
def test_outside_its_dates_a_loan_is_unknown_in_the_other_trust(
    site: Site, there: Client, starts: int, ends: int
) -> None:
    lend(site, starts=starts, ends=ends)
    page = read(there, THERE)
    assert "No trust lends to you today." in page
    assert there.post(f"{THERE}from/PLA/agree/", follow=True).content.decode().count("nothing to agree to") == 1


def test_the_borrower_agrees_and_sees_no_more_than_that_it_is_lent_to(
    site: Site, other_trust: Trust, there: Client
) -> None:
    loan = lend(site)
    page = read(there, THERE)
    assert f"{site.trust.name} lends 1 person to you until" in page
    assert "Nobody here has agreed to it yet" in page
    assert "Cy Otieno" not in page
    assert there.get(f"{THERE}{loan}/").status_code == 404
    assert there.get(f"{LIST}{loan}/").status_code == 404
    agreed = " ".join(there.post(f"{THERE}from/PLA/agree/", follow=True).content.decode().split())
    assert "Agreed:" in agreed
    assert "You agreed to it." in agreed
    assert "Cy Otieno" not in agreed
    stopped = " ".join(there.post(f"{THERE}from/PLA/stop/", follow=True).content.decode().split())
    assert "borrows from it no more" in stopped
    assert "nothing to end" in there.post(f"{THERE}from/PLA/stop/", follow=True).content.decode()
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        assert not Borrowing.objects.exists()


def test_what_is_lent_for_longer_is_agreed_to_again(site: Site, there: Client) -> None:
    loan = lend(site)
    there.post(f"{THERE}from/PLA/agree/")
    site.see()
    LentPerson.objects.filter(pk=loan).update(ends=TODAY + timedelta(days=200))
    page = read(there, THERE)
    assert "You agreed until" in page
    assert "Agree to borrow from" in page


def test_who_may_not_read_or_lend_is_refused(site: Site) -> None:
    loan = lend(site)
    assert site.browser("TL").get(LIST).status_code == 403
    for role in ("PMO", "EX"):
        browser = site.browser(role)
        assert read(browser, f"{LIST}{loan}/")
        assert browser.get(f"{LIST}add/").status_code == 403
        assert browser.get(f"{LIST}{loan}/edit/").status_code == 403
        assert browser.post(f"{LIST}from/PLB/agree/").status_code == 403


def agreed(other_trust: Trust, *, days: int = 90) -> None:
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        until = TODAY + timedelta(days=days)
        Borrowing.objects.create(trust=other_trust, lender="PLA", starts=TODAY, ends=until)


def test_the_form_of_assemble_offers_people_lent_only_once_it_is_agreed(
    site: Site, other_trust: Trust, there: Client
) -> None:
    act = act_of(site.user_with_role("CDIO", other_trust), other_trust)
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        furnish(act)
        imported(act, book(competencies=COMPETENCIES, services="Service|Phase\nFlow board|Alpha"))
        imported(act, book(needs=NEEDS_THERE))
    lend(site)
    form = "/t/PLB/assemble/new/"
    assert "Also people that other trusts lend" not in read(there, form)
    agreed(other_trust)
    page = read(there, form)
    assert "Also people that other trusts lend" in page
    assert f"{site.trust.name} lends 1 person to you until" in page
    sent = {"borrow": "yes", "starts": first_days(TODAY)[0].isoformat(), "months": "6"}
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        sent["service"] = str(Service.objects.get(trust=other_trust).pk)
    there.post(form, sent)
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        run = AssemblyRun.objects.get()
    assert run.borrows
    assert re.search(r'name="borrow"[^>]*checked', read(there, f"{form}?from={run.pk}"))


def proposed_there(site: Site, other_trust: Trust, reference: str) -> str:
    """The address of a plan of PLB in which somebody of PLA would join a team."""
    people, holdings = three()
    told = trust(
        (*people[:1], *people[2:], person("c9")), (*holdings[:1], *holdings[2:], holding("c9")), [need(people=3)]
    )
    told = replace(told, loans=(Loan("c9", "PLA", site.trust.name, WINDOW.starts - timedelta(days=1), WINDOW.ends),))
    plan = json.loads(json.dumps(plain_plan(planned(told))).replace('"c9"', f'"{reference}"'))
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        wish = Wish(["Discharge"], WINDOW.starts, 6, borrows=True)
        asker = site.user_with_role("PMO", other_trust)
        run_id = add_run(act_of(asker, other_trust), wish)
        keep_plan(other_trust.pk, run_id, plan, revision=0)
    return f"/t/PLB/assemble/{run_id}/"


def test_a_plan_names_who_is_lent_as_far_as_the_loan_allows_and_while_it_lasts(
    site: Site, other_trust: Trust, there: Client
) -> None:
    loan = lend(site)
    agreed(other_trust)
    site.see()
    reference = f"PLA/{Employment.objects.get(employee_number='1002').pk}"
    address = proposed_there(site, other_trust, reference)
    page = read(there, address)
    assert f"Somebody of {site.trust.name} ({reference})" in page
    assert "so ask first" in page
    assert "Their place ends with the loan" in page
    assert "Cy Otieno" not in page
    refused = there.post(f"{address}accept/", {"team": "Discharge"}, follow=True).content.decode()
    assert "was not asked" in refused
    site.see()
    LentPerson.objects.filter(pk=loan).update(named=True)
    assert "Cy Otieno" in read(there, address)
    assert "Cy Otieno" in read(there, f"{address}change/")
    site.see()
    LentPerson.objects.filter(pk=loan).update(ends=TODAY, starts=TODAY - timedelta(days=5))
    page = read(there, address)
    assert "Cy Otieno" not in page
    assert reference in page
    assert "Lent no more" in page
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        assert AssemblyRun.objects.get().status == "ready"


def test_why_somebody_lent_is_or_is_not_in_a_team_is_answered_by_reference_or_the_name_that_is_told(
    site: Site, other_trust: Trust, there: Client
) -> None:
    loan = lend(site)
    agreed(other_trust)
    site.see()
    reference = f"PLA/{Employment.objects.get(employee_number='1002').pk}"
    asked = f"{proposed_there(site, other_trust, reference)}?service=Discharge&who="
    assert "Nobody in the record is called “Cy Otieno”." in read(there, f"{asked}Cy Otieno")
    assert f"{reference}, Discharge: They are in it: " in read(there, f"{asked}{reference}")
    site.see()
    LentPerson.objects.filter(pk=loan).update(named=True)
    assert "Cy Otieno, Discharge: They are in it: " in read(there, f"{asked}cy otieno")
    site.see()
    LentPerson.objects.filter(pk=loan).update(ends=TODAY, starts=TODAY - timedelta(days=5))
    assert f"Nobody in the record is called “{reference}”." in read(there, f"{asked}{reference}")


def ask_there(site: Site, there: Client, other_trust: Trust) -> str:
    """PLB asks for Cy Otieno of PLA; the address of its plan."""
    act = act_of(site.user_with_role("CDIO", other_trust), other_trust)
    with scoped(user_id=act.by, trust_ids=[other_trust.pk]):
        furnish(act)
        imported(act, book(people=PEOPLE_THERE, services="Service|Phase\nDischarge|Alpha"))
    loan = lend(site, ends=400)
    agreed(other_trust, days=400)
    site.see()
    address = proposed_there(site, other_trust, f"PLA/{Employment.objects.get(employee_number='1002').pk}")
    page = " ".join(there.post(f"{address}ask/", {"team": "Discharge"}, follow=True).content.decode().split())
    assert "They and their line managers are asked" in page
    assert f"Of {site.trust.name}" in page
    assert "No answer yet" in page
    assert loan
    return address


def say_there(browser: Client, link: str, **sent: str) -> str:
    form = form_of(browser, link)
    return " ".join(browser.post(link, {**form, **sent}, follow=True).content.decode().split())


def link_in(browser: Client) -> str:
    found = re.search(r"/t/PLA/you/lent/\d+/", read(browser, "/t/PLA/you/"))
    assert found
    return found.group()


def test_who_is_lent_and_their_line_manager_answer_in_their_own_trust(
    site: Site, other_trust: Trust, there: Client
) -> None:
    address = ask_there(site, there, other_trust)
    member, manager = site.browser("ME", "1002"), site.browser("ME", "1000")
    assert "1 place in a team waits for your answer" in read(member, "/t/PLA/")
    link = link_in(member)
    form = read(member, link)
    assert f"Will you join Discharge at {other_trust.name}?" in form
    assert "The place ends with the loan" in form
    assert "Say why you decline" in member.post(link, {"word": "declined", "version": "0"}).content.decode()
    assert "You declined." in say_there(member, link, word="declined", reason="Away then")
    page = read(there, address)
    assert "Away then" in page
    assert "Assemble again without who declined" in page
    assert "You agreed." in say_there(member, link, word="agreed")
    assert f"May Cy Otieno join Discharge at {other_trust.name}?" in read(manager, link_in(manager))
    assert "You agreed." in say_there(manager, link_in(manager), word="agreed")
    assert site.browser("ME", "1003").get(link).status_code == 404
    assert member.get(link.replace("lent", "asked")).status_code == 404
    page = read(there, address)
    assert "Agreed on" in page
    assert "Cy Otieno" not in page, "the loan does not tell the name"


def test_an_answer_somebody_gave_meanwhile_is_not_written_over(site: Site, other_trust: Trust, there: Client) -> None:
    ask_there(site, there, other_trust)
    member, manager = site.browser("ME", "1002"), site.browser("ME", "1000")
    link = link_in(member)
    form = form_of(member, link)
    say_there(manager, link_in(manager), word="agreed")
    assert member.post(link, {**form, "word": "agreed"}).status_code == 409


def test_once_a_team_is_accepted_both_trusts_see_the_place_and_when_the_loan_ends_neither(
    site: Site, other_trust: Trust, there: Client
) -> None:
    ask_there(site, there, other_trust)
    member, manager = site.browser("ME", "1002"), site.browser("ME", "1000")
    say_there(member, link_in(member), word="agreed")
    say_there(manager, link_in(manager), word="agreed")
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        team = Team.objects.create(trust=other_trust, name="Discharge", starts=TODAY)
        LentPlace.objects.update(state="accepted", seat=team)
    loan = lent_id(site)
    assert "Discharge" in read(site.browser("CDIO"), f"{LIST}{loan}/").partition("Teams there")[2]
    assert f"Discharge, at {other_trust.name}" in read(member, "/t/PLA/you/")
    assert f"Discharge, at {other_trust.name}" in read(site.browser("CDIO"), site.person("1002"))
    page = read(there, f"/t/PLB/teams/{team.pk}/")
    assert "Lent by other trusts" in page
    assert f"Somebody of {site.trust.name}" in page
    site.see()
    LentPerson.objects.update(ends=TODAY, starts=TODAY - timedelta(days=5))
    page = read(there, f"/t/PLB/teams/{team.pk}/")
    assert "Lent no more" in page
    assert "Discharge, at" not in read(member, "/t/PLA/you/")


def lent_id(site: Site) -> int:
    site.see()
    return LentPerson.objects.get().pk
