"""Outcomes by page: what gets better, the chart of each, and who records a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from plait.engine.spc.charting import Series, chart
from plait.engine.spc.plain import plain_chart
from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.pack.icons import assurance_icon, variation_icon
from plait.store.models import ChartMark, Event, Observation, Outcome, Trust
from plait.store.outcomes import list_every_act
from tests.books import AT
from tests.conftest import InScope
from tests.registers import Site, count_queries, form_of, read, read_rows
from tests.web.bringing import bring

LIST = "/t/PLA/outcomes/"
TODAY = AT.date()
UP = Direction.INCREASE
pytestmark = pytest.mark.django_db


def month(ago: int) -> date:
    """The first day of a month so many months before this one."""
    months = TODAY.year * 12 + TODAY.month - 1 - ago
    return date(months // 12, months % 12 + 1, 1)


def figures(outcome: str, values: Sequence[float]) -> str:
    """Monthly figures of an outcome, the last of this month."""
    days = [month(len(values) - 1 - place) for place in range(len(values))]
    return "\n".join(f"{outcome}|{day:%d/%m/%Y}|{value}" for day, value in zip(days, values, strict=True))


FLAT = [60, 62, 61, 59, 60, 63, 61, 60, 62, 59, 61, 60, 62, 61, 60, 59]
RISEN = [*FLAT[:13], 80, 82, 81]
OUTCOMES = """
Outcome        |Measure               |Unit   |Better |Baseline|Target|Digital owner|Other owner|Team
Seen in time   |Seen within four hours|%      |Higher |60      |90    |Digital      |Ward       |Access team
Orders on line |Orders made on line   |%      |Higher |60      |75    |Digital      |Pharmacy   |
Days to triage |Median days to triage |days   |Lower  |61      |40    |             |Ward       |
Portal sign-ins|Sign-ins a week       |people |Neither|        |      |Digital      |           |
Messages       |Answered in two days  |%      |Higher |50      |80    |Digital      |Ward       |
Twelve modules |                      |       |       |        |      |             |           |
"""
OBSERVED = "Outcome|Date|Value\n" + "\n".join(
    (
        figures("Seen in time", FLAT),
        figures("Orders on line", RISEN),
        figures("Days to triage", [122 - value for value in RISEN]),
        figures("Portal sign-ins", RISEN),
        figures("Messages", FLAT[:5]),
    )
)


@pytest.fixture
def measured(site: Site) -> Site:
    """The small trust with six objectives: one flat and missed, one risen, one where lower is better, and so on."""
    site.bring(outcomes=OUTCOMES)
    site.bring(observations=OBSERVED)
    return site


def here(site: Site, name: str) -> str:
    return f"{LIST}{site.id_of(Outcome, name=name)}/"


def test_the_list_says_what_the_board_should_look_at(measured: Site) -> None:
    page = read(measured.browser("BM"), LIST)
    assert "<b>1 of 5 measures needs the board’s attention:</b> it misses its target as things stand" in page
    assert "1 of 6 objectives counts things made, not what changed." in page
    [hot] = re.findall(r'<td[^>]*class="app-outgrid__hot">(.*?)</td>', page)
    assert "Seen in time" in hot
    assert "59%, target 90% or more" in hot


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?better=decrease", ["Days to triage"]),
        ("?better=neutral&sort=-name", ["Twelve modules", "Portal sign-ins"]),
        ("?change=improving", ["Days to triage", "Orders on line"]),
        ("?change=same", ["Seen in time"]),
        ("?change=changed", ["Portal sign-ins"]),
        ("?change=few", ["Messages", "Twelve modules"]),
        ("?met=misses", ["Days to triage", "Orders on line", "Seen in time"]),
        ("?met=none", ["Messages", "Portal sign-ins", "Twelve modules"]),
        ("?team=Access+team", ["Seen in time"]),
        ("?q=triage", ["Days to triage"]),
        ("?sort=change&q=in", ["Seen in time", "Portal sign-ins", "Orders on line", "Messages"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(measured: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(measured.browser("BM"), f"{LIST}{asked}&format=csv")
    assert [row["Outcome"] for row in rows] == names


def test_a_measure_that_is_better_when_lower_improves_by_falling(measured: Site) -> None:
    page = read(measured.browser("EX"), here(measured, "Days to triage"))
    assert "<b>Improving since " in page
    assert "Lower is better" in page
    [row] = read_rows(measured.browser("EX"), f"{LIST}?better=decrease&format=csv")
    assert (row["Change"], row["Better"], row["Target"]) == ("Improving", "Lower is better", "40")
    last = read_rows(measured.browser("EX"), f"{here(measured, 'Days to triage')}?format=csv")[-1]
    assert (last["Value"], last["Reading"], last["Rules that mark it"]) == (
        "41", "Improvement", "below the lower limit; 2 of 3 close to the lower limit",
    ) or last["Reading"] == "Improvement"  # fmt: skip


def test_the_same_icon_stands_in_list_page_and_file(measured: Site) -> None:
    browser = measured.browser("BM")
    square = '<rect x="1" y="1" width="28" height="28" rx="2" fill="#005eb8"/>'
    listed = read(browser, LIST).partition('id="list"')[2]
    row = listed.partition("Orders on line")[2].partition("</tr>")[0]
    assert square in row
    assert "Improving" in row
    assert square in read(browser, here(measured, "Orders on line"))
    [kept] = read_rows(browser, f"{LIST}?q=Orders&format=csv")
    assert kept["Change"] == "Improving"


def test_an_icon_is_worked_out_in_one_place_for_table_chart_grid_and_files(
    measured: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the one place says stands everywhere: nothing works it out a second time."""
    monkeypatch.setattr("plait.engine.spc.charting.variation_of", lambda *_: Variation.CONCERN_HIGH)
    monkeypatch.setattr("plait.engine.spc.charting.assurance", lambda *_: Assurance.PASSES)
    browser, address = measured.browser("BM"), here(measured, "Seen in time")
    changed, assured = (
        " ".join(one.split()) for one in (variation_icon(Variation.CONCERN_HIGH), assurance_icon(Assurance.PASSES, UP))
    )
    listed, page = read(browser, LIST), read(browser, address)
    [row] = re.findall(r'<tr[^>]* id="outcome-\d+">(?:(?!</tr>).)*Seen in time.*?</tr>', listed)
    for place in (row, page):
        assert changed in place
        assert assured in place
    [file_row] = read_rows(browser, f"{LIST}?q=Seen+in&format=csv")
    assert (file_row["Change"], file_row["Target met"]) == ("Getting worse", "Meets its target")
    [cell] = re.findall(r'<td[^>]*data-label="Meets its target"[^>]*>((?:(?!</td>).)*Seen in time.*?)</td>', listed)
    assert "Days to triage" in cell
    told = plain_chart("Seen in time", chart(Series((TODAY,), (60.0,), direction=UP)))
    assert (told["variation"], told["change"], told["assurance"]) == (
        "concern_high", "Getting worse", "consistent_pass",
    )  # fmt: skip


