"""Several CSV files brought together: chosen at once, or in a zip; what belongs to which, and what is refused."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from plait.files import reading
from plait.files.folder import bundle, load_path, pack_folder, read_kept, unpacked_bytes
from plait.files.limits import Refused
from plait.files.reading import read_bytes
from tests.files.hostile import zipped

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
PEOPLE, TEAMS = ("people.csv", b"Name\nAnn\n"), ("teams.csv", b"Team\nHub\n")
AGAIN = "Pack the CSV files into a new zip file, or bring them without one"


def wrongs(data: bytes) -> list[tuple[str, str, str]]:
    return [(fault.table, fault.wrong, fault.remedy) for fault in read_bytes("trust.zip", data).problems]


def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.csv"))
    odd.write_bytes(PEOPLE[1])
    assert load_path(odd) == ("??.csv", PEOPLE[1])
    assert load_path(tmp_path)[1] == pack_folder([("??.csv", PEOPLE[1])])


def test_one_file_is_kept_as_it_is_and_several_as_one_zip_whatever_their_order() -> None:
    assert bundle([PEOPLE]) == PEOPLE
    assert bundle([("photo.png", PNG)]) == ("photo.png", PNG)
    name, data = bundle([TEAMS, PEOPLE])
    assert (name, data) == bundle([PEOPLE, TEAMS])
    assert name == "people, teams.zip"
    assert [(table.name, len(table.lines)) for table in read_kept(name, data).tables] == [("people", 1), ("teams", 1)]


def test_the_name_of_many_files_gives_the_first_and_counts_the_rest() -> None:
    assert bundle([(f"{letter}.csv", b"x") for letter in "edcba"])[0] == "a, b, c and 2 more.zip"
    assert len(bundle([("x" * 250 + f"{n}.csv", b"x") for n in range(4)])[0]) < 255


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (["people.csv", "november.xlsx"], "november.xlsx is not a CSV file"),
        (["people.csv", "teams.zip"], "teams.zip is not a CSV file"),
        (["people.csv", ".teams.csv"], ".teams.csv is not a CSV file"),
        (["people.csv", "People.CSV"], "2 of the files are called people.csv"),
    ],
)
def test_only_csv_files_each_with_its_name_are_brought_together(names: list[str], wrong: str) -> None:
    with pytest.raises(Refused, match=wrong):
        bundle([(name, b"Name\nAnn\n") for name in names])


def test_a_zip_is_read_like_a_folder_of_its_csv_files() -> None:
    members: dict[str, str | bytes] = {
        "Trust/": "", "Trust/teams.csv": "Team\nHub\n", "People.CSV": "Name\nAnn\n", "Trust/notes.txt": "x",
        "__MACOSX/._people.csv": "x", "Trust/photo.csv": PNG, "Old\\services.csv": "Service\nX\n",
    }  # fmt: skip
    book = read_bytes("trust.zip", zipped(members))
    assert [table.name for table in book.tables] == ["People", "services", "teams"]
    assert [(fault.table, fault.wrong) for fault in book.problems] == [
        ("photo", "This is a PNG picture, though it is named .csv")
    ]


def test_what_is_no_zip_of_csv_files_says_so() -> None:
    assert wrongs(PNG) == [("", "This is a PNG picture, though it is named .zip", AGAIN)]
    assert wrongs(b"PK\3\4 and no more") == [("", "The file is damaged: its packing cannot be read", AGAIN)]
    assert [wrong for _, wrong, _ in wrongs(zipped({"november.xlsx": "x"}))] == [
        "There are no CSV files in this zip file"
    ]
    twice = zipped({"a/people.csv": "Name\nAnn\n", "b/People.csv": "Name\nBen\n"})
    assert wrongs(twice) == [
        ("", "Two CSV files in this zip file have the same name", "Give each file a name of its own")
    ]


def test_a_zip_with_a_damaged_member_is_refused_whole() -> None:
    spoilt = zipped(dict((PEOPLE, TEAMS)), ZIP_STORED).replace(b"Hub", b"Bud")
    assert [wrong for _, wrong, _ in wrongs(spoilt)] == ["The file is damaged: its packing cannot be read"]
    assert read_bytes("trust.zip", spoilt).tables == ()


def test_the_files_of_a_zip_count_together_and_none_is_unpacked_to_more_than_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 1_000)
    large = zipped({"a.csv": "Name\n" + "Ann\n" * 150, "b.csv": "Name\n" + "Ann\n" * 150})
    assert len(large) < 1_000
    assert ["together larger" in wrong for _, wrong, _ in wrongs(large)] == [True]
    monkeypatch.setattr(reading, "MAX_FILES", 1)
    assert wrongs(zipped({"a.csv": "x", "b.csv": "x"}))[0][1] == "More than 1 CSV files in one zip file"


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_claims() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(ZipInfo("people.csv"), "Name\n" + "Ann\n" * 1_000)
        archive.filelist[0].file_size = 20
    assert [wrong for _, wrong, _ in wrongs(stream.getvalue())] == ["The file is damaged: its packing cannot be read"]


def test_what_a_zip_unpacks_to_says_whether_somebody_may_wait_for_it() -> None:
    packed = zipped({"people.csv": "Name\n" + "Ann\n" * 1_000})
    assert len(packed) < 500
    assert unpacked_bytes("People.ZIP", packed) == 4_005
    assert unpacked_bytes("people.csv", packed) == unpacked_bytes("people.zip", packed[:-30]) + 30 == len(packed)


def test_a_folder_that_was_kept_before_is_still_read() -> None:
    book = read_kept("trust/", bundle([PEOPLE, TEAMS])[1])
    assert (book.name, len(book.tables)) == ("trust", 2)
    assert replace(book, name="") == replace(read_kept("other.zip", bundle([PEOPLE, TEAMS])[1]), name="")
