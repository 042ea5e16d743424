"""Joined-up change by page: the calendar, the clashes, a measure of two programmes, and the forms that resolve."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from plait.store.models import ChangeWindow, Outcome, Programme, Trust
from tests.books import AT
from tests.conftest import InScope
from tests.registers import Site, count_queries, form_of, read, read_rows

HOME = "/t/PLA/programmes/"
CALENDAR, CLASHES = f"{HOME}calendar/", f"{HOME}clashes/"
TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


def ahead(days: int) -> str:
    return f"{TODAY + timedelta(days=days):%d/%m/%Y}"


PROGRAMMES = """
Programme     |Lead|Senior owner|Starts
Patient record|1000|1000        |01/04/2025
New hospital  |1001|            |01/04/2025
Improvement   |    |            |01/04/2025
"""
HEAD = "Programme|Change|First day|Last day|Ward or department|Site|Team|Employee number|Outcome"
WINDOWS = f"""{HEAD}
Patient record|Cut-over      |{ahead(10)}|{ahead(14)}|Medicine|    |                     |    |
Patient record|Design        |{ahead(20)}|{ahead(24)}|        |    |Access team|    |
Patient record|Letters       |{ahead(30)}|{ahead(60)}|        |    |                     |    |Seen
New hospital  |Ward is closed|{ahead(12)}|{ahead(26)}|Medicine|    |                     |    |
New hospital  |Walk          |{ahead(21)}|{ahead(21)}|        |    |                     |1001|
New hospital  |Dust          |{ahead(-9)}|{ahead(-2)}|        |Main|                     |    |
Improvement   |Old rounds    |{ahead(-9)}|{ahead(-5)}|        |Main|                     |    |
Improvement   |Rounds        |{ahead(0)}|{ahead(90)}|        |    |                     |    |Seen
"""
OUTCOMES = "Outcome|Measure|Unit|Better|Starts\nSeen|Share seen|%|Higher|01/04/2025"
FIGURES = "Outcome|Date|Value\n" + "\n".join(
    f"Seen|{AT.date() - timedelta(days=7 * n):%d/%m/%Y}|{60 + n % 3}" for n in range(1, 20)
)


@pytest.fixture
def joined(site: Site) -> Site:
    """Three programmes that meet on a ward, in a team and at a measure, and met on a site."""
    site.bring(outcomes=OUTCOMES, observations=FIGURES, programmes=PROGRAMMES)
    site.bring(change_windows=WINDOWS)
    return site


def where(site: Site, name: str) -> str:
    return f"{HOME}windows/{site.id_of(ChangeWindow, name=name)}/"


def test_the_calendar_says_what_clashes_who_leads_and_what_each_month_brings(joined: Site) -> None:
    page = read(joined.browser("PMO"), CALENDAR)
    assert "3 clashes are not resolved. The worst: Patient record and New hospital both need Medicine, " in page
    assert "Improvement has no accountable lead." in page
    months = page.partition("Changes and milestones by month")[2].partition("</table>")[0]
    assert f"{TODAY:%B %Y}" in months
    assert months.count("in another’s way") >= 4
    leads = page.partition("<h2>Who leads what</h2>")[2].partition("</table>")[0]
    assert [name in leads for name in ("Ann Frost", "Bo Price", "Nobody")] == [True] * 3
    assert '<rect x="' in page.partition("<figure")[2].partition("</figure>")[0]


def test_the_worst_clash_comes_first_with_both_rows_and_the_days(joined: Site) -> None:
    rows = read_rows(joined.browser("BM"), f"{CLASHES}?format=csv")
    told = [(row["What"], row["Which"], row["Days"], row["State"]) for row in rows]
    assert told == [
        ("The same place", "Medicine", "3", "Not resolved"),
        ("The same people", "Bo Price", "1", "Not resolved"),
        ("The same measure", "Seen", "31", "Not resolved"),
        ("The same place", "Main", "5", "Over"),
    ]
    first = rows[0]
    assert (first["Change"], first["Other change"]) == ("Cut-over", "Ward is closed")
    assert (first["Line"], first["Line of the other"]) != ("", "")


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ("?state=over", ["Main"]),
        ("?kind=people", ["Bo Price"]),
        ("?programme=Improvement", ["Seen", "Main"]),
        ("?q=walk", ["Bo Price"]),
        ("?sort=days", ["Main", "Medicine", "Bo Price", "Seen"]),
        ("?sort=-what", ["Medicine", "Main", "Bo Price", "Seen"]),
    ],
)
def test_the_clashes_are_searched_filtered_and_sorted(joined: Site, asked: str, which: list[str]) -> None:
    rows = read_rows(joined.browser("BM"), f"{CLASHES}{asked}&format=csv")
    assert sorted(row["Which"] for row in rows) == sorted(which)
    assert joined.browser("BM").get(f"{CLASHES}{asked}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?clash=yes&sort=name", ["Cut-over", "Design", "Letters", "Rounds", "Walk", "Ward is closed"]),
        ("?clash=no&when=over", ["Dust", "Old rounds"]),
        ("?programme=Improvement", ["Old rounds", "Rounds"]),
        ("?q=access+team", ["Design"]),
        ("?sort=-programme&when=now", ["Design", "Letters", "Cut-over", "Ward is closed", "Walk", "Rounds"]),
        ("?sort=-clashes&q=rounds", ["Rounds", "Old rounds"]),
    ],
)
def test_the_changes_are_searched_filtered_and_sorted(joined: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(joined.browser("BM"), f"{CALENDAR}{asked}&format=csv")
    assert sorted(row["Change"] for row in rows) == sorted(names)
    people = {row["Change"]: row["People needed"] for row in rows}
    assert people.get("Design", "3") == "3"


def test_changing_a_date_or_accepting_with_a_reason_resolves_a_clash(joined: Site) -> None:
    browser, closed, cut_over = joined.browser("PMO"), where(joined, "Ward is closed"), where(joined, "Cut-over")
    form = form_of(browser, f"{cut_over}edit/") | {"accepted_with": "New hospital"}
    answer = browser.post(f"{cut_over}edit/", form)
    assert (answer.status_code, "An overlap is accepted without its reason" in answer.content.decode()) == (422, True)
    browser.post(f"{cut_over}edit/", form | {"accepted_because": "The ward is empty anyway"})
    rows = read_rows(browser, f"{CLASHES}?format=csv")
    assert ("Accepted", "The ward is empty anyway") in [(row["State"], row["Accepted because"]) for row in rows]
    form = form_of(browser, f"{closed}edit/") | {"first_on": ahead(15)}
    page = browser.post(f"{closed}edit/", form, follow=True).content.decode()
    assert "Ward is closed" in page.partition("<h2>History</h2>")[2]
    assert "Medicine" not in [row["Which"] for row in read_rows(browser, f"{CLASHES}?format=csv")]
    [undo] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    browser.post(undo.replace("&amp;", "&"))
    assert "Medicine" in [row["Which"] for row in read_rows(browser, f"{CLASHES}?format=csv")]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"first_on": ahead(9), "last_on": ahead(8), "department": "Medicine"}, "It ends before it begins"),
        ({"department": "Medicin"}, "Nearest: Medicine."),
        ({}, "Nothing is named that this change touches."),
    ],
)
def test_a_form_with_a_fault_comes_back_and_nothing_is_saved(joined: Site, typed: dict[str, str], fault: str) -> None:
    browser, before = joined.browser("CL"), ChangeWindow.objects.count()
    address = f"{HOME}{joined.id_of(Programme, name='New hospital')}/windows/add/"
    answer = browser.post(
        address, form_of(browser, address) | {"name": "Roof", "first_on": ahead(1), "last_on": ahead(2)} | typed
    )
    assert (answer.status_code, fault in answer.content.decode()) == (422, True)
    joined.see()
    assert ChangeWindow.objects.count() == before


def test_a_change_is_added_and_removed_again_on_the_page_of_its_programme(joined: Site) -> None:
    browser, programme = joined.browser("CDIO"), f"{HOME}{joined.id_of(Programme, name='Improvement')}/"
    form = form_of(browser, f"{programme}windows/add/")
    form |= {"name": "Roof", "first_on": ahead(1), "last_on": ahead(2), "employee_number": "Cy Otieno"}
    page = browser.post(f"{programme}windows/add/", form, follow=True).content.decode()
    assert "Roof" in page.partition("<h2>When and where it changes things</h2>")[2].partition("</table>")[0]
    assert "One person" in page
    roof = where(joined, "Roof")
    assert "The change is saved." in page
    assert "<h1>Edit a change</h1>" in re.sub(r"<h1[^>]*>", "<h1>", read(browser, f"{roof}edit/"))
    asked = read(browser, f"{roof}remove/")
    assert "“Roof”." in asked
    browser.post(f"{roof}remove/", {"stamp": asked.split('name="stamp" value="')[1].split('"')[0]})
    joined.see()
    assert not ChangeWindow.objects.filter(name="Roof").exists()


@pytest.mark.parametrize("role", ["BM", "EX", "FIN", "TL", "ME", "CH", "RO", "SEC"])
def test_others_read_and_change_nothing(joined: Site, role: str) -> None:
    browser = joined.browser(role)
    assert ("/edit/" in read(browser, CLASHES), browser.get(f"{where(joined, 'Walk')}edit/").status_code) == (
        False,
        403,
    )


def test_who_reads_no_names_reads_how_many_people_and_not_who(joined: Site) -> None:
    browser = joined.browser("RO")
    for page in (
        read(browser, CALENDAR),
        read(browser, CLASHES),
        browser.get(f"{CLASHES}?format=csv").content.decode(),
    ):
        assert "Bo Price" not in page
        assert "Ann Frost" not in page
    assert "The same 1 person" in read(browser, CLASHES)
    assert "Bo Price" in read(joined.browser("BM"), CLASHES)
    assert joined.browser("ADM").get(CALENDAR).status_code == 403


def test_one_chart_shows_a_measure_with_the_changes_of_both_programmes(joined: Site) -> None:
    seen = f"{HOME}measures/{joined.id_of(Outcome, name='Seen')}/"
    page = read(joined.browser("BM"), seen)
    assert "2 programmes change it: 2 changes recorded." in page
    assert "2 changes begin after the latest figure and will stand on the chart when there are figures." in page
    early = f"{HEAD}\nPatient record|List|{ahead(-90)}|{ahead(-80)}|||||Seen\n"
    joined.bring(change_windows=f"{early}Improvement|Huddle|{ahead(-85)}|{ahead(-70)}|||||Seen")
    page = read(joined.browser("BM"), seen)
    chart = page.partition("<figure")[2].partition("</figure>")[0]
    assert all(f">{number}</text>" in chart for number in (1, 2)), "both stand on the chart by their number"
    told = page.partition('<ol class="app-marks">')[2].partition("</ol>")[0]
    assert [told.index(name) for name in ("Patient record: List", "Improvement: Huddle")] == sorted(
        told.index(name) for name in ("Patient record: List", "Improvement: Huddle")
    )
    assert "The figures do not show which of the changes it came from" in page
    assert f"/t/PLA/outcomes/{joined.id_of(Outcome, name='Seen')}/" in page
    assert joined.browser("BM").get(f"{HOME}measures/99999/").status_code == 404


def test_without_changes_the_pages_say_what_is_missing(site: Site) -> None:
    browser = site.browser("PMO")
    page = read(browser, CALENDAR)
    assert "We cannot tell. No change of a programme is recorded with its days." in page
    assert "No programme is recorded." in page
    assert "bring the Change windows sheet" in read(browser, CLASHES)
    site.bring(programmes=PROGRAMMES, change_windows=WINDOWS.partition("\nPatient record|Design")[0])
    assert "No two programmes are in each other’s way now or later" in read(browser, CALENDAR)
    assert "No two programmes are in each other&#39;s way." in read(browser, CLASHES)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2027-03", "March 2027"), ("nonsense", f"{TODAY:%B %Y}"), ("1066-10", f"{TODAY:%B %Y}"),
        ("9999-12", f"{TODAY:%B %Y}"),
    ],
)  # fmt: skip
def test_the_calendar_begins_with_the_month_asked_for(joined: Site, asked: str, shown: str) -> None:
    page = read(joined.browser("BM"), f"{CALENDAR}?from={asked}")
    months = page.partition("Changes and milestones by month")[2].partition("</tr>")[2]
    assert months.index(shown) < 200


def test_another_trusts_changes_are_not_found(joined: Site, other_trust: Trust, in_scope: InScope) -> None:
    browser, mine = joined.browser("PMO"), where(joined, "Walk")
    in_scope(other_trust)
    assert ChangeWindow.objects.count() == 0, "row security shows none of this trust there"
    assert browser.get(f"{mine.replace('/PLA/', f'/{other_trust.code}/')}edit/").status_code == 404


def test_ten_times_the_changes_take_no_more_queries(joined: Site) -> None:
    browser = joined.browser("BM")
    before = [count_queries(browser, page) for page in (CALENDAR, CLASHES)]
    programmes = "\n".join(f"Programme {n}|1002|01/04/2025" for n in range(20))
    joined.bring(programmes=f"Programme|Lead|Starts\n{programmes}")
    rows = "\n".join(
        f"Programme {n}|Change {k}|{ahead(k)}|{ahead(k + 3)}|Digital||||" for n in range(20) for k in range(4)
    )
    joined.bring(change_windows=f"{HEAD}\n{rows}")
    assert [count_queries(browser, page) for page in (CALENDAR, CLASHES)] == before
    page = read(browser, CALENDAR)
    assert "10 more programmes are in the table." in page or "more programmes are in the table." in page