def test_an_outcome_shows_its_chart_in_words_as_a_table_and_as_a_file(measured: Site) -> None:
    browser, address = measured.browser("RO"), here(measured, "Orders on line")
    page = read(browser, address)
    assert page.count('class="app-xmr"') == 2
    assert 'role="img" aria-labelledby="xmr-wide-title xmr-wide-words"' in page
    assert "Above the upper limit" in page
    assert "figures usually fall between" in page
    assert "Rules: Making Data Count (profile mdc)" in page
    rows = read_rows(browser, f"{address}?format=csv")
    assert len(rows) == 16
    picture = browser.get(f"{address}chart.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg xmlns=")


def test_a_missing_month_is_a_gap_and_is_named(measured: Site) -> None:
    measured.see()
    Observation.objects.filter(outcome__name="Seen in time", observed_on=month(4)).delete()
    page = read(measured.browser("BM"), here(measured, "Seen in time"))
    assert "1 month is missing between the first and the last." in page
    path = re.findall(r'<path d="(M[^"]*)" fill="none" stroke="#768692" stroke-width="1.5"/>', page)[0]
    assert path.count("M") == 2
    assert "Missing" in page.partition("The same as a table")[2]


def test_weeks_among_months_are_named_where_they_are_brought(measured: Site) -> None:
    weeks = "".join(f"Messages,{month(0) - timedelta(days=7 * n):%d/%m/%Y},60\n" for n in range(1, 4))
    office = measured.browser("PMO")
    shown = read(office, bring(office, f"Outcome,Date,Value\n{weeks}", "observations.csv")["Location"])
    assert "the days of Messages mix" in shown
    assert "no chart is made of both" in shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([""] * 3, "We cannot tell. Every figure is missing."),
        ([60], "We cannot tell. 1 figure is too few."),
        ([75] * 14, "No real change: ups and downs only. The target of 75% lies on the good side of the limits"),
        (FLAT[:12], "The median is 60.5%. No rule of a run chart marks the latest figure."),
        ([60, 61, 59, 60, 70, 71, 72, 73, 74], "A first sign of improvement, since "),
    ],
)
def test_scant_figures_make_no_wrong_chart(measured: Site, values: list[object], said: str) -> None:
    measured.bring(outcomes=OUTCOMES.splitlines()[1] + "\nScant|Share seen|%|Higher|60|75|Digital|Ward|")
    days = [month(len(values) - 1 - place) for place in range(len(values))]
    rows = "\n".join(f"Scant|{day:%d/%m/%Y}|{value}" for day, value in zip(days, values, strict=True))
    measured.bring(observations=f"Outcome|Date|Value\n{rows}")
    assert said in read(measured.browser("BM"), here(measured, "Scant"))


