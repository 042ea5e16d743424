"""Comply or explain: written by the owner of a question, published by the board secretary, stale once it changed."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.litmus.judging import questions
from plait.engine.litmus.wording import day
from plait.engine.permissions import Role
from plait.engine.question_owners import OWNERS
from plait.jobs.judging import judge_trust
from plait.store.models import Event, Explanation, QuestionOwner
from tests.registers import Site, form_of, read, saved_first

# Not met by the small trust: its only team is too small. Its owner is the chief digital and information officer.
QUESTION = "/t/PLA/questions/team-sizes/"
FORM, PUBLISH, WITHDRAW = (f"{QUESTION}explanation/{end}" for end in ("", "publish/", "withdraw/"))
OWNER, TEST = f"{QUESTION}owner/", "/t/PLA/tests/operating-model/"
WHY, BY = "Two posts are filled in May.", (timezone.localdate() + timedelta(30)).isoformat()
MISSING = "No explanation is published yet. Whose it is to explain: Chief digital and information officer."
pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(site: Site) -> Site:
    judge_trust(site.trust.pk)
    return site


def write(browser: Client, text: str = WHY, page: str = FORM, **more: str) -> str:
    """Send the form with this text; the page that answers."""
    said = {"owner": text} if page == OWNER else {"text": text, "due": BY}
    answer = browser.post(page, form_of(browser, page) | said | more, follow=True)
    return " ".join(answer.content.decode().split())


def press(browser: Client, address: str) -> str:
    """Press a button of the question's page; the page that answers."""
    page = browser.get(QUESTION).content.decode()
    form = page[page.index(f'action="{address}"') :]
    version = form[form.index('name="version" value="') + len('name="version" value="') :].partition('"')[0]
    return " ".join(browser.post(address, {"version": version}, follow=True).content.decode().split())


def test_an_explanation_goes_from_draft_to_published_to_withdrawn(judged: Site) -> None:
    owner, secretary, member = (judged.browser(role) for role in ("CDIO", "SEC", "BM"))
    assert "The draft is saved. The board secretary publishes it." in write(owner)
    today = day(timezone.localdate())
    assert "Draft of an explanation, not published yet" in read(owner, QUESTION)
    assert WHY not in read(member, QUESTION)
    assert MISSING in read(member, QUESTION)
    assert WHY not in read(member, TEST)
    assert (
        f'<a href="{QUESTION}">Is every team small'
        in read(secretary, "/t/PLA/").partition("Explanations to publish")[2]
    )
    assert "Explanations to publish" not in read(owner, "/t/PLA/")
    assert "The explanation is published." in press(secretary, PUBLISH)
    assert "Explanations to publish" not in read(secretary, "/t/PLA/")
    for page in (QUESTION, TEST):
        assert WHY in read(member, page)
        assert re.search(rf"Written by User \d+ on {today}, published by User \d+ on {today}\.", read(member, page))
    assert "Out of date" not in read(member, QUESTION)
    assert "Withdraw this explanation" not in read(member, QUESTION)
    assert "The explanation is withdrawn. The history keeps it." in press(secretary, WITHDRAW)
    assert WHY not in read(member, QUESTION)
    assert WHY in read(secretary, QUESTION)  # in the history at its foot
    judged.see()
    actions = Event.objects.filter(kind="explanation").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["added", "published", "withdrawn"]


def test_an_explanation_says_by_when_it_is_put_right_and_that_the_day_has_passed(judged: Site) -> None:
    write(judged.browser("CDIO"))
    press(judged.browser("SEC"), PUBLISH)
    member = judged.browser("BM")
    due = f"To be put right by {day(timezone.localdate() + timedelta(30))}."
    assert due in read(member, QUESTION)
    assert due in read(member, TEST)
    judged.see()
    Explanation.objects.update(due=timezone.localdate() - timedelta(1))
    assert "That day has passed." in read(member, QUESTION)


def test_an_explanation_is_out_of_date_once_the_verdict_changed(judged: Site) -> None:
    write(judged.browser("CDIO"))
    press(judged.browser("SEC"), PUBLISH)
    judged.bring(thresholds="Question|Threshold|Reason\nteam-sizes|0|A trial")
    judge_trust(judged.trust.pk)
    words = "Out of date: it explains “not met”, and the verdict is now “met”."
    browser = judged.browser("CDIO")
    assert words in read(browser, QUESTION)
    assert words in read(browser, TEST)
    assert "explanation/" not in read(browser, QUESTION)
    assert browser.get(FORM).status_code == HTTPStatus.NOT_FOUND  # what is met wants no explanation


def test_another_text_takes_the_place_of_the_published_one_when_it_is_published_too(judged: Site) -> None:
    owner, secretary = judged.browser("CDIO"), judged.browser("SEC")
    write(owner)
    press(secretary, PUBLISH)
    write(owner, "The posts were cut.")
    assert WHY in read(judged.browser("BM"), QUESTION)
    press(secretary, PUBLISH)
    page = read(judged.browser("BM"), QUESTION)
    assert "The posts were cut." in page
    assert WHY not in page
    judged.see()
    assert sorted(Explanation.objects.values_list("state", flat=True)) == ["published", "withdrawn"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CDIO, Role.OPS}))
