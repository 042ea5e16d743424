"""Who may open and do what with an import: each role, each page, another trust's number like one that is not there."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from plait.engine.people import PEOPLE
from plait.engine.permissions import SHEETS, Action, Role, Scope, may
from plait.store.models import Assignment, Event, Import, RoleHolder, Trust
from plait.store.scope import scoped
from tests.conftest import UserWithRole
from tests.web.bringing import AWKWARD, BAD, GOOD, NEW, SERVICES, SignIn, _groups, bring, browser, numbers, text

__all__ = ["_groups", "browser"]
pytestmark = pytest.mark.django_db
LOOKS = ("", "rows/new/", "rows/absent/", "faults/", "file/", "undo/", "columns/")
ACTS = ("approve/", "undo/", "columns/", "stop/", "discard/")
BANDS = GOOD.replace("WTE\n", "WTE,Band\n").replace("0.8\n", "0.8,7\n").replace("1\n", "1,8a\n")
MISSING = 987_654
BRINGS_PEOPLE = [
    role for role in Role if may(role, Action.IMPORT) is Scope.TRUST or PEOPLE.name in SHEETS.get(role, ())
]
ROLES, HELD = "Role,Kind\nNurse lead,CNIO\n", "Role,Employee number,Held as,WTE\nNurse lead,1001,Acting,0.5\n"
OK, FOUND, FORBIDDEN = HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.FORBIDDEN


def answers(browser: Client, base: str) -> dict[str, Any]:
    """What each page and each act of one import answers."""
    looks: dict[str, Any] = {f"GET {page}": browser.get(base + page) for page in LOOKS}
    return looks | {f"POST {page}": browser.post(base + page) for page in ACTS}


def statuses(browser: Client, base: str) -> dict[str, int]:
    return {name: answer.status_code for name, answer in answers(browser, base).items()}


def bare(answer: Any, number: int) -> str:
    """A page without what differs from one answer to the next: tokens, and the number that was asked for."""
    return re.sub(r'(value|nonce)="[^"]{20,}"', "", text(answer)).replace(f"/{number}/", "")


@pytest.mark.parametrize("role", [role for role in Role if may(role, Action.IMPORT) is Scope.NOTHING])
def test_a_role_without_imports_is_refused_every_page_and_changes_nothing(
    role: Role, browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    there = bring(browser, GOOD)["Location"]
    other = signed_in_as(user_with_role(role, trust))
    refused = set(statuses(other, there).values()) | {
        other.get("/t/PLA/imports/").status_code,
        other.get("/t/PLA/imports/template/").status_code,
        other.get(NEW).status_code,
        bring(other, GOOD).status_code,
    }
    assert refused == {FORBIDDEN}
    assert statuses(other, f"/t/PLA/imports/{MISSING}/") == statuses(other, there)
    assert "Save this file" in text(browser.get(there))
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert Import.objects.count() == 1


@pytest.mark.parametrize("role", BRINGS_PEOPLE)
def test_a_role_with_imports_opens_what_is_its_own(
    role: Role, browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    people, services = bring(browser, GOOD)["Location"], bring(browser, SERVICES, "services.csv")["Location"]
    report = bring(browser, AWKWARD, "report.csv")["Location"]
    other = signed_in_as(user_with_role(role, trust))
    is_whole = may(role, Action.IMPORT) is Scope.TRUST
    expected = OK if is_whole else FORBIDDEN
    for page in ("/t/PLA/imports/", "/t/PLA/imports/template/", NEW, people, f"{people}rows/new/"):
        assert other.get(page).status_code == OK, page
    assert (other.get(f"{people}undo/").status_code == OK) is is_whole  # somebody else brought it
    for page in ("", "rows/new/", "faults/", "file/"):
        assert other.get(services + page).status_code == expected, page
        assert other.get(report + page).status_code in (
            {OK} if is_whole and not page.startswith("f") else {OK, FORBIDDEN}
        )
    for act in ACTS:
        assert (other.post(services + act).status_code == FORBIDDEN) is not is_whole, act
    for act in ("columns/", "stop/", "discard/"):  # their sheets too, but brought by somebody else
        assert (other.post(people + act).status_code == FORBIDDEN) is not is_whole, act


@pytest.mark.parametrize("role", [role for role in Role if may(role, Action.IMPORT) is not Scope.NOTHING])
def test_another_trusts_import_answers_like_one_that_is_not_there(
    role: Role,
    browser: Client,
    trust: Trust,
    other_trust: Trust,
    user_with_role: UserWithRole,
    signed_in_as: SignIn,
) -> None:
    number = int(bring(browser, GOOD)["Location"].split("/")[-2])
    stranger = signed_in_as(user_with_role(role, other_trust))
    for code in ("PLA", "PLB"):
        foreign = answers(stranger, f"/t/{code}/imports/{number}/")
        missing = answers(stranger, f"/t/{code}/imports/{MISSING}/")
        for name, answer in foreign.items():
            assert answer.status_code == HTTPStatus.NOT_FOUND, (code, name)
            assert bare(answer, number) == bare(missing[name], MISSING), (code, name)
    browser.post(f"/t/PLA/imports/{number}/approve/")
    assert numbers(trust) == ["1001", "1002"]  # nobody stopped it or put it aside


@pytest.mark.parametrize("role", [role for role in BRINGS_PEOPLE if may(role, Action.IMPORT) is Scope.SHEETS])
def test_who_imports_some_sheets_puts_aside_what_they_brought(
    role: Role, browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    other = signed_in_as(user_with_role(role, trust))
    theirs, own = bring(browser, GOOD)["Location"], bring(other, GOOD.replace("1002", "1003"))["Location"]
    assert "Put this file aside" not in text(other.get(theirs))
    assert other.get(theirs).status_code == OK
    assert "Put this file aside" in text(other.get(own))
    assert "was put aside" in text(other.post(f"{own}discard/", follow=True))


def test_the_board_secretary_brings_leadership_roles_and_nothing_else(
    browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    people = bring(browser, GOOD)["Location"]
    browser.post(f"{people}approve/")
    secretary = signed_in_as(user_with_role("SEC", trust))
    for sheet, name in ((ROLES, "leadership roles.csv"), (HELD, "role holders.csv")):
        there = bring(secretary, sheet, name)["Location"]
        assert "is saved" in text(secretary.post(f"{there}approve/", follow=True))
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert RoleHolder.objects.get().role.name == "Nurse lead"
    assert secretary.get(people).status_code == FORBIDDEN
    assert bring(secretary, GOOD.replace("1002", "1003")).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert numbers(trust) == ["1001", "1002"]


def test_of_a_file_put_aside_nothing_is_kept(browser: Client, trust: Trust) -> None:
    there = bring(browser, BAD)["Location"]
    assert browser.get(f"{there}file/").status_code == browser.get(f"{there}faults/").status_code == OK
    browser.post(f"{there}discard/")
    assert browser.get(f"{there}file/").status_code == browser.get(f"{there}faults/").status_code == 404
    assert "Download the file" not in text(browser.get(there))
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert bytes(Import.objects.get().data) == b""


def _seen(browser: Client, there: str) -> str:
    [seen] = re.findall(r'name="seen" value="(\w+)"', text(browser.get(there)))
    return str(seen)


def test_what_is_saved_is_what_was_looked_at(browser: Client, trust: Trust) -> None:
    there = bring(browser, GOOD)["Location"]
    seen = _seen(browser, there)
    assert bring(browser, GOOD, true_from="01/10/2026")["Location"] == there  # in another window
    said = text(browser.post(f"{there}approve/", {"seen": seen}, follow=True))
    assert "The file was brought again since you looked." in said
    assert numbers(trust) == []
    browser.post(f"{there}approve/", {"seen": _seen(browser, there)})
    assert numbers(trust) == ["1001", "1002"]


@pytest.mark.parametrize("role", BRINGS_PEOPLE)
def test_verdicts_are_tried_for_those_who_may_read_them(
    role: Role, browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    page = text(signed_in_as(user_with_role(role, trust)).get(bring(browser, GOOD)["Location"]))
    reads = may(role, Action.READ_FINDINGS) is not Scope.NOTHING
    assert ("What would change if you saved it" in page) is reads


def test_bands_are_taken_back_by_who_may_write_them(
    browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    browser.post(f"{bring(browser, GOOD)['Location']}approve/")
    finance = signed_in_as(user_with_role("FIN", trust))
    there = bring(finance, BANDS)["Location"]
    finance.post(f"{there}approve/")
    for asked in (browser.get, browser.post):
        assert "may not write Band. Whoever brought the file may take it back." in text(
            asked(f"{there}undo/", follow=True)
        )
    assert bands(trust) == ["7", "8a"]
    assert "is undone" in text(finance.post(f"{there}undo/", follow=True))
    assert bands(trust) == ["", ""]


def test_who_may_not_save_a_file_does_not_leave_its_rows_out(
    browser: Client, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    browser.post(f"{bring(browser, GOOD)['Location']}approve/")
    finance = signed_in_as(user_with_role("FIN", trust))
    there = bring(finance, BANDS + "1003,Cem Ode,Managers,Surgery,1.5,7\n")["Location"]
    before = told_of(trust)
    said = text(browser.post(f"{there}approve/", {"leaves_out": "on"}, follow=True))
    assert "may not write Band. Whoever brought the file may save it." in said
    assert (bands(trust), told_of(trust)) == (["", ""], before)
    finance.post(f"{there}approve/", {"leaves_out": "on"})
    assert bands(trust) == ["7", "8a"]


def told_of(trust: Trust) -> tuple[list[bool], int]:
    """Of which imports rows are left out, and how much the record tells."""
    with scoped(user_id=None, trust_ids=[trust.pk]):
        return list(Import.objects.order_by("id").values_list("leaves_out", flat=True)), Event.objects.count()


def bands(trust: Trust) -> list[str]:
    with scoped(user_id=None, trust_ids=[trust.pk]):
        held = Assignment.objects.filter(ends=None).order_by("employment__employee_number")
        return list(held.values_list("band", flat=True))
