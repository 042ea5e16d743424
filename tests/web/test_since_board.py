"""What Where we stand and `plait judge` say of the time since the board last met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.jobs.judging import judge_trust
from plait.store.findings import load_findings
from plait.store.imports import Choices
from plait.store.models import Event
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


@pytest.fixture
def corrected(met: Site) -> Site:
    """And of whose past a file put right who led the doctors, and how much of a member's time a team has."""
    met.see()
    now = replace(met.act, at=timezone.now())
    choices = Choices(JUNE, corrects_past=True)
    imported(now, book(role_holders="Role|Employee number|Held as|WTE\nDoctor lead|1002|Interim|0.4"), choices)
    imported(now, book(team_memberships="Team|Employee number|WTE\nAccess team|1002|0.3"), choices)
    judged(met)
    return met


LIST = "/t/PLA/corrections/"


def test_a_board_member_reads_which_records_of_the_past_were_put_right(corrected: Site) -> None:
    client = corrected.browser("BM")
    home = read(client, HOME)
    assert "2 records of the past were corrected since." in home
    assert f'<a href="{LIST}">See what was corrected</a>' in home
    page = read(client, LIST)
    assert f"2 corrections since the board met on {shown(ago(40))}." in page
    assert "Leadership role held: Doctor lead, Cy Otieno" in page
    assert "Held as: substantive → interim" in page
    assert "1 value not shown to your role" in page, "how much time a team has of somebody is not the board's"
    assert "Are the three digital leadership roles there" in page


def test_the_list_to_keep_has_a_line_for_each_value_as_the_role_may_read_it(corrected: Site) -> None:
    member, holder = read_rows(corrected.browser("CDIO"), f"{LIST}?format=csv")
    assert (member["Record"], member["What"], member["Was"], member["Is now"]) == (
        "Team membership: Access team, Cy Otieno", "WTE", "0.2", "0.3",
    )  # fmt: skip
    assert (holder["Who"], holder["What"], holder["Is now"]) == (corrected.act.by_name, "Held as", "interim")
    assert "Does every team bring" in member["Questions on its sheet"]
    unread = read_rows(corrected.browser("SEC"), f"{LIST}?format=csv")[0]
    assert (unread["What"], unread["Was"], unread["Is now"]) == ("1 value not shown to your role", "", "")


def test_a_reader_without_names_reads_the_role_of_who_corrected(corrected: Site) -> None:
    page = read(corrected.browser("RO"), LIST)
    assert "Team membership: Access team, somebody" in page
    assert corrected.act.by_name not in page.partition('id="maincontent"')[2]


def test_the_list_pages_and_takes_as_many_queries_for_many_as_for_few(corrected: Site) -> None:
    few = count_queries(corrected.browser("BM"), LIST)
    corrected.see()
    columns = [field.attname for field in Event._meta.concrete_fields if field.attname != "id"]
    both = list(Event.objects.filter(action="corrected").values(*columns))
    Event.objects.bulk_create([Event(**one) for one in both * 30])
    client = corrected.browser("BM")
    assert count_queries(client, LIST) == few
    assert "51 to 62 of 62 corrections" in read(client, f"{LIST}?page=2")


def test_without_a_meeting_there_is_no_day_to_count_corrections_from(led: Site) -> None:
    judged(led)
    assert "No meeting of the board before today is recorded." in read(led.browser("BM"), LIST)


def test_the_comparison_is_kept_with_the_findings_and_no_request_makes_it(met: Site) -> None:
    findings = load_findings(met.trust.pk, on=timezone.localdate())
    days = {one.earlier.on for one in findings.judged if one.earlier}
    assert days == {ago(40)}
    assert count_queries(met.browser("BM"), HOME) <= 12


def test_the_day_of_a_draft_counts_for_the_board_did_meet(led: Site) -> None:
    led.bring(board_meetings=f"{MET}\nLater|Board|{ago(10):%d/%m/%Y}\nQuality|Committee|{ago(2):%d/%m/%Y}")
    judged(led)
    assert f"Since the board met on {shown(ago(10))}," in read(led.browser("BM"), HOME)
