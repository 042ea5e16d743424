"""The pages of imports: upload, preview, approval, undo; who may, and what a hostile file is told."""

from __future__ import annotations

import io
from http import HTTPStatus

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from plait.engine.permissions import Action, Role, may
from plait.store.models import Import, Team, Trust
from plait.store.scope import scoped
from tests.conftest import UserWithRole
from tests.web.bringing import (
    AWKWARD,
    BAD,
    GOOD,
    HEAD,
    MATCHED,
    NEW,
    SERVICES,
    SignIn,
    _groups,
    bring,
    browser,
    numbers,
    text,
    try_brought,
)

__all__ = ["_groups", "browser"]
pytestmark = pytest.mark.django_db


def test_a_file_is_previewed_approved_and_undone(browser: Client, trust: Trust) -> None:
    there = bring(browser, GOOD)["Location"]
    shown = text(browser.get(there))
    assert "Check this file before you save it" in shown
    assert "<b>2</b> <span>New</span>" in shown
    assert numbers(trust) == []
    saved = browser.post(f"{there}approve/", follow=True)
    assert "people.csv is saved." in text(saved)
    assert numbers(trust) == ["1001", "1002"]
    assert "Undo this import" in text(browser.get(f"{there}undo/"))
    assert "is undone" in text(browser.post(f"{there}undo/", follow=True))
    assert numbers(trust) == []


def test_a_file_with_faults_is_saved_only_when_they_are_left_out(browser: Client, trust: Trust) -> None:
    there = bring(browser, BAD)["Location"]
    shown = text(browser.get(there))
    assert "1 row cannot be read. Nothing has been saved" in shown
    assert "More than a full post" in shown
    assert 'aria-disabled="true"' in shown
    assert "Correct them" in text(browser.post(f"{there}approve/", follow=True))
    assert numbers(trust) == []
    browser.post(f"{there}approve/", {"leaves_out": "on"})
    assert numbers(trust) == ["1001", "1002"]


def test_a_great_number_of_endings_is_typed_back(browser: Client, trust: Trust) -> None:
    browser.post(bring(browser, GOOD)["Location"] + "approve/")
    one = HEAD + "1001,Ann Frost,Managers,Medicine,0.8\n"
    there = bring(browser, one, true_from="09/11/2026", whole="people")["Location"]
    assert "1 of 2 in People are not in this file" in text(browser.get(there))
    refused = browser.post(f"{there}approve/", {"ending-people": "7"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert numbers(trust) == ["1001", "1002"]
    browser.post(f"{there}approve/", {"ending-people": "1"})
    assert numbers(trust) == ["1001"]


def test_the_same_file_is_recognised(browser: Client) -> None:
    browser.post(bring(browser, GOOD)["Location"] + "approve/")
    shown = text(browser.get(bring(browser, GOOD)["Location"]))
    assert "The very same file was saved on" in shown
    assert "<b>2</b> <span>The same</span>" in shown


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("people.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG picture"),
        ("people.csv", (HEAD + "1001," + "x" * 100_000 + ",Managers,Medicine,1\n").encode(), "cannot be read"),
        ("people.pdf", b"%PDF-1.7", "no PDF document, or it is damaged"),
    ],
)
def test_a_hostile_file_is_told_what_is_wrong(browser: Client, trust: Trust, name: str, data: bytes, said: str) -> None:
    there = bring(browser, data, name)["Location"]
    assert said in text(browser.get(there))
    browser.post(f"{there}approve/")
    assert numbers(trust) == []


