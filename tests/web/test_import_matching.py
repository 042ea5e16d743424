"""Matching a report's own columns by page: what is asked, what is kept for next month, and what may come between."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.test import Client

from plait.engine.mapping import ColumnMapping
from plait.engine.permissions import Role
from plait.store.models import Access, ColumnMap, Import, StaffGroup, Trust
from plait.store.scope import scoped
from plait.store.writing import Act, StaleRecord
from plait.web.imports.columns import MOST_WORDS
from tests.web.bringing import AWKWARD, GOOD, MATCHED, _groups, bring, browser, numbers, text

__all__ = ["_groups", "browser"]
pytestmark = pytest.mark.django_db
OURS = {**MATCHED, "mapping_name": "Ours"}


def kept(trust: Trust) -> Import:
    with scoped(user_id=None, trust_ids=[trust.pk]):
        return Import.objects.latest("id")


def matched(browser: Client, data: str = AWKWARD) -> str:
    """The address of an import whose columns are matched."""
    there: str = bring(browser, data, "staff in post.csv")["Location"]
    browser.post(f"{there}columns/", OURS)
    return there


def test_next_month_a_new_word_is_asked_for_and_the_rest_is_as_it_was_saved(browser: Client, trust: Trust) -> None:
    browser.post(matched(browser) + "approve/")
    next_month = AWKWARD.replace("Mangers", "Managers").replace("Ben,Surgery,Managers", "Ben,Surgery,Bosses")
    there = bring(browser, next_month, "december.csv")["Location"]
    told = text(browser.get(there))
    assert "Bosses" in told
    assert "Words of a report are matched under Match the columns." in told
    assert "Say what it stands for: by page under Match the columns" in told
    form = text(browser.get(f"{there}columns/"))
    assert '<option value="Contracted WTE" selected>' in form
    assert 'value="Ours"' in form
    assert "Staff group “Bosses”" in form
    answer = browser.post(f"{there}columns/", {**OURS, "word:staff_group:Bosses": "Managers"}, follow=True)
    assert "cannot be read" not in text(answer)
    # And what the word of the month before stands for is still known
    assert "cannot be read" not in text(browser.get(bring(browser, AWKWARD, "again.csv")["Location"]))
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert ColumnMap.objects.get().words == {"staff_group": {"mangers": "Managers", "bosses": "Managers"}}


def test_a_word_may_be_unmatched_again(browser: Client, trust: Trust) -> None:
    there = matched(browser)
    with scoped(user_id=None, trust_ids=[trust.pk]):
        StaffGroup.objects.create(trust=trust, name="Clerks", viewpoint="operational")
    browser.post(f"{there}columns/", {**OURS, "word:staff_group:Mangers": ""})
    assert "Mangers" in text(browser.get(there))


@pytest.mark.parametrize(
    "more",
    [
        {"word:staff_group:Mangers": "Kings"},  # no staff group
        {"word:": "x", "word:staff_group": "x", "word:nothing:Mangers": "Managers", "wte_second": "No such heading"},
    ],
)
def test_what_the_form_did_not_offer_is_left_aside(browser: Client, trust: Trust, more: dict[str, str]) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv")["Location"]
    sent = {name: value for name, value in OURS.items() if not name.startswith("word:")} | more
    assert browser.post(f"{there}columns/", sent).status_code == HTTPStatus.FOUND
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert ColumnMap.objects.get().words == {"staff_group": {}}


def test_signs_that_cannot_be_printed_are_left_out_of_the_name(browser: Client, trust: Trust) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv")["Location"]
    browser.post(f"{there}columns/", {**MATCHED, "mapping_name": " \x00Our\x07s\n"})
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert ColumnMap.objects.get().name == "Ours"


def test_a_mapping_needs_a_name(browser: Client) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv")["Location"]
    answer = browser.post(f"{there}columns/", {**MATCHED, "mapping_name": " "})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert text(answer).count("Name this mapping, like Staff in post") == 2  # above, and beside the field


def test_a_column_of_too_many_unknown_words_is_another_column(browser: Client, trust: Trust) -> None:
    rows = "".join(f"{n},Frost,Ann,Medicine,Group {n},1\n" for n in range(MOST_WORDS + 1))
    there = bring(browser, "Emp No,Surname,First Name,Org L4,Staff Group,FTE\n" + rows, "report.csv")["Location"]
    form = text(browser.get(f"{there}columns/"))
    assert "Words of the file" not in form
    answer = text(browser.post(f"{there}columns/", {**OURS, "wte": "FTE", "band": ""}))
    assert "“Staff Group” holds 61 words that are no staff group. Choose the column that holds it" in answer
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert not ColumnMap.objects.exists()


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_BYTES"])
def test_a_large_report_is_checked_by_a_worker_once_its_columns_are_matched(
    browser: Client, trust: Trust, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv")["Location"]
    monkeypatch.setattr(f"plait.jobs.imports.{limit}", 1)
    answer = text(browser.post(f"{there}columns/", OURS, follow=True))
    assert "Waiting for a worker" in answer
    assert kept(trust).stage == "Waiting for a worker"
    again = text(browser.get(f"{there}columns/", follow=True))
    assert "Columns are matched before a file is saved" in again


def test_columns_of_a_saved_file_are_not_matched_again(browser: Client, trust: Trust) -> None:
    there = matched(browser)
    browser.post(f"{there}approve/")
    for answer in (browser.get(f"{there}columns/", follow=True), browser.post(f"{there}columns/", OURS, follow=True)):
        assert "Columns are matched before a file is saved. Upload it again to match them anew." in text(answer)
    assert numbers(trust) == ["1001", "1002"]


def test_two_who_match_at_once_are_told(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv")["Location"]

    def meanwhile(_act: Act, _signature: str, _mapping: ColumnMapping) -> None:
        raise StaleRecord("columnmap", [1])

    monkeypatch.setattr("plait.web.imports.matching.save_mapping", meanwhile)
    answer = text(browser.post(f"{there}columns/", OURS, follow=True))
    assert "Somebody else changed the same rows at the same moment. Nothing was saved." in answer


def test_who_lost_the_right_meanwhile_is_told_and_the_file_is_put_aside(browser: Client, trust: Trust) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv", whole="people")["Location"]
    with scoped(user_id=None, trust_ids=[trust.pk]):
        Access.objects.update(role=Role.FIN)
    answer = text(browser.post(f"{there}columns/", OURS, follow=True))
    assert "may not end people, so the file is not the whole register. The file was put aside." in answer
    assert kept(trust).status == "discarded"
    assert numbers(trust) == []


def test_stopping_says_whether_there_was_anything_to_stop(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    there = bring(browser, GOOD)["Location"]
    done = text(browser.post(f"{there}stop/", follow=True))
    assert "There was nothing to stop: the work on this file is done." in done
    monkeypatch.setattr("plait.jobs.imports.MOST_ROWS", 1)
    browser.post(f"{there}approve/")
    assert "It stops at its next step, and the record stays as it was." in text(
        browser.post(f"{there}stop/", follow=True)
    )


def test_shares_are_shown_without_the_noughts_that_are_kept(browser: Client) -> None:
    browser.post(bring(browser, GOOD)["Location"] + "approve/")
    shown = text(browser.get(bring(browser, GOOD.replace(",0.8", ",0.65"))["Location"]))
    assert re.search(r">\s*0\.8\s*<", shown)
    assert re.search(r">\s*0\.65\s*<", shown)
    assert "0.80000" not in shown


def test_a_last_day_is_shown_as_people_write_it(browser: Client) -> None:
    browser.post(bring(browser, GOOD)["Location"] + "approve/")
    leaving = GOOD.replace("WTE\n", "WTE,Last day\n").replace(",0.8\n", ",0.8,31/12/2026\n").replace(",1\n", ",1,\n")
    there = bring(browser, leaving)["Location"]
    assert "31 December 2026" in text(browser.get(there))
    assert "1 January 2027" not in text(browser.get(there))
