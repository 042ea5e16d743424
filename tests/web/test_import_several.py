"""Several CSV files brought together by page: they refer to each other, are named, and are refused with the reason."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plait.store.models import Import, Membership, Trust
from plait.store.scope import scoped
from tests.files.hostile import zipped
from tests.web.bringing import GOOD, HEAD, NEW, SERVICES, _groups, bring, browser, numbers, text

__all__ = ["_groups", "browser"]
pytestmark = pytest.mark.django_db
TEAMS = "Name,Service,Starts,Members\nDischarge hub,Theatres,01/04/2025,1001 0.5; 1002 0.5\n"
FILES = {"people.csv": GOOD, "services.csv": SERVICES, "teams.csv": TEAMS}
ROLES = (
    "Role Family,Role,Role Level,Role Description,Skill Name,Skill Description,Skill Level,Skill Level Description\n"
)


def bring_several(browser: Client, *files: tuple[str, str | bytes]) -> Any:
    """Choose several files in the form, in this order."""
    sent = [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files]
    return browser.post(NEW, {"file": sent, "true_from": "02/11/2026"})


def kept(trust: Trust) -> list[str]:
    with scoped(user_id=None, trust_ids=[trust.pk]):
        return list(Import.objects.order_by("id").values_list("name", flat=True))


def test_files_that_name_each_other_are_saved_together(browser: Client, trust: Trust) -> None:
    there = bring_several(browser, *reversed(FILES.items()))["Location"]
    shown = text(browser.get(there))
    assert "people, services, teams.zip, brought" in shown
    assert "<b>6</b> <span>New</span>" in shown  # two people, a service, a team with two members
    browser.post(f"{there}approve/")
    assert numbers(trust) == ["1001", "1002"]
    with scoped(user_id=None, trust_ids=[trust.pk]):
        assert Membership.objects.count() == 2
    assert "is undone" in text(browser.post(f"{there}undo/", follow=True))
    assert numbers(trust) == []


def test_a_zip_of_the_same_files_does_the_same(browser: Client, trust: Trust) -> None:
    there = bring(browser, zipped(FILES), "trust.zip")["Location"]
    browser.post(f"{there}approve/")
    assert (numbers(trust), kept(trust)) == (["1001", "1002"], ["trust.zip"])
    assert browser.get(f"{there}file/").content == zipped(FILES)


def test_the_same_files_are_recognised_whatever_their_order(browser: Client) -> None:
    browser.post(bring_several(browser, *FILES.items())["Location"] + "approve/")
    shown = text(browser.get(bring_several(browser, *reversed(FILES.items()))["Location"]))
    assert "The very same file was saved on" in shown


def test_a_picture_among_the_files_is_named_and_nothing_is_saved(browser: Client, trust: Trust) -> None:
    there = bring_several(browser, ("people.csv", GOOD), ("staff.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)))["Location"]
    shown = text(browser.get(there))
    assert "This is a PNG picture, though it is named .csv" in shown
    assert ">staff<" in shown
    browser.post(f"{there}approve/")
    assert numbers(trust) == []


def test_a_fault_in_one_of_several_files_names_that_file(browser: Client) -> None:
    bad = HEAD + "1003,Cem Ode,Managers,Surgery,1.5\n"
    shown = text(browser.get(bring_several(browser, ("services.csv", SERVICES), ("people.csv", bad))["Location"]))
    assert "people, line 2" in shown
    assert "1 row cannot be read" in shown


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("people.csv", GOOD), ("people.csv", GOOD)], "2 of the files are called people.csv. Give each file a name"),
        ([("people.csv", GOOD), ("PEOPLE.CSV", GOOD)], "2 of the files are called people.csv"),
        ([("people.csv", GOOD), ("teams.csv", b"")], "teams.csv is empty. Choose the file that holds the rows"),
        ([("people.csv", GOOD), ("a.xlsx", b"PK")], "a.xlsx is not a CSV file. Bring CSV files together"),
        ([("people.csv", GOOD), ("<b>.exe", b"MZ")], "&lt;b&gt;.exe is not a CSV file"),
    ],
)
def test_files_that_cannot_be_brought_together_are_refused_by_name(
    browser: Client, trust: Trust, files: list[tuple[str, str | bytes]], said: str
) -> None:
    answer = bring_several(browser, *files)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text(answer)
    assert kept(trust) == []


@pytest.mark.parametrize("count", [201, 202, 250])
def test_too_many_files_are_refused_on_the_form(browser: Client, trust: Trust, count: int) -> None:
    answer = bring_several(browser, *((f"people{number}.csv", GOOD) for number in range(count)))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "These are more than 200 files. Keep one file for each sheet, or bring them in" in text(answer)
    assert 'value="02/11/2026"' in text(answer)
    assert kept(trust) == []


def test_two_hundred_files_are_one_import(browser: Client, trust: Trust) -> None:
    bring_several(browser, *((f"people{number}.csv", HEAD) for number in range(200)))
    assert kept(trust) == ["people0, people1, people10 and 197 more.zip"]


def test_files_count_together_for_the_limit(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.web.shared.upload_limit.MAX_FILE_BYTES", len(GOOD) + 10)
    assert "larger than 50 MB, all files together" in text(bring_several(browser, *FILES.items()))


def test_a_zip_that_unpacks_to_much_waits_for_a_worker(browser: Client) -> None:
    rows = "".join(f"{n},Ann Frost,Managers,Ward,1\n" for n in range(60_000))
    data = zipped({"people.csv": HEAD + rows})
    assert len(data) < 1_000_000
    assert "Waiting for a worker" in text(browser.get(bring(browser, data, "trust.zip")["Location"]))


def test_both_tables_of_a_published_framework_are_brought_together(browser: Client) -> None:
    skills = "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert\nWeaving  data,MISSING,a,b,c,d\n"
    roles = ROLES + "Data,Weaver,Weaver,Weaves,Weaving data,MISSING,Working,b\n"
    shown = text(browser.get(bring_several(browser, ("skills.csv", skills), ("roles.csv", roles))["Location"]))
    assert "What was cleaned" in shown
    assert "skills, line 2" in shown
    assert "cannot be read. Nothing" not in shown
