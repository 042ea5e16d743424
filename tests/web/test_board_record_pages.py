"""What members of the board do there, by page: who came, what was asked, what is to be done, what is sponsored."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.engine.board_sheets import DIRECTORS
from plait.store.models import Attendance, BoardAction, Challenge, Meeting, Sponsorship, Trust
from tests.registers import Site, count_queries, form_of, read, read_rows

HOME = "/t/PLA/board/"
TODAY = timezone.localdate()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


MEETINGS = f"""
Meeting|Kind |Held on            |Status
Last   |Board|{ago(20):%d/%m/%Y} |Published
Next   |Board|{ago(-20):%d/%m/%Y}|Draft
"""
ITEMS = """
Meeting|Item|Title      |Tag    |Tag confirmed
Last   |2   |Prescribing|Digital|Yes
"""
MEMBERS = """
Member   |Office          |Kind         |Starts    |Last day
Cy Otieno|Chief nurse     |Executive    |01/05/2025|
Ida Rowe |Chair           |Non-executive|01/05/2025|
Bo Price |Finance director|Executive    |01/05/2025|
"""
CAME = """
Meeting|Member   |Attendance|Deputy
Last   |Cy Otieno|Deputy    |Di Sykes
Last   |Ida Rowe |Present   |
"""
CHALLENGES = """
Meeting|Question   |Asked by   |Item|Answer|What changed
Last   |Who trains?|Chief nurse|2   |Two   |Nights first
Last   |Why?       |Chair      |    |      |
"""
ACTIONS = f"""
Meeting|Action|Owner      |Due on             |Done on           |Tag
Last   |Teach |Chief nurse|{ago(1):%d/%m/%Y}  |                  |Digital
Last   |Count |Chair      |{ago(9):%d/%m/%Y}  |{ago(10):%d/%m/%Y}|Quality
Last   |Plan  |Chief nurse|{ago(-9):%d/%m/%Y} |                  |
Next   |Hidden|Chair      |{ago(-30):%d/%m/%Y}|                  |
"""
SPONSORED = """
Office      |Kind   |Of what               |Part   |Starts    |Last day
Chief nurse |Service|Single point of access|Sponsor|01/05/2025|
Chair       |Service|Single point of access|Lead   |01/05/2025|31/12/2025
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def held(site: Site) -> Site:
    """The small trust whose board met once, with one draft to come."""
    site.bring(board_meetings=MEETINGS, agenda_items=ITEMS, board_members=MEMBERS)
    site.bring(board_attendance=CAME, board_challenges=CHALLENGES, board_actions=ACTIONS, sponsorships=SPONSORED)
    return site


def here(site: Site, name: str = "Last") -> str:
    return f"{HOME}{site.id_of(Meeting, name=name)}/"


def test_a_meeting_tells_who_was_there_what_was_asked_and_what_is_to_be_done(held: Site) -> None:
    page = read(held.browser("RO"), here(held))
    for said in (
        "1 of 2 members were there, 1 sent a deputy, 0 sent apologies.", "2 questions put; 1 changed something.",
        "1 action is late.", "Di Sykes", "Nights first", "Item 2",
    ):  # fmt: skip
        assert said in page
    assert "Say who came" not in page
    kept = read(held.browser("SEC"), here(held))
    assert 'Change<span class="nhsuk-u-visually-hidden"> Teach' in kept
    assert 'app-onscreen">Change</th>' in kept, "on paper a link to a form leads nowhere"


def test_nothing_recorded_of_a_meeting_is_said(held: Site) -> None:
    held.see()
    for model in (Attendance, Challenge, BoardAction):
        model._default_manager.all().delete()
    page = read(held.browser("BM"), here(held))
    for said in ("It is not recorded who was there.", "No question is recorded.", "No action came of it."):
        assert said in page


def test_actions_are_listed_late_ones_first_and_kept(held: Site) -> None:
    page = read(held.browser("BM"), f"{HOME}actions/")
    assert "<b>1 action is late, of 2 not done.</b>" in page
    rows = read_rows(held.browser("ME"), f"{HOME}actions/?format=csv")
    assert [(row["Action"], row["State"]) for row in rows] == [("Teach", "Late"), ("Plan", "Open"), ("Count", "Done")]
    assert "Mark done" not in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?state=done", ["Count"]), ("?tag=digital", ["Teach"]), ("?owner=Chief+nurse&sort=-due", ["Plan", "Teach"]),
        ("?q=chair", ["Count"]), ("?sort=name", ["Count", "Plan", "Teach"]),
    ],
)  # fmt: skip
def test_actions_are_searched_filtered_and_sorted(held: Site, asked: str, names: list[str]) -> None:
    assert [row["Action"] for row in read_rows(held.browser("RO"), f"{HOME}actions/{asked}&format=csv")] == names


def test_what_a_draft_asks_for_is_for_who_reads_drafts(held: Site) -> None:
    assert "Hidden" in read(held.browser("SEC"), f"{HOME}actions/")
    assert "Hidden" not in read(held.browser("BM"), f"{HOME}actions/")
    held.see()
    hidden = held.id_of(BoardAction, name="Hidden")
    assert held.browser("BM").get(f"{HOME}actions/{hidden}/done/").status_code == 403


