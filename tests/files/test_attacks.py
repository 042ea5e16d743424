"""Folders that somebody sent, made to bring in more than they hold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from plait.files.folder import load_path
from plait.files.limits import Refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="making links takes a right there")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret, folder = tmp_path / "secret.txt", tmp_path / "sent"
    secret.write_text("a key")
    folder.mkdir()
    (folder / "people.csv").symlink_to(secret)
    with pytest.raises(Refused, match=r"people\.csv is a link to a file outside the folder"):
        load_path(folder)


def test_links_to_the_folder_or_within_it_are_followed(tmp_path: Path) -> None:
    folder, link = tmp_path / "sent", tmp_path / "link"
    folder.mkdir()
    (folder / "people-2026.csv").write_text("Name\n")
    (folder / "people.csv").symlink_to(folder / "people-2026.csv")
    link.symlink_to(folder)
    assert load_path(link) == load_path(folder)
    assert load_path(folder / "people.csv") == ("people.csv", b"Name\n")