def test_only_the_owner_writes(judged: Site, role: Role) -> None:
    browser = judged.browser(role)
    assert browser.get(FORM).status_code == browser.post(FORM, {"text": WHY}).status_code == HTTPStatus.FORBIDDEN
    if role is not Role.ADM:
        assert "Explain why" not in read(browser, QUESTION)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SEC, Role.OPS}))
def test_only_the_secretary_publishes_and_says_whose_a_question_is(judged: Site, role: Role) -> None:
    write(judged.browser("CDIO"))
    browser = judged.browser(role)
    for address in (PUBLISH, WITHDRAW, OWNER):
        assert browser.post(address, {"version": "1"}).status_code == HTTPStatus.FORBIDDEN


def test_the_secretary_says_whose_a_question_is(judged: Site) -> None:
    secretary, nurse = judged.browser("SEC"), judged.browser("CL")
    assert "<dt>Answered by</dt><dd>Chief digital and information officer</dd>" in read(secretary, QUESTION)
    said = write(secretary, "Chief nursing information officer", OWNER)
    assert "Chief nursing information officer now owns this question." in said
    assert "<dt>Answered by</dt><dd>Chief nursing information officer</dd>" in read(nurse, QUESTION)
    assert "The draft is saved." in write(nurse)
    assert judged.browser("CDIO").get(FORM).status_code == HTTPStatus.FORBIDDEN
    assert "Nothing was different" in write(secretary, "Chief nursing information officer", OWNER)
    said = write(secretary, "Chair", OWNER)
    undo = said[said.index('action="/t/PLA/undo/') + len('action="') :].partition('"')[0]
    assert secretary.post(undo.replace("&amp;", "&")).status_code == HTTPStatus.FOUND
    judged.see()
    assert QuestionOwner.objects.get().owner == "Chief nursing information officer"
    assert "Owner changed" in read(nurse, QUESTION)


def test_what_cannot_be_saved_comes_back_with_what_to_do(judged: Site) -> None:
    owner, secretary = judged.browser("CDIO"), judged.browser("SEC")
    assert "Nothing is written here. Write explanation, like" in write(owner, " ")
    assert "1,001 characters, more than fit. Write at most 1000 characters." in write(owner, "x" * 1001)
    assert "Nothing is written here. Write put right by, like" in write(owner, due="")
    yesterday = timezone.localdate() - timedelta(1)
    assert "This day has passed. Write a day to come." in write(owner, due=yesterday.isoformat())
    assert "Not one of the words of this list." in write(secretary, "The cat", OWNER)
    judged.see()
    assert not Explanation.objects.exists()
    assert not QuestionOwner.objects.exists()


@pytest.mark.parametrize("address", [PUBLISH, WITHDRAW])
def test_what_is_not_there_is_neither_published_nor_withdrawn(judged: Site, address: str) -> None:
    browser = judged.browser("SEC")
    assert browser.post(address, {"version": "1"}).status_code == HTTPStatus.NOT_FOUND
    assert browser.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("end", ["explanation/", "owner/"])
def test_a_question_nobody_knows_is_missing(judged: Site, end: str) -> None:
    role = "CDIO" if end == "explanation/" else "SEC"
    assert judged.browser(role).get(f"/t/PLA/questions/no-such/{end}").status_code == HTTPStatus.NOT_FOUND


def test_the_second_writer_sees_both_and_nothing_is_lost(judged: Site) -> None:
    first, second, secretary = judged.browser("CDIO"), judged.browser("CDIO"), judged.browser("SEC")
    opened = form_of(second, FORM)
    write(first)
    answer = second.post(FORM, opened | {"text": "Another reason.", "due": BY})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert WHY in answer.content.decode()
    assert "Another reason." in answer.content.decode()
    judged.see()
    assert saved_first("explanation") in answer.content.decode()
    write(first, "A better reason.")
    assert secretary.post(PUBLISH, {"version": "1"}).status_code == HTTPStatus.CONFLICT
    press(secretary, PUBLISH)
    assert secretary.post(WITHDRAW, {"version": "2"}).status_code == HTTPStatus.CONFLICT
    asked = form_of(secretary, OWNER)
    write(secretary, "Chair", OWNER)
    assert secretary.post(OWNER, asked | {"owner": "Medical director"}).status_code == HTTPStatus.CONFLICT
    assert "A better reason." in read(second, QUESTION)


def test_the_same_draft_again_says_that_nothing_was_saved(judged: Site) -> None:
    owner = judged.browser("CDIO")
    write(owner)
    assert "Nothing was different" in write(owner)


def test_every_question_has_an_owner_who_can_be_somebody() -> None:
    assert {one.owner for one in questions()} <= set(OWNERS)
