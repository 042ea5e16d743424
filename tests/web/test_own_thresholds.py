"""The threshold of a question, set by the board for the trust, and the default beside it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.litmus.wording import day
from plait.engine.permissions import Role
from plait.jobs.judging import judge_trust
from plait.store.models import Event, OwnThreshold
from tests.registers import Site, form_of, read, saved_first
from tests.web.bringing import bring

QUESTION = "/t/PLA/questions/team-sizes/"
FORM, RESET = f"{QUESTION}threshold/", f"{QUESTION}threshold/reset/"
OWN = {"value": "0", "reason": "Two teams share a ward clerk."}
pytestmark = pytest.mark.django_db


def send(browser: Client, page: str = FORM, **typed: str) -> str:
    """Send the form with what is typed; the page that answers."""
    answer = browser.post(page, form_of(browser, page) | typed, follow=True)
    return " ".join(answer.content.decode().split())


def judge(site: Site) -> None:
    """What the job does after a write."""
    judge_trust(site.trust.pk)


def today_less(days: int) -> str:
    return f"{timezone.localdate() - timedelta(days=days):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("slug", "asked"),
    [
        ("team-sizes", "Write percent of teams, from 0 to 100."),
        ("digital-leaders-in-post", "Write days."),
        ("informaticians-are-enough", "Write how many trained clinician-informaticians in a trust of 3,851 WTE."),
    ],
)
def test_the_form_says_which_number_its_question_takes(site: Site, slug: str, asked: str) -> None:
    assert asked in read(site.browser("BM"), f"/t/PLA/questions/{slug}/threshold/")


@pytest.mark.parametrize("role", ["BM", "SEC"])
def test_the_board_sets_a_threshold_and_the_default_stays_beside_the_verdict(site: Site, role: str) -> None:
    browser = site.browser(role)
    judge(site)
    before = read(browser, QUESTION)
    assert "All teams (our default)" in before
    assert "This trust’s own" not in before
    assert "The threshold is saved. The question is judged again." in send(browser, **OWN, starts=today_less(30))
    assert "Nothing is judged by it yet." in read(browser, QUESTION)
    judge(site)
    page, since = read(browser, QUESTION), day(timezone.localdate() - timedelta(days=30))
    words = (
        f"This trust’s own since {since}, because: Two teams share a ward clerk. "
        "Default: all teams (our default). By the default: not met."
    )
    assert f"Threshold: 0% of teams or more. {words}" in page
    assert "Nothing is judged by it yet." not in page
    assert words in read(browser, "/t/PLA/tests/operating-model/")


def test_a_changed_threshold_is_never_read_as_progress(site: Site) -> None:
    browser = site.browser("SEC")
    judge(site)
    assert "By the default" not in read(browser, "/t/PLA/")
    send(browser, **OWN)
    judge(site)
    home = read(browser, "/t/PLA/")
    assert "By the default thresholds: 1 of" in read(browser, "/t/PLA/tests/operating-model/")
    assert "By the default thresholds: 1" in home
    assert "By the default threshold: not met." in home


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BM, Role.SEC, Role.ADM, Role.OPS}))
def test_others_see_the_threshold_and_no_way_to_change_it(site: Site, role: Role) -> None:
    send(site.browser("SEC"), **OWN)
    judge(site)
    browser = site.browser(role)
    page = read(browser, QUESTION)
    assert "This trust’s own since" in page
    assert "threshold/" not in page
    for address in (FORM, RESET):
        assert browser.get(address).status_code == browser.post(address, OWN).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "-1"}, "Below zero. Write 0 or more, like 80."),
        ({"value": "101"}, "More than 100%. Write percent from 0 to 100, like 80."),
        ({"value": "most"}, "Not a number. Write digits, like 0.6."),
        ({"value": ""}, "Nothing is written here. Write threshold, like 80."),
        ({"reason": " "}, "Nothing is written here. Write reason, like"),
        ({"starts": "03/03/2026", "ends": "02/03/2026"}, "The last day is before the first"),
    ],
)
def test_what_makes_no_sense_comes_back_with_what_to_do(site: Site, typed: dict[str, str], said: str) -> None:
    browser = site.browser("SEC")
    answer = browser.post(FORM, form_of(browser, FORM) | OWN | typed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in " ".join(answer.content.decode().split())
    site.see()
    assert not OwnThreshold.objects.exists()


@pytest.mark.parametrize("slug", ["hard-dependencies", "second-team-after-release", "no-such-question"])
def test_a_question_without_a_figure_has_none_to_set(site: Site, slug: str) -> None:
    browser = site.browser("SEC")
    judge(site)
    for address in (f"/t/PLA/questions/{slug}/threshold/", f"/t/PLA/questions/{slug}/threshold/reset/"):
        assert browser.get(address).status_code == browser.post(address, OWN).status_code == HTTPStatus.NOT_FOUND
    assert "threshold/" not in browser.get(f"/t/PLA/questions/{slug}/").content.decode()


def test_a_change_keeps_the_days_of_the_former_threshold_and_its_history(site: Site) -> None:
    browser = site.browser("SEC")
    send(browser, **OWN, starts=today_less(30))
    send(browser, value="70", reason="The new rota began.")
    site.see()
    first, second = OwnThreshold.objects.order_by("starts")
    assert [int(first.value), int(second.value)] == [0, 70]
    assert (first.ends, second.ends) == (second.starts, None)
    assert second.starts == timezone.localdate()
    judge(site)
    page = read(browser, QUESTION)
    assert "Threshold: 70% of teams or more. This trust’s own since" in page
    assert "Threshold added: reason Two teams share a ward clerk." in page
    assert "Threshold of a question" in read(site.browser("CDIO"), "/t/PLA/access/audit/")
    site.see()
    assert Event.objects.filter(kind="ownthreshold").count() == 3


def test_the_second_writer_sees_both_and_nothing_is_lost(site: Site) -> None:
    first, second = site.browser("BM"), site.browser("SEC")
    send(first, **OWN)
    opened, asked = form_of(second, FORM), form_of(second, RESET)
    send(first, value="60")
    for address, sent in ((FORM, opened | {"value": "90"}), (RESET, asked)):
        answer = second.post(address, sent)
        assert answer.status_code == HTTPStatus.CONFLICT
        site.see()
        assert saved_first("ownthreshold") in answer.content.decode()
    assert form_of(second, FORM)["value"] == "60"


@pytest.mark.parametrize(("days", "left"), [(30, 1), (0, 0)])
def test_the_default_holds_again_after_a_reset_which_is_undone_like_any_edit(site: Site, days: int, left: int) -> None:
    browser = site.browser("SEC")
    assert browser.get(RESET).status_code == HTTPStatus.NOT_FOUND
    send(browser, **OWN, starts=today_less(days))
    judge(site)
    assert "Go back to the default" in read(browser, QUESTION)
    assert "Our own, 0% of teams or more, has stood since" in read(browser, RESET)
    page = send(browser, RESET)
    assert "The default holds again. The question is judged again." in page
    site.see()
    assert OwnThreshold.objects.count() == left
    judge(site)
    after = read(browser, QUESTION)
    assert "This trust’s own since" not in after
    assert "Set our own threshold" in after
    undo = page[page.index('action="/t/PLA/undo/') + len('action="') :].partition('"')[0]
    assert browser.post(undo.replace("&amp;", "&")).status_code == HTTPStatus.FOUND
    judge(site)
    assert "This trust’s own since" in read(browser, QUESTION)


def test_no_file_lets_in_what_the_page_refuses(site: Site) -> None:
    rows = "Question,Threshold,Reason\nteams-are-fused,10,Because\n"
    for role in ("PMO", "CDIO"):
        answer = bring(site.browser(role), rows, "thresholds.csv")
        assert "may not import thresholds" in answer.content.decode()
    assert bring(site.browser("SEC"), rows, "thresholds.csv").status_code == HTTPStatus.FOUND


def test_the_sheet_brings_a_threshold_again_without_a_change(site: Site) -> None:
    rows = "Question|Threshold|Reason|Starts\nteams-are-fused|70|Rota|03/03/2026"
    site.bring(thresholds=rows)
    site.bring(thresholds=rows)
    site.see()
    [own] = OwnThreshold.objects.all()
    assert (own.version, own.starts, int(own.value)) == (1, own.since, 70)
