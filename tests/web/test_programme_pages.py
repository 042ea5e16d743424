"""Programmes by page: the story beside the record, what people said, and the forms for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from plait.store.models import (
    Event,
    ListeningTheme,
    Milestone,
    Outcome,
    PlaceFigure,
    Programme,
    ProgrammeOutcome,
    ProgrammeReport,
    Remark,
)
from plait.store.programmes import find_programme_of, list_places, load_programme
from tests.books import AT
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/programmes/"
TODAY = AT.date()
WEEK = timedelta(days=7)
FIRST = TODAY - 26 * WEEK
FLAT = [50.0, 51, 49, 50.5, 49.5, 50, 51, 49, 50, 50.5, 49.5, 51, 49, 50, 50.5, 49.5, 50, 51]
pytestmark = pytest.mark.django_db


def week(number: int) -> str:
    """The day of a week, of which the first is 26 weeks ago."""
    return f"{FIRST + (number - 1) * WEEK:%d/%m/%Y}"


def figures(values: Sequence[float], place: str = "") -> str:
    return "\n".join(f"Orders|{place}{week(n)}|{value}" for n, value in enumerate(values, 1))


PROGRAMMES = f"""
Programme  |Purpose |Senior owner|Lead|Service               |Relaunched on|Relaunch reason|Starts
Prescribing|No paper|1000        |1002|single point of access|{week(19)}|Order sets    |01/01/2024
Front door |        |            |    |                      |             |               |01/01/2024
"""
REPORTS = f"""
Programme  |Reported on|Status  |What it says|Written by       |Says is improving|Says is in time
Prescribing|{week(16)} |On track|Eight of 12 |Programme manager|Orders           |
Prescribing|{week(17)} |Green   |Nine of 12  |Programme manager|                 |All wards
Prescribing|{week(18)} |Red     |It stalls   |                 |                 |
Prescribing|{week(26)} |Green   |It goes on  |                 |                 |
"""
MILESTONES = f"""
Milestone |Programme  |Planned for|Now planned for|Done on
All wards |Prescribing|{week(10)} |{week(25)}     |{week(22)}
No chart  |Prescribing|{week(24)} |01/01/2099     |
Two wards |Prescribing|{week(2)}  |               |{week(2)}
Late one  |Prescribing|{week(3)}  |               |
"""
THEMES = f"""
Programme  |Theme |Answered or challenged|Answered on|Answer   |Design decision
Prescribing|Logins|Answered              |{week(20)} |One card |Ring back
Prescribing|Paper |Challenged            |{week(21)} |It is not|
Prescribing|Old   |                      |           |         |
"""
REMARKS = f"""
Programme  |Said on   |Remark     |Where   |Group        |Theme |Told on
Prescribing|{week(12)}|I log in   |Ash ward|Night porters|Logins|{week(15)}
Prescribing|{week(12)}|It waits   |Ash ward|             |Paper |
Prescribing|{week(14)}|Eight drugs|        |             |Old   |
Prescribing|{week(25)}|It is loud |        |             |      |
"""
ORDERS = "Outcome|Measure|Unit|Better|Target\nOrders|Orders without paper|%|Higher|70"


@pytest.fixture
def told(site: Site) -> Site:
    """A programme that stalled and was launched again, and one of which nothing is known."""
    site.bring(user_groups="Group|Kind\nNight porters|Staff", outcomes=ORDERS)
    site.bring(design_decisions=f"Decision|Service|Decided on|Reason\nRing back|single point of access|{week(19)}|Busy")
    site.bring(programmes=PROGRAMMES, milestones=MILESTONES, listening_themes=THEMES)
    site.bring(
        programme_outcomes=f"Programme|Outcome|By when\nPrescribing|Orders|{week(26)}",
        observations="Outcome|Date|Value\n" + figures([*FLAT, 51, 60, 62, 61, 64]),
        figures_by_place="Outcome|Place|Date|Value\n"
        + "\n".join(
            (
                figures([*FLAT, 60, 61, 62], "Ash ward|"),
                figures([*FLAT, 50, 51, 49], "Birch ward|"),
                figures([*FLAT[:5], 50], "Cedar ward|"),
            )
        ),
    )
    site.bring(programme_reports=REPORTS, listening_log=REMARKS)
    return site


def here(site: Site, name: str = "Prescribing") -> str:
    return f"{LIST}{site.id_of(Programme, name=name)}/"


def test_the_list_says_which_reports_the_record_contradicts(told: Site) -> None:
    browser = told.browser("BM")
    page = read(browser, LIST)
    assert "<b>The only programme that reports contradicts its record" not in page
    assert "1 of 1 programme reports what the record contradicts." in page
    assert "Of 4 remarks people made, 1 got an answer." in page
    assert "Nothing is reported" in page, "of a programme without a report nothing is contradicted, and that is no 0"
    assert "Late one" in page
    [one, other] = read_rows(browser, f"{LIST}?format=csv&sort=name")
    assert (one["Programme"], one["Lead"], one["Open themes"]) == ("Front door", "Nobody", "0")
    assert (other["Latest report"], other["Milestones late"], other["Got an answer"]) == ("On track", "2", "1")

    def kept(query: str) -> list[str]:
        return [row["Programme"] for row in read_rows(browser, f"{LIST}?format=csv&{query}")]

    assert kept("against=no") == ["Front door"]
    assert kept("status=green&q=paper") == ["Prescribing"]
    assert kept("sort=-name") == ["Prescribing", "Front door"]
    assert kept("sort=report") == ["Front door", "Prescribing"]
    assert read_rows(told.browser("RO"), f"{LIST}?format=csv&status=green")[0]["Lead"].startswith("Recorded;")


def test_a_programme_shows_both_rows_of_each_contradiction_side_by_side(told: Site) -> None:
    page = read(told.browser("BM"), here(told))
    assert "Its record contradicts its latest report in 3 points." in page
    assert "The outcome stands still" in page
    assert "“Eight of 12”" in page
    assert "At the first of these reports" in page
    assert "figures in a row without improvement, the latest" in page
    assert "the target of 70% lies beyond the limits and will be missed every time, as things stand" in page
    assert "Says Orders is improving, on" in page
    assert "Says All wards is in time, on" in page
    assert "1 remark has waited more than 30 days for an answer" in page
    assert "The first report since that did not say on track is of" in page
    [*rows] = read_rows(told.browser("BM"), f"{here(told)}?format=csv")
    assert {row["In the latest report"] for row in rows} == {"Yes", "No"}
    assert all(row["File"] and row["Line"] for row in rows)


def test_the_figures_after_a_relaunch_are_held_to_the_limits_of_before(told: Site) -> None:
    page = read(told.browser("PMO"), here(told))
    assert "Of the 5 figures since, 4 tell of improvement against those limits" in page
    assert "followed it. The figures do not show that the one caused the other." in page
    assert "because" not in page.casefold()
    assert "1 of 3 places improved after the relaunch. Not so: Birch ward. Of 1 it cannot be told." in page
    assert f"marks/add/?day={week(19)}" in page
    told.bring(chart_marks=f"Outcome|Date|Mark|What happened\nOrders|{week(19)}|Limits start again|Order sets changed")
    page = read(told.browser("PMO"), here(told))
    assert "with the reason: Order sets changed." in page
    assert "Until 13 figures stand since then, they are compared with the old limits." in page
    assert "marks/add/?day=" not in page
    places = read_rows(told.browser("PMO"), f"{here(told)}places/")
    assert [(row["Place"], row["Since"], row["Latest"]) for row in places] == [
        ("Ash ward", "improved", "62"), ("Birch ward", "not improved", "49"), ("Cedar ward", "cannot be told", "50"),
    ]  # fmt: skip


def test_the_listening_log_says_who_got_an_answer_and_which_themes_are_open(told: Site) -> None:
    browser = told.browser("ME")
    page = read(browser, f"{here(told)}listening/")
    assert "4 remarks in 3 sessions. Of those who spoke, 1 got an answer (25%), and 3 wait." in page
    assert "Of 3 themes, 1 are answered, 1 challenged and 1 open." in page

    def kept(query: str) -> list[str]:
        return [row["Remark"] for row in read_rows(browser, f"{here(told)}listening/?format=csv&{query}")]

    assert kept("told=yes") == ["I log in"]
    assert kept("state=challenged") == ["It waits"]
    assert sorted(kept("state=open")) == ["Eight drugs", "It is loud"]
    assert kept("theme=Old&told=no") == ["Eight drugs"]
    assert kept("q=porters&sort=days") == ["I log in"]


def test_a_programme_of_which_nothing_is_known_says_so(told: Site) -> None:
    page = read(told.browser("PMO"), here(told, "Front door"))
    assert "It has not reported yet." in page
    assert "No outcome is named that it should move." in page
    assert "No remark is recorded, so nobody can tell who waits for an answer." in page
    assert "Nothing is logged yet." in read(told.browser("BM"), f"{here(told, 'Front door')}listening/")


def test_without_any_programme_the_list_says_what_to_bring(site: Site) -> None:
    page = read(site.browser("PMO"), LIST)
    assert "We cannot tell. No programme has reported." in page
    assert "Bring the Programmes sheet" in page
    assert "Bring the Programmes sheet" not in read(site.browser("BM"), LIST)
    assert site.browser("PMO").get(f"{LIST}999/").status_code == HTTPStatus.NOT_FOUND
    assert load_programme(site.trust.pk, 999, on=TODAY) is None


def test_a_report_is_added_with_today_and_no_day_to_come(told: Site) -> None:
    browser, address = told.browser("PMO"), f"{here(told)}reports/add/"
    form, today = form_of(browser, address), timezone.localdate()
    assert form["reported_on"] == f"{today:%d/%m/%Y}"
    late = {**form, "status": "At risk", "says": "Late"}
    answer = browser.post(address, {**late, "reported_on": f"{today + WEEK:%d/%m/%Y}"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "A day to come. Write a day up to" in answer.content.decode()
    assert browser.post(address, {**late, "in_time": "Nothing"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert browser.post(address, {**late, "in_time": "No chart"}).status_code == HTTPStatus.FOUND
    told.see()
    assert ProgrammeReport.objects.get(says="Late").status == "amber"


def test_a_relaunch_without_its_reason_is_refused(told: Site) -> None:
    browser, address = told.browser("CDIO"), f"{here(told, 'Front door')}edit/"
    form = form_of(browser, address)
    refused = browser.post(address, {**form, "relaunched_on": week(20)})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "A relaunch is given without its reason" in refused.content.decode()
    told.see()
    assert Programme.objects.get(name="Front door").relaunched_on is None
    browser.post(address, {**form, "relaunched_on": week(20), "relaunch_reason": "Doors were moved"})
    told.see()
    assert Programme.objects.get(name="Front door").relaunch_reason == "Doors were moved"
    added = browser.post(f"{LIST}add/", {**form_of(browser, f"{LIST}add/"), "name": "Third one", "lead": "1002"})
    assert added.status_code == HTTPStatus.FOUND


def test_whoever_listens_logs_a_remark_and_changes_its_theme_but_no_milestone(told: Site) -> None:
    browser, address = told.browser("ME"), f"{here(told)}remarks/add/"
    browser.post(address, {**form_of(browser, address), "remark": "I wait", "theme": "Old"})
    told.see()
    remark = Remark.objects.get(remark="I wait")
    edit = f"{LIST}remarks/{remark.pk}/edit/"
    today = timezone.localdate()
    browser.post(edit, {**form_of(browser, edit), "told_on": f"{today:%d/%m/%Y}"})
    told.see()
    assert Remark.objects.get(remark="I wait").told_on == today
    for refused in (f"{here(told)}milestones/add/", f"{here(told)}edit/", f"{here(told)}reports/add/"):
        assert browser.get(refused).status_code == HTTPStatus.FORBIDDEN
    assert told.browser("BM").get(address).status_code == HTTPStatus.FORBIDDEN
    theme = f"{LIST}themes/{told.id_of(ListeningTheme, name='Old')}/edit/"
    half = browser.post(theme, {**form_of(browser, theme), "answered_on": f"{TODAY:%d/%m/%Y}"})
    assert "The theme is answered, but Answered or challenged is empty" in half.content.decode()


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("milestones", Milestone), ("reports", ProgrammeReport), ("outcomes", ProgrammeOutcome),
        ("themes", ListeningTheme), ("remarks", Remark),
    ],
)  # fmt: skip
def test_what_never_was_is_removed_after_a_question_and_comes_back(
    told: Site, kind: str, model: type[Milestone]
) -> None:
    browser = told.browser("PMO")
    told.see()
    row = model.objects.order_by("-id").first()
    assert row is not None
    edit, address = f"{LIST}{kind}/{row.pk}/edit/", f"{LIST}{kind}/{row.pk}/remove/"
    assert f'href="{address}"' in read(browser, edit)
    asked = read(browser, address)
    assert "Remove it only if it was never so." in asked
    stamp = asked.split('name="stamp" value="')[1].split('"')[0]
    old = browser.post(address, {"stamp": "old"})
    assert old.status_code == HTTPStatus.CONFLICT
    gone = browser.post(address, {"stamp": stamp}, follow=True)
    assert "is removed. The history keeps what it said." in gone.content.decode()
    told.see()
    assert not model.objects.filter(pk=row.pk).exists()
    event = Event.objects.filter(action="removed").latest("id")
    browser.post(f"/t/PLA/undo/{event.request}/")
    told.see()
    assert model.objects.filter(pk=row.pk).exists()
    assert browser.get(f"{LIST}{kind}/999999/remove/").status_code == HTTPStatus.NOT_FOUND


def test_ten_programmes_ask_no_more_often_than_one(told: Site) -> None:
    browser, page = told.browser("CDIO"), here(told)
    read(browser, LIST)
    before = (count_queries(browser, f"{LIST}?q=a"), count_queries(browser, page))
    told.bring(programmes="Programme|Starts\n" + "\n".join(f"Programme {n}|01/01/2024" for n in range(10)))
    more = "\n".join(f"Prescribing|{FIRST + timedelta(days=n):%d/%m/%Y}|Said {n}" for n in range(30))
    told.bring(listening_log=f"Programme|Said on|Remark\n{more}")
    assert (count_queries(browser, f"{LIST}?q=a"), count_queries(browser, page)) == before


def test_figures_by_place_and_parts_stay_in_their_own_trust(told: Site) -> None:
    told.see()
    outcome = Outcome.objects.get(name="Orders").pk
    assert {one.place for one in list_places(told.trust.pk, [outcome], on=date(2099, 1, 1))[outcome]} == {
        "Ash ward", "Birch ward", "Cedar ward",
    }  # fmt: skip
    assert PlaceFigure.objects.count() == 48
    assert list_places(told.trust.pk + 1, [outcome], on=TODAY) == {}
    assert find_programme_of(told.trust.pk + 1, "milestone", Milestone.objects.all()[0].pk) is None
