"""The key is made once and kept; addresses of databases are read as PostgreSQL writes them."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from plait.config.settings import _database
from plait.web.shared.secret import load_secret_key


def test_the_key_is_made_once_and_kept_for_the_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    key = load_secret_key(home)
    assert len(key) >= 64
    assert load_secret_key(home) == key
    assert load_secret_key(tmp_path / "another") != key
    if sys.platform != "win32":
        assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://ann:p%40ss@db.trust:5433/plait", ("plait", "ann", "p@ss", "db.trust", "5433")),
        ("postgresql://ann@/plait?host=/run/pg&port=5440", ("plait", "ann", "", "/run/pg", "5440")),
        ("postgresql:///plait", ("plait", "", "", "", "")),
    ],
)
def test_database_addresses(address: str, expected: tuple[str, ...]) -> None:
    made = _database(address)
    assert tuple(made[part] for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected
    assert made["ATOMIC_REQUESTS"] is False
    assert made["CONN_MAX_AGE"] == 60


def test_what_django_has_no_name_for_reaches_the_server() -> None:
    assert _database("postgresql://ann@db/plait?sslmode=verify-full")["OPTIONS"] == {"sslmode": "verify-full"}
