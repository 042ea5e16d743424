"""Scenario A by page: a programme reports itself on track and stalls; people are listened to; it is launched again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.embedded import Addresses
from plait.store.scope import clear_scope
from tests.chromium import find_chromium
from tests.cli.commands import EMAIL, do_jobs
from tests.journeys.walking import PASSWORD, Walk, serving
from tests.stalled import (
    DECISION,
    OUTCOME,
    PROGRAMME,
    RELAUNCH,
    REMARKS,
    SESSIONS,
    STILL,
    TOLD,
    later_figures,
    week,
    whole_file,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
CCIO = "ccio@rxx.example"
REASON = "Doses load before the round begins, and each ward chose its first day"
THEME = "The trolley waits for the screen"
OLD_LIMITS = "Until 13 figures stand since then, they are compared with the old limits."
SEEN, LAST = 44, 48
"""Up to which week the figures come first, and at last: with fewer than 13 since the relaunch, and with more."""


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site on a database that holds one open trust, its transformation office and its clinical lead."""
    del empty_database
    for email, role in ((EMAIL, Role.PMO), (CCIO, Role.CL)):
        open_trust(Opening("RXX", "Example Trust", email, (role,)), lambda: PASSWORD, at=timezone.now())
    clear_scope()
    with serving() as address:
        yield address


def long_day(number: int) -> str:
    """The Monday of a week as a page says it."""
    day = week(timezone.localdate(), number)
    return f"{day.day} {day:%B %Y}"


def short_day(number: int) -> str:
    """The Monday of a week as somebody types it."""
    return f"{week(timezone.localdate(), number):%d/%m/%Y}"


def save_file(walk: Walk, name: str, data: bytes) -> None:
    """Bring a file that has no fault, and save it."""
    walk.bring(name, data)
    walk.press("Save this file")
    expect(walk.page.get_by_text(f"{name} is saved.")).to_be_visible()
    do_jobs()


def open_programme(walk: Walk) -> None:
    """Its page, by the list."""
    walk.go("programmes/")
    walk.page.get_by_role("link", name=PROGRAMME, exact=True).click()
    expect(walk.page.get_by_role("heading", name=PROGRAMME, exact=True)).to_be_visible()


def contradiction(walk: Walk, what: str) -> Locator:
    """The row of one contradiction, both sides of it."""
    return walk.page.get_by_role("row").filter(has_text=what).first


def see_the_stall(walk: Walk) -> None:
    """Both rows side by side, each with its line of the file; and that the data showed it before any report did."""
    stall = contradiction(walk, "The outcome stands still")
    expect(stall).to_contain_text(f"On track, in 7 reports from {long_day(14)} to {long_day(20)}")
    expect(stall).to_contain_text("13 figures in a row without improvement")
    expect(stall).to_contain_text("the target of 70% lies beyond the limits and will be missed every time")
    expect(stall).to_contain_text("Report: prescribing.xlsx, Programme reports, line 15")
    expect(stall).to_contain_text("Record: prescribing.xlsx, Outcomes, line 2")
    expect(walk.page.get_by_text(f"its figures could show it from {long_day(14)}")).to_be_visible()
    expect(walk.page.get_by_text("No report since has said anything else than on track.")).to_be_visible()
    expect(contradiction(walk, "A milestone is late")).to_contain_text("All medical wards live")


def see_what_people_said(walk: Walk) -> None:
    """Which themes are answered, challenged or open, with their age, and who of those who spoke got an answer."""
    heard = f"{REMARKS} remarks in {SESSIONS} sessions. Of those who spoke, {TOLD} got an answer"
    expect(walk.page.get_by_text(heard).last).to_be_visible()
    expect(walk.page.get_by_text("Of 12 themes, 6 are answered, 2 challenged and 4 open.")).to_be_visible()
    theme = walk.page.get_by_role("row").filter(has_text=THEME).first
    expect(theme).to_contain_text("Open")
    expect(theme).to_contain_text("days")
    walk.page.get_by_role("link", name="Every remark of the listening log").click()
    walk.page.get_by_label("State of the theme").select_option("challenged")
    walk.press("Apply")
    expect(walk.page.get_by_role("row").filter(has_text="Paper is quicker at night").first).to_contain_text(
        "Challenged"
    )
    walk.look()