def test_every_action_done_and_none_at_all_are_said(held: Site) -> None:
    held.see()
    BoardAction.objects.exclude(name="Hidden").update(done_on=ago(1))
    assert "<b>All 3 actions are done.</b>" in read(held.browser("BM"), f"{HOME}actions/")
    held.see()
    BoardAction.objects.exclude(name__in=("Hidden", "Teach")).delete()
    assert "<b>The action is done.</b>" in read(held.browser("RO"), f"{HOME}actions/")
    held.see()
    BoardAction.objects.all().delete()
    page = read(held.browser("SEC"), f"{HOME}actions/")
    assert "<b>We cannot tell. No action of the board is recorded.</b>" in page
    assert "Bring the Board actions sheet" in page


def test_the_secretary_marks_an_action_done_and_takes_it_back(held: Site) -> None:
    browser, done = held.browser("SEC"), f"{HOME}actions/{held.id_of(BoardAction, name='Teach')}/done/"
    form = form_of(browser, done)
    assert (form["done_on.day"] if "done_on.day" in form else form["done_on"]) != ""
    answer = browser.post(done, form, follow=True)
    assert "“Teach” is done." in answer.content.decode()
    held.see()
    assert BoardAction.objects.get(name="Teach").done_on == TODAY
    undo = answer.content.decode().partition('action="/t/PLA/undo')[2]
    assert undo, "the notice offers the way back"


@pytest.mark.parametrize("came_from", ["meeting", "plan", "elsewhere"])
def test_an_action_is_marked_done_from_where_it_is_read_and_leads_back(held: Site, came_from: str) -> None:
    browser, action = held.browser("SEC"), held.id_of(BoardAction, name="Teach")
    origins = {"meeting": here(held), "plan": f"{HOME}plan/"}
    done = f"{HOME}actions/{action}/done/?from={came_from}"
    for address in filter(None, [origins.get(came_from)]):
        page = read(browser, address)
        assert f'href="{done}"' in page
        assert 'Mark done<span class="nhsuk-u-visually-hidden"> “Teach”' in page
        assert f"actions/{held.id_of(BoardAction, name='Count')}/done/" not in page, "it is done"
        assert "Mark done" not in read(held.browser("BM"), address)
    answer = browser.post(done, form_of(browser, done))
    assert (answer.status_code, answer["Location"]) == (302, origins.get(came_from, f"{HOME}actions/"))
    held.see()
    assert BoardAction.objects.get(name="Teach").done_on == TODAY


def test_the_plan_tells_what_the_board_asked_for_and_says_when_nothing_is_left(held: Site) -> None:
    page = read(held.browser("BM"), f"{HOME}plan/").partition("What the board asked for")[2]
    assert "Teach" in page
    assert "Hidden" not in page, "its meeting is a draft"
    assert "Hidden" in read(held.browser("SEC"), f"{HOME}plan/")
    held.see()
    BoardAction.objects.update(done_on=TODAY)
    assert "Nothing that the board asked for is left to do." in read(held.browser("BM"), f"{HOME}plan/")


def test_offices_that_are_typed_are_offered_and_others_may_be_written(held: Site) -> None:
    browser = held.browser("SEC")
    for path, fields in (("decisions", ("advice_by", "leads", "challenged_by")), ("items", ("authors",)),
                         ("papers", ("authors",))):  # fmt: skip
        page = read(browser, f"{here(held)}{path}/add/")
        for field in fields:
            known = page.partition(f'<datalist id="field-{field}-known">')[2].partition("</datalist>")[0]
            assert re.findall(r'value="([^"]+)"', known) == list(DIRECTORS), (path, field)
            assert re.search(rf'<input[^>]* id="field-{field}"[^>]* list="field-{field}-known"', page), (path, field)
        assert 'list="field-name-known"' not in page
    add = f"{here(held)}decisions/add/"
    sent = {**form_of(browser, add), "name": "Buy beds", "advice_by": "A friend", "leads": "Chair; Chief executive"}
    page = browser.post(add, sent, follow=True).content.decode()
    assert "Chair; Chief executive" in page


