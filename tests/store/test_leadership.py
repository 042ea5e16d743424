"""Leadership roles and their holders, recorded: what a file may say of who has left, and what history tells."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.leadership import vacant_since
from plait.engine.trust import holding_on
from plait.store.history import load_history, rows_about_person
from plait.store.imports import Choices
from plait.store.leadership import list_roles
from plait.store.models import Employment, RoleHolder
from plait.store.paging import Wanted
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


SEVERAL = """
Role     |Kind |Starts
Followed |CDIO |01/04/2025
Left     |CCIO |01/04/2025
Leaver's |CNIO |01/04/2025
Nobody's |Other|15/04/2025
To come  |Other|01/04/2026
"""
IN_TURN = """
Role    |Employee number|Held as    |WTE|Starts    |Last day
Followed|1000           |Acting     |0.5|01/04/2025|31/05/2025
Followed|1001           |Substantive|0.8|10/06/2025|
Left    |1001           |Interim    |0.2|01/05/2025|30/06/2025
Left    |1000           |Interim    |0.2|01/05/2025|15/06/2025
Leaver's|1002           |Substantive|0.6|01/06/2025|
"""


@pytest.mark.parametrize("on", [date(2025, 4, 20), date(2025, 6, 5), JUNE, date(2025, 7, 1), date(2025, 12, 1)])
def test_pages_find_the_holders_and_vacancies_that_judging_finds(gone: Act, on: date) -> None:
    imported(gone, book(leadership_roles=SEVERAL, role_holders=IN_TURN))
    trust = load_trust("PLA", on=on)
    names = {one.employee_number: one.name for one in load_trust("PLA", on=JUNE).people}
    listed = {one.name: one for one in list_roles(gone.trust_id, Wanted(limit=None), on=on).rows}
    assert set(listed) >= {role.name for role in trust.roles}
    for role in trust.roles:
        now = [one for one in holding_on(trust.holders, on) if one.role == role.name]
        assert listed[role.name].vacant_since == vacant_since(role, trust.holders, on), role.name
        assert {name.split(" (")[0] for name in listed[role.name].holders} == {
            names[one.employee_number] for one in now
        }
