"""Several roles given to one new address in the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from plait.engine.permissions import Role
from plait.store.giving import CannotGive, Given, Giving, give_role
from plait.store.models import Access, Event, Trust, User
from plait.store.scope import scoped
from tests.books import act_of
from tests.conftest import InScope

ROLES = (Role.TL, Role.ME, Role.CL, Role.FIN, Role.TL)


@pytest.mark.usefixtures("fresh_database")
def test_roles_given_at_once_to_a_new_address_share_one_account(trust: Trust, in_scope: InScope) -> None:
    office = User.objects.create(email="pmo@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=office)
    barrier = Barrier(len(ROLES))

    def give(number: int, turn: int) -> Given | CannotGive:
        giving = Giving(f"ann{turn}@trust.example", "Ann Frost", ROLES[number], date(2026, 11, 2))
        try:
            with scoped(user_id=office.pk, trust_ids=[trust.pk]):
                barrier.wait()
                return give_role(act_of(office, trust), giving, submission=UUID(int=turn * 10 + number))
        except CannotGive as refusal:
            return refusal
        finally:
            connection.close()

    for turn in range(4):
        with ThreadPoolExecutor(len(ROLES)) as pool:
            results = list(pool.map(give, range(len(ROLES)), [turn] * len(ROLES)))
        made = [one for one in results if isinstance(one, Given)]
        refused = [str(one) for one in results if isinstance(one, CannotGive)]
        user = User.objects.get(email=f"ann{turn}@trust.example")
        assert [one.is_new_user for one in made].count(True) == 1
        assert len(refused) == 1
        assert "Ann Frost is team lead on these days already" in refused[0]
        assert sorted(Access.objects.filter(user=user).values_list("role", flat=True)) == ["CL", "FIN", "ME", "TL"]
        assert Event.objects.filter(kind="user", record_id=user.pk, action="opened").count() == 1
