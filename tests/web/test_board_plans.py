"""The plan to the next board by page: chosen by those who lead, judged by a worker, followed in the record."""

from __future__ import annotations

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.litmus.moves.board_plan import BoardPlan, last_plan, next_plan
from plait.engine.permissions import Role
from plait.jobs.judging import judge_trust
from plait.store import board_plans
from plait.store.board_plans import load_plans, next_board_day
from plait.store.models import (
    Event,
    FeedDate,
    Meeting,
    PlanFinding,
    PlannedMove,
    StandingRight,
    Trust,
)
from tests.registers import Site, count_queries, read, read_rows

HERE = "/t/PLA/board/plan/"
CCIO, CNIO = "Chief clinical information officer", "Chief nursing information officer"
FORM = f"{HERE}choose/"
RIGHT = "Yearly board seminar"
CHOOSERS = {Role.EX, Role.CDIO, Role.CL, Role.SEC}
READERS = set(Role) - {Role.ADM, Role.OPS}
RIGHTS = (
    "Board committee", "Non-executive chair or lead", "Executive who votes or attends", "Standing agenda item",
    "Section of the performance report", "Risk in the assurance framework", "Internal audit days", RIGHT,
)  # fmt: skip
pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def board_day(days: int = 30) -> str:
    return f"{today() + timedelta(days=days):%d/%m/%Y}"


def judge(site: Site) -> None:
    """As a worker does after a write."""
    trust_id = site.trust.pk
    judge_trust.func(trust_id)
    site.see()


@pytest.fixture
def ready(site: Site) -> Site:
    """A trust whose board lacks two rights of digital, judged by a worker."""
    site.see()
    for place, right in enumerate(RIGHTS):
        for subject in ("finance", "quality", "digital"):
            has = subject != "digital" or place < 6
            StandingRight.objects.create(trust=site.trust, right=right, subject=subject, has=has)
    FeedDate.objects.create(trust=site.trust, sheet="standing rights", confirmed_on=today())
    judge(site)
    return site


def typed(client: Client, **changes: str) -> dict[str, str]:
    """The form as it opens, with the first move that can be chosen picked."""
    page = client.get(FORM).content.decode()
    keys = re.findall(r'name="(key-\d+)" value="([^"]*)"', page)
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    found = {name: value.replace("&#39;", "'") for name, value in keys}
    return {
        **found, "seen": seen[1] if seen else "", "board_on": board_day(), "pick-0": "on",
        "owner-0": "Board secretary", "due-0": board_day(20), **changes,
    }  # fmt: skip


def test_a_plan_is_chosen_judged_together_and_followed_in_the_record(ready: Site) -> None:
    secretary = ready.browser("SEC")
    assert "No plan to the next board is made." in read(secretary, HERE)
    assert "No plan to the next board is made." in read(secretary, "/t/PLA/")
    assert "Plan to the" not in read(ready.browser("BM"), "/t/PLA/"), "who may choose nothing is told of no plan"
    two = {"pick-1": "on", "owner-1": "Chair", "due-1": board_day(30)}
    assert secretary.post(FORM, typed(secretary, **two)).status_code == HTTPStatus.FOUND
    page = read(secretary, HERE)
    assert "2 moves are chosen for the board on" in page
    assert "The set is being judged." in page
    judge(ready)
    page = read(secretary, HERE)
    assert re.search(r"<b>Better:</b> <a href=\"/t/PLA/questions/digital-has-parity/\">Does digital stand at the", page)
    assert "None is done yet." in page
    home = read(ready.browser("BM"), "/t/PLA/")
    assert "<h2>Plan to the board on" in home
    assert ("See the moves and who does them" in home, "Choose other moves" in home) == (True, False)
    assert "Give digital the right “Internal audit days” by a decision" in page
    ready.see()
    StandingRight.objects.filter(right="Internal audit days", subject="digital").update(has=True, since=today())
    judge(ready)
    page = read(secretary, HERE)
    assert "1 is done." in page
    assert "Internal audit days: digital has it since" in page
    rows = read_rows(secretary, f"{HERE}?format=csv")
    assert {(row["Who"], row["State"]) for row in rows} == {("Board secretary", "Done"), ("Chair", "Open")}


