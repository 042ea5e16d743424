"""The size of teams, set by the board for the whole trust."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.wording import day
from plait.store.findings import load_revision, save_findings
from plait.store.models import Team
from plait.store.snapshot import load_trust
from tests.registers import Site, form_of, read, saved_first

PAGE, QUESTION = "/t/PLA/settings/team-sizes/", "/t/PLA/questions/team-sizes/"
SMALL = {"least": "2", "most": "3", "reason": "Three sites."}
pytestmark = pytest.mark.django_db


def send(browser: Client, **typed: str) -> str:
    """Send the form with what is typed; the page that answers."""
    answer = browser.post(PAGE, form_of(browser, PAGE) | typed, follow=True)
    return " ".join(answer.content.decode().split())


def judge(site: Site) -> None:
    """What the job does after a write."""
    site.see()
    today, trust_id = timezone.localdate(), site.trust.pk
    judged = judge_all(load_trust("PLA", on=today))
    save_findings(trust_id, judged, on=today, revision=load_revision(trust_id), at=timezone.now())


@pytest.mark.parametrize("role", ["BM", "SEC"])
def test_the_board_sets_the_size_and_the_question_shows_whose_it_is(site: Site, role: str) -> None:
    browser = site.browser(role)
    judge(site)
    assert "5 to 9 (our default)" in read(browser, QUESTION)
    assert "A team now has 2 to 3 people. Every team is judged again." in send(browser, **SMALL)
    judge(site)
    page = read(browser, QUESTION)
    assert "The only team has 2 to 3 people." in page
    assert f"2 to 3 (this trust’s own setting since {day(timezone.localdate())}, by User" in page
    assert ": Three sites)" in page
    assert "Change the size of teams" in page
    assert "2 to 3 (this trust’s own setting" in read(browser, "/t/PLA/questions/second-team-after-release/")


def test_others_see_the_setting_and_no_way_to_change_it(site: Site) -> None:
    send(site.browser("SEC"), **SMALL)
    judge(site)
    browser = site.browser("PMO")
    assert "2 to 3 (this trust’s own setting" in read(browser, QUESTION)
    assert "Change the size of teams" not in read(browser, QUESTION)
    assert "settings/team-sizes" not in read(browser, "/t/PLA/")
    assert browser.get(PAGE).status_code == browser.post(PAGE, SMALL).status_code == HTTPStatus.FORBIDDEN


def test_the_viewpoints_do_not_go_by_the_size(site: Site) -> None:
    judge(site)
    assert "People in a team" not in read(site.browser("SEC"), "/t/PLA/questions/teams-are-fused/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"least": "1"}, "Write a whole number from 2 to 20"),
        ({"most": "21"}, "Write a whole number from 2 to 20"),
        ({"most": "7.5"}, "Write a whole number from 2 to 20"),
        ({"least": ""}, "Write fewest people, like 5"),
        ({"least": "8", "most": "6", "reason": "Why"}, "This is fewer than 8. Write 8 or more"),
        ({"least": "4"}, "Write why this trust chose another size than 5 to 9."),
        ({"least": "4", "reason": "x" * 501}, "There is a problem"),
    ],
)
def test_what_makes_no_sense_comes_back_with_what_to_do(site: Site, typed: dict[str, str], said: str) -> None:
    browser = site.browser("SEC")
    answer = browser.post(PAGE, form_of(browser, PAGE) | typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in " ".join(answer.content.decode().split())
    assert "5 to 9 (our default)" in read(browser, PAGE)


def test_the_second_writer_sees_both_and_nothing_is_lost(site: Site) -> None:
    first, second = site.browser("BM"), site.browser("SEC")
    opened = form_of(second, PAGE)
    send(first, **SMALL)
    for version in (opened["version"], "none", "９"):
        answer = second.post(PAGE, opened | {"least": "6", "reason": "More", "version": version})
        assert answer.status_code == HTTPStatus.CONFLICT, version
        site.see()
        assert saved_first("trust") in answer.content.decode()
    assert "2 to 3 (this trust’s own setting" in read(second, PAGE)


def test_the_same_setting_again_says_that_nothing_was_saved(site: Site) -> None:
    assert "Nothing was different" in send(site.browser("SEC"))


def test_a_full_team_takes_on_nobody_by_the_trusts_own_setting(site: Site) -> None:
    send(site.browser("SEC"), **SMALL)
    page = read(site.browser("PMO"), f"/t/PLA/teams/{site.id_of(Team)}/")
    assert "This team is full at 3." in page
    assert "too many" not in page


def test_a_team_larger_than_the_setting_says_by_how_many(site: Site) -> None:
    send(site.browser("SEC"), **SMALL | {"most": "2"})
    page = read(site.browser("PMO"), f"/t/PLA/teams/{site.id_of(Team)}/")
    assert "3 of 2" in page
    assert "1 too many" in page
