"""Agenda time, access to expertise and the picture of the ladder, by page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.engine.board_sheets import RIGHTS
from tests.registers import Site, count_queries, read, read_rows

TIME, EXPERTISE, LADDER = "/t/PLA/parity/agenda-time/", "/t/PLA/parity/expertise/", "/t/PLA/board/rights/"


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def board(meetings: int) -> dict[str, str]:
    """So many monthly meetings of 100 minutes, 20 on digital, 30 on finance, 40 on quality, the rest unconfirmed."""
    days = [ago(20 + 28 * place) for place in range(meetings)]
    rows = "\n".join(f"Board {place}|Board|{day:%d/%m/%Y}|Published" for place, day in enumerate(days))
    parts = (("1", 20, "Digital", "Yes"), ("2", 30, "Finance", "Yes"), ("3", 40, "Quality", "Yes"), ("4", 10, "", ""))
    items = "\n".join(
        f"Board {place}|{number}|x|{minutes + (place % 3 if number == '1' else 0)}|{tag}|{confirmed}"
        for place in range(meetings)
        for number, minutes, tag, confirmed in parts
    )
    return {
        "board_meetings": f"Meeting|Kind|Held on|Status\n{rows}\nNext|Board|{ago(-9):%d/%m/%Y}|Draft",
        "agenda_items": f"Meeting|Item|Title|Minutes|Tag|Tag confirmed\n{items}\nNext|1|Hidden|90|Digital|Yes",
    }


DECISIONS = """
Meeting|Decision      |Technology decision|Specialist present|Written advice|Advice by|Led by|Challenged by
Board 0|Buy the system|Yes                |Yes               |Options paper |Bo Price |COO   |Chair
Board 1|Buy a portal  |Yes                |No                |              |         |      |
Board 1|Paint the wall|No                 |                  |              |         |      |Chair
Board 1|Buy beds      |Yes                |Yes               |              |         |      |
Next   |Hidden thing  |Yes                |                  |              |         |      |
"""
CHALLENGES = """
Meeting|Question        |Asked by|Decision      |What changed
Board 0|Who pays for it?|Chair   |Buy the system|The price was asked again
Board 0|When?           |Chair   |Buy the system|
"""
pytestmark = pytest.mark.django_db


def test_agenda_time_says_shares_sample_and_comparators(site: Site) -> None:
    site.bring(**board(3))
    page = read(site.browser("BM"), TIME)
    # By hand: 100 + 101 + 102 = 303 minutes; digital 20 + 21 + 22 = 63, finance 90, quality 120, without a tag 30.
    assert "<b>Digital had 21% of the board’s time, finance 30%, quality 40%.</b>" in page
    assert "That is of 303 timed minutes in 3 meetings of the last 12 months. 30 of them have no confirmed tag." in page
    assert "Limits are worked out from 13: 10 more to come." in page
    assert "ICSA, Mapping the Gap" in page
    assert "reported and never judged" in page
    assert "Hidden" not in page
    [last, *_] = read_rows(site.browser("RO"), f"{TIME}?format=csv")
    assert (last["Meeting"], last["Timed minutes"], last["Digital"], last["Without a confirmed tag"]) == (
        "Board 0", "100", "20", "10",
    )  # fmt: skip


def test_limits_come_with_thirteen_meetings_and_meetings_without_times_are_named(site: Site) -> None:
    site.bring(**board(13))
    site.bring(
        board_meetings=f"Meeting|Kind|Held on|Status\nSilent|Board|{ago(9):%d/%m/%Y}|Published",
        agenda_items="Meeting|Item|Title\nSilent|1|x",
    )
    page = read(site.browser("FIN"), TIME)
    assert "The mean of 13 meetings is" in page
    assert "shares usually fall between" in page
    assert "Without any times, so not counted: Silent." in page
    assert page.count('role="img"') >= 6, "three charts, each wide and narrow"


def test_nothing_recorded_is_said(site: Site) -> None:
    page = read(site.browser("SEC"), TIME)
    assert "<b>We cannot tell. No timed item of the last 12 months is recorded.</b>" in page
    assert "Bring an agenda" in page
    assert "Not known" in page
    assert "<b>We cannot tell. No technology decision of the last 12 months is recorded.</b>" in read(
        site.browser("SEC"), EXPERTISE
    )


def test_technology_decisions_without_expertise_stand_first(site: Site) -> None:
    site.bring(**board(2), board_decisions=DECISIONS)
    site.bring(board_challenges=CHALLENGES)
    page = read(site.browser("BM"), EXPERTISE)
    assert "<b>2 of 3 technology decisions had specialist advice in the last 12 months.</b>" in page
    assert "1 of 3 decisions were challenged. Of 2 questions on record 1 changed something." in page
    assert page.index("Buy a portal") < page.index("Buy the system")
    assert "Paint the wall" not in page
    assert "Hidden thing" not in page
    for asked, names in (
        ("", ["Buy a portal", "Buy the system", "Buy beds"]),
        ("?sort=name", ["Buy a portal", "Buy beds", "Buy the system"]),
        ("?sort=-raised", ["Buy the system", "Buy a portal", "Buy beds"]),
        ("?sort=-challenged", ["Buy the system", "Buy a portal", "Buy beds"]),
        ("?sort=-decided", ["Buy the system", "Buy a portal", "Buy beds"]),
        ("?advised=no", ["Buy a portal"]), ("?when=before", []), ("?q=beds", ["Buy beds"]),
    ):  # fmt: skip
        rows = read_rows(site.browser("ME"), f"{EXPERTISE}{asked}{'&' if asked else '?'}format=csv")
        assert [row["Decision"] for row in rows] == names, asked


def test_the_ladder_is_drawn_with_the_sum_and_what_would_adopt_the_next_rung(site: Site) -> None:
    missing = (RIGHTS[2], RIGHTS[6])
    site.bring(
        standing_rights="Right|Subject|Has it|Since|Document\n" + "\n".join(
            f"{right}|{subject}|{'No' if subject == 'Digital' and right in missing else 'Yes'}|01/04/2025|Orders"
            for right in RIGHTS for subject in ("Finance", "Quality", "Digital")
        )
    )  # fmt: skip
    page = read(site.browser("ME"), LADDER)
    assert "The sum: digital 6, divided by the 8 of either, is 75%. Met from 100%, partly met from 75%" in page
    assert "What would adopt the next rung: a decision of the board on who votes or attends for digital work." in page
    assert page.count('role="img"') >= 2
    assert "Internal audit days: finance yes, quality yes, digital no." in page


def test_queries_do_not_grow_with_the_rows(site: Site) -> None:
    site.bring(**board(2), board_decisions=DECISIONS)
    browser = site.browser("EX")
    before = [count_queries(browser, address) for address in (TIME, EXPERTISE)]
    site.bring(**board(20))
    assert [count_queries(browser, address) for address in (TIME, EXPERTISE)] == before