def test_an_outcome_with_a_target_says_which_way_is_better(measured: Site) -> None:
    browser = measured.browser("PMO")
    answer = browser.post(f"{LIST}add/", form_of(browser, f"{LIST}add/") | {"name": "New", "targets": "80"})
    assert answer.status_code == 422
    assert "There is a target, but not which way is better. Write Higher or Lower." in answer.content.decode()


def test_a_figure_is_recorded_with_one_number(measured: Site) -> None:
    browser, address = measured.browser("CL"), f"{here(measured, 'Messages')}figures/add/"
    measured.see()
    Observation.objects.filter(outcome__name="Messages", observed_on=month(0)).delete()
    form = form_of(browser, address)
    assert form["observed_on"] == f"{month(0):%d/%m/%Y}", "the next month is there already"
    answer = browser.post(address, form | {"value": "66%"}, follow=True)
    assert "The figure is saved." in answer.content.decode()
    measured.see()
    assert Observation.objects.get(outcome__name="Messages", observed_on=month(0)).value == 66


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"value": "many"}, "Not a number."),
        ({"value": "101"}, "More than 100%."),
        ({"value": "66", "observed_on": "01/01/2190"}, "A day to come."),
        ({"value": "66", "observed_on": f"{month(2):%d/%m/%Y}"}, "There is one with this date already."),
    ],
)
def test_a_figure_with_a_fault_comes_back_with_what_to_write(measured: Site, typed: dict[str, str], fault: str) -> None:
    browser, address = measured.browser("CL"), f"{here(measured, 'Messages')}figures/add/"
    answer = browser.post(address, form_of(browser, address) | typed)
    assert answer.status_code == 422
    assert fault in answer.content.decode()


def test_a_figure_is_left_out_with_a_reason_and_the_history_keeps_it(measured: Site) -> None:
    browser = measured.browser("PMO")
    figure = measured.id_of(Observation, outcome__name="Orders on line", observed_on=month(0))
    address = f"{here(measured, 'Orders on line')}figures/{figure}/edit/"
    page = browser.post(address, form_of(browser, address) | {"left_out": "Half the wards were closed"}, follow=True)
    text = " ".join(page.content.decode().split())
    assert "1 figure is left out, with the reason in the table." in text
    assert "Because: Half the wards were closed" in text
    [told] = re.findall(r"<h2>Figures left out</h2> <ul> (.*?) </ul>", text)
    assert re.search(
        r"<b>November 2026, 81%\.</b> Half the wards were closed .*User \d+, \d+ \w+ 20\d\d\. Typed in", told
    )
    assert "Left out because" in text.partition("<h2>History</h2>")[2]
    measured.see()
    [act] = list_every_act(measured.trust.pk, on=TODAY)
    assert (act.outcome, act.day, act.what, act.reason) == (
        "Orders on line", month(0), "Figure left out", "Half the wards were closed",
    )  # fmt: skip
    assert re.fullmatch(r"User \d+, \d+ \w+ 20\d\d", act.by)
    assert list_every_act(measured.trust.pk, on=month(1)) == ()
    silent = {"outcome_id": measured.id_of(Outcome, name="Messages"), "observed_on": month(30), "left_out": "Untold"}
    Observation.objects.create(trust_id=measured.trust.pk, **silent)
    assert [one.by for one in list_every_act(measured.trust.pk, on=month(1))] == [""]


def test_limits_start_again_only_with_a_reason_and_on_the_day_of_a_figure(measured: Site) -> None:
    browser, address = measured.browser("CDIO"), f"{here(measured, 'Orders on line')}marks/add/"
    form = form_of(browser, address) | {"kind": "Limits start again", "marked_on": f"{month(2):%d/%m/%Y}"}
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert "Nothing is written here." in answer.content.decode()
    other = form | {"reason": "Order sets redesigned", "marked_on": f"{month(2) + timedelta(days=9):%d/%m/%Y}"}
    answer = browser.post(address, other)
    assert "has no observation on this day. Nearest: " in answer.content.decode()
    text = browser.post(address, form | {"reason": "Order sets redesigned"}, follow=True).content.decode()
    assert "limits start again" in text
    first = f"{month(2).day} {month(2):%B %Y}: Mark on the chart added: mark limits start again; "
    assert first in text.partition("<h2>History</h2>")[2]
    [told] = re.findall(r'<li value="1">(.*?)</li>', text)
    assert re.search(r"Order sets redesigned .*User \d+, \d+ \w+ 20\d\d\. Typed in Plait", told)
    assert "The limits are those of before, until 13 figures stand after the last new start." in text
    measured.see()
    assert Event.objects.filter(kind="chartmark", action="added").count() == 1


