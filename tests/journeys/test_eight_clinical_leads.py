"""Scenario B by page: eight leads of seven professions, whom they reach, whom not, and what is lost if one leaves."""

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
CNIO = "cnio@rxx.example"
# A tenth of the staff groups of a trust of 5,069 full-time equivalents (NHS Digital, June 2018), less the leads.
STAFF = (
    ("Nurses & health visitors", "Adult nurse", 146), ("HCHS doctors", "Physician in training", 43),
    ("Scientific, therapeutic & technical staff", "Radiographer", 56), ("Midwives", "Midwife", 21),
    ("Managers", "Operational manager", 9),
)  # fmt: skip
LEADS = """
2001|Ada Quill     |Acute physician         |HCHS doctors                             |Acute physician       |0.8|City|Days; Evenings |Yes|0.4
2002|Ben Oduya     |Ophthalmologist         |HCHS doctors                             |Ophthalmologist       |0.6|City|Days           |Yes|0.2
2003|Cleo Varga    |Dietitian               |Scientific, therapeutic & technical staff|Dietitian             |1  |City|Days           |Yes|0.2
2004|Dev Hallam    |Occupational therapist  |Scientific, therapeutic & technical staff|Occupational therapist|1  |Hill|Days; Weekends |Yes|0.2
2005|Elsie Mbeki   |Senior nurse            |Nurses & health visitors                 |Adult nurse           |1  |City|Days; Nights   |Yes|0.4
2006|Finn Ashworth |Radiologist             |HCHS doctors                             |Radiologist           |1  |City|Days           |Yes|0.2
2007|Gita Solberg  |Radiologist             |HCHS doctors                             |Radiologist           |1  |City|Days           |No |0.1
2008|Hugh Penrose  |Business manager        |Managers                                 |Operational manager   |1  |City|Days           |No |0
"""  # noqa: E501 # a table reads best whole
SHARED = "01/04/2025"


