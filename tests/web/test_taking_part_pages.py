"""Which part each director takes in digital work, and how far it is left to one, by page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.store.models import OwnThreshold
from tests.registers import Site, count_queries, read, read_rows
from tests.tables_in import tables_in

DIRECTORS, DELEGATION = "/t/PLA/board/directors/", "/t/PLA/board/delegation/"
TODAY = timezone.localdate()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


MEETINGS = f"""
Meeting|Kind |Held on            |Status
Last   |Board|{ago(20):%d/%m/%Y} |Published
Before |Board|{ago(50):%d/%m/%Y} |Published
Next   |Board|{ago(-20):%d/%m/%Y}|Draft
"""
ITEMS = """
Meeting|Item|Title       |Tag    |Tag confirmed|Authors
Last   |1   |Money       |Finance|Yes          |Finance director; CDIO
Last   |2   |Prescribing |Digital|Yes          |CDIO
Before |1   |Records     |Digital|Yes          |Medical director; Chief nurse
Next   |1   |Secret plan |Digital|Yes          |CDIO
"""
CHALLENGES = """
Meeting|Question   |Asked by          |Item|What changed
Last   |Who trains?|Workforce director|2   |Nights first
"""
ACTIONS = f"""
Meeting|Action|Owner|Due on            |Tag
Last   |Plan  |CDIO |{ago(-9):%d/%m/%Y}|Digital
Last   |List  |CDIO |{ago(-9):%d/%m/%Y}|Digital
"""
SPONSORED = """
Office      |Kind   |Of what               |Part   |Starts
Chief nurse |Service|Single point of access|Sponsor|01/05/2025
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(site: Site) -> Site:
    """The small trust whose digital leader has three of four digital papers and actions, and no operations director."""
    site.bring(board_meetings=MEETINGS, agenda_items=ITEMS, board_challenges=CHALLENGES)
    site.bring(board_actions=ACTIONS, sponsorships=SPONSORED)
    return site


def rows_of(page: str, caption: str) -> list[list[str]]:
    [table] = [table for table in tables_in(page) if table.caption == caption]
    return [list(row) for row in table.rows]


def test_the_grid_names_the_four_and_shows_a_blank_line(shared: Site) -> None:
    page = read(shared.browser("BM"), DIRECTORS)
    assert "<b>The chief operating officer took no recorded part in digital work in 12 months. 4 offices take" in page
    grid = rows_of(page, "Directors and digital work")
    assert [row[0] for row in grid] == [
        "Chief operating officer", "Medical director", "Chief nurse", "Workforce director",
        "Chief digital and information officer",
    ]  # fmt: skip
    assert grid[2][1:6] == ["1", "0", "1", "0", "0"]
    assert grid[3][1:6] == ["0", "0", "0", "1", "0"]
    assert grid[0][1:] == ["0", "0", "0", "0", "0", "Nothing in 12 months"]
    assert "1 of 2 digital papers came from two directors or more." in page
    assert "The digital leader made 1 contribution outside digital at 2 meetings." in page
    assert "Money (wrote the paper)" in page


def test_joint_papers_stand_from_the_newest_meeting_on(shared: Site) -> None:
    rows = rows_of(read(shared.browser("BM"), DIRECTORS), "Digital papers and their authors")
    assert [row[0] for row in rows] == ["Prescribing", "Records"]


def test_every_figure_has_its_rows_on_the_page_and_in_the_file(shared: Site) -> None:
    page = read(shared.browser("RO"), DIRECTORS)
    said = rows_of(page, "What each did")
    assert ["Workforce director", "Who trains?", "Asked about it"] in [row[:3] for row in said]
    kept = read_rows(shared.browser("ME"), f"{DIRECTORS}?format=csv")
    assert len([row for row in kept if row["Digital"] == "Yes"]) == len(said) == 7
    assert {row["What"] for row in kept if row["Digital"] == "No"} == {"Money"}
    assert {row["Sheet"] for row in kept} >= {"agenda items", "board challenges", "board actions", "sponsorships"}


def test_the_delegation_index_is_told_with_its_limit_and_its_rows(shared: Site) -> None:
    page = read(shared.browser("BM"), DELEGATION)
    assert "<b>The digital leader owns 75% of 4 digital papers and actions. That is above the limit of 70%.</b>" in page
    assert rows_of(page, "Whose digital work is") == [
        ["Chief digital and information officer", "1", "2", "75%"],
        ["Chief nurse", "1", "0", "12.5%"], ["Medical director", "1", "0", "12.5%"],
    ]  # fmt: skip
    assert "0.59" in page, "0.75² + 2 × 0.125² = 0.59"
    assert f'<a href="{DIRECTORS}">See what each did</a>' in page, "the rows behind the offices that take part"
    kept = read_rows(shared.browser("RO"), f"{DELEGATION}?format=csv")
    assert [row["Paper or action"] for row in kept] == ["List", "Plan", "Prescribing", "Records"]


@pytest.mark.parametrize(("starts", "said"), [(0, "The limit is 80%."), (9, "That is above the limit of 70%.")])
def test_the_trust_s_own_limit_holds_from_its_day(shared: Site, starts: int, said: str) -> None:
    shared.see()
    begins = TODAY + timedelta(days=starts)
    OwnThreshold.objects.create(
        trust=shared.trust,
        question="work-is-not-delegated",
        value=80,
        reason="Small board",
        starts=begins,
        since=begins,
    )
    assert said in read(shared.browser("BM"), DELEGATION)


def test_nothing_recorded_is_said(site: Site) -> None:
    browser = site.browser("SEC")
    assert "<b>We cannot tell. No director’s part in digital work is recorded" in read(browser, DIRECTORS)
    assert "No published meeting of the board in the last 12 months is recorded." in read(browser, DIRECTORS)
    assert "<b>We cannot tell. No digital paper or action of the last 12 months" in read(browser, DELEGATION)


def test_all_four_are_said_to_take_part(shared: Site) -> None:
    shared.bring(sponsorships=SPONSORED.replace("Chief nurse ", "Chief operating officer"))
    page = read(shared.browser("EX"), DIRECTORS)
    assert "<b>All 4 directors took part in digital work in the last 12 months. 5 offices take part.</b>" in page


def test_no_draft_is_told_and_the_way_to_the_questions_is_for_who_reads_them(shared: Site) -> None:
    for address in (DIRECTORS, DELEGATION):
        page = read(shared.browser("SEC"), address)
        assert "Secret plan" not in page
        assert "/questions/" in page
        assert "/questions/" not in read(shared.browser("ADM"), address)


def test_the_queries_are_constant(shared: Site) -> None:
    browser = shared.browser("BM")
    before = [count_queries(browser, address) for address in (DIRECTORS, DELEGATION)]
    shared.bring(board_actions=ACTIONS.replace("Plan", "Draw").replace("List", "Note"))
    assert [count_queries(browser, address) for address in (DIRECTORS, DELEGATION)] == before