def answer_a_theme(walk: Walk) -> None:
    """Half an answer is refused; a whole one names the decision that followed it."""
    open_programme(walk)
    walk.page.get_by_role("link", name=f"Change {THEME}").click()
    walk.page.get_by_label("Answered on").fill(short_day(33))
    walk.press("Save")
    expect(walk.page.get_by_text("The theme is answered, but Answered or challenged is empty").first).to_be_visible()
    walk.look()
    walk.page.get_by_label("Answered or challenged").select_option("Answered")
    walk.page.get_by_role("textbox", name=re.compile(r"^Answer\b")).fill("Doses are there when the trolley starts")
    walk.page.get_by_label("Design decision").select_option(DECISION)
    walk.press("Save")
    expect(walk.page.get_by_text("Of 12 themes, 7 are answered, 2 challenged and 3 open.")).to_be_visible()
    redesign = walk.page.get_by_role("row").filter(has_text="The round began late on every ward")
    expect(redesign).to_contain_text(THEME)


def launch_again(walk: Walk) -> None:
    """Neither a relaunch nor limits that start again stand without their reason."""
    open_programme(walk)
    walk.press("Change or relaunch this programme")
    walk.page.get_by_label("Relaunched on").fill(short_day(RELAUNCH))
    walk.press("Save")
    expect(walk.page.get_by_text("A relaunch is given without its reason").first).to_be_visible()
    walk.look()
    walk.page.get_by_label("Why it was relaunched").fill(REASON)
    walk.press("Save")
    expect(walk.page.get_by_text(f"Launched again on {long_day(RELAUNCH)}. {REASON}.")).to_be_visible()
    walk.page.get_by_role("link", name="Start the limits again at the relaunch, with the reason").click()
    expect(walk.page.get_by_label("Date")).to_have_value(short_day(RELAUNCH))
    walk.press("Add")
    expect(walk.page.get_by_text("Nothing is written here").first).to_be_visible()
    walk.page.get_by_label("What happened").fill(REASON)
    walk.press("Add")
    expect(walk.page.get_by_role("heading", name=OUTCOME)).to_be_visible()


def see_before_and_after(walk: Walk) -> None:
    """The old limits until there are 13 figures since, the wards that did not improve, and no claim of a cause."""
    open_programme(walk)
    start = f"Its limits start again on {long_day(RELAUNCH)}, with the reason: {REASON}."
    expect(walk.page.get_by_text(start)).to_be_visible()
    expect(walk.page.get_by_text("tell of improvement against those limits")).to_be_visible()
    expect(walk.page.get_by_text(OLD_LIMITS)).to_be_visible()
    named = f"{', '.join(STILL[:-1])} and {STILL[-1]}"
    expect(walk.page.get_by_text(f"24 of 30 places improved after the relaunch. Not so: {named}.")).to_be_visible()
    expect(walk.page.get_by_text("What came after the relaunch followed it.")).to_be_visible()
    expect(walk.page.get_by_role("main")).not_to_contain_text("because")
    walk.page.locator("summary").filter(has_text="Place by place").click()
    expect(walk.page.get_by_role("row").filter(has_text="Ward 05").first).to_contain_text("Not improved")
    walk.look()


def test_a_stall_is_seen_before_it_is_said_and_a_relaunch_has_its_reason(served: str, browser: Browser) -> None:
    today = timezone.localdate()
    # Given a programme that said for twenty weeks that all was on track
    walk = Walk.begin(browser, served, "stall", scripts=True)
    save_file(walk, "prescribing.xlsx", whole_file(today, SEEN))
    # When the transformation office opens it
    walk.go("programmes/")
    expect(walk.page.get_by_text("1 of 1 programme reports what the record contradicts.")).to_be_visible()
    walk.look()
    open_programme(walk)
    # Then the stall stands there, and what people said
    see_the_stall(walk)
    walk.look()
    see_what_people_said(walk)
    # And it is led by a clinician
    walk.go("questions/clinicians-lead-change/")
    expect(walk.page.get_by_text("The only programme is led by a clinician.").first).to_be_visible()
    # When the chief clinical information officer answers a theme, and it is launched again
    answer_a_theme(Walk.begin(browser, served, "stall-ccio", scripts=True, email=CCIO))
    launch_again(walk)
    # Then the page tells before from after
    see_before_and_after(walk)
    # When the last four weeks have come
    save_file(walk, "later.xlsx", later_figures(today, SEEN + 1))
    open_programme(walk)
    # Then the new limits hold
    expect(walk.page.get_by_text(OLD_LIMITS)).to_have_count(0)
    expect(walk.page.get_by_text(f"Of the {LAST - RELAUNCH + 1} figures since")).to_be_visible()
