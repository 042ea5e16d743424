"""Files and forms whose days clash with the record: told in words, on the page and beside the field."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plait.store.models import Membership, Team
from tests.registers import Site, form_of, read
from tests.web.bringing import NEW, try_brought

pytestmark = pytest.mark.django_db
HEAD = "Team,Employee number,WTE,Starts,Last day\n"


def brought(site: Site, rows: str) -> str:
    """The address of a file of members, true from 2 November 2026."""
    file = SimpleUploadedFile("members.csv", f"{HEAD}{rows}\n".encode())
    return str(site.browser("PMO").post(NEW, {"file": file, "true_from": "02/11/2026"})["Location"])


def test_a_file_that_overlaps_another_time_is_told_so_and_not_saved(site: Site) -> None:
    site.bring(members="Team|Employee number|WTE|Last day\nAccess team|1002|0.2|31/07/2025")
    site.bring(members="Team|Employee number|WTE|Starts\nAccess team|1002|0.2|01/12/2025")
    there = brought(site, "Access team,1002,0.3,01/07/2025,")
    browser = site.browser("PMO")
    try_brought()
    assert "clash with the record" in read(browser, there)
    saved = browser.post(f"{there}approve/", follow=True)
    assert "Nothing was saved. Look at the file again." in saved.content.decode()
    site.see()
    kept = Membership.objects.filter(employment__employee_number="1002").values_list("wte", flat=True)
    assert list(kept) == [Decimal("0.2"), Decimal("0.2")]


def test_a_last_day_before_the_first_is_shown_with_its_line(site: Site) -> None:
    shown = read(site.browser("PMO"), brought(site, "Access team,1002,0.2,,31/05/2025"))
    assert "members, line 2" in shown
    assert "The last day is before the first, 01/06/2025" in shown


def test_a_form_without_a_first_day_says_which_day_its_last_day_precedes(site: Site) -> None:
    client = site.browser("PMO")
    address = f"/t/PLA/teams/{site.id_of(Team)}/members/add/"
    form = form_of(client, address) | {"employee_number": "1004", "wte": "0.1", "starts": "", "ends": "31/05/2025"}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "The last day is before the first" in refused.content.decode()
    assert "overlap" not in refused.content.decode()


def test_the_pages_say_which_values_have_no_past(site: Site) -> None:
    browser = site.browser("PMO")
    assert (
        "Members: WTE, Part in the team, Viewpoint; Thresholds: Threshold, Reason. "
        "Other columns have no days of their own" in read(browser, NEW)
    )
    file = SimpleUploadedFile("services.csv", b"Service,Phase\nSingle point of access,Beta\n")
    there = str(browser.post(NEW, {"file": file, "true_from": "02/11/2026"})["Location"])
    assert "Services: Phase. No days of their own: the new value counts for the past too" in read(browser, there)
