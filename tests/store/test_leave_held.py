"""What somebody holds in a time of leave: every kind of it, its edges, who covers, and one query for all."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.store.leave_held import KINDS, Held, list_held
from plait.store.models import (
    AccountabilityClaim,
    BoardPaper,
    Deputy,
    Employment,
    LongLeave,
    Meeting,
    RoleHolder,
    Trust,
)
from plait.store.writing import Act
from tests.books import book, imported
from tests.conftest import InScope
from tests.registers import SHEETS

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 7, 1), date(2025, 9, 30)
ROLES = "Role|Kind\nClinical lead|CCIO\nDigital head|CDIO\nData head|Other"
HOLDERS = """
Role         |Employee number|Held as    |WTE|Starts    |Last day
Clinical lead|1002           |Substantive|0.4|01/05/2025|01/07/2025
Data head    |1002           |Substantive|0.1|01/05/2025|30/06/2025
"""
DEPUTIES = "Role|Employee number|Starts\nClinical lead|1003|01/05/2025\nDigital head|1002|01/05/2025"
CHAMPIONS = """
Employee number|Shifts      |Site |Trained|Starts
1002           |Days; Nights|Annexe|Yes   |01/05/2025
1003           |Days        |     |No     |01/05/2025
1001           |Nights      |     |No     |01/05/2025
"""
CLAIMS = """
Territory     |Employee number|Document|Starts    |Last day
Patient record|1002           |Letter  |01/05/2025|
Patient record|1001           |Minutes |01/05/2025|29/09/2025
"""
MEETINGS = """
Meeting|Kind     |Held on   |Status
Spring |Board    |05/06/2025|Published
July   |Board    |01/07/2025|Published
Autumn |Board    |30/09/2025|Draft
Quality|Committee|08/07/2025|Published
"""
MEMBERS = "Member|Office|Kind|Employee number|Starts\nCy Otieno|Chief nurse|Executive|1002|01/05/2025"
ACTIONS = """
Meeting|Action|Owner      |Due on    |Done on
Spring |Teach |Chief nurse|30/09/2025|
Spring |Late  |Chief nurse|01/10/2025|
Spring |Done  |Chief nurse|08/07/2025|09/06/2025
Autumn |Hidden|Chief nurse|30/09/2025|
"""
PAPERS = """
Meeting|Title  |Authors    |Status   |Private
July   |Falls  |Chief nurse|Published|No
July   |Closed |Chief nurse|Published|Yes
July   |Early  |Chief nurse|Draft    |No
"""
SPONSORED = "Office|Kind|Of what|Part|Starts\nChief nurse|Service|Single point of access|Lead|01/05/2025"
LEARNING = "Member|Day|Kind|Took place\nCy Otieno|08/07/2025|Service visit|No\nCy Otieno|01/10/2025|Service visit|No"
VISITS = """
Area    |Day       |Employee number|Purpose|Took place
Elm ward|20/08/2025|1002           |Clinic |No
Elm ward|21/08/2025|1002           |Clinic |Yes
"""
WINDOWS = "Programme|Change|First day|Last day|Employee number\nFront door|New desk|25/06/2025|01/07/2025|1002"
PROGRAMMES = """
Programme |Senior owner|Lead|Clinical lead|Starts
Front door|1002        |1001|1002         |01/05/2025
"""
COMMUNITIES = "Community|Lead\nSafety circle|1002"
HEADS = ("kind", "name", "detail", "open", "covered_by", "day")


@pytest.fixture
def cy(act: Act) -> Employment:
    """Somebody of PLA, 1002, who holds one thing of each kind on the edges of July to September 2025."""
    imported(act, book(**SHEETS))
    service = "Service|Phase|Owner\nSingle point of access|Live|1002"
    imported(act, book(services=service, leadership_roles=ROLES, role_holders=HOLDERS, deputies=DEPUTIES))
    imported(act, book(champions=CHAMPIONS, territories="Territory|Kind\nPatient record|EPR"))
    imported(act, book(accountability_claims=CLAIMS, board_meetings=MEETINGS, board_members=MEMBERS))
    imported(act, book(board_actions=ACTIONS, board_papers=PAPERS, sponsorships=SPONSORED, board_development=LEARNING))
    imported(act, book(clinical_areas="Area|Site\nElm ward|", clinical_visits=VISITS, communities=COMMUNITIES))
    imported(act, book(programmes=PROGRAMMES, change_windows=WINDOWS))
    return Employment.objects.get(employee_number="1002")


def held(cy: Employment, *, first: date = FIRST, last: date | None = LAST, drafts: bool = False) -> tuple[Held, ...]:
    return list_held(cy.trust_id, cy.pk, first, last, drafts=drafts)


def of_kind(found: tuple[Held, ...], kind: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(one, name) for name in HEADS[1:]) for one in found if one.kind == kind]


def test_each_kind_is_found_once_with_its_page_and_its_place_in_the_files(cy: Employment) -> None:
    found = held(cy)
    assert [tuple(getattr(one, name) for name in HEADS) for one in found] == [
        ("role", "Clinical lead", "substantive", "", ("Di Sykes",), None),
        ("deputy", "Digital head", "", "", (), None),
        ("champion", "Annexe", "Days, Nights", "Nights", (), None),
        ("claim", "Patient record", "Letter", "", (), None),
        ("action", "Teach", "Chief nurse", "", (), LAST),
        ("meeting", "July", "Chief nurse", "", (), FIRST),
        ("paper", "Falls", "Chief nurse", "", (), FIRST),
        ("sponsorship", "Single point of access", "lead", "", (), None),
        ("session", "visit", "", "", (), date(2025, 7, 8)),
        ("visit", "Elm ward", "", "", (), date(2025, 8, 20)),
        ("change", "New desk", "Front door", "", (), date(2025, 6, 25)),
        ("programme", "Front door", "Owner, Clinical lead", "", (), None),
        ("service", "Single point of access", "Owner", "", (), None),
        ("community", "Safety circle", "Lead", "", (), None),
        ("team", "Access team", "", "", (), None),
        ("reports", "1", "", "", (), None),
    ]
    assert {one.kind for one in found} == set(KINDS)
    assert all(one.origin for one in found if one.kind != "reports")
    assert all(one.id for one in found)


def test_what_is_a_draft_is_for_who_reads_drafts_and_a_paper_for_everybody_or_nobody(cy: Employment) -> None:
    found = held(cy, drafts=True)
    assert [one[0] for one in of_kind(found, "action")] == ["Hidden", "Teach"]
    assert [one[0] for one in of_kind(found, "meeting")] == ["July", "Autumn"]
    assert [one[0] for one in of_kind(found, "paper")] == ["Falls"]
    Meeting.objects.filter(name="July").update(status="draft")
    assert of_kind(held(cy), "paper") == []
    BoardPaper.objects.filter(title="Closed").update(is_private=False)
    assert [one[0] for one in of_kind(held(cy, drafts=True), "paper")] == ["Closed", "Falls"]


def test_an_open_leave_takes_in_all_that_comes(cy: Employment) -> None:
    found = held(cy, last=None)
    assert [one[0] for one in of_kind(found, "action")] == ["Teach", "Late"]
    assert [one[4] for one in of_kind(found, "session")] == [date(2025, 7, 8), date(2025, 10, 1)]
    assert of_kind(found, "role")[0][3] == ("Di Sykes",)
    Deputy.objects.filter(employment__employee_number="1003").update(ends=date(2030, 1, 1))
    assert of_kind(held(cy, last=None), "role")[0][3] == (), "not for all of it"
    assert of_kind(held(cy), "role")[0][3] == ("Di Sykes",)


def test_who_covers_is_there_for_all_of_it_and_not_away_themselves(cy: Employment) -> None:
    di, bo = (Employment.objects.get(employee_number=number) for number in ("1003", "1001"))
    away = LongLeave.objects.create(trust_id=cy.trust_id, employment=di, first_on=LAST)
    assert of_kind(held(cy), "role")[0][3] == ()
    assert of_kind(held(cy), "champion")[0][2] == "Days, Nights"
    away.delete()
    role = RoleHolder.objects.get(role__name="Clinical lead").role
    interim = {"trust_id": cy.trust_id, "role": role, "employment": bo, "held_as": "interim", "wte": "0.2"}
    RoleHolder.objects.create(starts=FIRST, **interim)
    assert of_kind(held(cy), "role")[0][3] == ("Bo Price", "Di Sykes")
    Employment.objects.filter(pk=di.pk).update(ends=LAST)
    assert of_kind(held(cy), "role")[0][3] == ("Bo Price",), "whoever leaves before its end covers nothing"


def test_a_territory_is_covered_by_another_claim_of_all_of_it(cy: Employment) -> None:
    other = AccountabilityClaim.objects.filter(employment__employee_number="1001")
    other.update(ends=date(2025, 10, 1))
    assert of_kind(held(cy), "claim")[0][3] == ("Bo Price",)
    AccountabilityClaim.objects.filter(employment=cy).update(overruled_on=FIRST)
    assert of_kind(held(cy), "claim") == []


def test_before_anything_begins_there_is_nothing_and_it_is_one_query(cy: Employment) -> None:
    assert held(cy, first=date(2025, 1, 1), last=date(2025, 1, 31)) == ()
    with CaptureQueriesContext(connection) as taken:
        held(cy)
    assert len(taken) == 2, "what is held, and where it came from"


def test_another_trust_sees_nothing_of_it(cy: Employment, other_trust: Trust, in_scope: InScope) -> None:
    in_scope(other_trust)
    assert list_held(other_trust.pk, cy.pk, FIRST, LAST, drafts=True) == ()
