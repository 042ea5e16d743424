"""Acting up by the database: the roles, deputies and territories of pages agree with what judging finds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plait.engine.acting_up import answering, away, serving
from plait.engine.leadership import vacant_since
from plait.engine.trust import holds
from plait.store.accountability import list_territories
from plait.store.acting_up import list_away, list_deputies, load_deputy
from plait.store.declarations import list_declarations, load_declaration
from plait.store.history import history_of_kind
from plait.store.leadership import list_roles
from plait.store.models import Declaration, Deputy, Employment
from plait.store.paging import Wanted
from plait.store.snapshot import load_trust
from plait.store.writing import Act
from tests.books import PEOPLE, book, imported

pytestmark = pytest.mark.django_db
ROLES = "Role|Kind|Starts\nDigital head|CDIO|01/04/2025\nChief executive|Other|01/04/2025\nData head|Other|01/04/2025"
HELD = """
Role           |Employee number|Held as    |WTE|Starts    |Last day
Digital head   |1001           |Substantive|0.4|01/06/2025|
Data head      |1001           |Substantive|0.2|01/07/2025|
Chief executive|1001           |Acting     |0.5|10/06/2025|31/08/2025
Chief executive|1000           |Substantive|1  |01/04/2025|31/05/2025
"""
DEPUTIES = """
Role        |Employee number|Starts    |Last day
Digital head|1000           |20/06/2025|30/06/2025
Digital head|1001           |01/06/2025|
Data head   |1000           |01/08/2025|
"""
CLAIMS = """
Territory|Employee number|Document|Starts
Records  |1001           |Letter  |01/06/2025
Estates  |1001           |Letter  |15/06/2025
Labs     |1000           |Letter  |01/06/2025
"""
TERRITORIES = "Territory|Kind\nRecords|Other\nEstates|Other\nLabs|Other"
DECLARED = """
Employee number|Other organisation|Interest |Document|Starts    |Last day
1001           |PLB               |Half time|Register|01/06/2025|
1001           |Hospice           |Trustee  |        |01/04/2025|30/06/2025
"""


@pytest.fixture
def led(act: Act) -> Act:
    """PLA, whose digital head of 0.8 WTE acts as chief executive from 10 June to 31 August 2025."""
    imported(act, book(people=PEOPLE, leadership_roles=ROLES, role_holders=HELD, deputies=DEPUTIES))
    imported(act, book(territories=TERRITORIES, accountability_claims=CLAIMS, declarations_of_interest=DECLARED))
    return act


DAYS = [date(2025, 6, 9), date(2025, 6, 10), date(2025, 6, 25), date(2025, 7, 5), date(2025, 8, 5), date(2025, 9, 1)]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_pages_agree_with_judging_on_each_day(led: Act, on: date) -> None:
    trust = load_trust("PLA", on=on)
    names = {one.employee_number: one.name for one in trust.people}
    served = serving(trust)
    for line in list_roles(led.trust_id, Wanted(limit=None), on=on).rows:
        [role] = [one for one in trust.roles if one.name == line.name]
        assert line.vacant_since == vacant_since(role, served, on)
        now = [one for one in served if one.role == role.name and holds(one, on)]
        said = [names[n.employee_number] + ("" if n.held_as == "substantive" else f" ({n.held_as})") for n in now]
        assert sorted(line.holders) == sorted(said)
    found = [(one.role, one.acting_as, one.since, one.is_covered) for one in list_away(led.trust_id, on=on)]
    assert sorted(found) == sorted((o.held.role, o.acting_as, o.since, bool(o.covered_by)) for o in away(trust))
    answers = [one for one in answering(trust.claims, trust) if holds(one, on)]
    for territory in list_territories(led.trust_id, Wanted(limit=None), on=on).rows:
        own = {names[one.employee_number] for one in answers if one.territory == territory.name}
        assert set(territory.people) == own


def test_the_role_says_who_acts_up(led: Act) -> None:
    roles = {one.name: one for one in list_roles(led.trust_id, Wanted(limit=None), on=date(2025, 6, 10)).rows}
    assert roles["Digital head"].away == ("Bo Price acts up as Chief executive",)
    assert roles["Chief executive"].away == ()
    assert roles["Digital head"].vacant_since == date(2025, 6, 10)


def test_deputies_are_found_by_role_name_and_day(led: Act) -> None:
    on = date(2025, 6, 25)
    rows = list_deputies(led.trust_id, Wanted(search="ann", limit=None), on=on).rows
    assert [(one.role, one.name, one.covers) for one in rows] == [
        ("Data head", "Ann Frost", False), ("Digital head", "Ann Frost", True),
    ]  # fmt: skip
    assert [one.name for one in list_deputies(led.trust_id, Wanted(search="digital"), on=date(2025, 7, 1)).rows] == [
        "Bo Price"
    ]
    [gone] = Deputy.objects.filter(ends__isnull=False)
    assert gone.ends == date(2025, 7, 1)
    line = load_deputy(led.trust_id, gone.pk, on=on)
    assert line is not None
    assert line.ends == gone.ends
    assert load_deputy(led.trust_id, 0, on=on) is None


def test_a_deputy_goes_with_the_employment(led: Act) -> None:
    Employment.objects.filter(employee_number="1000").update(ends=date(2025, 6, 22))
    [one] = [one for one in load_trust("PLA", on=date(2025, 6, 25)).deputies if one.ends and one.role == "Digital head"]
    assert one.ends == date(2025, 6, 22)
    [gone] = [one for one in list_away(led.trust_id, on=date(2025, 6, 25)) if one.role == "Digital head"]
    assert not gone.is_covered


def test_interests_are_found_by_day_and_words(led: Act) -> None:
    everybody = Wanted(filters={"when": "all"}, sort="organisation", limit=None)
    rows = list_declarations(led.trust_id, everybody, on=date(2025, 7, 1)).rows
    assert [one.organisation for one in rows] == ["Hospice", "PLB"]
    [one] = list_declarations(led.trust_id, Wanted(search="REGISTER"), on=date(2025, 7, 1)).rows
    assert (one.name, one.interest, one.starts, one.ends) == ("Bo Price", "Half time", date(2025, 6, 1), None)
    assert load_declaration(led.trust_id, one.id) == one
    assert load_declaration(led.trust_id, 0) is None


def test_the_history_of_a_kind_leaves_out_what_a_file_added(led: Act) -> None:
    assert history_of_kind(led.trust_id, "declaration") == ()
    imported(led, book(declarations_of_interest=DECLARED.replace("Register", "Minutes")))
    [line] = history_of_kind(led.trust_id, "declaration")
    assert (line.action, line.title, line.person) == ("changed", "PLB", "Bo Price")
    assert Declaration.objects.count() == 2


def test_nobody_deputises_before_a_role_is_left(led: Act) -> None:
    assert list_away(led.trust_id, on=DAYS[0] - timedelta(days=30)) == ()
