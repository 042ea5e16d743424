"""Scenario E by page: a patient record led by the medical director, a new hospital and quality improvement, joined up.

The money of it (capital and revenue over the years against the ledger) has no page yet, and none is asked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.embedded import Addresses
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.cli.commands import EMAIL, do_jobs
from tests.journeys.walking import PASSWORD, Walk, serving
from tests.tabled import workbook

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
SECRETARY = "secretary@rxx.example"
SINCE = "01/04/2025"
PEOPLE = f"""
Employee number|Name|Job title|Staff group|Department|Site|WTE|Starts
1000|Mira Dunne|Medical director|HCHS doctors|Trust office|City|1|{SINCE}
1001|Owen Clarke|Chief digital and information officer|Digital, data and technology|Digital|City|1|{SINCE}
1002|Tess Ibarra|Director of transformation|Senior managers|Trust office|City|1|{SINCE}
1003|Noor Penhale|Chief nurse|Nurses & health visitors|Trust office|City|1|{SINCE}
"""


def record(today: date) -> bytes:
    """The directors, twelve clinicians, three programmes with their milestones and changes, and one outcome."""

    def day(ahead: int) -> str:
        return f"{today + timedelta(days=ahead):%d/%m/%Y}"

    twelve = range(2001, 2013)
    clinicians = (f"{n}|Clinician {n}|Charge nurse|Nurses & health visitors|Ash Ward|City|1|{SINCE}" for n in twelve)
    members = "; ".join(f"{n} 0.1" for n in twelve)
    figures = (f"Home before noon|{day(-7 * n)}|{18 + n % 4}" for n in range(1, 30))
    return workbook(
        {
            "People": "\n".join((PEOPLE.strip(), *clinicians)),
            "Services": f"Service|Phase|Starts\nWard care|Live|{SINCE}",
            "Teams": f"Team|Service|Starts|Members\nWard design|Ward care|{SINCE}|{members}",
            "Leadership roles": f"Role|Kind|Protected WTE|Starts\nResponsible officer|Other digital leader|0.2|{SINCE}",
            "Role holders": "Role|Employee number|Held as|WTE|Starts\n"
            f"Responsible officer|1000|Substantive|0.2|{SINCE}",
            "Territories": "Territory|Kind|Starts\n"
            f"Patient record|EPR|{SINCE}\nChange portfolio|Change portfolio|{SINCE}\n"
            f"Digital service|Digital service|{SINCE}",
            "Accountability claims": "Territory|Employee number|Document|Starts\n"
            f"Patient record|1000|Terms of reference|{SINCE}\nPatient record|1001|Job description|{day(-60)}\n"
            f"Change portfolio|1002|Job description|{SINCE}\nDigital service|1001|Job description|{SINCE}",
            "Outcomes": f"Outcome|Measure|Unit|Better|Starts\nHome before noon|Share home before noon|%|Higher|{SINCE}",
            "Observations": "\n".join(("Outcome|Date|Value", *figures)),
            "Programmes": "Programme|Lead|Senior owner|Portfolio|Starts\n"
            f"Patient record|1000|1000|Change portfolio|{SINCE}\nNew hospital|1002|1002|Change portfolio|{SINCE}\n"
            f"Quality improvement|1003|1003|Change portfolio|{SINCE}",
            "Milestones": f"Programme|Milestone|Planned for\nPatient record|First ward live|{day(14)}\n"
            f"New hospital|First ward moved|{day(26)}\nQuality improvement|Forty teams trained|{day(40)}",
            "Change windows": "Programme|Change|First day|Last day|Ward or department|Team|Outcome\n"
            f"Patient record|Cut-over of Ash Ward|{day(10)}|{day(14)}|Ash Ward||\n"
            f"New hospital|Ash Ward is closed for building|{day(12)}|{day(26)}|Ash Ward||\n"
            f"Patient record|Ward screens are tested|{day(20)}|{day(24)}||Ward design|\n"
            f"New hospital|Clinicians walk through the rooms|{day(22)}|{day(23)}||Ward design|\n"
            f"Patient record|Discharge letters in the record|{day(-70)}|{day(9)}|||Home before noon\n"
            f"Quality improvement|Board rounds before nine|{day(-80)}|{day(30)}|||Home before noon",
        }
    )


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site on a database that holds one open trust, its transformation office and its board secretary."""
    del empty_database
    for email, role in ((EMAIL, Role.PMO), (SECRETARY, Role.SEC)):
        open_trust(Opening("RXX", "Example Trust", email, (role,)), lambda: PASSWORD, at=timezone.now())
    clear_scope()
    with serving() as address:
        yield address


