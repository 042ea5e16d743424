"""Building another team by page: the question, what stands in the way, the two teams, building, undo, who may what."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from plait.engine.assembly.asks import Window, first_window
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.plan import Gap
from plait.engine.assembly.second_team import Another, How, Place, Way
from plait.engine.permissions import Role
from plait.engine.teams import Team as WholeTeam
from plait.engine.viewpoints import Viewpoint
from plait.files.second_teams import another_of, plain_another
from plait.jobs.acting import act_of, acting
from plait.store.models import Event, Membership, Release, SecondTeam, Team, Trust
from plait.store.second_teams import add_second, begin_building, build_second, fail_second, keep_proposal, load_second
from tests.conftest import InScope
from tests.registers import Site, read
from tests.web.test_teams_pages import LIST, address_of, fill

HOME = "/t/PLA/assemble/"
pytestmark = pytest.mark.django_db


def window() -> Window:
    return first_window(timezone.localdate())


def ask_address(site: Site) -> str:
    return f"{HOME}another/{site.id_of(Team, name='Access team')}/"


def halves() -> Another:
    """Ann and Bo go two ways, Cy is in both and one of the new people joins."""
    return Another(
        WholeTeam("Access team", date(2025, 4, 1), service="Single point of access"),
        "Access team 2",
        Way.HALVES,
        window(),
        (
            Place("1001", Viewpoint.CLINICAL, Decimal("0.5"), How.STAYS, ("User research",)),
            Place("1003", Viewpoint.OPERATIONAL, Decimal("0.2"), How.SHARES),
        ),
        (
            Place("1002", Viewpoint.DIGITAL, Decimal("0.4"), How.MOVES),
            Place("1003", Viewpoint.OPERATIONAL, Decimal("0.2"), How.SHARES),
            Place("9999", Viewpoint.CLINICAL, Decimal("0.2"), How.JOINS, reason="Free for 1 WTE all through"),
        ),
    )


def test_who_serves_part_time_stands_on_the_page(site: Site) -> None:
    made = replace(
        halves(), served=(Served("Circle", "", "Clinical safety", 3), Served("", "Makers", "Data", 2, is_new=False))
    )
    page = read(site.browser("CDIO"), f"{HOME}second/{kept(site, made)}/")
    assert "Served part-time, without a place in a team" in page
    assert "the community Circle" in page
    assert "Already" in page
    assert "Served part-time" not in read(site.browser("CDIO"), f"{HOME}second/{kept(site, halves())}/")


def kept(site: Site, made: Another) -> int:
    site.see()
    run_id, _ = add_second(site.act, site.id_of(Team, name="Access team"), made.way.value, made.window.starts)
    keep_proposal(site.trust.pk, run_id, plain_another(made))
    return run_id


def test_a_team_leads_to_another_one(site: Site) -> None:
    page = read(site.browser("CDIO"), address_of(site))
    assert f'href="{ask_address(site)}"' in page
    assert ask_address(site) not in read(site.browser("BM"), address_of(site))


def test_a_full_team_offers_a_second_one_instead(site: Site) -> None:
    fill(site)
    office = site.browser("PMO")
    refused = office.post(f"{address_of(site)}members/add/", {"employee_number": "1004", "wte": "0.1"})
    assert refused.status_code == 409
    assert "This team is full at 9. To do more, build a second team." in refused.content.decode()
    assert f'href="{ask_address(site)}"' in refused.content.decode()


def test_the_question_says_what_becomes_of_the_team(site: Site) -> None:
    page = read(site.browser("PMO"), ask_address(site))
    assert "Access team stays as it is." in page
    assert re.search(r'value="beside" checked', page)
    site.see()
    Trust.objects.filter(id=site.trust.pk).update(team_least=2, team_most=2)
    large = read(site.browser("PMO"), ask_address(site))
    assert re.search(r'value="halves" checked', large)
    assert "and may have 2" in large


def test_the_question_becomes_a_wish_that_waits_for_a_worker(site: Site) -> None:
    browser = site.browser("CDIO")
    sent = {"way": "halves", "starts": window().starts.isoformat()}
    answer = browser.post(ask_address(site), sent)
    site.see()
    made = SecondTeam.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}second/{made.pk}/")
    page = read(browser, answer["Location"])
    assert "Looking for a second team of Access team" in page
    assert 'data-waits="yes"' in page
    assert browser.post(ask_address(site), sent)["Location"] == answer["Location"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose why there is to be a second team"),
        ({"way": "thirds", "starts": "x"}, "Choose the day the second team begins from the list"),
        ({"way": "halves", "starts": "2020-01-01"}, "Choose the day the second team begins from the list"),
        ({"way": "halves\0", "starts": "\0"}, "Choose why there is to be a second team"),
    ],
)
def test_what_is_not_offered_is_refused(site: Site, sent: dict[str, str], words: str) -> None:
    answer = site.browser("PMO").post(ask_address(site), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    site.see()
    assert not SecondTeam.objects.exists()


def test_without_a_release_it_is_refused_and_says_who_can_help(site: Site) -> None:
    site.see()
    Release.objects.all().delete()
    office = site.browser("PMO")
    page = read(office, ask_address(site))
    assert "Not yet. Access team has no release that people can see." in page
    assert "releases/add/" in page
    assert "Record an exception" not in page
    sent = {"way": "halves", "starts": window().starts.isoformat()}
    assert office.post(ask_address(site), sent).status_code == 409
    site.see()
    assert not SecondTeam.objects.exists()
    assert "releases/add/" not in read(site.browser("CDIO"), ask_address(site))


def test_a_team_with_a_release_is_said_to_need_no_exception(site: Site) -> None:
    page = read(site.browser("EX"), f"{address_of(site)}exception/")
    assert "Access team has had a release that people can see, on 9 June 2025, and needs no exception." in page
    assert "has no release" not in page
    director = site.browser("EX")
    director.post(f"{address_of(site)}exception/", {"reason": "The ward closes."})
    gone = read(director, director.post(f"{address_of(site)}exception/withdraw/")["Location"])
    assert "The exception is withdrawn. Access team needs none: it had a release on 9 June 2025." in gone


def test_a_director_records_an_exception_with_its_reason(site: Site) -> None:
    site.see()
    Release.objects.all().delete()
    director = site.browser("EX")
    here = f"{address_of(site)}exception/"
    assert f'href="{here}"' in read(director, address_of(site))
    empty = director.post(here, {"reason": "  "})
    assert empty.status_code == 422
    site.see()
    assert not Event.objects.filter(kind="exception").exists()
    sent = director.post(here, {"reason": "The ward closes before"})
    assert sent["Location"] == address_of(site)
    site.see()
    event = Event.objects.get(kind="exception")
    assert (event.action, event.record_id) == ("recorded", site.id_of(Team, name="Access team"))
    assert event.after == {"reason": "The ward closes before"}
    page = read(director, address_of(site))
    assert "Exception to the release rule recorded" in page
    assert "The ward closes before" in page
    assert "recorded one before: The ward closes before" in read(director, here)
    allowed = read(site.browser("CDIO"), ask_address(site))
    assert "recorded an exception on" in allowed
    assert "Propose a second team" in allowed
    assert "The ward closes before" in read(site.browser("CDIO"), "/t/PLA/access/audit/")


def test_a_director_withdraws_an_exception_and_the_team_waits_for_its_release_again(site: Site) -> None:
    site.see()
    Release.objects.all().delete()
    director, here = site.browser("EX"), f"{address_of(site)}exception/"
    assert "Withdraw the exception" not in read(director, here)
    nothing = read(director, director.post(f"{here}withdraw/")["Location"])
    assert "No exception stands for Access team, so there is nothing to withdraw." in nothing
    director.post(here, {"reason": "The ward closes before"})
    assert f'action="{here}withdraw/"' in read(director, here)
    sent = director.post(f"{here}withdraw/")
    assert sent["Location"] == address_of(site)
    page = read(director, address_of(site))
    assert "The exception is withdrawn. Access team may have a second team after a release that people can" in page
    assert "Exception to the release rule withdrawn" in page
    assert "Not yet. Access team has no release that people can see." in read(site.browser("CDIO"), ask_address(site))
    site.see()
    said = Event.objects.filter(kind="exception").order_by("id").values_list("action", "after__reason")
    assert list(said) == [("recorded", "The ward closes before"), ("withdrawn", "The ward closes before")]


@pytest.mark.parametrize("role", Role)
def test_who_may_ask_for_build_and_except(site: Site, role: Role) -> None:
    if role is Role.OPS:
        return
    browser, run_id = site.browser(role.value), kept(site, halves())
    may_ask = role in {Role.CDIO, Role.CL, Role.PMO}
    assert browser.get(ask_address(site)).status_code == (200 if may_ask else 403)
    assert browser.get(f"{HOME}second/{run_id}/").status_code == (200 if may_ask else 403)
    built = browser.post(f"{HOME}second/{run_id}/build/", {"name": ""})
    assert built.status_code == (302 if role in {Role.CDIO, Role.CL} else 403)
    assert browser.get(f"{address_of(site)}exception/").status_code == (200 if role is Role.EX else 403)
    assert browser.post(f"{address_of(site)}exception/withdraw/").status_code == (302 if role is Role.EX else 403)


def test_another_trust_sees_nothing_of_it(site: Site, other_trust: Trust, in_scope: InScope) -> None:
    run_id = kept(site, halves())
    team = SecondTeam.objects.get(id=run_id).parent_id
    stranger = site.user_with_role(Role.CDIO, other_trust)
    in_scope(other_trust, user=stranger)
    browser = site.signed_in_as(stranger)
    for address in (f"assemble/second/{run_id}/", f"assemble/another/{team}/", f"teams/{team}/exception/"):
        assert browser.get(f"/t/PLA/{address}").status_code == 404
        assert browser.get(f"/t/PLB/{address}").status_code in {403, 404}
    assert browser.post(f"/t/PLB/assemble/second/{run_id}/build/", {"name": "x"}).status_code == 404
    assert browser.post(f"/t/PLB/assemble/second/{run_id}/undo/").status_code == 404


def test_a_proposal_shows_the_two_teams_and_how_they_came_to_be(site: Site) -> None:
    page = read(site.browser("CDIO"), f"{HOME}second/{kept(site, halves())}/")
    assert "It takes 1 new person, and 1 person is in both." in page
    words = " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "Until" in words
    assert "Access team 2, which grew out of Access team, 3 people: 1 moves there, 1 is in both, 1 is new." in words
    assert "Pairs of people who have to talk: 4 in two teams, 6 if all were one team." in words
    assert '<svg class="app-chart app-bound"' in page
    assert "style=" not in page.partition("<h1>")[2]
    assert "Moves from Access team" in page
    assert "9999" in page


def test_beside_it_the_first_team_stays_and_what_is_missing_is_shown(site: Site) -> None:
    made = halves()
    stays = tuple(replace(one, how=How.STAYS) for one in made.first)
    joins = tuple(replace(one, how=How.JOINS) for one in made.second)
    gap = Gap("Clinical safety", 3, 1, Decimal(0), 9, (), "Nobody holds it")
    made = replace(made, way=Way.BESIDE, first=stays, second=joins, gaps=(gap,))
    page = read(site.browser("PMO"), f"{HOME}second/{kept(site, made)}/")
    assert "Access team stays as it is." in page
    assert "What the second team lacks" in page
    assert "stroke-dasharray" in page
    assert "A chief digital information officer, CCIO or CNIO builds it." in page


def test_a_refusal_says_what_stands_in_the_way(site: Site) -> None:
    made = replace(halves(), first=(), second=(), refused=("10 people do not fit.",))
    page = read(site.browser("PMO"), f"{HOME}second/{kept(site, made)}/")
    assert "No second team can begin on" in page
    assert "<li>10 people do not fit.</li>" in page
    assert "Build this team" not in page
    lacking = replace(made, gaps=(Gap("Clinical safety", 3, 1, Decimal(0), 9, (), "Nobody holds it"),))
    assert "What the second team lacks" in read(site.browser("PMO"), f"{HOME}second/{kept(site, lacking)}/")


def test_a_search_that_failed_says_so(site: Site) -> None:
    site.see()
    run_id, _ = add_second(site.act, site.id_of(Team, name="Access team"), "halves", window().starts)
    fail_second(site.trust.pk, run_id, "It broke.")
    page = read(site.browser("PMO"), f"{HOME}second/{run_id}/")
    assert "No second team is proposed." in page
    assert "It broke." in page


def built(site: Site, run_id: int) -> None:
    """What a worker does with what the page asked for, without its last look at the rules."""
    with acting(site.act.user_id, "PLA", on=timezone.localdate()) as viewer:
        run = load_second(viewer.trust_id, run_id)
        assert run
        act = act_of(viewer, timezone.now(), request="building")
        build_second(act, run, another_of(run.proposal or {}), check=lambda: None)
    site.see()


def test_it_is_built_under_its_name_and_taken_back(site: Site) -> None:
    made = halves()
    run_id = kept(site, replace(made, second=made.second[:1], first=made.first[:1]))
    browser, here = site.browser("CDIO"), f"{HOME}second/{run_id}/"
    site.see()
    for name, words in (
        ("", "Nothing is written here. Write name of the second team"),
        ("access TEAM", "There is a team called access TEAM already"),
        ("x" * 201, "Write at most 200 characters"),
        ("a\0b", ""),
    ):
        assert words in browser.post(f"{here}build/", {"name": name}, follow=True).content.decode()
    assert browser.post(f"{here}build/", {"name": " Access at home "})["Location"] == here
    assert "Building Access at home" in read(browser, here)
    again = browser.post(f"{here}build/", {"name": "Access at home"}, follow=True).content.decode()
    assert "This team is built already, or not ready." in again
    site.see()
    built(site, run_id)
    page = read(browser, here)
    second = site.id_of(Team, name="Access at home")
    assert f'<a href="{LIST}{second}/">Access at home</a>' in page
    assert "It grew out of" in read(browser, f"{LIST}{second}/")
    assert "grew out of it" in read(browser, address_of(site))
    assert browser.post(f"{here}undo/").status_code == 404, "somebody else built it"
    site.see()
    assert Membership.objects.filter(team_id=second).count() == 1


def test_who_built_it_takes_it_back(site: Site) -> None:
    made = halves()
    run_id = kept(site, replace(made, second=made.second[:1], first=made.first[:1]))
    site.see()
    begin_building(site.act, run_id, "Access at home")
    built(site, run_id)
    SecondTeam.objects.filter(id=run_id).update(built_at=timezone.now() - timedelta(minutes=5))
    user = SecondTeam.objects.get(id=run_id).built_by
    assert user
    site.user_with_role(Role.CDIO, site.trust, user=user)
    browser, here = site.signed_in_as(user), f"{HOME}second/{run_id}/"
    assert "Undo: take the second team back" in read(browser, here)
    assert browser.post(f"{here}undo/")["Location"] == here
    assert "That is undone." in read(browser, here)
    assert not Team.objects.filter(name="Access at home").exists()
    assert browser.get(f"{here}undo/").status_code == 405


def test_what_somebody_built_on_is_not_taken_back(site: Site) -> None:
    made = halves()
    run_id = kept(site, replace(made, second=made.second[:1], first=made.first[:1]))
    site.see()
    begin_building(site.act, run_id, "Access at home")
    built(site, run_id)
    user = SecondTeam.objects.get(id=run_id).built_by
    assert user
    site.user_with_role(Role.CDIO, site.trust, user=user)
    Release.objects.create(
        trust=site.trust, team_id=site.id_of(Team, name="Access at home"), released_on=date(2026, 1, 1), name="First"
    )
    page = site.signed_in_as(user).post(f"{HOME}second/{run_id}/undo/", follow=True).content.decode()
    assert "Somebody changed this since, or built on it." in page


def test_nothing_is_found_where_nothing_is(site: Site) -> None:
    browser = site.browser("CDIO")
    for address in (f"{HOME}second/999/", f"{HOME}another/999/"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"{HOME}second/999/build/", {"name": "x"}).status_code == 404
