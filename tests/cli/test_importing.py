"""`plait import` and `plait undo` from an empty trust to a verdict, with everything that may go wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from plait.cli import importing
from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.models import (
    Access,
    Assignment,
    Employment,
    Event,
    Explanation,
    FeedDate,
    Finding,
    Import,
    Membership,
    OwnThreshold,
    StagedRow,
)  # fmt: skip
from tests.cli.commands import EMAIL, do_jobs, plait, rows, write_people, write_sheet, write_trust

Capture = pytest.CaptureFixture[str]
AS = ("--as", EMAIL)
pytestmark = pytest.mark.usefixtures("rxx")


def test_three_sheets_go_from_an_empty_trust_to_a_verdict(tmp_path: Path, capsys: Capture) -> None:
    folder = write_trust(tmp_path / "trust")
    ended = plait(capsys, "import", folder, *AS, "--yes")
    assert ended.code == 0
    assert "  People    3    0        0          0         0" in ended.out
    assert "Saved as import 1." in ended.out
    do_jobs()
    kept = rows(Finding).get(question="teams-are-fused")
    judged = plait(capsys, "judge", *AS)
    assert kept.verdict == "met"
    assert f"Met. {kept.sentence}" in judged.out
    assert kept.sentence in plait(capsys, "judge", folder).out
    assert rows(Event).filter(actor_name="pat", request__startswith="cli-", kind="employment").count() == 3


def test_a_threshold_of_the_trusts_own_reads_the_same_of_files_and_of_the_database(
    tmp_path: Path, capsys: Capture
) -> None:
    folder = write_trust(tmp_path / "trust")
    write_sheet(folder, "teams", ("Team", "Starts", "Members"), ("Hub", "01/04/2025", "1 0.5; 2 0.5; 3 0.2"))
    plait(capsys, "import", folder, *AS, "--yes")
    heading = ("Question", "Threshold", "Reason", "Starts")
    write_sheet(folder, "thresholds", heading, ("team-sizes", "0%", "Three new teams", "03/03/2026"))
    refused = plait(capsys, "import", folder, *AS, "--yes")
    assert "may not import thresholds" in refused.err
    since, trust_id = date(2026, 3, 3), rows(Import).values_list("trust_id", flat=True).distinct().get()
    kept = {"question": "team-sizes", "value": 0, "reason": "Three new teams", "since": since, "starts": since}
    rows(OwnThreshold).create(trust_id=trust_id, **kept)
    said = "Threshold: 0% of teams or more. This trust’s own since 3 March 2026, because: Three new teams. "
    said += "Default: all teams (our default). By the default: not met."
    for told in (("judge", folder), ("judge", *AS)):
        text = plait(capsys, *told).out
        assert f"\n  {said}\n" in text
        [model] = [line for line in text.splitlines() if line.startswith("Operating model.")]
        met, default = (int(words.split()[-1]) for words in model.split(" of ")[:2])
        assert met == default + 1, model
        headings = json.loads(plait(capsys, *told, "--json").out)["headings"]
        owns = {one["slug"]: one["own_threshold"] for heading in headings for one in heading["questions"]}
        assert {slug: own for slug, own in owns.items() if own} == {
            "team-sizes": {
                "value": "0", "since": "2026-03-03", "reason": "Three new teams", "default": "100",
                "verdict_by_default": "not met",
            }
        }  # fmt: skip


def test_an_explanation_stands_beside_its_verdict(tmp_path: Path, capsys: Capture) -> None:
    plait(capsys, "import", write_trust(tmp_path / "trust"), *AS, "--yes")
    trust_id, day = rows(Import).values_list("trust_id", flat=True).get(), date(2026, 3, 3)
    rows(Explanation).create(
        trust_id=trust_id, question="teams-are-fused", text="Two posts are filled in May.", verdict="not met",
        state="published", written_by="Jo", written_on=day, published_by="Sam", published_on=day,
        due=date(2027, 5, 31),
    )  # fmt: skip
    assert (
        "\n  Explanation: Out of date: it explains “not met”, and the verdict is now “met”. Two posts are filled in "
        "May. To be put right by 31 May 2027. Written by Jo on 3 March 2026, published by Sam on 3 March 2026.\n"
    ) in plait(capsys, "judge", *AS).out
    assert "Explanation: " not in plait(capsys, "judge", *AS, "--on", "2026-03-02").out  # it was not there yet
    headings = json.loads(plait(capsys, "judge", *AS, "--json").out)["headings"]
    [said] = [one["explanation"] for heading in headings for one in heading["questions"] if one["explanation"]]
    assert said == {
        "text": "Two posts are filled in May.", "due": "2027-05-31", "of": "not met", "is_stale": True,
        "written_by": "Jo", "written_on": "2026-03-03", "published_by": "Sam", "published_on": "2026-03-03",
    }  # fmt: skip


def test_a_second_import_changes_no_row_and_dates_the_feed(tmp_path: Path, capsys: Capture) -> None:
    folder = write_trust(tmp_path)
    plait(capsys, "import", folder, *AS, "--yes")
    before = list(rows(Membership).order_by("id").values()), list(rows(Employment).order_by("id").values())
    ended = plait(capsys, "import", folder, *AS, "--yes", "--json")
    assert ended.code == 0
    counts = {sheet["sheet"]: (sheet["new"], sheet["changed"]) for sheet in json.loads(ended.out)["sheets"]}
    assert set(counts.values()) == {(0, 0)}
    assert before == (list(rows(Membership).order_by("id").values()), list(rows(Employment).order_by("id").values()))
    assert set(rows(FeedDate).values_list("sheet", flat=True)) >= {"people", "services", "teams"}


def test_ctrl_c_after_the_file_was_saved_says_so(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = iter((False, True))

    def stopped() -> None:
        if next(ends):
            raise KeyboardInterrupt

    monkeypatch.setattr(importing, "end_progress", stopped)
    ended = plait(capsys, "import", write_trust(tmp_path), *AS, "--yes")
    assert (ended.code, rows(Import).get().status) == (130, "approved")
    assert "Stopped, but the file was saved before that, as import 1. To take it back: plait undo 1" in ended.err


def test_import_says_how_many_faults_it_does_not_list(tmp_path: Path, capsys: Capture) -> None:
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    write_sheet(tmp_path, "people", headings, *((n, "Ann", "Managers", "Ward", "much") for n in range(21)))
    refused = plait(capsys, "import", tmp_path, *AS, "--yes")
    assert "1 more fault is not listed. --json lists every fault as data." in refused.out


def test_a_file_with_a_fault_is_refused_unless_the_row_is_left_out(tmp_path: Path, capsys: Capture) -> None:
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    write_sheet(tmp_path, "people", headings, ("1", "Ann", "Managers", "Ward", "1"), ("2", "Ben", "Cooks", "Ward", "1"))
    refused = plait(capsys, "import", tmp_path, *AS, "--yes")
    assert (refused.code, rows(Employment).count(), rows(Import).get().status) == (1, 0, "discarded")
    assert "line 3, Staff group: “Cooks”" in refused.out
    assert "1 row is rejected, so nothing was saved." in refused.err
    assert plait(capsys, "import", tmp_path, *AS, "--yes", "--json").code == 1
    assert plait(capsys, "import", tmp_path, *AS, "--yes", "--leave-out").code == 0
    assert rows(Employment).count() == 1


def test_a_no_saves_nothing(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    ended = plait(capsys, "import", write_people(tmp_path, 2), *AS)
    assert (ended.code, rows(Employment).count()) == (130, 0)
    assert (rows(Import).get().status, rows(StagedRow).count()) == ("discarded", 0)


def test_a_whole_register_asks_for_the_number_that_would_end(tmp_path: Path, capsys: Capture) -> None:
    plait(capsys, "import", write_people(tmp_path / "all", 10), *AS, "--yes", "--true-from", "2026-01-01")
    fewer = ("import", write_people(tmp_path / "few", 8), *AS, "--yes", "--whole-register", "people")
    refused = plait(capsys, *fewer)
    assert refused.code == 1
    assert "2 of 10 in people are not in the file and would end" in refused.err
    assert rows(Employment).filter(ends=None).count() == 10
    assert plait(capsys, *fewer, "--ending", "2").code == 0
    assert rows(Employment).filter(ends=None).count() == 8


@pytest.mark.parametrize(
    ("written", "said"),
    [("0205-11-01", "outside 1900 to 2199"), ("31/13/2026", "no month 13"), ("soon", "Write the date as 30/06/2026")],
)
def test_a_day_no_file_may_name_is_refused(tmp_path: Path, capsys: Capture, written: str, said: str) -> None:
    ended = plait(capsys, "import", write_people(tmp_path, 1), *AS, "--yes", "--true-from", written)
    assert ended.code == 2
    assert said in ended.err


def test_a_register_whose_rows_have_no_last_day_cannot_be_whole(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "import", write_people(tmp_path, 1), *AS, "--yes", "--whole-register", "competencies")
    assert ended.code == 2
    assert "Rows of Competencies have no last day" in ended.err


def test_an_unknown_sheet_of_a_whole_register_is_named(tmp_path: Path, capsys: Capture) -> None:
    ended = plait(capsys, "import", write_people(tmp_path, 1), *AS, "--yes", "--whole-register", "cooks")
    assert ended.code == 2
    assert "no sheet called cooks" in ended.err


def test_an_import_is_undone_and_only_once(tmp_path: Path, capsys: Capture) -> None:
    plait(capsys, "import", write_trust(tmp_path), *AS, "--yes")
    assert plait(capsys, "undo", 1, *AS).code == 0
    assert rows(Employment).count() == 0
    assert plait(capsys, "undo", 1, *AS).code == 1
    assert plait(capsys, "undo", 99, *AS).code == 3


def test_bands_are_not_undone_by_who_may_not_write_them(tmp_path: Path, capsys: Capture) -> None:
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE", "Band")
    folder = write_sheet(tmp_path, "people", headings, ("1", "Ann", "Managers", "Ward", "1", "8a"))
    plait(capsys, "import", folder, *AS, "--yes")
    rows(Access).update(role=Role.FIN)
    plait(capsys, "import", folder, *AS, "--yes")
    rows(Access).update(role=Role.PMO)
    refused = plait(capsys, "undo", 2, *AS)
    assert (refused.code, rows(Assignment).get().band) == (3, "8a")
    assert "may not write Band. Whoever brought the file may take it back." in refused.err


def test_undo_names_rows_edited_since(tmp_path: Path, capsys: Capture) -> None:
    plait(capsys, "import", write_people(tmp_path / "one", 1), *AS, "--yes", "--true-from", "2026-01-01")
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    write_sheet(tmp_path / "two", "people", headings, ("1", "Ann Other", "Managers", "Ward 1", "0.7"))
    plait(capsys, "import", tmp_path / "two", *AS, "--yes")
    asked = plait(capsys, "undo", 1, *AS)
    assert asked.code == 1
    assert "People: Ann Other, by pat" in asked.err
    assert "People: 1 Ann Other, by pat" in asked.err, "her post is named by whose it is"
    assert rows(Employment).count() == 1
    assert "Import 1 is undone. 1 row is left: 1 edited since." in plait(capsys, "undo", 1, *AS, "--leave-edited").out


def test_rights_are_those_of_the_user(tmp_path: Path, capsys: Capture) -> None:
    for email, role in (("reader@rxx.example", Role.RO), ("admin@rxx.example", Role.ADM)):
        opening = Opening("RXX", "Example Trust", email, (role,))
        assert not open_trust(opening, lambda: "warp and weft and loom", at=timezone.now())
    folder = write_trust(tmp_path)
    for arguments in (
        ("reader@rxx.example",),
        ("admin@rxx.example",),
        ("nobody@rxx.example",),
        (EMAIL, "--trust", "ZZZ"),
    ):
        ended = plait(capsys, "import", folder, "--yes", "--as", *arguments)
        assert (ended.code, rows(Employment).count()) == (3, 0), ended
    strange = plait(capsys, "judge", "--as", "nobody@rxx.example").err
    assert strange.startswith("Nobody signs in as nobody@rxx.example. The demo keeps a database of its own"), strange
    assert "may not import services or teams" in plait(capsys, "import", folder, "--as", "admin@rxx.example").err
    assert plait(capsys, "import", write_people(tmp_path / "own", 1), "--yes", "--as", "admin@rxx.example").code == 0


def test_a_file_that_is_not_there_or_too_large_is_named(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    assert plait(capsys, "import", tmp_path / "nowhere.xlsx", *AS).code == 2
    monkeypatch.setattr("plait.files.folder.MAX_FILE_BYTES", 10)
    ended = plait(capsys, "import", write_people(tmp_path, 3), *AS)
    assert ended.code == 1
    assert "Bring it in smaller parts" in ended.err


def test_a_published_framework_is_imported_and_its_cleaning_reported(tmp_path: Path, capsys: Capture) -> None:
    headings = ("Skill Name", "Skill Description", "Awareness", "Working", "Practitioner", "Expert")
    write_sheet(tmp_path, "skills", headings, ("Weaving  data", "MISSING", "a", "b", "c", "d"))
    first = plait(capsys, "import", tmp_path, *AS, "--yes")
    assert first.code == 0
    assert "was read and cleaned" in first.out
    again = json.loads(plait(capsys, "import", tmp_path, *AS, "--yes", "--json").out)
    assert again["sheets"][0] | {"unchanged": 1, "new": 0, "changed": 0} == again["sheets"][0]
    assert again["cleaned"]