def settle_the_record(walk: Walk, today: date) -> None:
    """The board secretary compares before and after, and settles the patient record on the medical director."""
    walk.go("accountability/")
    page = walk.page
    expect(page.get_by_role("row").filter(has_text="Patient record").first).to_contain_text("Owen Clarke")
    walk.look()
    page.get_by_role("link", name="Patient record", exact=True).first.click()
    page.get_by_text("Propose a settlement").first.click()
    for field, written in (
        ("employee_number", "Mira Dunne"),
        ("starts", f"{today:%d/%m/%Y}"),
        ("decided_on", f"{today:%d/%m/%Y}"),
        ("decision", "Board, item 7: the medical director alone"),
    ):
        page.locator(f"[name={field}]").fill(written)
    walk.press("Compare before and after")
    expect(page.get_by_text("Territories with exactly one person on that day")).to_contain_text("2 of 3 → 3 of 3")
    walk.look()
    walk.press("Settle it so")
    expect(page.get_by_text("It is settled on Mira Dunne from").first).to_be_visible()
    do_jobs()


def see_who_leads(walk: Walk) -> None:
    """Who leads what, with the other duties and the protected time of the medical director, and shared milestones."""
    page = walk.page
    walk.go("programmes/calendar/")
    expect(page.get_by_text("3 clashes are not resolved.")).to_contain_text("both need Ash Ward")
    expect(page.get_by_text("Every programme has one accountable lead.")).to_be_visible()
    leads = page.get_by_role("table", name="Who leads what").get_by_role("row")
    expect(leads.filter(has_text="Mira Dunne")).to_contain_text("0.2 WTE protected")
    expect(leads.filter(has_text="Mira Dunne")).to_contain_text("Responsible officer; Patient record")
    expect(leads.filter(has_text="Tess Ibarra")).to_contain_text("New hospital")
    months = page.get_by_role("table", name="Changes and milestones by month")
    for milestone in ("First ward live", "First ward moved", "Forty teams trained"):
        expect(months).to_contain_text(milestone)
    walk.look()


def see_the_clashes(walk: Walk) -> None:
    """The ward first, then the twelve clinicians, then the measure."""
    walk.page.get_by_role("link", name="Every clash, with those accepted and over").click()
    clashes = walk.page.get_by_role("table", name="Clashes").get_by_role("row")
    expect(clashes.nth(1)).to_contain_text("Ash Ward")
    expect(clashes.nth(1)).to_contain_text("3 days")
    expect(clashes.nth(2)).to_contain_text("The same 12 people")
    expect(clashes.nth(3)).to_contain_text("Home before noon")
    walk.look()


def move_the_building(walk: Walk, today: date) -> None:
    """A date is changed; one that runs backwards is refused."""
    page = walk.page
    page.get_by_role("link", name="Ash Ward is closed for building").click()
    page.get_by_label("First day").fill(f"{today + timedelta(days=40):%d/%m/%Y}")
    walk.press("Save")
    expect(page.get_by_text("It ends before it begins").first).to_be_visible()
    page.get_by_label("First day").fill(f"{today + timedelta(days=15):%d/%m/%Y}")
    walk.press("Save")
    expect(page.get_by_role("heading", name="New hospital", exact=True)).to_be_visible()
    walk.go("programmes/clashes/")
    expect(page.get_by_text("2 clashes are not resolved.")).to_be_visible()


def accept_the_walk(walk: Walk) -> None:
    """An overlap of people is accepted, with the reason."""
    page = walk.page
    page.get_by_role("link", name="Clinicians walk through the rooms").click()
    page.get_by_label("May overlap with").select_option("Patient record")
    page.get_by_label("Why it may").fill("The walk takes an hour: both programme boards agreed")
    walk.press("Save")
    expect(page.get_by_role("heading", name="New hospital", exact=True)).to_be_visible()
    walk.go("programmes/clashes/")
    expect(page.get_by_text("1 clash is not resolved.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="The same 12 people")).to_contain_text("Accepted")


def test_three_programmes_are_joined_up_and_their_clashes_resolved(served: str, browser: Browser) -> None:
    today = timezone.localdate()
    # Given a patient record that two people claim, and three programmes that plan apart
    walk = Walk.begin(browser, served, "joined", scripts=True)
    walk.bring("joined.xlsx", record(today))
    walk.press("Save this file")
    expect(walk.page.get_by_text("joined.xlsx is saved.")).to_be_visible()
    do_jobs()
    # When the board settles who answers for the record
    settle_the_record(Walk.begin(browser, served, "joined-secretary", scripts=True, email=SECRETARY), today)
    # Then the calendar shows who leads what, and where programmes meet
    see_who_leads(walk)
    see_the_clashes(walk)
    # When the building is moved to after the cut-over, and the overlap of people is accepted
    move_the_building(walk, today)
    accept_the_walk(walk)
    # Then one clash is left, and its measure has one chart with the changes of both
    walk.page.get_by_role("link", name="Home before noon").first.click()
    expect(walk.page.get_by_text("2 programmes change it: 2 changes recorded.")).to_be_visible()
    marks = walk.page.locator("ol.app-marks li")
    expect(marks.nth(0)).to_contain_text("Quality improvement: Board rounds before nine")
    expect(marks.nth(1)).to_contain_text("Patient record: Discharge letters in the record")
    expect(walk.page.get_by_role("main")).not_to_contain_text("because")
    walk.look()