def test_an_empty_file_or_none_is_asked_for_again(browser: Client, trust: Trust) -> None:
    assert "This file is empty" in text(bring(browser, b""))
    assert "Choose a file" in text(browser.post(NEW, {"true_from": "02/11/2026"}))
    assert "June has 30 days" in text(bring(browser, GOOD, true_from="31/06/2026"))
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_refused_while_it_arrives(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.web.shared.upload_limit.MAX_FILE_BYTES", 100)
    assert "larger than 50 MB" in text(bring(browser, b"x" * 500))


@pytest.mark.parametrize("outcome", ["new", "changed", "unchanged", "rejected", "absent"])
def test_rows_of_each_fate_have_a_page(browser: Client, outcome: str) -> None:
    there = bring(browser, BAD)["Location"]
    assert browser.get(f"{there}rows/{outcome}/").status_code == HTTPStatus.OK
    assert browser.get(f"{there}rows/other/").status_code == HTTPStatus.NOT_FOUND


def test_downloads(browser: Client) -> None:
    there = bring(browser, BAD)["Location"]
    assert browser.get(f"{there}file/").content == BAD.encode()
    assert browser.get(f"{there}faults/").content.startswith(b"PK")
    assert browser.get("/t/PLA/imports/template/").content.startswith(b"PK")
    assert "people.csv" in text(browser.get("/t/PLA/imports/"))


def test_a_staff_group_of_its_own_is_brought_and_then_offered_by_the_template(browser: Client) -> None:
    def offered() -> str:
        people = load_workbook(io.BytesIO(browser.get("/t/PLA/imports/template/").content))["People"]
        [rule] = [one for one in people.data_validations.dataValidation if one.promptTitle == "Staff group"]
        return str(rule.formula1)

    assert offered() == '"Managers"'
    there = bring(browser, "Staff group,Usual viewpoint\nPharmacists,Clinical\n", "Staff groups.csv")["Location"]
    assert "<b>1</b> <span>New</span>" in text(browser.get(there))
    assert "Staff groups.csv is saved." in text(browser.post(f"{there}approve/", follow=True))
    assert offered() == '"Managers,Pharmacists"'
    assert "is undone" in text(browser.post(f"{there}undo/", follow=True))
    assert offered() == '"Managers"'


@pytest.mark.parametrize("role", Role)
def test_only_those_who_import_see_the_pages(
    role: Role, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    answer = signed_in_as(user_with_role(role, trust)).get("/t/PLA/imports/")
    assert answer.status_code == (HTTPStatus.OK if may(role, Action.IMPORT) else HTTPStatus.FORBIDDEN)


def test_another_trust_sees_nothing_of_it(
    browser: Client, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    number = bring(browser, GOOD)["Location"].split("/")[-2]
    stranger = signed_in_as(user_with_role(Role.PMO, other_trust))
    for page in ("", "rows/new/", "file/", "faults/", "undo/"):
        assert stranger.get(f"/t/PLB/imports/{number}/{page}").status_code == HTTPStatus.NOT_FOUND
        assert stranger.get(f"/t/PLA/imports/{number}/{page}").status_code == HTTPStatus.NOT_FOUND


def test_an_administrator_opens_only_files_of_people(
    browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    services = bring(browser, "Name,Phase,Starts\nTheatres,Live,01/04/2025\n", "services.csv")["Location"]
    people = bring(browser, GOOD)["Location"]
    administrator = signed_in_as(user_with_role(Role.ADM, trust))
    assert administrator.get(services).status_code == HTTPStatus.FORBIDDEN
    assert administrator.get(f"{services}file/").status_code == HTTPStatus.FORBIDDEN
    assert administrator.get(people).status_code == HTTPStatus.OK
    assert "may not import services" in text(
        bring(administrator, "Name,Phase,Starts\nWards,Live,01/04/2025\n", "services.csv")
    )


def test_a_report_is_matched_once_and_recognised_next_month(browser: Client, trust: Trust) -> None:
    there = bring(browser, AWKWARD, "staff in post.csv")["Location"]
    assert "Match the columns" in text(browser.get(there))
    form = text(browser.get(f"{there}columns/"))
    assert "Contracted WTE: 0.80; 1.00" in form
    assert "“Mangers”" in form
    again = browser.post(f"{there}columns/", {**MATCHED, "wte": "", "name": ""} | {"name_second": ""})
    assert "Choose the column that holds the WTE" in text(again)
    answer = browser.post(f"{there}columns/", {**MATCHED, "mapping_name": "Ours"}, follow=True)
    assert "<b>2</b> <span>New</span>" in text(answer)
    assert "columns matched by “Ours”. Totals and notes on line 6 are left out." in text(answer)
    browser.post(f"{there}approve/")
    assert numbers(trust) == ["1001", "1002"]
    december = AWKWARD.replace("0.80", "0.60")
    shown = text(browser.get(bring(browser, december, "december.csv")["Location"]))
    assert "columns matched by “Ours”" in shown
    assert "<b>1</b> <span>Changed</span>" in shown


def test_columns_of_a_proper_sheet_are_not_matched(browser: Client) -> None:
    there = bring(browser, GOOD)["Location"]
    assert browser.get(f"{there}columns/").status_code == HTTPStatus.NOT_FOUND


TEAM = "Name,Starts,Members\nDischarge hub,01/04/2025,1001: 0.5; 1002: 0.5\n"


def test_the_preview_says_which_verdicts_would_change_and_saves_nothing(browser: Client, trust: Trust) -> None:
    browser.post(bring(browser, GOOD)["Location"] + "approve/")
    browser.post(
        bring(browser, "Name,Phase,Starts\nTheatres,Live,01/04/2025\n", "services.csv")["Location"] + "approve/"
    )
    there = bring(browser, TEAM, "teams.csv")["Location"]
    awaited = text(browser.get(there))
    assert "See whether it is known now" in awaited
    assert "would become" not in awaited
    try_brought()
    shown = text(browser.get(there))
    assert "See whether it is known now" not in shown
    assert "would become" in shown
    assert "Not met" in shown
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert not Team.objects.exists()


def test_the_preview_says_when_verdicts_were_tried_and_what_came_after(browser: Client) -> None:
    there, other = bring(browser, GOOD)["Location"], bring(browser, SERVICES, "services.csv")["Location"]
    try_brought()
    assert "Judged on a copy of your records" in text(browser.get(there))
    assert "later change" not in text(browser.get(there))
    browser.post(f"{other}approve/")
    assert "before 1 later change of the record" in text(browser.get(there))
    bring(browser, GOOD)  # brought again it is read anew, so it is tried anew
    assert "See whether it is known now" in text(browser.get(there))
    try_brought()
    assert "later change" not in text(browser.get(there))


def test_nothing_is_tried_of_a_file_that_is_saved_already(browser: Client, trust: Trust) -> None:
    there = bring(browser, GOOD)["Location"]
    browser.post(f"{there}approve/")
    try_brought()
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert Import.objects.get().tried is None


def test_a_large_file_is_not_judged_on_a_copy(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    there = bring(browser, GOOD)["Location"]
    monkeypatch.setattr("plait.jobs.imports.MOST_ROWS", 1)
    assert "too large to be judged on a copy" in text(browser.get(there))


def test_opening_a_preview_reads_no_file(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    skills = "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert\nWeaving,MISSING,a,b,c,d\n"
    brought = [("good.csv", GOOD), ("bad.csv", BAD), ("report.csv", AWKWARD), ("skills.csv", skills)]
    opened = [bring(browser, data, name)["Location"] for name, data in brought]

    def read_bytes(*_: object, **__: object) -> None:
        raise AssertionError("The page reads the file.")

    monkeypatch.setattr("plait.files.folder.read_bytes", read_bytes)
    shown = [text(browser.get(there)) for there in opened]
    assert ["Match the columns" in one for one in shown] == [False, False, True, False]
    assert ["If it is a report of your own" in one for one in shown] == [False, False, True, False]
    assert ["What was cleaned" in one for one in shown] == [False, False, False, True]
    assert all(browser.get(f"{there}rows/new/").status_code == HTTPStatus.OK for there in opened)
    with pytest.raises(AssertionError):  # where the file is needed, the test would notice
        browser.get(f"{opened[2]}columns/")


def test_the_question_for_a_great_number_of_endings_keeps_the_rest_of_the_page(browser: Client) -> None:
    browser.post(bring(browser, GOOD)["Location"] + "approve/")
    one = HEAD + "1001,Ann Frost,Managers,Medicine,0.8\n"
    there = bring(browser, one, true_from="09/11/2026", whole="people")["Location"]
    refused = text(browser.post(f"{there}approve/", {"ending-people": "7"}))
    assert "too large" not in refused
    assert "See whether it is known now" in refused


def test_an_import_under_way_shows_how_far_it_is(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.jobs.imports.MOST_ROWS", 1)
    there = bring(browser, GOOD)["Location"]
    shown = text(browser.get(there))
    assert "See how far it is now" in shown
    assert 'http-equiv="refresh"' not in shown  # it would take the reader's place away
    assert "Waiting for a worker" in shown
    assert browser.post(f"{there}stop/").status_code == HTTPStatus.FOUND
    assert "was put aside" in text(browser.post(f"{there}discard/", follow=True))


def test_rows_edited_since_are_named_before_they_are_left(browser: Client) -> None:
    there = bring(browser, GOOD)["Location"]
    browser.post(f"{there}approve/")
    later = bring(browser, GOOD.replace("Ann Frost", "Ann Winter"))["Location"]
    browser.post(f"{later}approve/")
    asked = browser.post(f"{there}undo/")
    assert asked.status_code == HTTPStatus.CONFLICT
    assert "Ann Winter" in text(asked)


def test_a_row_whose_work_was_edited_since_is_named_by_its_person(browser: Client) -> None:
    there = bring(browser, GOOD)["Location"]
    browser.post(f"{there}approve/")
    later = bring(browser, GOOD.replace("Ann Frost,Managers,Medicine", "Ann Frost,Managers,Estates"))["Location"]
    browser.post(f"{later}approve/")
    row = text(browser.post(f"{there}undo/")).split("<tbody", 1)[1].split("</tbody>")[0]
    assert "1001 Ann Frost" in row
    assert "People" in row
    assert "assignment" not in row
    left = text(browser.post(f"{there}undo/", {"leave_edited": "on"}, follow=True))
    assert "is undone. 1 row is left: 1 edited since." in left
    assert "When it was undone, 1 row of it stayed: 1 edited since." in text(browser.get(there))


def test_a_report_beside_a_proper_sheet_is_matched_too(browser: Client) -> None:
    report, good = io.BytesIO(), AWKWARD.splitlines()[2:]
    book = Workbook()
    first = book.active
    assert first is not None
    for line in good:
        first.append(line.split(","))
    second = book.create_sheet("Services")
    for line in ("Name,Phase,Starts", "Theatres,Live,01/04/2025"):
        second.append(line.split(","))
    book.save(report)
    there = bring(browser, report.getvalue(), "november.xlsx")["Location"]
    assert "Match the columns" in text(browser.get(there))
    assert browser.get(f"{there}columns/").status_code == HTTPStatus.OK


def test_matching_is_not_offered_where_every_table_is_a_sheet(browser: Client) -> None:
    there = bring(browser, HEAD + "1003,Cem Ode,Managers,Surgery,1.5\n")["Location"]
    shown = text(browser.get(there))
    assert "Match the columns" not in shown
    assert "The other" not in shown
    assert browser.get(f"{there}columns/").status_code == HTTPStatus.NOT_FOUND


BANDS = HEAD[:-1] + ",Band\n1001,Ann Frost,Managers,Medicine,0.8,Local 37\n"


def test_a_finance_partners_bands_are_hidden_from_those_who_may_not_read_them(
    browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    saved = bring(browser, GOOD)["Location"]
    browser.post(f"{saved}approve/")
    finance = signed_in_as(user_with_role(Role.FIN, trust))
    there = bring(finance, BANDS)["Location"]
    assert "Local 37" in text(finance.get(f"{there}rows/changed/"))
    assert finance.get(f"{there}file/").status_code == HTTPStatus.OK
    for role in (Role.PMO, Role.CDIO, Role.ADM):
        other = signed_in_as(user_with_role(role, trust))
        for page in ("", "rows/changed/", "rows/new/"):
            shown = text(other.get(f"{there}{page}"))
            assert "Local 37" not in shown, (page, role, shown[max(0, shown.index("Local 37") - 300) :][:400])
        assert "shown to finance partners" in text(other.get(there))
        assert other.get(f"{there}file/").status_code == HTTPStatus.FORBIDDEN
        assert other.get(f"{there}faults/").status_code == HTTPStatus.FORBIDDEN


def test_a_band_that_cannot_be_read_is_hidden_too(
    browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    finance = signed_in_as(user_with_role(Role.FIN, trust))
    there = bring(finance, BANDS.replace("Local 37", "secret 8a " * 9))["Location"]
    assert "secret" not in text(browser.get(there))


def test_what_was_cleaned_of_a_framework_is_on_its_page(browser: Client) -> None:
    skills = "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert\nWeaving  data,MISSING,a,b,c,d\n"
    there = bring(browser, skills, "skills.csv")["Location"]
    shown = text(browser.get(there))
    assert "What was cleaned" in shown
    assert "The description was the word MISSING" in shown
    assert "skills, line 2" in shown


@pytest.mark.parametrize("role", Role)
def test_the_way_to_imports_is_shown_to_those_who_import(
    role: Role, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    page = signed_in_as(user_with_role(role, trust)).get("/t/PLA/you/", follow=True)
    assert ("/t/PLA/imports/" in text(page)) == bool(may(role, Action.IMPORT))
