"""The main job by page: a framework, a staff-in-post report, teams and services, from nothing to verdicts and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plait.store.embedded import Addresses
from tests.chromium import find_chromium
from tests.cli.commands import do_jobs
from tests.journeys.walking import Walk, open_rxx, serving
from tests.reports import STAFF, staff_in_post, teams_and_services, write_framework

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="No Chromium here; name one with PLAIT_CHROMIUM."),
]
PICKED = {
    "Staff group": "Staff Grp", "Department": "Org L4", "WTE": "FTE", "Employee number": "Assignment No.",
    "Name": "Ee Name",
}  # fmt: skip
WORDS = {
    "Nursing and Midwifery": "Nurses & health visitors", "Admin and Clerical": "Managers",
    "DDaT": "Digital, data and technology", "Medical": "HCHS doctors",
}  # fmt: skip
SAM = "sam@rxx.example"
PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "competencies"


@pytest.fixture
def served(empty_database: Addresses) -> Iterator[str]:
    """The site on a database that holds one open trust and two of its transformation office, nothing else."""
    del empty_database
    open_rxx("pat@rxx.example")
    open_rxx(SAM)
    with serving() as address:
        yield address


def match_columns(walk: Walk) -> None:
    """Say which column holds what, then what the report's own words stand for."""
    walk.press("Match the columns")
    for label, heading in PICKED.items():
        field = walk.page.get_by_label(label, exact=True)
        offered = field.locator("option").all_inner_texts()
        field.select_option(label=next(text for text in offered if text.startswith(f"{heading}:")))
    walk.page.get_by_label("Name of this mapping").fill("Staff in post")
    walk.look()
    walk.press("Save and check the file")
    expect(walk.page.get_by_role("main")).to_contain_text("DDaT")
    walk.look()
    walk.press("Match the columns")
    for word, meant in WORDS.items():
        walk.page.get_by_label(f"Staff group “{word}”").select_option(meant)
    walk.look()
    walk.press("Save and check the file")


def bring_framework(walk: Walk, folder: Path) -> None:
    """Bring the two published files, one at a time, and look at what was cleaned."""
    framework = write_framework(folder)
    for name in ("skills", "roles"):
        walk.bring(f"{name}.csv", (framework / f"{name}.csv").read_bytes())
        expect(walk.page.get_by_role("heading", name="What was cleaned")).to_be_visible()
        walk.look()
        walk.press("Save this file")
        expect(walk.page.get_by_text(f"{name}.csv is saved.")).to_be_visible()


def bring_report(walk: Walk) -> None:
    """Bring the staff-in-post report, match its columns from lists, and save it."""
    walk.bring("October.xlsx", staff_in_post())
    walk.look()
    match_columns(walk)
    assert walk.counted("New") == len(STAFF)
    expect(walk.page.get_by_text("Totals and notes on line 12 are left out.")).to_be_visible()
    walk.look()
    walk.press("Save this file")
    expect(walk.page.get_by_text("October.xlsx is saved.")).to_be_visible()


def bring_teams(walk: Walk) -> str:
    """Bring teams with services, which say beforehand what they would change; the address of the import."""
    walk.bring("teams.xlsx", teams_and_services())
    expect(walk.page.get_by_role("heading", name="What would change if you saved it")).to_be_visible()
    do_jobs()  # a worker finds it out meanwhile
    walk.page.get_by_role("link", name="See whether it is known now").click()
    expect(walk.page.get_by_text("would become").first).to_be_visible()
    walk.look()
    walk.press("Save this file")
    do_jobs()
    return walk.page.url


def undo(walk: Walk, address: str) -> None:
    """Take an import back, after the question."""
    walk.page.goto(address)
    walk.press("Undo this import")
    walk.look()
    walk.press("Undo this import")


