"""NHS England's A&E files by page: matched once, previewed, charted, recognised next month, and taken back."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import Client

from plait.store.models import ColumnMap, Observation, Outcome
from tests.ae_files import ae_file
from tests.registers import Site, form_of, read
from tests.web.bringing import bring, text
from tests.web.test_import_several import bring_several
from tests.web.test_outcome_pages import month

pytestmark = pytest.mark.django_db
OUTCOMES = """
Outcome               |Measure                        |Unit    |Better|Target|Digital owner|Other owner
Seen within four hours|Share who leave in four hours  |%       |Higher|78    |Digital      |A&E
Twelve-hour waits     |Waits of twelve hours or more  |patients|Lower |0     |Digital      |A&E
"""
OVERS = [400, 390, 410, 400, 395, 405, 400, 390, 410, 400, 395, 405, 400, 150, 152, 148]


def several() -> list[tuple[str, str]]:
    """Sixteen months as sixteen files, the first half in the older columns."""
    ago = range(len(OVERS) - 1, -1, -1)
    return [
        (f"{month(back):%Y-%m}-AE.csv", ae_file((month(back), over), is_newer=place >= len(OVERS) // 2))
        for place, (back, over) in enumerate(zip(ago, OVERS, strict=True))
    ]  # fmt: skip


@pytest.fixture
def office(site: Site) -> Client:
    """Somebody of the transformation office of a trust with two outcomes."""
    site.bring(outcomes=OUTCOMES)
    return site.browser("PMO")


def values(site: Site, outcome: str) -> list[float]:
    site.see()
    found = Observation.objects.filter(outcome__name=outcome).order_by("observed_on")
    return [float(one) for one in found.values_list("value", flat=True) if one is not None]


def test_months_as_files_are_matched_once_charted_and_taken_back(site: Site, office: Client) -> None:
    there = bring_several(office, *several())["Location"]
    unmatched = text(office.get(there))
    assert "This is NHS England’s A&amp;E file, and nobody has said yet which of its figures to keep" in unmatched
    form = form_of(office, f"{there}columns/")
    assert (form["organisation"], form["within"], form["twelve"]) == (
        "PLA", "Seen within four hours", "Twelve-hour waits",
    )  # fmt: skip
    shown = text(office.post(f"{there}columns/", form, follow=True))
    assert "<b>32</b> <span>New</span>" in shown
    assert shown.count("columns matched by “A&amp;E figures of PLA”") == 1
    assert f'<a href="{there}columns/">Match the columns otherwise</a>' in shown
    office.post(f"{there}approve/")
    assert values(site, "Seen within four hours") == pytest.approx([100 - over / 10 for over in OVERS])
    page = read(office, f"/t/PLA/outcomes/{site.id_of(Outcome, name='Seen within four hours')}/")
    assert "<b>Improving since " in page
    assert "-AE, line 2" in page
    waits = read(office, f"/t/PLA/outcomes/{site.id_of(Outcome, name='Twelve-hour waits')}/")
    assert "<b>Improving since " in waits, "where lower is better"
    office.post(f"{there}undo/")
    assert values(site, "Seen within four hours") == []


def test_next_month_is_recognised_and_a_published_correction_is_a_change(site: Site, office: Client) -> None:
    there = bring(office, ae_file((month(1), 400)), "one.csv")["Location"]
    office.post(f"{there}columns/", {"organisation": "PLB", "within": "Seen within four hours"})
    office.post(f"{there}approve/")
    next_month = bring(office, ae_file((month(1), 380), (month(0), 390), is_newer=False), "two.csv")["Location"]
    shown = text(office.get(next_month))
    assert "<b>1</b> <span>New</span>" in shown
    assert "<b>1</b> <span>Changed</span>" in shown
    office.post(f"{next_month}approve/")
    assert values(site, "Seen within four hours") == [62.0, 61.0]
    site.see()
    assert ColumnMap.objects.get().words == {"outcome": {"within four hours": "Seen within four hours"}}


def test_a_month_that_stands_twice_or_is_to_come_is_named(office: Client) -> None:
    there = bring(office, ae_file((month(0), 400), (month(0), 400), (month(-1), 400)), "twice.csv")["Location"]
    office.post(f"{there}columns/", {"organisation": "PLA", "within": "Seen within four hours"})
    shown = text(office.get(there))
    assert "stands on line 2 of twice too" in shown
    assert "A day to come" in shown


def test_percent_is_refused_where_patients_are_meant(office: Client) -> None:
    there = bring(office, ae_file((month(0), 400)), "one.csv")["Location"]
    office.post(f"{there}columns/", {"organisation": "PLA", "attendances": "Seen within four hours"})
    assert "More than 100%" in text(office.get(there))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, ["Nobody said whose figures to keep", "No figure goes to an outcome"]),
        ({"organisation": "RXX", "within": "Nothing of ours"}, ["Choose the organisation by its code, like PLA"]),
        (
            {"organisation": "PLA", "within": "Seen within four hours", "over": "Seen within four hours"},
            ["Seen within four hours can take one of the figures only"],
        ),
    ],
)
def test_what_is_left_to_say_is_asked_for(office: Client, sent: dict[str, str], said: list[str]) -> None:
    there = bring(office, ae_file((month(0), 400)), "one.csv")["Location"]
    answer = office.post(f"{there}columns/", sent)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [one for one in said if one not in text(answer)] == []


def test_without_an_outcome_the_form_leads_to_one(site: Site) -> None:
    office = site.browser("PMO")
    there = bring(office, ae_file((month(0), 400)), "one.csv")["Location"]
    assert "No outcome is recorded yet that figures could go to." in text(office.get(f"{there}columns/"))