def test_a_plan_says_what_each_move_needs_and_costs_and_whose_decision_it_is(ready: Site) -> None:
    secretary = ready.browser("SEC")
    secretary.post(FORM, typed(secretary, **{"pick-1": "on", "owner-1": "Chair", "due-1": board_day(30)}))
    judge(ready)
    page = read(secretary, HERE)
    assert "Costs: Not known. No record says what time or money the right takes. Decided by: The board." in page
    assert "Costs. Not known for 2 of 2 moves." in page
    assert "would become" in page, "the verdicts stand as tags, and a reader who does not see them is told the way"
    assert re.search(r"Rows behind it then.*\d+ more count for it", page)
    row, _ = read_rows(secretary, f"{HERE}?format=csv")
    assert (row["Needs"], row["Decided by"]) == ("A decision in the minutes.", "The board")
    assert row["Costs"] == "Not known. No record says what time or money the right takes."


def test_what_was_chosen_is_changed_left_out_and_taken_back(ready: Site) -> None:
    secretary = ready.browser("SEC")
    secretary.post(FORM, typed(secretary))
    again = secretary.post(FORM, typed(secretary), follow=True)
    assert "1 move is chosen" in again.content.decode()
    secretary.post(FORM, typed(secretary, **{"owner-0": "Chair"}))
    assert "Chair" in read(secretary, HERE)
    without = {name: text for name, text in typed(secretary).items() if name != "pick-0"}
    told = secretary.post(FORM, without, follow=True).content.decode()
    assert "No plan to the next board is made." in told
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', told)
    assert undo is not None
    assert secretary.post(undo[1].replace("&amp;", "&")).status_code == HTTPStatus.FOUND
    assert "1 move is chosen" in read(secretary, HERE)


def test_a_form_that_cannot_be_read_saves_nothing_and_says_what_to_write(ready: Site) -> None:
    secretary = ready.browser("SEC")
    for wrong, words in (
        ({"board_on": ""}, "No day is given. Write a day, like 03/12/2026."),
        ({"board_on": "soon"}, "The board on: Not a date"),
        ({"board_on": "01/01/2020"}, "That board has met. Write the day of the next one."),
        ({"owner-0": "Somebody"}, "by a decision: Nobody is named. Choose who does it."),
        ({"due-0": "31/12/2090"}, "Write a day up to the board."),
    ):
        answer = secretary.post(FORM, typed(secretary, **wrong))
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert words in answer.content.decode()
    ready.see()
    assert not PlannedMove.objects.exists()


def test_a_move_nobody_offered_is_left_aside_and_a_plan_somebody_changed_is_not_overwritten(ready: Site) -> None:
    secretary, chief = ready.browser("SEC"), ready.browser("CDIO")
    secretary.post(FORM, typed(secretary, **{"key-0": "fill a role/Emperor/"}))
    ready.see()
    assert not PlannedMove.objects.exists()
    stale = typed(chief)
    secretary.post(FORM, typed(secretary))
    answer = chief.post(FORM, stale)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Give digital the right" in answer.content.decode()


