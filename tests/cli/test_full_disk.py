"""A disk that fills up in the middle of an import: nothing half saved, and words that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from plait.store.embedded import Addresses
from plait.store.models import Employment, Event, Import, Person, StagedRow
from tests.cli.commands import EMAIL, plait, rows, write_people
from tests.database import full_disk


@pytest.mark.usefixtures("rxx")
@pytest.mark.parametrize(
    ("table", "left"),
    [
        ("store_import", []),
        ("store_stagedrow", ["discarded"]),
        ("store_assignment", ["discarded"]),
        ("store_event", ["staged"]),  # putting the file aside would add an event, for which there is no room either
    ],
)
def test_a_full_disk_in_an_import_leaves_nothing_half_saved(
    table: str, left: list[str], empty_database: Addresses, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("import", write_people(tmp_path, 30), "--as", EMAIL, "--yes")
    before = rows(Event).filter(kind="employment").count()
    with full_disk(empty_database, table, after=20 if left else 0):
        ended = plait(capsys, *arguments)
    assert ended.code == 4
    assert ended.err.startswith("The database stopped this: could not extend file: No space left on device\n")
    assert (rows(Employment).count(), rows(Person).count()) == (0, 0)
    assert rows(Event).filter(kind="employment").count() == before
    assert list(rows(Import).values_list("status", flat=True)) == left
    assert rows(StagedRow).exists() == (left == ["staged"])
    assert plait(capsys, *arguments).code == 0
    assert rows(Employment).count() == 30
