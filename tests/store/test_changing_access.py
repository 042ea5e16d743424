"""An access changed from a day or given another end, and a first password asked for again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password

from plait.engine.permissions import Role
from plait.store.giving import (
    CannotGive,
    Giving,
    LastAdministrator,
    change_access,
    close_access,
    give_role,
    renew_first_password,
)
from plait.store.models import Access, Event, Trust, User
from plait.store.users import AccessLine, load_access
from plait.store.writing import Act, StaleRecord
from tests.books import act_of
from tests.conftest import InScope, UserWithRole

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)
TOMORROW, LATER, LAST = (TODAY + timedelta(days=days) for days in (1, 30, 60))


def given(act: Act, role: Role = Role.CL, starts: date = TODAY, ends: date | None = None) -> AccessLine:
    """Ann Frost with this role."""
    giving = Giving("ann@trust.example", "Ann Frost", role, starts, ends)
    access_id = give_role(act, giving, submission=UUID(int=Access.objects.count() + 1)).access_id
    return line_of(act, access_id)


def line_of(act: Act, access_id: int) -> AccessLine:
    line = load_access(act.trust_id, access_id)
    assert line is not None
    return line


def administrator(act: Act, user: User) -> AccessLine:
    return line_of(act, Access.objects.get(user=user, role="ADM").pk)


def held(line: AccessLine) -> list[tuple[str, date, date | None]]:
    """What this user holds: role, first day, end."""
    return list(Access.objects.filter(user_id=line.user_id).order_by("id").values_list("role", "starts", "ends"))


def actions(kind: str) -> list[str]:
    return list(Event.objects.filter(kind=kind).order_by("id").values_list("action", flat=True))


def test_another_role_from_a_day_keeps_what_was_before(act: Act) -> None:
    line = given(act)
    assert change_access(act, line, role=Role.TL, ends=LAST, on=LATER)
    assert held(line) == [("CL", TODAY, LATER), ("TL", LATER, LAST)]
    assert actions("access") == ["granted", "ended", "granted"]


def test_an_access_that_has_not_begun_is_changed_itself(act: Act) -> None:
    line = given(act, starts=LATER)
    assert change_access(act, line, role=Role.TL, ends=None, on=TODAY)
    assert held(line) == [("TL", LATER, None)]
    assert actions("access") == ["granted", "changed"]


@pytest.mark.parametrize(("before", "after"), [(None, LAST), (LATER, LAST), (LAST, LATER), (LAST, None)])
def test_another_end_changes_the_access_itself(act: Act, before: date | None, after: date | None) -> None:
    line = given(act, ends=before)
    assert change_access(act, line, role=Role.CL, ends=after, on=TOMORROW)
    assert held(line) == [("CL", TODAY, after)]


def test_nothing_different_leaves_no_trace(act: Act) -> None:
    line = given(act, ends=LAST)
    assert not change_access(act, line, role=Role.CL, ends=LAST, on=TOMORROW)
    assert actions("access") == ["granted"]


def test_what_has_ended_is_not_changed(act: Act) -> None:
    line = given(act, ends=LATER)
    with pytest.raises(CannotGive, match="has ended by that day") as refusal:
        change_access(act, line, role=Role.TL, ends=None, on=LATER)
    assert refusal.value.field == "starts"


def test_nobody_comes_to_hold_a_role_twice_by_a_change(act: Act) -> None:
    line = given(act)
    given(act, Role.TL, starts=LATER)
    with pytest.raises(CannotGive, match="Ann Frost is team lead on these days already"):
        change_access(act, line, role=Role.TL, ends=None, on=TOMORROW)
    assert change_access(act, line, role=Role.TL, ends=LATER, on=TOMORROW)


def test_an_access_changed_meanwhile_is_not_overwritten(act: Act) -> None:
    line = given(act)
    change_access(act, line, role=Role.CL, ends=LAST, on=TODAY)
    with pytest.raises(StaleRecord):
        change_access(act, line, role=Role.TL, ends=None, on=TOMORROW)
    assert held(line) == [("CL", TODAY, LAST)]


def test_nobody_changes_or_closes_their_own_access(act: Act, trust: Trust, user_with_role: UserWithRole) -> None:
    user_with_role("ADM", trust)
    own = administrator(act, user_with_role("ADM", trust))
    acting = replace(act, by=own.user_id)
    with pytest.raises(CannotGive, match="their own access"):
        change_access(acting, own, role=Role.FIN, ends=None, on=TODAY)
    with pytest.raises(CannotGive, match="their own access"):
        close_access(acting, own, on=TODAY)
    assert [role for role, _, ends in held(own) if ends is None] == ["ADM"]


def test_the_last_administrator_is_not_changed_away(act: Act, trust: Trust, user_with_role: UserWithRole) -> None:
    first, second = (administrator(act, user_with_role("ADM", trust)) for _ in range(2))
    assert change_access(act, first, role=Role.FIN, ends=None, on=TODAY)
    for role, ends in ((Role.FIN, None), (Role.ADM, LATER)):
        with pytest.raises(LastAdministrator):
            change_access(act, second, role=role, ends=ends, on=TODAY)
    assert line_of(act, second.id) == second


def test_an_administrator_with_an_end_may_stay_longer(act: Act, trust: Trust, user_with_role: UserWithRole) -> None:
    limited = administrator(act, user_with_role("ADM", trust, ends=LATER))
    with pytest.raises(LastAdministrator):
        change_access(act, limited, role=Role.ADM, ends=TOMORROW, on=TODAY)
    assert change_access(act, limited, role=Role.ADM, ends=LAST, on=TODAY)
    assert change_access(act, line_of(act, limited.id), role=Role.ADM, ends=None, on=TODAY)


def test_a_first_password_is_asked_for_again(act: Act) -> None:
    line = given(act)
    before = User.objects.get(id=line.user_id).password
    assert line.awaits_password
    assert renew_first_password(act, line)
    after = User.objects.get(id=line.user_id)
    assert after.password != before
    assert not after.has_usable_password()
    assert actions("user") == ["opened", "invited"]


@pytest.mark.parametrize("state", [{"password": make_password("warp and weft")}, {"is_active": False}])
def test_no_first_password_where_none_is_due(act: Act, state: dict[str, object]) -> None:
    line = given(act)
    User.objects.filter(id=line.user_id).update(**state)
    now = line_of(act, line.id)
    assert not now.awaits_password
    kept = User.objects.get(id=line.user_id).password
    for seen in (line, now):
        assert not renew_first_password(act, seen)
    assert User.objects.get(id=line.user_id).password == kept


def test_an_account_another_trust_opened_is_not_invited_from_here(
    act: Act, trust: Trust, other_trust: Trust, in_scope: InScope
) -> None:
    in_scope(trust, other_trust)
    there = act_of(User.objects.get(id=act.user_id), other_trust)
    give_role(there, Giving("ann@trust.example", "Ann Frost", Role.TL, TODAY), submission=UUID(int=99))
    line = given(act)
    assert not line.awaits_password
    assert not renew_first_password(act, line)