def register(today: date) -> bytes:
    """The people, the champions, and the roles that give each lead protected time; one has been idle for 91 days."""
    leads = [[cell.strip() for cell in line.split("|")] for line in LEADS.strip().splitlines()]
    people = [
        f"{10_000 + 1000 * place + n}|Given{n} Family{place}|{profession}|{group}|{profession}|Wards|{site}|1|{SHARED}"
        f"|{'Nights' if site == 'Hill' and not place and n < 12 else ''}"
        for place, (group, profession, count) in enumerate(STAFF)
        for n, site in ((n, "Hill" if n % 4 == 3 else "City") for n in range(count))
    ]
    people += [f"{n}|{name}|{title}|{group}|{job}|Wards|{site}|{wte}|{SHARED}|"
               for n, name, title, group, job, wte, site, *_ in leads]  # fmt: skip
    active = {"2007": today - timedelta(days=91)}
    champions = [
        f"{n}|{shifts}|{trained}|{active.get(n, today - timedelta(days=3)):%d/%m/%Y}|{SHARED}"
        for n, *_, shifts, trained, _time in leads
    ]
    roles = [f"Lead, {n}|Other digital leader|{time}|{SHARED}" for n, *_, time in leads]
    holders = [f"Lead, {n}|{n}|Substantive|{time if float(time) else '0.1'}|{SHARED}" for n, *_, time in leads]
    heads = "Employee number|Name|Job title|Staff group|Profession|Department|Site|WTE|Starts|Shifts"
    return workbook(
        {
            "People": "\n".join((heads, *people)),
            "Champions": "\n".join(("Employee number|Shifts|Trained|Last active on|Starts", *champions)),
            "Leadership roles": "\n".join(("Role|Kind|Protected WTE|Starts", *roles)),
            "Role holders": "\n".join(("Role|Employee number|Held as|WTE|Starts", *holders)),
        }
    )


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site on a database that holds one open trust, its transformation office and its nursing lead."""
    del empty_database
    for email, role in ((EMAIL, Role.PMO), (CNIO, Role.CL)):
        open_trust(Opening("RXX", "Example Trust", email, (role,)), lambda: PASSWORD, at=timezone.now())
    clear_scope()
    with serving() as address:
        yield address


def see_whom_they_reach(walk: Walk) -> None:
    """Groups beside headcount, the one shortest of champions first; midwives have nobody; counts, and why."""
    page = walk.page
    expect(page.get_by_text("7 champions are active, with 6 trained clinician-informaticians.")).to_be_visible()
    expect(page.get_by_text("Nobody is an active champion of Midwives: 21 of 273 clinical staff.")).to_be_visible()
    groups = page.get_by_role("table", name="Staff and champions by staff group").get_by_role("row")
    expect(groups.nth(1)).to_contain_text("Nurses & health visitors")
    expect(groups.nth(2)).to_contain_text("Midwives")
    expect(groups.filter(has_text="HCHS doctors")).to_contain_text("1 is not counted")
    expect(groups.filter(has_text="Managers")).to_contain_text("A bridge to care, not a clinician")
    expect(page.get_by_text("With 6 clinical champions we print counts.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("%")


def see_shifts_and_time(walk: Walk) -> None:
    """Sites and shifts without anybody, the trained, the protected time, and who could least be spared."""
    page = walk.page
    places = page.get_by_role("table", name="Active champions by site and shift").get_by_role("row")
    expect(places.filter(has_text="Hill").get_by_role("cell")).to_contain_text(["1", "None", "None", "1"])
    expect(page.get_by_text("6 are active. An average trust needs at least 5")).to_be_visible()
    expect(page.get_by_text("6 of 7 active champions have protected time, 1.6 WTE in all.")).to_be_visible()
    expect(page.get_by_text("A role without any: Hugh Penrose.")).to_be_visible()
    expect(page.get_by_text("If Elsie Mbeki leaves")).to_contain_text("Nights at City")
    walk.look()


def try_two_as_gone(walk: Walk) -> None:
    """It says what nobody would cover, and nothing is saved."""
    page = walk.page
    page.get_by_role("link", name="Try who leaves, one or several").click()
    for name in ("Elsie Mbeki", "Dev Hallam"):
        page.get_by_label(name).check()
    walk.press("Show what would change")
    expect(page.get_by_text("If Dev Hallam and Elsie Mbeki left, nobody would be left for")).to_be_visible()
    lost = page.get_by_role("row").filter(has_text="Nobody")
    expect(lost.filter(has_text="Nurses & health visitors")).to_be_visible()
    expect(lost.filter(has_text="Weekends at Hill")).to_be_visible()
    walk.look()
    walk.go("champions/")
    expect(page.get_by_text("7 champions are active")).to_be_visible()


def find_somebody_for_nights(walk: Walk) -> None:
    """From the gap to the nurses who work nights, one of them tried, her record begun, and the cover after."""
    page = walk.page
    places = page.get_by_role("table", name="Active champions by site and shift").get_by_role("row")
    places.filter(has_text="Hill").get_by_role("link", name="None on Nights at Hill").click()
    expect(page.get_by_text("3 people could be asked; nothing stands against asking them.")).to_be_visible()
    walk.look()
    page.get_by_text("Try one or several as champions").click()
    page.get_by_label("Given3 Family0, Wards").check()
    walk.press("Show what would change")
    expect(page.get_by_text("there would be a champion for Nights at Hill, where nobody is now.")).to_be_visible()
    walk.look()
    walk.go("champions/candidates/?site=Hill&shift=Nights")
    page.get_by_role("link", name="Begin it for Given3 Family0").click()
    expect(page.get_by_text("A proposal, filled in from the record; it grants nothing.")).to_be_visible()
    expect(page.get_by_label("Shifts")).to_have_value("Nights")
    page.get_by_label("Last active on (optional)").fill(f"{timezone.localdate():%d/%m/%Y}")
    walk.press("Add")
    expect(page.get_by_text("The champion is recorded.")).to_be_visible()
    walk.go("champions/")
    expect(page.get_by_text("8 champions are active, with 6 trained clinician-informaticians.")).to_be_visible()
    expect(places.filter(has_text="Hill").get_by_role("cell")).to_have_text(
        ["1", "None on Evenings at Hill: who could be asked", "1", "1"]
    )


def test_eight_leads_reach_some_groups_and_nobody_reaches_the_midwives(served: str, browser: Browser) -> None:
    # Given a register with eight leads: seven clinicians of six professions, and an operational champion
    walk = Walk.begin(browser, served, "leads", scripts=True)
    walk.bring("leads.xlsx", register(timezone.localdate()))
    walk.press("Save this file")
    expect(walk.page.get_by_text("leads.xlsx is saved.")).to_be_visible()
    do_jobs()
    # When the chief nursing information officer opens the champions
    walk = Walk.begin(browser, served, "leads", scripts=True, email=CNIO)
    walk.go("champions/")
    # Then she sees whom they reach, when and where, and with what time
    see_whom_they_reach(walk)
    see_shifts_and_time(walk)
    # When the nurse and the occupational therapist are tried as gone
    try_two_as_gone(walk)
    # When she looks for somebody for nights at the hill, then one is found, tried and begun
    find_somebody_for_nights(walk)