def test_the_secretary_adds_changes_and_removes_what_belongs_to_a_meeting(held: Site) -> None:
    browser, meeting = held.browser("SEC"), here(held)
    add = f"{meeting}actions/add/"
    sent = {**form_of(browser, add), "name": "Ask", "owner": "Chair", "due_on": f"{ago(-3):%d/%m/%Y}"}
    assert "It is recorded." in browser.post(add, sent, follow=True).content.decode()
    add = f"{meeting}attendance/add/"
    sent = {**form_of(browser, add), "member": "Bo Price", "presence": "Apologies"}
    assert "It is recorded." in browser.post(add, sent, follow=True).content.decode()
    change = f"{HOME}challenges/{held.id_of(Challenge, question='Why?')}/edit/"
    answer = browser.post(change, {**form_of(browser, change), "answer": "So"}, follow=True)
    assert "“Why?” is saved." in answer.content.decode()
    remove = change.replace("edit", "remove")
    page = browser.get(remove).content.decode()
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    assert "is removed" in browser.post(remove, {"stamp": stamp}, follow=True).content.decode()
    held.see()
    assert list(Challenge.objects.values_list("question", flat=True)) == ["Who trains?"]
    history = read(browser, meeting)
    assert "Why?: Challenge removed" in history


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("actions", {"name": "Ask", "owner": "Chair", "due_on": f"{ago(21):%d/%m/%Y}"}, "This is before its meeting"),
        ("actions", {"name": "Ask", "owner": "Medical director", "due_on": f"{ago(1):%d/%m/%Y}"}, "Nobody is recorded"),
        ("challenges", {"question": "So?", "raised_by": "Chair", "raised_on": f"{ago(30):%d/%m/%Y}"}, "This is before"),
        ("attendance", {"member": "Bo Price", "presence": "Deputy"}, "A deputy came, but nobody is named"),
        ("attendance", {"member": "Ida Rowe", "presence": "Present"}, "There is one with this"),
    ],
)
def test_a_form_says_what_cannot_be_and_saves_nothing(
    held: Site, path: str, typed: dict[str, str], said: str
) -> None:  # fmt: skip
    browser, add = held.browser("SEC"), f"{here(held)}{path}/add/"
    answer = browser.post(add, {**form_of(browser, add), **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    held.see()
    assert (Attendance.objects.count(), Challenge.objects.count(), BoardAction.objects.count()) == (2, 2, 4)


def test_sponsorships_are_listed_filtered_added_and_ended(held: Site) -> None:
    page = read(held.browser("BM"), f"{HOME}sponsorships/")
    none = "None by the medical director, workforce director or chief operating officer."
    assert f"<b>1 thing is sponsored or led by a director today. {none}</b>" in page
    rows = read_rows(held.browser("RO"), f"{HOME}sponsorships/?holds=no&format=csv")
    assert [(row["Office"], row["Last day"]) for row in rows] == [("Chair", "2025-12-31")]
    browser, add = held.browser("SEC"), f"{HOME}sponsorships/add/"
    sent = {**form_of(browser, add), "office": "Chair", "kind": "Service", "name": "Nothing", "part": "Lead"}
    assert "Not in the services register" in browser.post(add, sent).content.decode()
    sent["name"] = "Single point of access"
    assert "The sponsorship is recorded." in browser.post(add, sent, follow=True).content.decode()
    change = f"{HOME}sponsorships/{held.id_of(Sponsorship, office='Chief nurse')}/edit/"
    answer = browser.post(change, {**form_of(browser, change), "part": "Lead"}, follow=True)
    assert "The sponsorship is saved." in answer.content.decode()
    assert browser.get(f"{HOME}sponsorships/999999/edit/").status_code == 404


def test_all_four_sponsors_and_none_at_all_are_said(held: Site) -> None:
    lines = "Office|Kind|Of what|Part|Starts\n" + "\n".join(
        f"{office}|Service|Single point of access|Lead|01/05/2025"
        for office in ("Medical director", "Workforce director", "Chief operating officer")
    )
    more = "Member|Office|Kind|Starts\n" + "\n".join(
        f"M{number}|{office}|Executive|01/05/2025"
        for number, office in enumerate(("Medical director", "Workforce director", "Chief operating officer"))
    )
    held.bring(board_members=more, sponsorships=lines)
    page = read(held.browser("BM"), f"{HOME}sponsorships/")
    assert "<b>4 things are sponsored or led by a director today.</b>" in page
    held.see()
    Sponsorship.objects.all().delete()
    page = read(held.browser("SEC"), f"{HOME}sponsorships/")
    assert "<b>We cannot tell. Nothing is recorded that a director sponsors or leads today.</b>" in page


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "PMO", "ME", "RO", "ADM"])
def test_nobody_else_changes_the_record(held: Site, role: str) -> None:
    browser = held.browser(role)
    action = held.id_of(BoardAction, name="Teach")
    paths = (
        f"{here(held)}attendance/add/", f"{here(held)}challenges/add/", f"{HOME}actions/{action}/done/",
        f"{HOME}actions/{action}/remove/", f"{HOME}sponsorships/add/",
    )  # fmt: skip
    assert {browser.get(path).status_code for path in paths} == {403}


def test_what_is_of_another_trust_is_not_there(held: Site, other_trust: Trust) -> None:
    browser = held.signed_in_as(held.user_with_role("SEC", other_trust))
    action = held.id_of(BoardAction, name="Teach")
    assert browser.get(f"/t/{other_trust.code}/board/actions/{action}/done/").status_code == 404
    assert "Teach" not in read(browser, f"/t/{other_trust.code}/board/actions/")


def test_the_queries_are_constant(held: Site) -> None:
    browser = held.browser("SEC")
    addresses = (here(held), f"{HOME}actions/", f"{HOME}plan/", f"{HOME}sponsorships/")
    before = [count_queries(browser, address) for address in addresses]
    held.bring(board_actions=ACTIONS.replace("Teach", "Ask").replace("Plan", "Tell"))
    assert [count_queries(browser, address) for address in addresses] == before