def test_files_as_they_come_lead_from_an_empty_trust_to_verdicts_with_rows(
    served: str, browser: Browser, tmp_path: Path
) -> None:
    # Given somebody of the transformation office, signed in on a browser without scripts, and a trust without records
    walk = Walk.begin(browser, served, "main-job", scripts=False)
    walk.go()
    expect(walk.page.get_by_text("We cannot tell yet.")).to_be_visible()
    walk.look()
    # When the framework, the report and the teams come as they are
    bring_framework(walk, tmp_path)
    bring_report(walk)
    saved = bring_teams(walk)
    # Then Where we stand has the verdict with its sentence
    walk.go()
    expect(walk.page.get_by_text("2 tests are not met and 3 cannot be judged.")).to_be_visible()
    expect(walk.page.get_by_text("Theatre lists has no digital member.")).to_be_visible()
    walk.look()
    # And its rows, which say where they came from
    walk.go("questions/teams-are-fused/")
    rows = walk.page.get_by_role("row").filter(has_text="Theatre lists")
    expect(rows.first).to_contain_text("teams.xlsx, Teams, line 3")
    walk.look()
    # When the last import is undone
    undo(walk, saved)
    expect(walk.page.get_by_text("teams.xlsx is undone.")).to_be_visible()
    do_jobs()
    # Then the question cannot be answered any more
    walk.go("questions/teams-are-fused/")
    expect(walk.page.get_by_text("Not enough evidence", exact=True).first).to_be_visible()
    expect(rows.filter(has_text="teams.xlsx")).to_have_count(0)
    walk.look()


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="The published framework is not here.")
def test_the_framework_as_published_is_brought_cleaned_and_counted(served: str, browser: Browser) -> None:
    # Given the two files as they are published, the roles too large to be read while somebody waits
    walk = Walk.begin(browser, served, "published", scripts=True)
    for name in ("gdad_skills.csv", "gdad_roles.csv"):
        walk.bring(name, (PUBLISHED / name).read_bytes())
        if name == "gdad_roles.csv":
            expect(walk.page.get_by_text("You can leave this page.")).to_be_visible()
            walk.look()
            do_jobs()  # and the page shows by itself that it is done
        # Then what was cleaned is told before they are saved
        walk.page.get_by_role("heading", name="What was cleaned").wait_for()
        assert walk.counted("Cannot be read") == 0
        walk.look()
        walk.press("Save this file")
    # And the competencies are there
    walk.go("competencies/")
    assert walk.page.get_by_role("row").count() > 20
    walk.look()


HEAD = "Employee number,Name,Staff group,Department,WTE\n"
FAULTY = HEAD + "1,Ann Frost,Managers,Medicine,0.8\n2,Ben Low,Mangers,Medicine,1\n3,Cy Otieno,Managers,Medicine,1.5\n"
MENDED = FAULTY.replace("Mangers", "Managers").replace("1.5", "1")


def await_verdicts(walk: Walk) -> None:
    """What would change stands on the page by itself once a worker knows."""
    do_jobs()
    walk.page.get_by_text("No verdict changes.").wait_for()
    walk.look()


def test_a_faulty_file_is_mended_saved_and_undone(served: str, browser: Browser) -> None:
    # Given a file with two faults
    walk = Walk.begin(browser, served, "faulty", scripts=True)
    walk.bring("people.csv", FAULTY)
    # Then each is named with what to write, and the file cannot be saved whole
    table = walk.page.get_by_role("table").filter(has_text="What to do")
    expect(table.get_by_role("row").filter(has_text="Mangers")).to_contain_text("people, line 3")
    expect(table.get_by_role("row").filter(has_text="Mangers")).to_contain_text("Nearest: Managers")
    expect(table.get_by_role("row").filter(has_text="1.5")).to_contain_text("like 0.6")
    expect(walk.page.get_by_role("button", name="Save this file")).to_have_count(0)
    walk.look()
    # When the mended file is brought
    walk.page.get_by_role("link", name="Upload a corrected file").click()
    chosen = {"name": "people.csv", "mimeType": "text/csv", "buffer": MENDED.encode()}
    walk.page.get_by_label("File", exact=True).set_input_files(chosen)  # type: ignore[arg-type] # what a file is
    walk.look()
    walk.press("Check the file")
    assert walk.counted("New") == 3
    walk.look()
    await_verdicts(walk)
    walk.press("Save this file")
    walk.look()
    # Then the people are there
    walk.go("people/")
    expect(walk.page.get_by_role("link", name="Ben Low")).to_be_visible()
    # When it is undone
    walk.go("imports/")
    walk.look()
    undo(walk, walk.home + "imports/2/")
    # Then they are gone
    walk.go("people/")
    expect(walk.page.get_by_role("link", name="Ben Low")).to_have_count(0)


def test_two_people_change_one_team_and_the_second_sees_both_versions(served: str, browser: Browser) -> None:
    # Given a team, open in the forms of two people
    pat = Walk.begin(browser, served, "conflict-pat", scripts=True)
    sam = Walk.begin(browser, served, "conflict-sam", scripts=True, email=SAM)
    pat.bring("teams.csv", "Team,Purpose\nDischarge hub,Beds by noon\n")
    pat.press("Save this file")
    for walk in (pat, sam):
        walk.go("teams/")
        walk.page.get_by_role("link", name="Discharge hub").first.click()
        walk.page.goto(walk.page.url.split("?")[0] + "edit/")
    # When the first saves, then the second
    pat.page.get_by_label("Purpose").fill("Home the same day")
    pat.press("Save")
    expect(pat.page.get_by_text("The team is saved.")).to_be_visible()
    sam.page.get_by_label("Purpose").fill("Fewer waits")
    sam.press("Save")
    # Then the second is shown both versions and who wrote the first
    expect(sam.page.get_by_role("heading", name="Someone else saved this first")).to_be_visible()
    main = sam.page.get_by_role("main")
    expect(main).to_contain_text("Home the same day")
    expect(main).to_contain_text("Fewer waits")
    sam.look()
