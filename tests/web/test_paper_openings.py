"""A paper opened for a day: asked for with the reason, agreed by somebody else, one paper, every opening a row."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from plait.engine.permissions import Role
from plait.store.models import BoardPaper, Event, PaperOpening, Trust
from plait.store.paper_openings import OwnAsking, agree, find_opening, list_openings, shut
from plait.store.writing import StaleRecord
from tests.registers import Site, count_queries, read, read_rows
from tests.web.test_paper_files import PDF, address, line, send
from tests.web.test_paper_pages import FINANCE, LIST, OPEN, UNBORN, circulated
from tests.web.test_undo import undo_in

__all__ = ["circulated"]
HERE = f"{LIST}openings/"
ASKING = {"wish": "The unborn case, I am told", "reason": "The secretary is away and beds close today."}
MAY_AGREE = {Role.EX, Role.CDIO, Role.SEC}
pytestmark = pytest.mark.django_db


def ask(browser: Client, **told: str) -> str:
    return browser.post(f"{HERE}ask/", ASKING | told, follow=True).content.decode()


def number(site: Site) -> int:
    """The latest asking."""
    site.see()
    return list_openings(site.trust.pk)[0].id


def answer(site: Site, browser: Client, title: str = UNBORN) -> str:
    """Open a paper to whoever asked last."""
    sent = {"paper": str(site.id_of(BoardPaper, title=title))}
    return browser.post(f"{HERE}{number(site)}/agree/", sent, follow=True).content.decode()


def test_the_administrator_reads_one_draft_for_a_day_because_an_executive_agreed(circulated: Site) -> None:
    administrator, director, secretary = (circulated.browser(role) for role in ("ADM", "EX", "SEC"))
    here = address(circulated, UNBORN)
    send(secretary, here, "case.pdf", PDF)
    assert administrator.get(here).status_code == HTTPStatus.NOT_FOUND
    assert "You have asked. An executive" in ask(administrator)
    assert "1 waits for an answer, 0 are open." in read(secretary, LIST)
    assert "Unborn case" not in read(administrator, HERE), "who asks learns of no paper"
    form = read(director, f"{HERE}{number(circulated)}/agree/")
    assert "The unborn case, I am told" in form
    assert "”. It is open to them alone" in form, "the reason ends before the rule begins"
    assert "1 asking of yours waits for an answer; 0 papers open to you now." in read(administrator, HERE)
    assert OPEN not in form, "what everybody reads needs no opening"
    assert "Unborn case is open to" in answer(circulated, director)
    assert "Draft, for Last." in read(administrator, here)
    assert administrator.get(f"{here}file/").content == PDF
    assert administrator.get(address(circulated, FINANCE)).status_code == HTTPStatus.NOT_FOUND, "that one paper only"
    assert UNBORN not in read(administrator, LIST), "and in no list"
    for path in ("edit/", "file/attach/"):
        assert administrator.get(f"{here}{path}").status_code == HTTPStatus.FORBIDDEN


def test_the_secretary_reads_who_asked_why_who_agreed_and_what_was_opened(circulated: Site) -> None:
    administrator, secretary, here = circulated.browser("ADM"), circulated.browser("SEC"), address(circulated, UNBORN)
    send(secretary, here, "case.pdf", PDF)
    ask(administrator)
    answer(circulated, circulated.browser("EX"))
    for path in (here, f"{here}file/"):
        administrator.get(path)
    story = read(secretary, HERE)
    for said in (*ASKING.values(), "Unborn case", "Agreed by", "Open until", "The page, ", "The file, "):
        assert said in story, said
    [kept] = read_rows(secretary, f"{HERE}?format=csv")
    assert (kept["How it stands"], kept["Paper"], kept["Opened"].count(";")) == ("Open", UNBORN, 1)
    circulated.see()
    noted = Event.objects.filter(kind="paperreading", after__opening=number(circulated))
    assert sorted(noted.values_list("action", flat=True)) == ["exported", "looked at"]
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        later = circulated.browser("ADM")
        assert later.get(here).status_code == HTTPStatus.NOT_FOUND
        assert "Over" in read(circulated.browser("SEC"), HERE)


def test_who_may_ask_and_who_may_agree(circulated: Site) -> None:
    ask(circulated.browser("ADM"))
    opening, refused = f"{HERE}{number(circulated)}/", HTTPStatus.FORBIDDEN
    for role in Role:
        browser, agrees, enters = circulated.browser(role.value), role in MAY_AGREE, role is not Role.OPS
        asks = HTTPStatus.OK if enters and not agrees else refused
        assert browser.get(f"{HERE}ask/").status_code == asks, role
        assert browser.get(f"{opening}agree/").status_code == (HTTPStatus.OK if agrees else refused), role
        seen = browser.get(HERE)
        assert seen.status_code == (HTTPStatus.OK if enters else refused), role
        assert (ASKING["wish"] in seen.content.decode()) == agrees, role
        if not agrees:
            ended = browser.post(f"{opening}shut/").status_code
            assert ended == (HTTPStatus.NOT_FOUND if enters else refused), "another's asking is none of theirs"


def test_nobody_agrees_to_their_own_asking_on_a_page_in_the_store_or_in_the_database(circulated: Site) -> None:
    user = circulated.user_with_role("ADM", circulated.trust)
    circulated.user_with_role("EX", circulated.trust, user=user)
    both = circulated.signed_in_as(user)
    ask(both)
    assert "Answer<" not in read(both, HERE)
    assert "Nobody agrees to what they asked for themselves." in answer(circulated, both)
    circulated.see()
    opening = find_opening(circulated.trust.pk, number(circulated))
    assert opening is not None
    act = circulated.act.__class__(circulated.trust.pk, user.pk, user.name, circulated.act.at)
    with pytest.raises(OwnAsking):
        agree(act, opening, line(circulated, UNBORN))
    now = timezone.now()
    told = {"agreed_at": now, "paper_id": line(circulated, UNBORN).id}
    for wrong in ({"agreed_by": user, "until": now + timedelta(hours=1)},
                  {"agreed_by_id": circulated.act.by, "until": now + timedelta(hours=25)}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PaperOpening.objects.update(**told, **wrong)


def test_one_person_under_two_addresses_agrees_to_nothing_of_their_own(circulated: Site) -> None:
    ask(circulated.browser("ADM", "1001"))
    again = circulated.browser("EX", "1001")
    assert "Nobody agrees to what they asked for themselves." in answer(circulated, again)
    assert "1 asking to answer; 0 papers open to somebody now." in read(again, HERE)
    assert "Unborn case is open to" in answer(circulated, circulated.browser("EX", "1002"))


def test_what_is_open_is_shut_from_its_page_however_often_somebody_asks_after_it(
    circulated: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plait.store.paper_openings.MOST", 2)
    administrator, secretary, here = circulated.browser("ADM"), circulated.browser("SEC"), address(circulated, UNBORN)
    ask(administrator)
    opened = number(circulated)
    answer(circulated, secretary)
    for time in range(3):
        ask(administrator, wish=f"Asked and taken back, {time}")
        administrator.post(f"{HERE}{number(circulated)}/shut/")
    story = read(secretary, HERE)
    assert "0 askings to answer; 1 paper open to somebody now." in story
    assert f'action="{opened}/shut/' in story
    assert "taken back, 0" not in story, "only the latest of those that are over"
    secretary.post(f"{HERE}{opened}/shut/")
    assert administrator.get(here).status_code == HTTPStatus.NOT_FOUND


def test_it_is_shut_early_declined_or_taken_back(circulated: Site) -> None:
    administrator, director, here = circulated.browser("ADM"), circulated.browser("CDIO"), address(circulated, UNBORN)
    ask(administrator)
    assert "You have asked already" in ask(administrator)
    administrator.post(f"{HERE}{number(circulated)}/shut/")
    assert "Taken back" in read(administrator, HERE)
    ask(administrator)
    director.post(f"{HERE}{number(circulated)}/shut/")
    assert "Declined" in read(administrator, HERE)
    ask(administrator)
    answer(circulated, director)
    read(administrator, here)
    circulated.browser("SEC").post(f"{HERE}{number(circulated)}/shut/")
    assert administrator.get(here).status_code == HTTPStatus.NOT_FOUND
    assert "Shut early" in read(administrator, HERE)
    late = director.post(f"{HERE}{number(circulated)}/shut/", follow=True).content.decode()
    assert "Somebody answered or ended this meanwhile." in late
    assert "Somebody answered or ended this meanwhile." in answer(circulated, director)
    circulated.see()
    [shut_one, *_] = list_openings(circulated.trust.pk)
    with pytest.raises(StaleRecord):
        shut(circulated.act, shut_one)


def test_who_answers_second_is_told(circulated: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(circulated.browser("ADM"))
    circulated.see()
    seen = find_opening(circulated.trust.pk, number(circulated))
    answer(circulated, circulated.browser("EX"))
    monkeypatch.setattr("plait.web.board.openings.find_opening", lambda *_args, **_more: seen)
    assert "Somebody answered or ended this meanwhile." in answer(circulated, circulated.browser("CDIO"), FINANCE)
    assert circulated.browser("ADM").get(address(circulated, FINANCE)).status_code == HTTPStatus.NOT_FOUND


def test_what_is_not_said_or_too_long_is_asked_for(circulated: Site) -> None:
    browser = circulated.browser("ME")
    assert "Write why it cannot wait." in ask(browser, reason=" ")
    assert "Write which paper it is." in ask(browser, wish="")
    assert "This has 301 characters. Shorten it to 300 or fewer." in ask(browser, wish="x" * 301)
    assert "A control character" in ask(browser, reason="a\x07b")
    assert "You have asked for no paper." in read(browser, HERE)
    assert "Nobody has asked for a paper." in read(circulated.browser("SEC"), HERE)
    ask(browser)
    assert "Choose the paper that they asked for." in answer(circulated, circulated.browser("SEC"), OPEN)


def test_an_asking_of_another_trust_is_not_there(circulated: Site, other_trust: Trust) -> None:
    ask(circulated.browser("ADM"))
    opening = number(circulated)
    foreign = circulated.signed_in_as(circulated.user_with_role("SEC", other_trust))
    home = HERE.replace("PLA", other_trust.code)
    assert "Nobody has asked for a paper." in read(foreign, home)
    for one in (opening, 987654):
        assert foreign.get(f"{home}{one}/agree/").status_code == HTTPStatus.NOT_FOUND
        assert foreign.post(f"{home}{one}/shut/").status_code == HTTPStatus.NOT_FOUND


def test_a_paper_that_is_removed_and_put_back_is_open_to_nobody(circulated: Site) -> None:
    administrator, secretary, here = circulated.browser("ADM"), circulated.browser("SEC"), address(circulated, UNBORN)
    ask(administrator)
    answer(circulated, secretary)
    page = secretary.get(f"{here}remove/").content.decode()
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    gone = secretary.post(f"{here}remove/", {"stamp": stamp}, follow=True).content.decode()
    assert "Unborn case, which was removed since" in read(secretary, HERE)
    secretary.post(undo_in(gone))
    assert secretary.get(here).status_code == HTTPStatus.OK
    assert administrator.get(here).status_code == HTTPStatus.NOT_FOUND


def test_the_page_asks_as_often_however_many_have_asked(circulated: Site) -> None:
    secretary = circulated.browser("SEC")
    ask(circulated.browser("ADM"))
    answer(circulated, secretary)
    before = count_queries(secretary, HERE), count_queries(secretary, LIST)
    for role in ("ME", "RO", "PMO"):
        ask(circulated.browser(role))
        answer(circulated, secretary)
    assert (count_queries(secretary, HERE), count_queries(secretary, LIST)) == before
