"""Roles given and closed: new accounts and known ones, never one's own, never the last administrator's."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from plait.engine.permissions import Role
from plait.store.access import Grant, find_user_id, find_viewer, grant_access
from plait.store.giving import (
    CannotGive,
    Given,
    Giving,
    LastAdministrator,
    close_access,
    give_role,
)
from plait.store.models import Access, Employment, Event, Trust, User
from plait.store.scope import scoped
from plait.store.trusts import create_user
from plait.store.users import AccessLine, load_access
from plait.store.writing import Act, StaleRecord
from tests.books import imported
from tests.conftest import InScope, UserWithRole
from tests.store.test_users import PEOPLE, line_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
_keys = itertools.count(1)
ANN = Giving("Ann.Frost@Trust.example", "Ann Frost", Role.CL, TODAY)


def give(act: Act, giving: Giving) -> Given:
    return give_role(act, giving, submission=UUID(int=next(_keys)))


def events(kind: str) -> list[tuple[str, dict[str, object]]]:
    return [(event.action, event.after or {}) for event in Event.objects.filter(kind=kind).order_by("id")]


def test_somebody_new_gets_an_account_without_a_password_and_the_role(act: Act) -> None:
    given = give(act, replace(ANN, ends=TOMORROW))
    user = User.objects.get(email="ann.frost@trust.example")
    assert given == Given(given.access_id, "Ann Frost", user.email, is_new_user=True)
    assert not user.has_usable_password()
    assert events("user") == [("opened", {"name": "Ann Frost", "email": user.email})]
    (granted,) = events("access")
    assert granted[0] == "granted"
    assert (granted[1]["role"], granted[1]["user_id"], granted[1]["ends"]) == ("CL", user.pk, TOMORROW.isoformat())
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    viewer = find_viewer(user.pk, "PLA", TODAY)
    assert viewer is not None
    assert viewer.roles == {Role.CL}


def test_nobody_gives_themselves_a_role_under_another_address_either(
    act: Act, trust: Trust, user_with_role: UserWithRole
) -> None:
    imported(act, PEOPLE)
    own = Employment.objects.get(employee_number="1000")
    administrator = user_with_role("ADM", trust, employment=own)
    acting = replace(act, by=administrator.pk)
    with pytest.raises(CannotGive, match="your own post"):
        give(acting, replace(ANN, role=Role.SEC, employee_number="1000"))
    assert not User.objects.filter(email=ANN.email.lower()).exists(), "nothing is half done"
    assert give(act, replace(ANN, role=Role.SEC, employee_number="1000")).is_new_user, "another administrator gives it"


@pytest.mark.parametrize("role", ["SEC", "BM", "EX", "CDIO", "ME"])
def test_the_database_itself_refuses_a_role_that_one_gives_oneself(
    trust: Trust, user_with_role: UserWithRole, role: str
) -> None:
    administrator, colleague = (user_with_role("ADM", trust) for _ in range(2))
    grant = Grant(administrator.pk, Role(role), TODAY)
    alone = Act(trust.pk, administrator.pk, "A", datetime(2026, 11, 2, 9, tzinfo=UTC))
    with scoped(user_id=administrator.pk, trust_ids=[trust.pk]):
        with pytest.raises(ProgrammingError, match="Nobody gives themselves a role"), transaction.atomic():
            grant_access(alone, grant)
        with pytest.raises(ProgrammingError, match="Nobody gives themselves a role"), transaction.atomic():
            Access.objects.filter(user=administrator).update(role=role)
    with scoped(user_id=colleague.pk, trust_ids=[trust.pk]):
        assert grant_access(replace(alone, by=colleague.pk), grant), "another administrator gives it"


def test_somebody_known_keeps_name_and_password(act: Act) -> None:
    there = User.objects.create(email="ann.frost@trust.example", name="Ann Snow", password="kept")
    given = give(act, ANN)
    assert (given.name, given.is_new_user) == ("Ann Snow", False)
    there.refresh_from_db()
    assert (there.name, there.password) == ("Ann Snow", "kept")
    assert events("user") == []


def test_the_same_form_sent_twice_gives_once(act: Act) -> None:
    key = UUID(int=next(_keys))
    first, second = (give_role(act, ANN, submission=key) for _ in range(2))
    assert first.is_new_user
    assert second == replace(first, is_new_user=False)
    assert Access.objects.filter(role="CL").count() == 1


def test_nobody_gives_themselves_a_role(act: Act) -> None:
    own = User.objects.get(id=act.user_id)
    with pytest.raises(CannotGive, match="Ask another trust administrator") as refusal:
        give(act, replace(ANN, email=own.email.upper()))
    assert refusal.value.field == "email"
    assert not Access.objects.filter(user=own).exists()


def test_a_closed_account_gets_nothing(act: Act) -> None:
    User.objects.create(email="ann.frost@trust.example", name="Ann Frost", password="!", is_active=False)
    with pytest.raises(CannotGive, match="closed") as refusal:
        give(act, ANN)
    assert refusal.value.field == "email"


def test_an_address_with_other_letters_is_refused(act: Act) -> None:
    """PostgreSQL folds ı to I, so that the role would go to somebody else."""
    User.objects.create(email="iris@trust.example", name="Iris Frost", password="!")
    with pytest.raises(CannotGive, match="a letter other than a to z") as refusal:
        give(act, replace(ANN, email="\u0131ris@trust.example"))
    assert refusal.value.field == "email"
    assert find_user_id("\u0131ris@trust.example") is None
    with pytest.raises(ValueError, match="plain letters"):
        create_user("\u0131ris@trust.example", "Iris Frost", "warp and weft")
    assert User.objects.filter(email__endswith="ris@trust.example").count() == 1


@pytest.mark.parametrize(
    ("starts", "ends", "is_refused"),
    [
        (TODAY, None, True),
        (YESTERDAY, TODAY, False),
        (TOMORROW, None, True),
        (TODAY + timedelta(days=30), None, False),
    ],
)
def test_nobody_holds_a_role_twice_on_one_day(act: Act, starts: date, ends: date | None, is_refused: bool) -> None:
    give(act, replace(ANN, ends=TODAY + timedelta(days=30)))
    again = replace(ANN, starts=starts, ends=ends)
    if is_refused:
        with pytest.raises(CannotGive, match="Ann Frost is CCIO or CNIO on these days already"):
            give(act, again)
    else:
        assert give(act, again).access_id
    assert give(act, replace(again, role=Role.TL)).access_id


def test_a_role_linked_to_a_post_ends_with_it(act: Act) -> None:
    imported(act, PEOPLE)
    given = give(act, replace(ANN, employee_number="1001"))
    assert load_access(act.trust_id, given.access_id) == line_of(given, act, ends=date(2026, 12, 1))
    with pytest.raises(CannotGive, match="Nobody is employed under the number 9 on that day"):
        give(act, replace(ANN, role=Role.TL, employee_number="9"))
    with pytest.raises(CannotGive, match="1001") as refusal:
        give(act, replace(ANN, role=Role.TL, employee_number="1001", starts=date(2026, 12, 1)))
    assert refusal.value.field == "employee_number"


def administrators(trust: Trust, user_with_role: UserWithRole, *ends: date | None) -> list[AccessLine]:
    """Administrators of the trust, each with this end."""
    users = [user_with_role("ADM", trust, ends=end) for end in ends]
    lines = [load_access(trust.pk, Access.objects.get(user=user).pk) for user in users]
    return [line for line in lines if line is not None]


def test_an_access_is_closed_never_deleted(act: Act, trust: Trust) -> None:
    given = give(act, ANN)
    line = load_access(trust.pk, given.access_id)
    assert line is not None
    close_access(act, line, on=TOMORROW)
    closed = load_access(trust.pk, given.access_id)
    assert closed is not None
    assert (closed.ends, closed.version) == (TOMORROW, 2)
    assert [action for action, _ in events("access")] == ["granted", "ended"]
    with pytest.raises(StaleRecord):
        close_access(act, line, on=TODAY)


def test_the_last_administrator_stays(act: Act, trust: Trust, user_with_role: UserWithRole) -> None:
    first, second, _limited = administrators(trust, user_with_role, None, None, TOMORROW)
    close_access(act, first, on=TODAY)
    with pytest.raises(LastAdministrator):
        close_access(act, second, on=TODAY)
    assert load_access(trust.pk, second.id) == second


def test_an_administrator_who_cannot_sign_in_or_leaves_does_not_count(
    act: Act, trust: Trust, user_with_role: UserWithRole
) -> None:
    imported(act, PEOPLE)
    leaver = Employment.objects.get(employee_number="1001")
    user_with_role("ADM", trust, employment=leaver)
    closed = user_with_role("ADM", trust)
    User.objects.filter(id=closed.pk).update(is_active=False)
    user_with_role("ADM", trust, starts=TOMORROW)
    (only,) = administrators(trust, user_with_role, None)
    with pytest.raises(LastAdministrator):
        close_access(act, only, on=TODAY)
    close_access(act, only, on=TOMORROW)


def test_another_trust_s_administrator_does_not_count(
    act: Act, trust: Trust, other_trust: Trust, in_scope: InScope, user_with_role: UserWithRole
) -> None:
    user_with_role("ADM", other_trust)
    (only,) = administrators(trust, user_with_role, None)
    in_scope(trust, other_trust)
    with pytest.raises(LastAdministrator):
        close_access(act, only, on=TODAY)
