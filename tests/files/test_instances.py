"""Instances of the assembler in JSON: read like a workbook, and refused in words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plait.cli.files import read_path
from plait.engine.assembly.wish_sheet import read_wishes
from plait.engine.assembly.wishes import Size
from plait.engine.intake import nothing_registered, understand
from plait.engine.trust import TeamSizes
from plait.engine.trust_of_files import trust_of_intake
from plait.engine.workbook import SHEETS
from plait.files.instances import book_of_instance, instance_schema, read_instance
from plait.files.limits import MAX_FILE_BYTES, Refused
from tests.planned import TODAY, instance_of, write_planned

SCHEMA = instance_schema()["properties"]


def written(folder: Path, told: Any) -> Path:
    path = folder / "asked.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


def test_an_instance_says_what_a_folder_says_and_what_is_asked(tmp_path: Path) -> None:
    told = {**instance_of(), "starts": "2027-01-01", "months": 9, "services": ["Booking"], "sizes": {"least": 4}}
    instance = read_instance(written(tmp_path, told))
    assert (instance.starts, instance.months, instance.services) == (date(2027, 1, 1), 9, ("Booking",))
    assert instance.sizes == TeamSizes(least=4)
    intake = understand(instance.book, nothing_registered()).intake
    assert intake.all_problems() == ()
    folder = read_path(write_planned(tmp_path / "trust")).intake
    assert {(one.sheet, one.key) for one in intake.entries()} == {(one.sheet, one.key) for one in folder.entries()}
    assert read_instance(written(tmp_path, instance_of())).sizes is None


def test_numbers_and_empty_cells_are_read_as_they_are_written(tmp_path: Path) -> None:
    told = instance_of()
    told["sheets"]["People"][0]["WTE"] = 0.7
    told["sheets"]["People"][1]["WTE"] = None
    told["sheets"]["People"][2]["WTE"] = [1]
    intake = understand(read_instance(written(tmp_path, told)).book, nothing_registered()).intake
    assert [(fault.line, fault.column, fault.value) for fault in intake.all_problems() if fault.column == "WTE"] == [
        (2, "WTE", ""),
        (3, "WTE", '["1"]'),
    ]
    assert next(str(one.values["wte"]) for one in intake.entries() if one.sheet == "people") == "0.7"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("{", "The file is no JSON"),
        ("[" * 100_000, "The file is no JSON"),
        ([], "it has no `sheets`"),
        ({"version": 1}, "it has no `sheets`"),
        ({"sheets": {}}, "The instance is of version none"),
        ({"version": 3, "sheets": {}}, "The instance is of version 3"),
        ({"version": 1, "sheets": {}, "weights": {}}, "Version 1 has no `weights` or `wishes`"),
        ({"version": 2, "sheets": {}, "weights": []}, "`weights` says more than can be weighed"),
        ({"version": 2, "sheets": {}, "weights": {"luck": "a lot"}}, "`weights` says more than can be weighed"),
        ({"version": 2, "sheets": {}, "weights": {"cost": "much"}}, "`weights` says no such amount"),
        ({"version": 2, "sheets": {}, "wishes": {"Wish": "In"}}, "The sheet Wishes is no list of rows"),
        ({"version": 1, "sheets": {"People": {"a": 1}}}, "The sheet People is no list of rows"),
        ({"version": 1, "sheets": {"People": [1]}}, "The sheet People is no list of rows"),
        ({"version": 1, "sheets": {}, "starts": "soon"}, "`starts` is no day"),
        ({"version": 1, "sheets": {}, "starts": 2027}, "`starts` is no day"),
        ({"version": 1, "sheets": {}, "months": "six"}, "`months` is no whole number from 1 to 99"),
        ({"version": 1, "sheets": {}, "months": -3}, "`months` is no whole number"),
        ({"version": 1, "sheets": {}, "months": [3]}, "`months` is no whole number"),
        ({"version": 1, "sheets": {}, "services": "Booking"}, "`services` is no list of names"),
        ({"version": 1, "sheets": {}, "services": [[]]}, "`services` is no list of names"),
        ({"version": 1, "sheets": {}, "sizes": [3]}, "`sizes` is no team size"),
        ({"version": 1, "sheets": {}, "sizes": {"large": 3}}, "`sizes` is no team size"),
        ({"version": 1, "sheets": {}, "sizes": {"least": 9, "most": 3}}, "at least 9 people and at most 3 cannot be"),
    ],
)
def test_what_is_no_instance_is_refused_in_words(tmp_path: Path, told: Any, words: str) -> None:
    path = written(tmp_path, told)
    with pytest.raises(Refused) as refused:
        read_instance(path)
    assert words in refused.value.wrong
    assert [fault.wrong for fault in book_of_instance(path).problems] == [refused.value.wrong]


def test_an_instance_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_instance(tmp_path / "nothing.json")
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(Refused, match="larger than"):
        read_instance(large)


def test_the_schema_names_every_column_of_the_sheets_that_are_read() -> None:
    sheets = SCHEMA["sheets"]["properties"]
    assert list(instance_of()["sheets"]) == [name for name in sheets if name in instance_of()["sheets"]]
    for sheet in SHEETS:
        if sheet.title in sheets:
            assert list(sheets[sheet.title]["items"]["properties"]) == [column.heading for column in sheet.columns]
    need = sheets["Needs"]["items"]
    assert need["required"] == ["Service", "Competency", "Level"]
    assert need["properties"]["Level"]["enum"] == ["Awareness", "Working", "Practitioner", "Expert"]
    assert need["properties"]["Priority"]["enum"][-1] is None


def test_the_example_keeps_to_the_schema() -> None:
    for name, rows in instance_of()["sheets"].items():
        schema = SCHEMA["sheets"]["properties"][name]["items"]
        for row in rows:
            assert set(schema["required"]) <= set(row) <= set(schema["properties"])
            for heading, cell in row.items():
                assert cell in schema["properties"][heading].get("enum", [cell])


def test_an_instance_says_what_counts_how_much_and_what_is_wished_for(tmp_path: Path) -> None:
    weights = {"departments": "a lot", "second_holders": "not at all", "cost": "a little"}
    wishes = [{"Wish": "Size", "Service": "Flow board", "At least": 3, "At most": 4}]
    told = {**instance_of(), "version": 2, "weights": weights, "wishes": wishes}
    instance = read_instance(written(tmp_path, told))
    assert instance.weights == {"departments": "a lot", "seconds": "not at all", "thousands": "a little"}
    assert instance.wishes is not None
    trust = trust_of_intake(understand(instance.book, nothing_registered()).intake, code="X", name="X", on=TODAY)
    assert read_wishes(instance.wishes, trust) == ((Size("Flow board", 3, 4),), ())
    assert set(SCHEMA["weights"]["properties"]) == set(weights)
    assert set(wishes[0]) <= set(SCHEMA["wishes"]["items"]["properties"])
    older = read_instance(written(tmp_path, instance_of()))
    assert (older.weights, older.wishes) == ({}, None)
