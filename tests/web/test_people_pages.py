"""The register of people and one person's page, for every kind of reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plait.store.models import Trust, User
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, TEAMS, act_of, book, furnish, imported
from tests.conftest import InScope, UserWithRole

SignedIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(trust: Trust, in_scope: InScope, user_with_role: UserWithRole) -> Act:
    """Four people and their team, imported into PLA."""
    user = user_with_role("PMO", trust)
    in_scope(trust, user=user)
    act = act_of(user, trust)
    furnish(act)
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS))
    return act


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def rows(client: Client, address: str) -> list[dict[str, str]]:
    content = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.usefixtures("recorded")
def test_the_register_lists_who_works_here(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    page = text(signed_in_as(user_with_role("ME", trust)), "/t/PLA/people/")
    assert "4 people are employed today." in page
    assert page.index("Ann Frost") < page.index("Bo Price")
    assert "Access team" in page
    assert "<title>People – Plait</title>" in page


@pytest.mark.usefixtures("recorded")
def test_queries_do_not_grow_with_people(
    recorded: Act, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("PMO", trust))
    with CaptureQueriesContext(connection) as before:
        client.get("/t/PLA/people/")
    more = "\n".join(f"{2000 + n}|Person {n}|Managers|Ward {n}|1|1000|01/04/2025|Main" for n in range(40))
    with_trust(recorded, lambda: imported(recorded, book(people=PEOPLE.strip() + "\n" + more)))
    with CaptureQueriesContext(connection) as after:
        assert "Person 39" in text(client, "/t/PLA/people/")
    assert len(before) == len(after) <= 30


def with_trust(act: Act, work: Callable[[], object]) -> None:
    """A request clears the scope; set it again to write."""
    from plait.store.scope import set_scope

    set_scope(user_id=act.by, trust_ids=[act.trust_id])
    work()