def test_of_two_who_choose_the_same_move_in_the_same_moment_one_is_told(
    ready: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    secretary, chief = ready.browser("SEC"), ready.browser("CDIO")
    at_once = typed(chief)
    secretary.post(FORM, typed(secretary))
    monkeypatch.setattr(board_plans, "read_rows_by", lambda *_model, **_where: [])  # read before the other wrote
    assert chief.post(FORM, at_once).status_code == HTTPStatus.CONFLICT
    ready.see()
    assert PlannedMove.objects.count() == 1


def test_who_leads_chooses_and_who_reads_verdicts_reads_the_plan(ready: Site) -> None:
    for role in Role:
        client = ready.browser(role)
        reads = HTTPStatus.OK if role in READERS else HTTPStatus.FORBIDDEN
        chooses = HTTPStatus.OK if role in CHOOSERS else HTTPStatus.FORBIDDEN
        assert client.get(HERE).status_code == reads, role
        assert client.get(FORM).status_code == chooses, role
        assert ("Choose moves" in client.get(HERE).content.decode()) == (role in CHOOSERS), role
        if role not in CHOOSERS:
            assert client.post(FORM, {"board_on": board_day()}).status_code == HTTPStatus.FORBIDDEN


ROLES = f"""
Role|Kind|Reports to|Protected WTE|Team WTE|Yearly budget (£)|Delegated limit (£)|Starts
{CCIO}|CCIO|Board or chief executive|0|2|9000|0|01/05/2025
{CNIO}|CNIO|Board or chief executive|0.5|2|9000|50000|01/05/2025
"""
HOLDERS = f"""
Role|Employee number|Held as|WTE|Starts
{CCIO}|1002|Substantive|0.5|01/05/2025
"""


@pytest.fixture
def led(site: Site) -> Site:
    """A trust whose CCIO has no protected time and no delegated limit, and whose CNIO has both; judged by a worker."""
    site.bring(leadership_roles=ROLES, role_holders=HOLDERS)
    judge(site)
    return site


def limit_typed(client: Client, figure: str) -> dict[str, str]:
    """The form as it opens, with the delegated limit alone picked, and this figure."""
    posted = typed(client, **{"pick-0": ""})
    key = next(name for name, text in posted.items() if text.endswith(f"/{CCIO}/delegated limit"))
    place = key.removeprefix("key-")
    picked = {"pick": "on", "owner": "Chair", "due": board_day(20), "figure": figure}
    return {**posted, **{f"{name}-{place}": text for name, text in picked.items()}}


def test_a_figure_is_given_with_a_move_and_judged_anew_when_it_changes(led: Site) -> None:
    chief = led.browser("CDIO")
    form = read(chief, FORM)
    assert f"Give the role {CCIO} a delegated limit" in form
    offered = re.findall(r'name="figure-\d+" type="text" value="([^"]*)"', form)
    assert sorted(offered) == ["0.5", "50000"], "what the other role has stands written"
    assert chief.post(FORM, limit_typed(chief, "20000")).status_code == HTTPStatus.FOUND
    judge(led)
    page = read(chief, HERE)
    assert f"Give the role {CCIO} a delegated limit: £20,000" in page
    assert "The set is being judged." not in page
    assert chief.post(FORM, limit_typed(chief, "30000")).status_code == HTTPStatus.FOUND
    page = read(chief, HERE)
    assert f"Give the role {CCIO} a delegated limit: £30,000" in page
    assert "The set is being judged." in page, "another figure is predicted anew"


def test_a_figure_that_cannot_be_read_saves_nothing(led: Site) -> None:
    chief = led.browser("CDIO")
    for figure, words in (
        ("", "No figure is given. Write how much the role gets, like 50000."),
        ("0", "No figure is given. Write how much the role gets, like 50000."),
        ("plenty", f"Give the role {CCIO} a delegated limit: "),
        ("9" * 13, "Not a number"),
    ):
        answer = chief.post(FORM, limit_typed(chief, figure))
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert words in answer.content.decode()
    led.see()
    assert not PlannedMove.objects.exists()


def test_only_who_may_know_what_one_person_costs_reads_it_to_the_penny(led: Site) -> None:
    question = "/t/PLA/questions/clinical-leaders-have-authority/"
    finance, member = read(led.browser("FIN"), question), read(led.browser("BM"), question)
    exact = re.search(r"Costs: £(\d\d,\d{3}\.\d\d) of pay and on-costs a year", finance)
    assert exact is not None
    assert exact[1] not in member
    assert re.search(r"Costs: £\d+k? to £\d+k of pay and on-costs a year", member)
    assert ("Pay is told as a range" in member, "Pay is told as a range" in finance) == (True, False)
    form = read(led.browser("CDIO"), FORM)
    assert exact[1] not in form
    assert "Pay is told as a range" in form


def test_a_plan_stays_in_its_trust(ready: Site, other_trust: Trust) -> None:
    secretary = ready.browser("SEC")
    secretary.post(FORM, typed(secretary))
    ready.see()
    assert load_plans(other_trust.pk) == ()
    stranger = ready.signed_in_as(ready.user_with_role("SEC", other_trust))
    assert stranger.get(HERE).status_code == HTTPStatus.NOT_FOUND


def test_the_board_of_a_draft_is_named_only_to_those_who_read_drafts(ready: Site) -> None:
    ready.see()
    day = today() + timedelta(days=9)
    Meeting.objects.create(trust=ready.trust, name="Board", kind="board", held_on=day, status="draft")
    assert f"{day:%d/%m/%Y}" in ready.browser("SEC").get(FORM).content.decode()
    assert f"{day:%d/%m/%Y}" not in ready.browser("CL").get(FORM).content.decode()
    ready.see()
    assert next_board_day(ready.trust.pk, on=today(), drafts=False) is None


def past_plan(site: Site, board_on: date) -> None:
    """A plan to a board that has met: one move done, one not."""
    site.see()
    for right in RIGHTS[5:7]:
        PlannedMove.objects.create(
            trust=site.trust, board_on=board_on, kind="adopt a right", subject=right, title=f"Adopt {right}",
            owner="Chair", due_on=board_on, chosen_by="Pat Moss", chosen_on=board_on - timedelta(days=40),
        )  # fmt: skip


def test_a_plan_whose_board_has_met_says_how_it_went_and_is_left_at_that(ready: Site) -> None:
    board_on = today() - timedelta(days=3)
    past_plan(ready, board_on)
    judge(ready)
    page = read(ready.browser("BM"), HERE)
    assert "1 of 2 moves was done when the board met." in page
    assert "Open" in page
    ready.see()
    [before] = PlanFinding.objects.values_list("judged_at", flat=True)
    judge(ready)
    assert [before] == list(PlanFinding.objects.values_list("judged_at", flat=True))
    [plan] = load_plans(ready.trust.pk)
    assert plan.followed is not None
    assert plan.followed.on == board_on
    assert (next_plan([plan], today()), last_plan([plan], today())) == (None, plan)


def test_the_pages_cost_the_same_whatever_is_chosen(ready: Site) -> None:
    secretary = ready.browser("SEC")
    secretary.post(FORM, typed(secretary))
    judge(ready)
    read(secretary, HERE)  # what was just saved is told once
    few = count_queries(secretary, HERE), count_queries(secretary, FORM)
    past_plan(ready, today() - timedelta(days=3))
    judge(ready)
    assert (count_queries(secretary, HERE), count_queries(secretary, FORM)) == few


def test_a_move_that_is_done_stays_on_the_form(ready: Site) -> None:
    secretary = ready.browser("SEC")
    secretary.post(FORM, typed(secretary))
    ready.see()
    StandingRight.objects.filter(subject="digital").update(has=True)
    judge(ready)
    page = read(secretary, FORM)
    assert "Done already, or no longer open." in page
    assert secretary.post(FORM, typed(secretary, **{"due-0": board_day(25)})).status_code == HTTPStatus.FOUND
    assert "1 move is chosen" in read(secretary, HERE)


def test_a_plan_without_a_board_is_empty_and_keeps_events(ready: Site) -> None:
    secretary = ready.browser("SEC")
    secretary.post(FORM, typed(secretary))
    ready.see()
    assert Event.objects.filter(kind="plannedmove", action="chosen").count() == 1
    assert BoardPlan(today(), ()).together() == ("The set is being judged. That takes a few seconds.",)