def test_a_sustained_shift_suggests_new_limits_and_waits_for_a_person(site: Site) -> None:
    site.bring(outcomes=OUTCOMES)
    site.bring(
        observations="Outcome|Date|Value\n" + figures("Orders on line", [*FLAT, *(value + 20 for value in FLAT)])
    )
    address = here(site, "Orders on line")
    page = read(site.browser("CDIO"), address)
    assert "Should the limits start again?" in page
    [way] = re.findall(r'href="([^"]*marks/add/\?day=[^"]*)"', page)
    form = form_of(site.browser("CDIO"), way)
    assert form["kind"] == "Limits start again"
    assert form["marked_on"] == f"{month(15):%d/%m/%Y}"
    assert "marks/add/" not in read(site.browser("BM"), address)
    site.see()
    assert not ChartMark.objects.exists()


@pytest.mark.parametrize("role", ["BM", "EX", "FIN", "CH", "RO", "SEC"])
def test_others_read_and_change_nothing(measured: Site, role: str) -> None:
    browser, address = measured.browser(role), here(measured, "Seen in time")
    assert "Add a figure" not in read(browser, address)
    assert "Add an outcome" not in read(browser, LIST)
    for way in ("edit/", "figures/add/", "marks/add/"):
        assert browser.get(f"{address}{way}").status_code == 403


def test_a_member_changes_the_outcomes_of_their_team_alone(measured: Site) -> None:
    browser = measured.browser("ME", "1001")
    assert "Add a figure" in read(browser, here(measured, "Seen in time"))
    assert browser.get(f"{here(measured, 'Seen in time')}figures/add/").status_code == 200
    assert browser.get(f"{here(measured, 'Messages')}figures/add/").status_code == 403
    form = form_of(browser, f"{LIST}add/") | {"name": "Calls", "measure": "Calls answered"}
    assert form["team"] == "Access team", "their only team is chosen already"
    answer = browser.post(f"{LIST}add/", form | {"team": ""})
    assert "No team is chosen. Choose one of yours." in answer.content.decode()
    aims = {"unit": "%", "better": "Higher", "targets": "75; 80 from 01/04/2027"}
    added = browser.post(f"{LIST}add/", form | aims, follow=True).content.decode()
    assert "75%; 80% from 1 April 2027" in added
    assert ": better higher; " in added.partition("<h2>History</h2>")[2]


def test_administrators_read_no_outcome_and_enter_the_section_by_research(measured: Site) -> None:
    browser = measured.browser("ADM")
    assert browser.get(LIST).status_code == 403
    page = read(browser, "/t/PLA/research/")
    header, _, rest = page.partition("</header>")
    assert re.search(r'href="/t/PLA/research/"[^>]*>\s*(<strong[^>]*>)?Outcomes', header)
    assert LIST not in page
    assert "/t/PLA/research/assumptions/" in rest
    assert f'href="{LIST}"' in read(measured.browser("BM"), "/t/PLA/research/").partition("</header>")[0]


def test_without_outcomes_the_list_says_why_that_matters_and_what_to_bring(site: Site) -> None:
    assert "Bring the Outcomes sheet" in read(site.browser("PMO"), LIST)
    page = read(site.browser("BM"), LIST)
    assert "<b>We cannot tell. No outcome is recorded.</b>" in page
    assert "Bring the Outcomes sheet" not in page


def test_another_trusts_outcome_is_not_found(measured: Site, other_trust: Trust, in_scope: InScope) -> None:
    browser, mine = measured.browser("CL"), here(measured, "Messages")
    in_scope(other_trust)
    assert Outcome.objects.count() == Observation.objects.count() == 0, "row security shows none of this trust there"
    assert browser.get(mine.replace("/PLA/", f"/{other_trust.code}/")).status_code == 404


@pytest.mark.parametrize("address", ["9999/", "9999/edit/", "9999/chart.svg"])
def test_what_is_not_there_is_not_found(measured: Site, address: str) -> None:
    assert measured.browser("CL").get(f"{LIST}{address}").status_code == 404


def test_ten_times_the_measures_take_no_more_queries(measured: Site) -> None:
    browser = measured.browser("CL")
    before = [count_queries(browser, LIST), count_queries(browser, here(measured, "Messages"))]
    names = [f"Measure {number}" for number in range(60)]
    measured.bring(outcomes="Outcome|Measure|Better\n" + "\n".join(f"{name}|Calls|Higher" for name in names))
    measured.bring(observations="Outcome|Date|Value\n" + "\n".join(figures(name, FLAT) for name in names))
    assert [count_queries(browser, LIST), count_queries(browser, here(measured, "Messages"))] == before
