"""Strategy by page: objectives with what measures them, what was not chosen, and who may read and change either."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.models import NotChosen, Objective
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/strategy/"
CHOICES = f"{LIST}not-chosen/"


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


OUTCOMES = """
Outcome |Measure |Unit|Better|Digital owner|Other owner
Seen    |Seen in 4|%  |Higher|Digital      |Ward
Clicks  |Clicks  |%   |Higher|Digital      |
Turnover|Leavers |%   |Lower |             |Workforce
"""
OBJECTIVES = f"""
Strategic objective|Digital objective|Measured by|Reviewed on         |Starts
Waits    |                 |Seen       |{ago(30):%d/%m/%Y} |01/01/2025
Staff    |                 |Turnover   |{ago(200):%d/%m/%Y}|01/01/2025
Paperless|Yes              |           |                    |01/01/2025
"""
MEETINGS = f"""
Meeting|Kind |Held on            |Status
Last   |Board|{ago(20):%d/%m/%Y} |Published
Next   |Board|{ago(-9):%d/%m/%Y} |Draft
"""
LEFT = f"""
What we will not do|Reason       |Meeting|Decided on         |Instead|Asked for by|Look again on
A portal           |One is there |Last   |                   |Join it|Surgery     |{ago(1):%d/%m/%Y}
A robot            |Nobody asked |       |{ago(99):%d/%m/%Y} |       |            |{ago(-30):%d/%m/%Y}
A tower            |Too dear     |       |{ago(50):%d/%m/%Y} |       |Estates     |{ago(-300):%d/%m/%Y}
A secret           |Still thought|Next   |                   |       |            |
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(site: Site) -> Site:
    """The small trust with outcomes, objectives, meetings, and what it chose not to do."""
    site.bring(outcomes=OUTCOMES, board_meetings=MEETINGS)
    site.bring(strategic_objectives=OBJECTIVES, what_we_chose_not_to_do=LEFT)
    return site


def question_at(browser: Client, address: str) -> dict[str, str]:
    found = re.search(r'name="stamp" value="([^"]*)"', read(browser, address))
    assert found
    return {"stamp": found[1]}


