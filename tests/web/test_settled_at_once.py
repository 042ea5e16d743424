"""Two who settle one territory at the same moment: the second is told on whom it is settled, and from when."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from plait.store.models import Settlement, Territory, Trust, User
from plait.store.scope import scoped
from plait.store.settling import Ruling, find_bearer, settle
from plait.web.shared.jinja import full_date
from tests.conftest import InScope, UserWithRole
from tests.registers import Site, form_of, make_site
from tests.web.test_settling_pages import CLAIMS, RULING, TERRITORIES

TODAY = timezone.localdate()
SOMEBODY_WAITS = """SELECT EXISTS (SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock')"""


@pytest.fixture
def mapped(
    fresh_database: object,
    trust: Trust,
    in_scope: InScope,
    user_with_role: UserWithRole,
    signed_in_as: Callable[[User], Client],
) -> Iterator[Site]:
    """The small trust with its territories, in a database where others see what is committed."""
    del fresh_database
    user = user_with_role("PMO", trust)
    in_scope(trust, user=user)
    site = make_site(trust, user, user_with_role, signed_in_as)
    site.bring(territories=TERRITORIES)
    site.bring(accountability_claims=CLAIMS)
    yield site
    site.see()


def _settles(site: Site, ruling: Ruling, settled: Event) -> None:
    """Somebody on a connection of their own, who is done the moment another waits for them."""
    try:
        with scoped(user_id=site.act.by, trust_ids=[site.trust.pk]), transaction.atomic():
            settle(site.act, ruling, submission=uuid.uuid4())
            settled.set()
            until = time.monotonic() + 30
            while not _somebody_waits():
                assert time.monotonic() < until, "nobody came to wait"
    finally:
        settled.set()
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SOMEBODY_WAITS)
        return bool((cursor.fetchone() or [False])[0])


@pytest.mark.parametrize("number", ["1000", "1001"], ids=["somebody else", "the same person"])
def test_whoever_settles_second_is_told_which_settlement_stands(mapped: Site, number: str) -> None:
    browser = mapped.browser("SEC")
    territory = mapped.id_of(Territory, name="Data")
    bearer = find_bearer(mapped.trust.pk, number)
    assert bearer
    ruling = Ruling(territory, bearer, TODAY + timedelta(days=3), TODAY - timedelta(days=1), "Board, item 4")
    address = f"/t/PLA/accountability/{territory}/settlements/add/"
    form = form_of(browser, f"{address}?{urlencode(RULING)}")
    settled = Event()
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(_settles, mapped, ruling, settled)
        settled.wait()
        answer = browser.post(address, form)
        other.result()
    assert answer.status_code == 409
    said = " ".join(answer.content.decode().split())
    first, second = full_date(ruling.starts), full_date(TODAY)
    assert f"settled already: on {bearer.name} ({number}) from {first} on, by “Board, item 4”." in said
    assert f"Yours is not saved: Bo Price (1001) from {second} on." in said
    mapped.see()
    [kept] = Settlement.objects.all()
    assert kept.employment_id == bearer.employment_id
