"""Where Plait keeps what is its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from plait.store.home import find_home


@pytest.fixture(autouse=True)
def _unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAIT_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def test_a_named_folder_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLAIT_HOME", str(tmp_path / "there" / ".." / "here"))
    assert find_home() == (tmp_path / "here").resolve()


def test_otherwise_it_is_among_the_data_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert find_home() == Path.home() / ".local" / "share" / "plait"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert find_home() == tmp_path / "plait"


def test_on_windows_it_is_among_the_local_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert find_home() == tmp_path / "plait"