def test_the_objectives_say_what_serves_none_of_them(planned: Site) -> None:
    page = read(planned.browser("BM"), LIST)
    assert "<b>2 of 3 digital objectives serve no strategic objective.</b>" in page
    assert "1 of 3 objectives has a digital outcome measure." in page
    assert "2 of 3 objectives were not reviewed in the last 6 months." in page
    lost = page.partition("<h2>Digital objectives linked with nothing</h2>")[2].partition("<h2>")[0]
    assert "Clicks" in lost
    assert "Paperless" in lost, "each of the two that the answer counts"
    assert "Seen" not in lost
    assert "Change" not in page.partition("<h2>Every objective</h2>")[2]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Paperless", "Staff", "Waits"]), ("?sort=-name", ["Waits", "Staff", "Paperless"]),
        ("?sort=-measures", ["Waits", "Paperless", "Staff"]), ("?sort=reviewed", ["Paperless", "Staff", "Waits"]),
        ("?digital=yes", ["Paperless"]), ("?linked=yes", ["Waits"]), ("?overdue=no", ["Waits"]), ("?q=turn", ["Staff"]),
    ],
)  # fmt: skip
def test_objectives_are_searched_filtered_and_sorted(planned: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(planned.browser("ME"), f"{LIST}{asked}{'&' if asked else '?'}format=csv")
    assert [row["Strategic objective"] for row in rows] == names
    assert {row["Strategic objective"]: row["Digital outcome measures"] for row in rows}.get("Waits", "Seen") == "Seen"


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["A portal", "A tower", "A robot"]), ("?sort=name", ["A portal", "A robot", "A tower"]),
        ("?sort=-name", ["A tower", "A robot", "A portal"]), ("?sort=again", ["A portal", "A robot", "A tower"]),
        ("?sort=asked", ["A robot", "A tower", "A portal"]), ("?again=due", ["A portal"]), ("?again=soon", ["A robot"]),
        ("?again=later", ["A tower"]), ("?again=never", []), ("?q=estates", ["A tower"]),
    ],
)  # fmt: skip
def test_the_register_is_searched_filtered_and_sorted(planned: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(planned.browser("RO"), f"{CHOICES}{asked}{'&' if asked else '?'}format=csv")
    assert [row["What we will not do"] for row in rows] == names


def test_the_register_says_what_why_and_when_to_look_again(planned: Site) -> None:
    page = read(planned.browser("FIN"), CHOICES)
    assert "<b>The trust chose not to do 3 things on this register.</b> It is time to look again at 1." in page
    assert "Instead: Join it" in page
    assert "A secret" not in page, "what a draft says is for those who read drafts"
    assert "History" not in page
    for role in ("EX", "CDIO", "SEC"):
        assert "Next (draft)" in read(planned.browser(role), CHOICES)


def test_nothing_recorded_is_said_with_what_it_would_be_good_for(site: Site) -> None:
    assert "<b>We cannot tell. No strategic objective is recorded.</b>" in read(site.browser("BM"), LIST)
    assert "Nothing is recorded that the trust chose not to do." in read(site.browser("BM"), CHOICES)
    assert "Bring the Strategic objectives sheet" in read(site.browser("SEC"), LIST)
    site.bring(strategic_objectives=f"Strategic objective|Reviewed on\nStaff|{ago(1):%d/%m/%Y}")
    page = read(site.browser("BM"), LIST)
    assert "<b>We cannot tell. No digital objective is recorded.</b>" in page
    assert "Each was reviewed in the last 6 months." in page


def test_the_secretary_adds_changes_removes_and_takes_back(planned: Site) -> None:
    browser = planned.browser("SEC")
    form = form_of(browser, f"{LIST}add/") | {"name": "Near home", "measured_by": "clicks; Seen"}
    assert "The objective is recorded." in browser.post(f"{LIST}add/", form, follow=True).content.decode()
    assert "The only" not in read(browser, LIST)
    there = f"{LIST}{planned.id_of(Objective, name='Staff')}/edit/"
    changed = form_of(browser, there) | {"reviewed_on": f"{ago(2):%d/%m/%Y}"}
    assert "The objective is saved." in browser.post(there, changed, follow=True).content.decode()
    assert "1 of 4 objectives was not reviewed" in read(browser, LIST)
    assert "Staff: Strategic objective changed" in read(browser, LIST)
    line = form_of(browser, f"{CHOICES}add/") | {"name": "A lake", "reason": "No room", "meeting": "Last"}
    assert "The line is recorded." in browser.post(f"{CHOICES}add/", line, follow=True).content.decode()
    there = f"{CHOICES}{planned.id_of(NotChosen, name='A lake')}/edit/"
    assert browser.post(there, form_of(browser, there) | {"instead": "A pond"})["Location"] == CHOICES
    assert "Instead: A pond" in read(browser, CHOICES)
    gone = f"{CHOICES}{planned.id_of(NotChosen, name='A tower')}/remove/"
    answer = browser.post(gone, question_at(browser, gone), follow=True).content.decode()
    assert "A tower is removed." in answer
    assert "Undo" in answer


@pytest.mark.parametrize(
    ("address", "typed", "fault"),
    [
        (f"{LIST}add/", {"name": "x", "measured_by": "Sean"}, "Not in the outcomes register"),
        (f"{LIST}add/", {"name": "Waits"}, "There is one with this strategic objective already"),
        (f"{CHOICES}add/", {"name": "x", "reason": "y"}, "Nobody can tell when this was decided"),
        (f"{CHOICES}add/", {"name": "x", "reason": "y", "meeting": "Last", "decided_on": "01/01/2020"},
         "This is before its meeting"),
    ],
)  # fmt: skip
def test_a_form_with_a_fault_comes_back_with_what_to_write(
    planned: Site, address: str, typed: dict[str, str], fault: str
) -> None:
    browser = planned.browser("SEC")
    answer = browser.post(address, form_of(browser, address) | typed)
    assert answer.status_code == 422
    assert fault in " ".join(answer.content.decode().split())


@pytest.mark.parametrize("role", ["BM", "EX", "CDIO", "CL", "PMO", "FIN", "TL", "ME", "CH", "RO", "ADM"])
def test_only_the_secretary_writes(planned: Site, role: str) -> None:
    browser = planned.browser(role)
    for address in (f"{LIST}add/", f"{LIST}{planned.id_of(Objective, name='Staff')}/edit/", f"{CHOICES}add/"):
        assert browser.get(address).status_code == 403


def test_what_is_not_there_is_as_if_it_never_was(planned: Site) -> None:
    browser = planned.browser("SEC")
    for address in (f"{LIST}999999/edit/", f"{CHOICES}999999/remove/", f"{CHOICES}999999/edit/"):
        assert browser.get(address).status_code == 404


def test_rows_behind_the_question_lead_to_the_objectives(planned: Site) -> None:
    planned.see()
    judge_trust(planned.trust.pk)
    page = read(planned.browser("BM"), "/t/PLA/questions/objectives-are-linked/")
    assert "2 of 3 digital objectives serve no strategic objective. Of 3 strategic, 1 has digital measures." in page
    assert '<a href="/t/PLA/strategy/"' in page


def test_queries_do_not_grow_with_the_rows(planned: Site) -> None:
    browser = planned.browser("EX")
    before = [count_queries(browser, address) for address in (LIST, CHOICES)]
    rows = "\n".join(f"Thing {n}|No|01/06/2025" for n in range(30))
    planned.bring(
        not_chosen=f"What we will not do|Reason|Decided on\n{rows}",
        strategic_objectives="Strategic objective|Measured by\n" + "\n".join(f"Aim {n}|Seen" for n in range(30)),
    )
    assert [count_queries(browser, address) for address in (LIST, CHOICES)] == before
