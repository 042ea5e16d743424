"""Two plans that promise the same time of one person in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from plait.store.models import Employment, Membership, Team, Trust, User
from plait.store.scope import scoped
from tests.books import act_of, book, furnish, imported
from tests.conftest import InScope
from tests.registers import SHEETS

STARTS = date(2026, 12, 1)


@pytest.fixture
def someone(fresh_database: object, trust: Trust, in_scope: InScope) -> Employment:
    """Somebody of the small trust, who is in no team in that time."""
    del fresh_database
    user = User.objects.create(email="pmo@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=user)
    act = act_of(user, trust)
    furnish(act)
    imported(act, book(**SHEETS))
    return Employment.objects.get(employee_number="1004")


def stay(someone: Employment, team: str, share: str, *, promised: bool = False) -> Membership:
    """A stay with a share of all the time there is."""
    there, _ = Team.objects.get_or_create(trust_id=someone.trust_id, name=team, defaults={"starts": STARTS})
    wte = Decimal(str(someone.assignment_set.get().wte)) * Decimal(share)
    return Membership.objects.create(
        trust_id=someone.trust_id, team=there, employment=someone, wte=wte, starts=STARTS, joined=STARTS,
        promised=promised,
    )  # fmt: skip


def at_once(trust_id: int, *writes: Callable[[], object]) -> list[bool]:
    """Whether each write was kept; neither sees what the other wrote before both have written."""
    user, written = User.objects.get(email="pmo@trust.example").pk, Barrier(2)

    def kept(write: Callable[[], object]) -> bool:
        try:
            with scoped(user_id=user, trust_ids=[trust_id]), transaction.atomic():
                write()
                written.wait()
        except IntegrityError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(kept, writes))


def test_of_two_that_promise_the_same_time_at_once_one_is_refused(someone: Employment) -> None:
    def promise(team: str) -> Callable[[], object]:
        return lambda: stay(someone, team, "0.6", promised=True)

    assert at_once(someone.trust_id, promise("Team 1"), promise("Team 2")) == [False, True]
    assert Membership.objects.filter(employment=someone, promised=True).count() == 1


def test_a_stay_edited_while_a_plan_is_accepted_passes_nobodys_time(someone: Employment) -> None:
    there = stay(someone, "Team 1", "0.2")
    part = there.wte * 3

    def edit() -> None:
        Membership.objects.filter(pk=there.pk).update(wte=part)

    assert at_once(someone.trust_id, edit, lambda: stay(someone, "Team 2", "0.6", promised=True)) == [False, True]
    given = Membership.objects.filter(employment=someone, starts=STARTS).values_list("wte", flat=True)
    assert sum(given, Decimal(0)) < 2 * part
