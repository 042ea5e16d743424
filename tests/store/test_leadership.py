"""Leadership roles and their holders, recorded: what a file may say of who has left, and what history tells."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.history import load_history, rows_about_person
from plait.store.imports import Choices
from plait.store.models import Employment, RoleHolder
from plait.store.snapshot import load_trust
from plait.store.writing import Act, writing
from tests.books import JUNE, PEOPLE, book, imported, understood

pytestmark = pytest.mark.django_db

ROLES = "Role|Kind|Reports to\nNurse lead|CNIO|Another director"
HOLDERS = "Role|Employee number|Held as|WTE|Starts\nNurse lead|1002|Acting|0.6|{starts}"


@pytest.fixture
def gone(act: Act) -> Act:
    """PLA with a role, and somebody who leaves at the end of August 2025."""
    imported(act, book(people=PEOPLE, leadership_roles=ROLES))
    with writing(act) as pen:
        leaver = Employment.objects.get(employee_number="1002")
        was = {"id": leaver.pk, "version": leaver.version, "ends": None}
        pen.change(Employment, [(was, {"ends": date(2025, 9, 1)})])
    return act


def test_who_has_left_by_the_record_takes_on_no_role(gone: Act) -> None:
    intake = understood(gone, book(role_holders=HOLDERS.format(starts="01/09/2025")))
    [fault] = intake.all_problems()
    assert (fault.line, fault.wrong) == (2, "1002 left the trust before, on 31/08/2025")


def test_time_in_a_role_ends_with_the_employment(gone: Act) -> None:
    imported(gone, book(role_holders=HOLDERS.format(starts="01/07/2025")))
    assert [one.ends for one in load_trust("PLA", on=date(2025, 8, 1)).holders] == [date(2025, 9, 1)]
    assert RoleHolder.objects.get().ends is None


def test_a_file_sent_again_changes_nothing_and_another_way_of_holding_is_kept_in_the_history(act: Act) -> None:
    imported(act, book(people=PEOPLE, leadership_roles=ROLES, role_holders=HOLDERS.format(starts="01/06/2025")))
    imported(act, book(leadership_roles=ROLES, role_holders=HOLDERS.format(starts="01/06/2025")))
    assert [row.version for row in RoleHolder.objects.all()] == [1]
    substantive = HOLDERS.format(starts="").replace("Acting", "Substantive")
    imported(act, book(role_holders=substantive), Choices(date(2025, 9, 1)))
    row = RoleHolder.objects.get()
    assert (row.held_as, row.starts, row.version) == ("substantive", JUNE, 2)
    told = load_history(act.trust_id, rows_about_person(act.trust_id, row.employment_id))
    held = [one for one in told if one.kind == "roleholder"]
    assert [(one.action, one.person) for one in held] == [("changed", "Cy Otieno"), ("added", "Cy Otieno")]
    assert [(c.column, c.before, c.after) for c in held[0].changes] == [("held as", "acting", "substantive")]
    assert ("role", "", "Nurse lead") in [(c.column, c.before, c.after) for c in held[1].changes]
