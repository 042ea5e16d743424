"""What `plait doctor` looks at that a healthy server does not show; the rest is seen in the command's own tests."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from plait.store import health
from plait.store.embedded import Addresses


def answers(monkeypatch: pytest.MonkeyPatch, *row: object) -> None:
    """The server answers this."""
    monkeypatch.setattr(health, "_ask", lambda *_, **__: row)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("postgres", True, False, False), "is a superuser"),
        (("plait_app", False, True, False), "passes row security"),
    ],
)
def test_a_role_that_would_see_every_trust_is_named(
    monkeypatch: pytest.MonkeyPatch, row: tuple[object, ...], words: str
) -> None:
    answers(monkeypatch, *row)
    check = health._role()
    assert (check.is_right, words in check.words) == (False, True)
    assert check.remedy == f'ALTER ROLE "{row[0]}" NOSUPERUSER NOBYPASSRLS;'


@pytest.mark.parametrize(
    ("row", "remedy"), [((False, True), "CREATE EXTENSION btree_gist;"), ((False, False), "contrib packages")]
)
def test_a_missing_extension_is_made_or_installed(
    monkeypatch: pytest.MonkeyPatch, row: tuple[object, ...], remedy: str
) -> None:
    answers(monkeypatch, *row)
    check = health._extension()
    assert (check.is_right, remedy in check.remedy) == (False, True)


def test_an_old_server_is_told_what_plait_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, 140_011, "14.11")
    assert health._version() == health.Check(
        "Server", is_right=False, words="PostgreSQL 14.11", remedy="Plait needs PostgreSQL 15 or later."
    )


def test_a_worker_counts_while_its_heart_beats(empty_database: Addresses) -> None:
    with psycopg.connect(empty_database.owner, autocommit=True) as owner:
        owner.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '10 minutes')")
        assert not health._worker().is_right
        owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now()")
        assert health._worker() == health.Check("Worker", is_right=True, words="1 alive, 0 jobs waiting")


@pytest.mark.parametrize(
    ("broken", "look", "words"),
    [
        ("DROP TRIGGER store_event_append_only ON store_event", health._triggers, "store_event_append_only"),
        (
            "ALTER TABLE store_event DISABLE TRIGGER store_event_append_only",
            health._triggers, "store_event_append_only",
        ),
        ("DROP TRIGGER store_team_own_update ON store_team", health._triggers, "store_team_own_update"),
        (
            "DROP TRIGGER store_employment_known_person ON store_employment",
            health._triggers, "store_employment_known_person",
        ),
        ("DROP POLICY store_team_scope ON store_team", health._row_security, "no policy on store_team"),
        ("DROP POLICY store_person_scope ON store_person", health._row_security, "no policy on store_person"),
        ("ALTER TABLE store_trust DISABLE ROW LEVEL SECURITY", health._row_security, "off on store_trust"),
        ("GRANT TRUNCATE ON store_event TO PUBLIC", health._history, "can change it"),
    ],
)  # fmt: skip
def test_a_missing_guard_is_named(
    empty_database: Addresses, broken: str, look: Callable[[], health.Check], words: str
) -> None:
    assert look().is_right
    with psycopg.connect(empty_database.owner, autocommit=True) as owner:
        owner.execute(broken)
    check = look()
    assert (check.is_right, words in check.words, bool(check.remedy)) == (False, True, True)
