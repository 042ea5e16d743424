"""Two plans that promise the same time of one person in the same moment."""

from __future__ import annotations

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


@pytest.mark.usefixtures("fresh_database")
def test_of_two_that_promise_the_same_time_at_once_one_is_refused(trust: Trust, in_scope: InScope) -> None:
    user = User.objects.create(email="pmo@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=user)
    act = act_of(user, trust)
    furnish(act)
    imported(act, book(**SHEETS))
    someone = Employment.objects.get(employee_number="1004")
    teams = [Team.objects.create(trust_id=trust.pk, name=f"Team {turn}", starts=STARTS) for turn in range(2)]
    has = Decimal(str(someone.assignment_set.get().wte))
    written = Barrier(2)

    def promise(team: Team) -> bool:
        try:
            with scoped(user_id=user.pk, trust_ids=[trust.pk]), transaction.atomic():
                Membership.objects.create(
                    trust_id=trust.pk, team=team, employment=someone, wte=has * Decimal("0.6"), starts=STARTS,
                    joined=STARTS, promised=True,
                )  # fmt: skip
                written.wait()  # neither sees the other's row yet
        except IntegrityError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(promise, teams)) == [False, True]
    assert Membership.objects.filter(employment=someone, promised=True).count() == 1
