"""From a need to a staffed team (scenario D): 18 competencies, 60 people, a decline, a template, a second team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plait.store.embedded import Addresses
from plait.store.models import Employment, Proposal
from tests.chromium import find_chromium
from tests.cli.commands import do_jobs, rows
from tests.journeys.test_assembling import CDIO, ask_for_teams, bring_planned, see_plan
from tests.journeys.test_consent import MANAGER, answer, apart, enter
from tests.journeys.walking import Walk, open_rxx, serving
from tests.sixty import MANAGER as MANAGER_NUMBER
from tests.sixty import SERVICES, write_sixty

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
SERVICE, LATER, FULL = SERVICES
AGREED = {"member": "agreed", "manager": "agreed", "member_on": date(2026, 1, 1), "manager_on": date(2026, 1, 1)}
ONE_MOVED = "1 person joins a team and 1 person no longer does"


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site with one open trust, its transformation office, its CDIO, and the manager of everybody."""
    del empty_database
    for email in ("pat@rxx.example", CDIO, MANAGER):
        open_rxx(email)
    enter(CDIO, "CDIO")
    with serving() as address:
        yield address


def swap(walk: Walk, run: str) -> str:
    """Put somebody in the place of the last of the plan who can do the same; the address of the new plan."""
    walk.page.goto(run)
    walk.press("Change one thing")
    last = walk.page.get_by_label("In place of").locator("option").last
    number = int((last.get_attribute("value") or "").split("-")[-1])
    walk.page.get_by_label("Person, by name or employee number", exact=True).fill(
        str(number - 18 if number > 118 else number + 18)
    )
    walk.page.get_by_label("In place of").select_option(last.get_attribute("value"))
    walk.look()
    walk.page.get_by_role("button", name="Show the new plan").first.click()
    return see_plan(walk)


def ask_members(walk: Walk, run: str) -> None:
    walk.page.goto(run)
    walk.press("Ask members first")
    expect(walk.page.get_by_text("They and their line managers are asked.")).to_be_visible()


def all_agree(but: str = "") -> None:
    """Everybody who was asked agrees, and their manager; of one person only they themselves."""
    rows(Proposal).filter(state="open").update(**AGREED)
    rows(Proposal).filter(employment__employee_number=but).update(manager="waiting", manager_on=None)


def one_is_left_to_the_manager() -> None:
    enter(MANAGER, "ME", rows(Employment).get(employee_number=MANAGER_NUMBER))
    first = rows(Proposal).order_by("id").values_list("employment__employee_number", flat=True)[0]
    all_agree(but=first)


def see_both_ways(walk: Walk) -> None:
    """Read that all is covered, and beside it what asking by role leaves short."""
    expect(walk.page.get_by_text("Every need of 1 service can be covered.")).to_be_visible()
    walk.look()
    walk.page.get_by_role("link", name="Compare by competency and by role").click()
    expect(walk.page.get_by_role("row").filter(has_text="Needs covered in full").get_by_text("fewer")).to_be_visible()
    walk.look()


def see_decline(walk: Walk, run: str) -> str:
    """Read why somebody will not come, and have another plan made around them; its address."""
    walk.page.goto(run)
    expect(walk.page.get_by_text("“Needed on the ward until March”").first).to_be_visible()
    walk.look()
    walk.press("Assemble again without who declined")
    return see_plan(walk)


def accept(walk: Walk, run: str) -> None:
    """Accept the team, and go to its page."""
    walk.page.goto(run)
    walk.press("Accept")
    do_jobs()
    walk.page.goto(run)
    walk.page.get_by_role("link", name=SERVICE, exact=True).first.click()


def test_a_need_leads_to_a_staffed_team_around_a_decline(served: str, browser: Browser, tmp_path: Path) -> None:
    # Given 60 people and a service that needs 18 competencies
    office = Walk.begin(browser, served, "competency-office", scripts=True)
    bring_planned(office, tmp_path, write_sixty)
    # When the office assembles, then nine people cover all of them, and a pick by role does not
    run = ask_for_teams(office, SERVICE, FULL)
    see_both_ways(office)
    # When one person is put in place of another, then nobody else moves
    run = swap(office, run)
    expect(office.page.get_by_text(ONE_MOVED)).to_be_visible()
    # When the members are asked, and a line manager declines
    cdio = Walk.begin(browser, served, "competency-cdio", scripts=True, email=CDIO)
    ask_members(cdio, run)
    apart(one_is_left_to_the_manager)
    manager = Walk.begin(browser, served, "competency-manager", scripts=True, email=MANAGER)
    answer(manager, f"Answer: {SERVICE}, Person", "No, I decline", "Needed on the ward until March")
    # Then another plan is made around it, that covers all as well with nobody else moved
    run = see_decline(cdio, run)
    expect(cdio.page.get_by_text("Every need of 1 service can be covered.")).to_be_visible()
    expect(cdio.page.get_by_text(ONE_MOVED)).to_be_visible()
    # When all have agreed, then the team is accepted, and stands
    ask_members(cdio, run)
    apart(all_agree)
    accept(cdio, run)
    expect(cdio.page.get_by_role("heading", name=SERVICE, level=1)).to_be_visible()
    cdio.look()


def take_needs(walk: Walk) -> None:
    """From the form of Assemble, give the later service the needs of the first as a start."""
    walk.go("assemble/new/")
    walk.page.get_by_text("A service is missing").click()
    walk.page.get_by_role("link", name=LATER).click()
    walk.page.get_by_label("Use the needs of").select_option(label=f"{SERVICE}: 18 needs")
    walk.look()
    walk.press("Use these needs")


def build_second(walk: Walk, team: str) -> None:
    """Have a second team proposed beside the full one, ask its people, and build it once all have agreed."""
    walk.page.goto(team)
    walk.page.get_by_role("button", name="Build another team").first.click()
    walk.press("Propose a second team")
    do_jobs()
    walk.page.get_by_role("heading", name="How the second team grows out of the first").wait_for()
    walk.look()
    ask_members(walk, walk.page.url)
    expect(walk.page.get_by_text("It is built once everybody asked has agreed.")).to_be_visible()
    apart(all_agree)
    walk.press("Build this team")
    do_jobs()
    walk.page.get_by_text("Its members are recorded.").wait_for()


def test_a_later_service_starts_from_the_same_need_and_a_full_team_from_a_second_one(
    served: str, browser: Browser, tmp_path: Path
) -> None:
    # Given the same trust
    office = Walk.begin(browser, served, "competency-later", scripts=True)
    bring_planned(office, tmp_path, write_sixty)
    # When a later service takes the needs of the first, then it has all of them, each with where it came from
    take_needs(office)
    expect(office.page.get_by_text("18 needs are recorded. Change each as this service needs it.")).to_be_visible()
    expect(office.page.get_by_text(f"As for {SERVICE}")).to_have_count(18)
    office.look()
    # Given the team that is full at nine: nobody can be added, and the page says why
    office.go("teams/")
    office.page.get_by_role("link", name=FULL, exact=True).first.click()
    expect(office.page.get_by_text("This team is full at 9. To do more, build a second team.")).to_be_visible()
    expect(office.page.get_by_role("button", name="Add a person")).to_be_disabled()
    office.look()
    # When demand doubles, then a second team is built beside it as all who were asked agree, and the first says so
    cdio = Walk.begin(browser, served, "competency-second", scripts=True, email=CDIO)
    build_second(cdio, office.page.url)
    cdio.page.goto(office.page.url)
    expect(cdio.page.get_by_role("link", name=f"{FULL} 2").first).to_be_visible()
    cdio.look()
