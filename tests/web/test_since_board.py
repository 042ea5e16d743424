"""What Where we stand and `plait judge` say of the time since the board last met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.findings import load_findings
from plait.store.history import count_corrections
from plait.store.imports import Choices
from tests.books import JUNE, book, imported
from tests.registers import Site, count_queries, read, read_rows

HOME = "/t/PLA/"
pytestmark = pytest.mark.django_db


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


ROLES = """
Role        |Kind|Starts
Digital head|CIO |01/04/2025
Doctor lead |CCIO|01/04/2025
Nurse lead  |CNIO|01/04/2025
"""
HELD = f"""
Role        |Employee number|Held as    |WTE|Starts    |Last day
Digital head|1001           |Substantive|0.8|01/06/2025|
Doctor lead |1002           |Substantive|0.4|01/06/2025|
Nurse lead  |1003           |Acting     |0.5|01/06/2025|{ago(101):%d/%m/%Y}
"""
MET = f"Meeting|Kind|Held on\nBoard, last|Board|{ago(40):%d/%m/%Y}"


@pytest.fixture
def led(site: Site) -> Site:
    """The small trust whose nursing lead left 100 days ago: 60 days before the board met."""
    site.bring(leadership_roles=ROLES, role_holders=HELD)
    return site


@pytest.fixture
def met(led: Site) -> Site:
    """And whose board met 40 days ago."""
    led.bring(board_meetings=MET)
    judged(led)
    return led


def judged(site: Site) -> None:
    site.see()
    judge_trust(site.trust.pk)
    site.see()


def test_a_tired_board_member_reads_first_what_changed(met: Site) -> None:
    page = read(met.browser("BM"), HOME)
    assert f"<b>Since the board met on {shown(ago(40))}, no test has changed. 1 question has changed.</b>" in page
    changed = page.partition("<h2>What changed since the board met</h2>")[2]
    assert "Are the three digital leadership roles there, and is somebody in each?" in changed
    assert "Worse" in changed
    assert "Nothing recorded of the past was corrected since." in changed
    assert page.count("No change") == 5, "beside each of the five tests"
    test = read(met.browser("BM"), "/t/PLA/tests/leadership/")
    assert f"Worse. Met in {ago(40):%B}" in test
    question = read(met.browser("BM"), "/t/PLA/questions/digital-leaders-in-post/")
    assert f"Worse. Met in {ago(40):%B}" in question


def test_without_a_meeting_it_is_said_what_would_show_the_change(led: Site) -> None:
    judged(led)
    page = read(led.browser("BM"), HOME)
    assert "What changed since the last board cannot be shown. Send the Board meetings sheet" in page
    assert "What changed since the board met" not in page
    assert "No change" not in page
    led.bring(board_meetings=f"Meeting|Kind|Held on\nNext|Board|{ago(-9):%d/%m/%Y}")
    judged(led)
    page = read(led.browser("BM"), HOME)
    assert "cannot be shown. No meeting of the board before today is recorded." in page


def test_what_was_corrected_of_the_past_stands_apart_and_leads_to_the_trail(met: Site) -> None:
    met.see()
    corrected = "Role|Employee number|Held as|WTE\nDoctor lead|1002|Interim|0.4"
    now = replace(met.act, at=timezone.now())
    imported(now, book(role_holders=corrected), Choices(JUNE, corrects_past=True))
    judged(met)
    assert count_corrections(met.trust.pk, after=ago(1)) == 1
    assert count_corrections(met.trust.pk, after=ago(0)) == 0, "of the day itself the board knew"
    page = read(met.browser("CDIO"), HOME)
    assert "1 record of the past was corrected since." in page
    trail = "/t/PLA/access/audit/?action=corrected"
    assert f'href="{trail}"' in page
    [row] = read_rows(met.browser("CDIO"), f"{trail}&format=csv")
    assert row["What"] == "Leadership role held corrected"
    assert trail not in read(met.browser("BM"), HOME), "who may not read the trail is not sent there"


def test_the_comparison_is_kept_with_the_findings_and_no_request_makes_it(met: Site) -> None:
    findings = load_findings(met.trust.pk, on=timezone.localdate())
    days = {one.earlier.on for one in findings.judged if one.earlier}
    assert days == {ago(40)}
    assert count_queries(met.browser("BM"), HOME) <= 12


def test_the_day_of_a_draft_counts_for_the_board_did_meet(led: Site) -> None:
    led.bring(board_meetings=f"{MET}\nLater|Board|{ago(10):%d/%m/%Y}\nQuality|Committee|{ago(2):%d/%m/%Y}")
    judged(led)
    assert f"Since the board met on {shown(ago(10))}," in read(led.browser("BM"), HOME)
