"""A second team asks whoever moves, shares their time or joins, and their line managers, before it is built."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from plait.engine.assembly.second_team import Another, How, Place, Way
from plait.engine.teams import Team as WholeTeam
from plait.engine.viewpoints import Viewpoint
from plait.jobs.acting import act_of, acting
from plait.store.models import Event, Membership, Proposal, SecondTeam, Team
from plait.store.second_teams import build_second, load_second
from tests.registers import Site, read
from tests.web.test_consent_pages import AGREE, YOU, proposal, say
from tests.web.test_second_team_pages import HOME, kept, window

NO = {"word": "declined", "reason": "Needed on the ward"}
pytestmark = pytest.mark.django_db


def made() -> Another:
    """Bo stays, Cy moves, Di is in both and Ann is new."""
    return Another(
        WholeTeam("Access team", date(2025, 4, 1), service="Single point of access"),
        "Access team 2",
        Way.HALVES,
        window(),
        (
            Place("1001", Viewpoint.DIGITAL, Decimal("0.4"), How.STAYS),
            Place("1003", Viewpoint.OPERATIONAL, Decimal("0.05"), How.SHARES),
        ),
        (
            Place("1002", Viewpoint.CLINICAL, Decimal("0.2"), How.MOVES),
            Place("1003", Viewpoint.OPERATIONAL, Decimal("0.05"), How.SHARES),
            Place("1000", Viewpoint.OPERATIONAL, Decimal("0.2"), How.JOINS, reason="Free for 1 WTE"),
        ),
    )


@pytest.fixture
def second(site: Site) -> str:
    """The address of the proposal, whose people are asked."""
    home = f"{HOME}second/{kept(site, made())}/"
    page = read(site.browser("PMO"), home)
    assert "Ask members first" in page
    said = site.browser("PMO").post(f"{home}ask/", follow=True).content.decode()
    assert "They and their line managers are asked." in said
    return home


def number(home: str) -> int:
    return int(home.split("/")[-2])


def test_whoever_moves_shares_or_joins_is_asked_and_nobody_who_stays(site: Site, second: str) -> None:
    site.see()
    asked = Proposal.objects.values_list("employment__employee_number", "team", "service", "second_id", "run_id")
    assert {one[:3] for one in asked} == {
        (who, "Access team 2", "Single point of access") for who in ("1000", "1002", "1003")
    }
    assert {one[3] for one in asked} == {number(second)}
    assert not any(one[4] for one in asked)
    assert "Answer: Access team 2, you" in read(site.browser("ME", "1002"), YOU)
    page = read(site.browser("CDIO"), second)
    assert "3 people were asked. 0 agreed, with their line managers; 3 still to answer." in page
    assert "It is built once everybody asked has agreed." in page
    assert "Ask members first" not in page


def test_it_is_built_once_all_have_agreed_and_opened_again_when_taken_back(site: Site, second: str) -> None:
    browser = site.browser("CDIO")
    refused = browser.post(f"{second}build/", {"name": "Access at home"}, follow=True).content.decode()
    assert "Not everybody has agreed yet: Access team 2. Nothing was saved." in refused
    for who, about in (("1000", "1000"), ("1002", "1002"), ("1000", "1002"), ("1003", "1003"), ("1002", "1003")):
        assert say(site, "ME", who, about, AGREE) == 302
    assert browser.post(f"{second}build/", {"name": "Access at home"}).status_code == 302
    site.see()
    assert SecondTeam.objects.get().status == "saving"
    at = timezone.now()
    with acting(int(browser.session["_auth_user_id"]), "PLA", on=timezone.localdate(at)) as viewer:
        run = load_second(viewer.trust_id, number(second))
        assert run is not None
        build_second(act_of(viewer, at, request="building"), run, replace(made(), name=run.name), check=lambda: None)
    site.see()
    assert Membership.objects.filter(team__name="Access at home").count() == 3
    assert set(Proposal.objects.values_list("state", flat=True)) == {"accepted"}
    assert "once everybody had agreed in Plait." in read(browser, second)
    assert browser.post(f"{second}undo/").status_code == 302
    site.see()
    assert not Team.objects.filter(name="Access at home").exists()
    assert set(Proposal.objects.values_list("state", "member")) == {("open", "agreed")}


def test_who_declines_to_join_is_asked_no_more_and_the_reason_stays(site: Site, second: str) -> None:
    assert say(site, "ME", "1000", "1000", NO) == 302
    browser = site.browser("PMO")
    page = read(browser, second)
    assert "Declined by Ann Frost: “Needed on the ward”. The place in Access team 2 stays open." in page
    again = browser.post(f"{second}again/")
    site.see()
    newest = SecondTeam.objects.latest("id")
    assert again.headers["Location"] == f"{HOME}second/{newest.pk}/"
    assert (newest.left_out, newest.status, newest.way) == (["1000"], "working", "halves")
    assert Event.objects.filter(kind="proposal", action="declined").count() == 1


def test_who_declines_to_move_cannot_be_done_without(site: Site, second: str) -> None:
    assert say(site, "ME", "1002", "1002", NO) == 302
    browser = site.browser("PMO")
    assert "Propose again without who declined" not in read(browser, second)
    said = browser.post(f"{second}again/", follow=True).content.decode()
    assert "Nobody who would be new has declined. Nothing was asked for." in said


def test_what_is_asked_is_withdrawn_and_asked_anew(site: Site, second: str) -> None:
    browser = site.browser("PMO")
    twice = browser.post(f"{second}ask/", follow=True).content.decode()
    assert "They are asked already. Look at their answers." in twice
    gone = browser.post(f"{second}withdraw/", follow=True).content.decode()
    assert "3 people are asked no longer." in gone
    assert "Ask members first" in gone
    assert proposal_count(site, "withdrawn") == 3
    browser.post(f"{second}ask/")
    assert proposal_count(site, "open") == 3


def proposal_count(site: Site, state: str) -> int:
    site.see()
    return Proposal.objects.filter(state=state).count()


def test_what_is_built_already_asks_nobody(site: Site, second: str) -> None:
    site.see()
    SecondTeam.objects.update(status="built", built_at=timezone.now())
    browser = site.browser("CDIO")
    for what in ("ask", "withdraw"):
        said = browser.post(f"{second}{what}/", follow=True).content.decode()
        assert "This plan is accepted already, or not ready. Look at it again." in said
    assert "Who was asked" in read(browser, second)


def test_whoever_was_not_asked_is_said_to_be_decided_for(site: Site) -> None:
    home = f"{HOME}second/{kept(site, made())}/"
    site.see()
    SecondTeam.objects.update(status="built", built_at=timezone.now())
    site.bring(teams="Team\nAccess team 2")
    assert "Its people were not asked in Plait; that was decided by who built it." in read(site.browser("CDIO"), home)


@pytest.mark.parametrize("role", ["BM", "EX", "TL", "ME", "SEC", "FIN"])
def test_roles_that_do_not_assemble_ask_nobody(site: Site, second: str, role: str) -> None:
    for what in ("ask", "withdraw", "again"):
        assert site.browser(role).post(f"{second}{what}/").status_code == 403


def test_nothing_proposed_asks_nobody(site: Site) -> None:
    run_id = kept(site, replace(made(), first=(), second=(), refused=("No.",)))
    browser = site.browser("PMO")
    for path in (f"second/{run_id}/ask/", f"second/{run_id}/again/", "second/99999/withdraw/"):
        assert browser.post(HOME + path).status_code == 404


def test_the_answer_is_about_the_second_team(site: Site, second: str) -> None:
    del second
    page = read(site.browser("ME", "1002"), f"{YOU}asked/{proposal(site, '1002').pk}/")
    assert "<h1>Will you join Access team 2?</h1>" in page
