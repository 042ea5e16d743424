"""Pulses by page: who answers, that nobody's answer can be found, when something is shown, who runs them."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from plait.engine.pulses import BOARD, STAFF, TEAM
from plait.store.models import Event, Pulse, PulseTally, PulseTurns, Team
from plait.store.pulses import IsClosed, add_paper, answer_pulse, close_pulse, count_asked, open_pulse
from tests.registers import Site, form_of, read, read_rows

pytestmark = pytest.mark.django_db
LIST = "/t/PLA/pulses/"
ANSWER = {"statement0": "3", "statement1": "1", "statement2": "4"}


@pytest.fixture
def board(site: Site) -> str:
    """The address of an open pulse of a board of eight."""
    return f"{LIST}{open_pulse(site.act, BOARD, team_id=None, asked=8)}/"


def answered(site: Site, path: str, user: Any, **more: str) -> str:
    answer = site.signed_in_as(user).post(path, ANSWER | more, follow=True)
    return " ".join(answer.content.decode().split())


def test_a_member_of_the_board_answers_once_and_the_second_time_adds_nothing(site: Site, board: str) -> None:
    member = site.user_with_role("BM", site.trust)
    slip = read(site.signed_in_as(member), board)
    assert "Nobody can read what you answer beside your name" in slip
    assert "1 pulse waits for your answer." in read(site.signed_in_as(member), LIST)
    assert "Your answer is added to the sums." in answered(site, board, member)
    assert "You have answered this pulse before. Nothing was added." in answered(site, board, member, statement0="0")
    site.see()
    assert sum(PulseTally.objects.get().counts) == 3
    assert "Add my answer" not in read(site.signed_in_as(member), board)
    assert "No pulse waits for your answer." in read(site.signed_in_as(member), LIST)


def test_no_table_and_no_event_puts_a_person_beside_an_answer(site: Site, board: str) -> None:
    members = [site.user_with_role("BM", site.trust) for _ in range(3)]
    site.see()
    before = Event.objects.count()
    for level, member in zip("402", reversed(members), strict=True):
        answered(site, board, member, statement0=level)
    site.see()
    events = list(Event.objects.order_by("id")[before:])
    told = [(one.kind, one.action, one.actor_id, one.actor_name, one.before, one.after, one.request) for one in events]
    assert told == [("pulse", "answered", None, "Somebody who was asked", None, None, "")] * 3
    assert PulseTurns.objects.get().users == sorted(member.pk for member in members)
    assert len(PulseTally.objects.get().counts) == 15
    assert {field.name for field in PulseTurns._meta.fields} == {"id", "trust", "pulse", "users"}
    assert {field.name for field in PulseTally._meta.fields} == {"id", "trust", "pulse", "counts"}
    others = [model for model in apps.get_app_config("store").get_models() if "pulse" in str(model._meta.model_name)]
    assert {model.__name__ for model in others} == {"Pulse", "PulseTally", "PulseTurns"}


def test_nothing_is_shown_before_it_is_closed_and_then_with_number_and_interval(site: Site, board: str) -> None:
    pulse = int(board.split("/")[-2])
    add_paper(site.act, pulse, [(3, 1, 4)] * 4 + [(1, 1, 4)])
    secretary = site.browser("SEC")
    assert "Nothing is shown while people answer" in read(secretary, board)
    assert secretary.post(f"{board}close/").status_code == 302
    page = read(site.browser("BM"), board)
    assert "4 of 5" in page
    assert "38% to 96%" in page
    assert "Wilson&#39;s score interval" in page
    rows = read_rows(site.browser("RO"), f"{LIST}?format=csv")
    assert [(row["Agree"], row["Answers"], row["From (%)"]) for row in rows] == [
        ("4", "5", "37.6"), ("0", "5", "0.0"), ("5", "5", "56.6"),
    ]  # fmt: skip
    assert "The pulse was closed already." in secretary.post(f"{board}close/", follow=True).content.decode()
    with pytest.raises(IsClosed):
        answer_pulse(site.act, pulse, (1, 1, 1))


def test_of_too_few_nothing_leaves_the_trust_but_the_reason(site: Site, board: str) -> None:
    pulse = int(board.split("/")[-2])
    add_paper(site.act, pulse, [(4, 4, 4)] * 3)
    close_pulse(site.act, pulse)
    assert "Fewer than 5 people answered, so nothing is shown." in read(site.browser("BM"), board)
    [row] = read_rows(site.browser("BM"), f"{LIST}?format=csv")
    assert (row["Statement"], row["Agree"], row["Why not shown"]) == (
        "", "", "Fewer than 5 people answered, so nothing is shown.",
    )  # fmt: skip


def test_who_types_papers_cannot_take_them_off_the_sums_to_read_the_one_answer_given_here(site: Site) -> None:
    site.see()
    team = f"{LIST}{open_pulse(site.act, TEAM, team_id=site.id_of(Team, name='Access team'), asked=3)}/"
    assert site.browser("ME", "1001").post(team, ANSWER).status_code == 302
    lead = site.browser("TL", "1001")
    assert lead.post(f"{team}paper/", {"papers": "1 1 1\n" * 4}).status_code == 302
    assert lead.post(f"{team}close/").status_code == 302
    assert "Beside the papers fewer than 5 people answered" in read(lead, team)
    assert [row["Agree"] for row in read_rows(lead, f"{LIST}?format=csv")] == [""]


def test_only_who_is_asked_answers(site: Site, board: str) -> None:
    site.see()
    team = open_pulse(site.act, TEAM, team_id=site.id_of(Team, name="Access team"), asked=3)
    staff = open_pulse(site.act, STAFF, team_id=None, asked=40)
    nobody, member = site.browser("PMO"), site.browser("ME", "1001")
    assert nobody.post(board, ANSWER).status_code == 403
    assert member.post(board, ANSWER).status_code == 403
    assert nobody.post(f"{LIST}{staff}/", ANSWER).status_code == 403
    assert member.post(f"{LIST}{staff}/", ANSWER).status_code == 302
    assert member.post(f"{LIST}{team}/", ANSWER).status_code == 302
    assert site.browser("ME", "1004").post(f"{LIST}{team}/", ANSWER).status_code == 403
    assert site.browser("RO").post(board, ANSWER).status_code == 403
    assert site.browser("BM").get(f"{LIST}{team + 99}/").status_code == 404


def test_a_member_of_the_board_by_its_register_is_asked_too(site: Site, board: str) -> None:
    head = "Member|Office|Kind|Employee number|Starts|Last day\n"
    site.bring(board_members=f"{head}Cy Otieno|Chief nurse|Executive|1002|01/05/2025|\n")
    assert site.browser("EX", "1002").post(board, ANSWER).status_code == 302
    assert site.browser("EX", "1001").post(board, ANSWER).status_code == 403


def test_a_slip_that_is_not_whole_comes_back_with_what_is_missing(site: Site, board: str) -> None:
    member = site.browser("BM")
    back = member.post(board, {"statement0": "3", "statement1": "9"})
    assert back.status_code == 422
    assert back.content.decode().count("Choose how far you agree") == 4, "at the head, and at each of two fields"
    site.see()
    assert sum(PulseTally.objects.get().counts) == 0


def opened(browser: Client, **said: str) -> tuple[int, str]:
    answer = browser.post(f"{LIST}open/", {"kind": "", "team": "", "asked": "", **said})
    return answer.status_code, answer.content.decode()


def test_a_pulse_is_opened_by_who_may_ask_the_group(site: Site) -> None:
    secretary, lead = site.browser("SEC"), site.browser("TL", "1001")
    assert "Choose whom to ask" in opened(secretary)[1]
    assert "Choose the team that is asked" in opened(secretary, kind=TEAM)[1]
    assert "Only a pulse of a team has one" in opened(secretary, kind=STAFF, team="Access team", asked="9")[1]
    assert "Write how many people are asked" in opened(secretary, kind=STAFF)[1]
    assert "Write how many people are asked" in opened(secretary, kind=STAFF, asked="many")[1]
    assert "Write how many people are asked" in opened(secretary, kind=BOARD)[1], "nobody is on the board"
    assert opened(secretary, kind=STAFF, asked="1,200")[0] == 302
    assert "One of these is open already" in opened(secretary, kind=STAFF, asked="9")[1]
    assert "Comfort of the board" not in read(lead, f"{LIST}open/")
    assert "There are 3 today. Write no fewer" in opened(lead, kind=TEAM, team="Access team", asked="2")[1]
    assert opened(lead, kind=TEAM, team="Access team")[0] == 302
    site.see()
    team, staff = (Pulse.objects.get(kind=kind) for kind in (TEAM, STAFF))
    assert (team.asked, staff.asked) == (3, 1200)
    assert lead.post(f"{LIST}{staff.pk}/close/").status_code == 403
    assert lead.post(f"{LIST}{team.pk}/close/").status_code == 302


def test_papers_are_added_or_the_line_is_named(site: Site, board: str) -> None:
    secretary = site.browser("SEC")
    assert "A line for each paper" in read(secretary, f"{board}paper/")
    bad = secretary.post(f"{board}paper/", {"papers": "4 3 5\n4 3"})
    assert bad.status_code == 422
    assert "Line 2 says “4 3”." in bad.content.decode()
    good = secretary.post(f"{board}paper/", {"papers": "4 3 5\n1 1 1"}, follow=True).content.decode()
    assert "2 papers are added to the sums." in good
    site.see()
    close_pulse(site.act, int(board.split("/")[-2]))
    late = secretary.post(f"{board}paper/", {"papers": "4 3 5"}, follow=True).content.decode()
    assert "This pulse is closed. Nothing was added." in late


def test_papers_that_are_sent_twice_are_added_once(site: Site, board: str) -> None:
    secretary = site.browser("SEC")
    sent = {**form_of(secretary, f"{board}paper/"), "papers": "4 3 5\n1 1 1"}
    for _ in range(2):
        assert secretary.post(f"{board}paper/", sent).status_code == 302
    site.see()
    assert sum(PulseTally.objects.get().counts) == 2 * 3


@pytest.mark.parametrize("role", ["BM", "EX", "CL", "FIN", "ME", "CH", "RO"])
def test_others_run_none(site: Site, board: str, role: str) -> None:
    browser = site.browser(role)
    assert browser.get(LIST).status_code == 200
    assert browser.get(f"{LIST}open/").status_code == 403
    assert browser.post(f"{board}close/").status_code == 403


def test_an_administrator_reads_none_and_another_trust_has_none_of_it(site: Site, board: str) -> None:
    assert site.browser("ADM").get(LIST).status_code == 403
    assert site.browser("SEC").get(board.replace("PLA", "PLB")).status_code in {403, 404}
    assert "No pulse was opened yet." not in read(site.browser("SEC"), LIST)


def test_nobody_counts_a_sample_of_staff_but_who_asks_it(site: Site) -> None:
    site.see()
    assert count_asked(site.act.trust_id, STAFF, "", on=site.act.day) == 0
