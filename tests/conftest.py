"""What tests may ask for: a database as the application's role, two trusts, users with roles, and no network."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
import pytest_socket
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from plait.store.embedded import Addresses
from plait.store.models import Access, Employment, Trust, User
from plait.store.scope import scoped, set_scope
from tests import throwaway
from tests.database import Server, pointed_at, running_server

WITHOUT_NETWORK = {"engine", "store"}
LONGEST = {"journeys", "test_installation.py", "test_killed.py"}
"""Begun first, so that no worker still has a test of minutes to do when the other has nothing left."""
MEASURED = "PLAIT_TEST_MEASURED"
LONG_AGO = date(2020, 1, 1)
_numbers = itertools.count(1)
# How strong the hash of a password is, is Django's to say and to test; each costs half a second.
PBKDF2PasswordHasher.iterations = 1_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that commits to the shared database, where its rows would stay; put the longest tests first."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if asked or (mark and (mark.kwargs.get("transaction") or mark.args[:1] == (True,))):
            raise pytest.UsageError(f"{item.nodeid}: a test that commits asks for fresh_database instead.")
    items.sort(key=lambda item: LONGEST.isdisjoint(item.path.parts))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Programs that the tests start are measured like the workers that start them, when those are."""
    if MEASURED in os.environ and hasattr(session.config, "workerinput"):
        folders = (str(Path(__file__).parent / "measured"), os.environ.get("PYTHONPATH", ""))
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, folders))


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """The engine and the store reach nothing but the database's own socket."""
    if WITHOUT_NETWORK.isdisjoint(request.path.parts):
        yield
        return
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Every database begins with the same trusts at the same revision; what was found in another is not in this."""
    caches["pages"].clear()


@pytest.fixture(scope="session")
def _server(django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """The server of this run, started by the first test that needs a database."""
    with running_server(throwaway.FOLDER) as server, django_db_blocker.unblock():
        yield server


@contextmanager
def _cloned(server: Server, *, seeded: bool) -> Iterator[Addresses]:
    """A database of one's own for a while."""
    name = f"{server.run}_{os.getpid()}_{next(_numbers)}"
    addresses = server.clone(name)
    try:
        with pointed_at(addresses):
            if seeded:
                _seed()
            yield addresses
    finally:
        server.drop(name)


def _seed() -> None:
    """The two trusts, committed by the owner; the ids are those a new table gives."""
    for made in (_pla(), _plb()):
        seeded = Trust.objects.using("owner").create(code=made.code, name=made.name, is_invented=True)
        assert seeded.pk == made.pk
    connections["owner"].close()


def _pla() -> Trust:
    return Trust(id=1, code="PLA", name="Plaitford Hospitals NHS Trust", is_invented=True)


def _plb() -> Trust:
    return Trust(id=2, code="PLB", name="Brindleham NHS Foundation Trust", is_invented=True)


@pytest.fixture(scope="session")
def django_db_setup(_server: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's own: this worker's clone, reached as the application's role, holding two trusts."""
    with django_db_blocker.unblock(), _cloned(_server, seeded=True):
        yield


def _refuse_both(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError("Ask for the shared database (db) or for one of your own, not for both.")


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, _server: Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[Addresses]:
    """A database of this test's own with the two trusts, for what really commits: threads, jobs, killed programs."""
    _refuse_both(request)
    with django_db_blocker.unblock(), _cloned(_server, seeded=True) as addresses:
        yield addresses


@pytest.fixture
def empty_database(
    request: pytest.FixtureRequest, _server: Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[Addresses]:
    """A database of this test's own as the migrations leave it: no trust yet."""
    _refuse_both(request)
    with django_db_blocker.unblock(), _cloned(_server, seeded=False) as addresses:
        yield addresses


@pytest.fixture
def trust() -> Trust:
    """PLA, there in the shared database and in every fresh one."""
    return _pla()


@pytest.fixture
def other_trust() -> Trust:
    """PLB, there beside it."""
    return _plb()


class InScope(Protocol):
    """Acts for a trust, or several, until the test ends."""

    def __call__(self, *trusts: Trust, user: User | None = None) -> None:
        """Set the scope of row security."""


@pytest.fixture
def in_scope() -> Iterator[InScope]:
    """`in_scope(trust)`, `in_scope(trust, other_trust, user=user)`: what row security shows from here on."""
    with ExitStack() as stack:

        def enter(*trusts: Trust, user: User | None = None) -> None:
            scope = scoped(user_id=user.pk if user else None, trust_ids=[trust.pk for trust in trusts])
            stack.enter_context(scope)

        yield enter


@contextmanager
def _seeing(trust: Trust) -> Iterator[None]:
    """See one trust for a moment, then what was seen before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('plait.user', true), current_setting('plait.trusts', true)")
        user, trusts = cursor.fetchone() or (None, None)
    set_scope(user_id=None, trust_ids=[trust.pk])
    yield
    before = (trusts or "").strip("{}").split(",")
    set_scope(user_id=int(user) if user else None, trust_ids=[int(number) for number in before if number])


class UserWithRole(Protocol):
    """Makes a user who may enter a trust in a role, given as its code or as its enum."""

    def __call__(
        self,
        role: str,
        trust: Trust,
        *,
        user: User | None = None,
        employment: Employment | None = None,
        starts: date = ...,
        ends: date | None = None,
    ) -> User:
        """The user; with `user` given, one more access of theirs."""


@pytest.fixture
def user_with_role() -> UserWithRole:
    """`user_with_role("PMO", trust)`; the user of a test that asks for `db` is gone after it."""

    def make(role: str, trust: Trust, *, user: User | None = None, **dates: Any) -> User:
        number = next(_numbers)
        if user is None:
            user = User.objects.create(email=f"user-{number}@trust.example", name=f"User {number}", password="!")
        with _seeing(trust):
            Access.objects.create(trust=trust, user=user, role=str(role), **{"starts": LONG_AGO, **dates})
        return user

    return make


@pytest.fixture
def signed_in_as() -> Callable[[User], Client]:
    """`signed_in_as(user).get("/t/PLA/")`: a browser of somebody who has signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
