"""Who may enter which trust: live accesses only, and what a viewer is tied to on that day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.engine.permissions import Role
from plait.store.access import Grant, TrustName, end_access, find_user_id, find_viewer, grant_access, trusts_of
from plait.store.models import (
    Access,
    Assignment,
    Community,
    Department,
    Employment,
    Event,
    Membership,
    Person,
    StaffGroup,
    Team,
    Trust,
    User,
)
from plait.store.scope import scoped
from plait.store.writing import Act, StaleRecord, draw_ids, insert_rows
from tests.conftest import InScope, UserWithRole

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def _employ(trust: Trust, number: str, *, ends: date | None = None) -> Employment:
    (person,) = draw_ids(Person, 1)
    insert_rows(Person, [{"id": person, "name": f"Person {number}"}])
    return Employment.objects.create(trust=trust, person_id=person, employee_number=number, starts=LONG_AGO, ends=ends)


def _manage(manager: Employment, report: Employment, *, ends: date | None = None) -> None:
    trust_id = report.trust_id
    Assignment.objects.create(
        trust_id=trust_id,
        employment=report,
        manager=manager,
        staff_group=StaffGroup.objects.get_or_create(trust_id=trust_id, name="Nurses", viewpoint="clinical")[0],
        department=Department.objects.get_or_create(trust_id=trust_id, name="Medicine")[0],
        wte=Decimal(1),
        starts=LONG_AGO,
        ends=ends,
    )


def _join(employment: Employment, name: str, *, ends: date | None = None) -> None:
    team = Team.objects.create(trust_id=employment.trust_id, name=name, starts=LONG_AGO)
    Membership.objects.create(
        trust_id=employment.trust_id, team=team, employment=employment, wte=Decimal("0.5"), starts=LONG_AGO,
        joined=LONG_AGO, ends=ends,
    )  # fmt: skip


def test_a_viewer_holds_every_live_role_and_no_other(trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("PMO", trust)
    user_with_role("TL", trust, user=user, starts=TODAY)
    user_with_role("FIN", trust, user=user, ends=TODAY)
    user_with_role("ADM", trust, user=user, starts=TOMORROW)
    user_with_role("WIZARD", trust, user=user)
    viewer = find_viewer(user.pk, "PLA", TODAY)
    assert viewer is not None
    assert viewer.roles == {Role.PMO, Role.TL}
    assert viewer.role_words == "transformation office, team lead"
    assert (viewer.user_id, viewer.name, viewer.trust_id) == (user.pk, user.name, trust.pk)
    assert (viewer.trust_code, viewer.trust_name, viewer.is_invented) == ("PLA", trust.name, True)
    assert (viewer.employee_number, viewer.teams, viewer.reports) == (None, frozenset(), frozenset())


@pytest.mark.parametrize("code", ["PLB", "ZZZ", "pla", "PLA ", ""])
def test_a_foreign_code_and_a_missing_one_find_nobody(code: str, trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("PMO", trust)
    assert find_viewer(user.pk, code, TODAY) is None


def test_a_foreign_code_costs_no_query_more_than_a_missing_one(trust: Trust, user_with_role: UserWithRole) -> None:
    user, counts = user_with_role("PMO", trust), []
    for code in ("PLB", "ZZZ"):
        with CaptureQueriesContext(connection) as queries:
            find_viewer(user.pk, code, TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("starts", "ends", "enters"),
    [
        (TODAY, None, True),
        (YESTERDAY, TOMORROW, True),
        (YESTERDAY, TODAY, False),
        (TOMORROW, None, False),
        (TODAY, TODAY, False),
    ],
)
def test_an_access_holds_from_its_first_day_up_to_its_last(
    starts: date, ends: date | None, enters: bool, trust: Trust, user_with_role: UserWithRole
) -> None:
    user = user_with_role("PMO", trust, starts=starts, ends=ends)
    assert (find_viewer(user.pk, "PLA", TODAY) is not None) == enters
    assert bool(trusts_of(user.pk, TODAY)) == enters


def test_a_role_the_table_does_not_know_opens_nothing(trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("WIZARD", trust)
    assert find_viewer(user.pk, "PLA", TODAY) is None
    assert trusts_of(user.pk, TODAY) == ()


def test_a_closed_account_enters_nothing(trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("PMO", trust)
    assert find_user_id(user.email.upper()) == user.pk
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert find_viewer(user.pk, "PLA", TODAY) is None
    assert trusts_of(user.pk, TODAY) == ()
    assert find_user_id(user.email) is None


def test_a_leaver_loses_the_access_that_hangs_on_the_employment(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    in_scope(trust)
    here, gone = _employ(trust, "1"), _employ(trust, "2", ends=TODAY)
    stays, leaves = user_with_role("ME", trust, employment=here), user_with_role("ME", trust, employment=gone)
    for day, leaver_enters in ((YESTERDAY, True), (TODAY, False)):
        assert find_viewer(stays.pk, "PLA", day) is not None
        assert (find_viewer(leaves.pk, "PLA", day) is not None) == leaver_enters
        assert bool(trusts_of(leaves.pk, day)) == leaver_enters


def test_a_viewer_is_tied_to_teams_reports_and_communities_of_today(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    in_scope(trust)
    me, report, former, stranger = (_employ(trust, number) for number in ("10", "11", "12", "13"))
    _manage(me, report)
    _manage(me, _employ(trust, "14", ends=TODAY))  # who left, though nobody ended the assignment
    _manage(me, former, ends=TODAY)
    _manage(report, stranger)
    _join(me, "Maternity")
    _join(me, "Theatres", ends=TODAY)
    _join(report, "Pharmacy")
    _join(me, "Kitchens")  # a team that has ended, though nobody ended the stay
    Team.objects.filter(name="Kitchens").update(ends=TODAY)
    Community.objects.create(trust=trust, name="Analysts", lead=me, starts=LONG_AGO)
    Community.objects.create(trust=trust, name="Designers", lead=me, starts=LONG_AGO, ends=TODAY)
    Community.objects.create(trust=trust, name="Testers", lead=report, starts=LONG_AGO)
    user = user_with_role("TL", trust, employment=me)
    viewer = find_viewer(user.pk, "PLA", TODAY)
    assert viewer is not None
    assert viewer.employee_number == "10"
    assert viewer.teams == {"Maternity"}
    assert viewer.reports == {"11"}
    assert viewer.communities == {"Analysts"}


def test_finding_a_viewer_takes_the_same_few_queries_and_leaves_no_scope(
    trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    in_scope(trust)
    me = _employ(trust, "10")
    for number in range(11, 31):
        _manage(me, _employ(trust, str(number)))
    user = user_with_role("TL", trust, employment=me)
    with CaptureQueriesContext(connection) as queries:
        viewer = find_viewer(user.pk, "PLA", TODAY)
    assert viewer is not None
    assert len(viewer.reports) == 20
    assert len(queries) == 4
    assert not Access.objects.exists()


def test_the_trusts_of_a_user_come_by_name(trust: Trust, other_trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("PMO", trust)
    user_with_role("BM", other_trust, user=user)
    user_with_role("EX", other_trust, user=user)
    expected = sorted([(trust.name, "PLA"), (other_trust.name, "PLB")])
    found = trusts_of(user.pk, TODAY)
    assert found == tuple(TrustName(code, name, is_invented=True) for name, code in expected)
    assert trusts_of(user.pk + 1000, TODAY) == ()
    assert not Access.objects.exists()


def test_granting_and_ending_are_in_the_history(trust: Trust, in_scope: InScope, user_with_role: UserWithRole) -> None:
    admin = user_with_role("ADM", trust)
    user = User.objects.create(email="new@trust.example", name="New", password="!")
    act = Act(trust.pk, admin.pk, admin.name, AT)
    in_scope(trust)
    _employ(trust, "N7")
    grant = Grant(user.pk, Role.TL, TODAY, employee_number="n7")
    number = grant_access(act, grant)
    viewer = find_viewer(user.pk, "PLA", TODAY)
    assert viewer is not None
    assert viewer.roles == {Role.TL}
    assert viewer.employee_number == "N7"

    in_scope(trust)
    with pytest.raises(StaleRecord):
        end_access(act, number, version=7, on=TOMORROW)
    assert end_access(act, number, version=1, on=TOMORROW)
    history = Event.objects.filter(kind="access", record_id=number).order_by("id").values_list("action", "actor_id")
    assert list(history) == [("granted", admin.pk), ("ended", admin.pk)]
    assert find_viewer(user.pk, "PLA", TODAY) is not None
    assert find_viewer(user.pk, "PLA", TOMORROW) is None


def test_a_foreign_access_is_ended_no_more_than_a_missing_one(
    trust: Trust, other_trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    user = user_with_role("PMO", other_trust)
    with scoped(user_id=user.pk):
        foreign = Access.objects.get(user=user).pk
    admin = user_with_role("ADM", trust)
    act = Act(trust.pk, admin.pk, admin.name, AT)
    in_scope(trust, user=user)
    assert not end_access(act, foreign, version=1, on=TODAY)
    assert not end_access(act, foreign + 1000, version=1, on=TODAY)
    assert not Event.objects.exists()


def test_an_access_without_employment_is_granted(trust: Trust, in_scope: InScope, user_with_role: UserWithRole) -> None:
    admin = user_with_role("ADM", trust)
    user = User.objects.create(email="reader@trust.example", name="Reader", password="!")
    in_scope(trust)
    grant_access(Act(trust.pk, admin.pk, admin.name, AT), Grant(user.pk, Role.RO, TODAY, ends=TOMORROW))
    viewer = find_viewer(user.pk, "PLA", TODAY)
    assert viewer is not None
    assert viewer.employee_number is None
