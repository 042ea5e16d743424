"""Files that are large go through the queue: with progress, cancel, rights of the day, and one result."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.engine.frameworks.cleaning import Act as Cleaning
from plait.engine.permissions import Role, Viewer
from plait.files.folder import load_path
from plait.jobs.acting import NotAllowed, act_of, acting
from plait.jobs.imports import (
    QUEUED,
    TRYING,
    Errand,
    Upload,
    approve_import,
    approve_now,
    ask_to_try,
    bring_file,
    find_import,
    quietly,
    take_back,
)  # fmt: skip
from plait.jobs.trying import BROKE, try_import
from plait.store.access import find_user_id
from plait.store.import_notes import load_notes
from plait.store.imports import Choices
from plait.store.models import Access, Employment, Event, Import, StagedRow
from plait.store.progress import ask_to_stop, discard
from plait.store.staging import RecordMoved, Refused
from plait.store.undoing import Left, NeedsAnswer
from plait.store.writing import Act
from tests.cli.commands import EMAIL, GROUPS, do_jobs, rows, write_people, write_sheet, write_trust, write_waiting

pytestmark = pytest.mark.usefixtures("rxx")


class Someone:
    """The administrator of the trust, who does one thing after another."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self.at = timezone.now()
        user_id = find_user_id(EMAIL)
        assert user_id
        self.user_id = user_id

    def brings(self, count: int, *, prefix: str = "") -> int:
        with self.acting() as viewer:
            return self._bring(viewer, write_people(self.folder / (prefix or "all"), count, prefix=prefix))

    def brings_folder(self, folder: Path) -> int:
        with self.acting() as viewer:
            return self._bring(viewer, folder)

    def _bring(self, viewer: Viewer, folder: Path) -> int:
        name, data = load_path(folder)
        return bring_file(viewer, self.act(viewer), Upload(name, data), Choices(timezone.localdate(self.at)))

    def approves(self, import_id: int) -> bool:
        with self.acting() as viewer:
            return approve_import(viewer, self.act(viewer), import_id, leaves_out=False)

    def takes_back(self, import_id: int, *, leave_edited: bool = False) -> Left | None:
        with self.acting() as viewer:
            return take_back(viewer, self.act(viewer), import_id, leave_edited=leave_edited)

    def stops(self, import_id: int) -> None:
        with self.acting() as viewer:
            ask_to_stop(self.act(viewer), import_id)

    def acting(self) -> AbstractContextManager[Viewer]:
        return acting(self.user_id, "RXX", on=timezone.localdate(self.at))

    def act(self, viewer: Viewer) -> Act:
        return act_of(viewer, self.at, request="test")


@pytest.fixture
def someone(rxx: int, tmp_path: Path) -> Someone:
    assert rxx
    return Someone(tmp_path)


@pytest.fixture
def _few_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.jobs.imports.MOST_ROWS", 2)


def test_a_small_file_is_staged_and_saved_at_once(someone: Someone) -> None:
    import_id = someone.brings(3)
    assert (rows(Import).get().status, rows(StagedRow).count()) == ("staged", 3)
    assert someone.approves(import_id)
    assert (rows(Import).get().status, rows(Employment).count()) == ("approved", 3)


@pytest.mark.usefixtures("_few_is_many")
def test_a_large_file_is_staged_and_saved_by_a_worker(someone: Someone) -> None:
    import_id = someone.brings(3)
    waiting = rows(Import).get()
    assert (waiting.status, waiting.stage, rows(StagedRow).count()) == ("waiting", QUEUED, 0)
    someone.brings(3)  # brought again while it waits, it waits once
    do_jobs()
    staged = rows(Import).get()
    assert (staged.status, staged.stage, rows(StagedRow).count()) == ("staged", "", 3)
    assert staged.total > 0
    assert not someone.approves(import_id)
    assert rows(Employment).count() == 0
    do_jobs()
    saved = rows(Import).get()
    assert (saved.status, saved.stage, saved.failure, rows(Employment).count()) == ("approved", "", "", 3)


def test_a_file_of_many_bytes_is_not_opened_while_somebody_waits(
    someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plait.jobs.imports.MOST_BYTES", 10)
    someone.brings(1)
    assert rows(Import).get().stage == QUEUED


@pytest.mark.usefixtures("_few_is_many")
def test_asked_to_stop_nothing_is_staged(someone: Someone) -> None:
    someone.stops(someone.brings(3))
    do_jobs()
    stopped = rows(Import).get()
    assert (stopped.status, stopped.stage, stopped.wants_stop, rows(StagedRow).count()) == ("discarded", "", False, 0)
    told = rows(Event).filter(kind="import").order_by("id").values_list("action", flat=True)
    assert (list(told), bytes(stopped.data)) == (["uploaded", "stopped", "discarded"], b"")


@pytest.mark.usefixtures("_few_is_many")
def test_asked_to_stop_nothing_is_saved_and_the_file_stays_staged(someone: Someone) -> None:
    import_id = someone.brings(3)
    someone.stops(import_id + 1)  # no such import: nothing happens
    do_jobs()
    someone.stops(import_id)  # nothing is under way
    someone.approves(import_id)
    someone.stops(import_id)
    do_jobs()
    stopped = rows(Import).get()
    assert (stopped.status, stopped.stage, rows(Employment).count()) == ("staged", "", 0)
    someone.approves(import_id)
    do_jobs()
    assert (rows(Import).get().status, rows(Employment).count()) == ("approved", 3)


@pytest.mark.usefixtures("_few_is_many")
def test_a_job_has_the_rights_its_user_has_when_it_runs(someone: Someone) -> None:
    someone.brings(3)
    rows(Access).update(ends=timezone.localdate())
    do_jobs()
    refused = rows(Import).get()
    assert (refused.stage, rows(StagedRow).count()) == ("", 0)
    assert refused.failure == "There is no trust RXX that this user may enter."


@pytest.mark.usefixtures("_few_is_many")
def test_a_job_says_why_it_could_not_save(someone: Someone) -> None:
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    people = [(n, f"P {n}", "Managers", "Ward", "1") for n in range(4)]
    import_id = someone.brings_folder(write_sheet(someone.folder, "people", headings, *people, ("9", "", "", "", "")))
    do_jobs()
    someone.approves(import_id)
    do_jobs()
    kept = rows(Import).get()
    assert (kept.status, rows(Employment).count()) == ("staged", 0)
    assert "1 rows cannot be read" in kept.failure or "cannot be read" in kept.failure


def test_a_record_that_moved_is_shown_anew_before_it_is_saved(someone: Someone) -> None:
    first, second = someone.brings(2, prefix="a"), someone.brings(3, prefix="a")
    assert someone.approves(first)
    with pytest.raises(RecordMoved):
        someone.approves(second)
    sheet = rows(StagedRow).filter(sheet__imported_id=second)
    assert sorted(sheet.values_list("outcome", flat=True)) == ["new", "unchanged", "unchanged"]
    assert someone.approves(second)


def test_a_file_is_put_aside_once(someone: Someone) -> None:
    import_id = someone.brings(2)
    with someone.acting() as viewer:
        discard(someone.act(viewer), import_id)
        with pytest.raises(Refused):
            discard(someone.act(viewer), import_id)
    assert (rows(Import).get().status, rows(StagedRow).count()) == ("discarded", 0)


def test_another_role_may_neither_bring_nor_approve(someone: Someone) -> None:
    import_id = someone.brings(2)
    rows(Access).update(role=Role.RO.value)
    with pytest.raises(NotAllowed):
        someone.brings(1)
    with pytest.raises(NotAllowed):
        someone.approves(import_id)
    assert rows(Employment).count() == 0


def test_an_import_of_another_trust_is_as_one_that_is_not_there(someone: Someone) -> None:
    with someone.acting() as viewer:
        with pytest.raises(NotAllowed):
            find_import(viewer, 7)
        with pytest.raises(NotAllowed):
            approve_now(viewer, someone.act(viewer), 7, progress=quietly)


def test_a_file_too_large_to_read_is_not_kept(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.jobs.imports.MAX_FILE_BYTES", 10)
    with pytest.raises(Refused):
        someone.brings(1)
    assert rows(Import).count() == 0


def test_what_was_cleaned_of_a_framework_can_be_told_again(someone: Someone) -> None:
    headings = ("Skill Name", "Skill Description", "Awareness", "Working", "Practitioner", "Expert")
    skills = write_sheet(someone.folder / "f", "skills", headings, ("Weaving", "MISSING", "a", "b", "c", "d"))
    framework, people = someone.brings_folder(skills), someone.brings(1)
    with someone.acting() as viewer:
        told = load_notes(viewer.trust_id, framework).cleaned
        assert (told[0].what, told[0].count, told[0].examples[0].line) == (Cleaning.MISSING.value, 1, 2)
        assert load_notes(viewer.trust_id, people).cleaned == ()


def test_a_worker_finds_out_which_verdicts_a_small_file_would_change(someone: Someone) -> None:
    import_id = someone.brings_folder(write_trust(someone.folder / "trust"))
    assert rows(Import).get().tried is None
    do_jobs()
    kept = rows(Import).get()
    with someone.acting() as viewer:
        trial = load_notes(viewer.trust_id, import_id).trial
    assert trial is not None
    assert {move.was for move in trial.moves} == {"not enough evidence"}
    assert (trial.failure, trial.changes_since, kept.status, rows(Employment).count()) == ("", 0, "staged", 0)


def test_figures_for_context_are_no_verdict_that_a_file_would_change(someone: Someone) -> None:
    import_id = someone.brings_folder(write_waiting(someone.folder / "trust"))
    do_jobs()
    with someone.acting() as viewer:
        trial = load_notes(viewer.trust_id, import_id).trial
    assert trial is not None
    asked = {move.question for move in trial.moves}
    assert "Is every team small enough to decide, and large enough to finish?" in asked
    assert "How much do our teams wait for each other?" not in asked


def test_no_worker_is_asked_to_judge_a_large_file_on_a_copy(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = someone.brings(3)
    asked = rows(ProcrastinateJob).filter(task_name=TRYING, status="todo")
    assert asked.count() == 1
    do_jobs()
    with someone.acting() as viewer:
        with monkeypatch.context() as few:
            few.setattr("plait.jobs.imports.MOST_ROWS", 2)  # here alone: a worker is a process of its own
            ask_to_try(viewer, someone.act(viewer), import_id)
        assert asked.count() == 0
        ask_to_try(viewer, someone.act(viewer), import_id)
    assert asked.count() == 1


def test_a_file_of_many_bytes_and_few_rows_is_tried_as_well(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.jobs.imports.MOST_BYTES", 10)
    someone.brings(1)
    do_jobs()  # it is staged
    do_jobs()  # and tried
    kept = rows(Import).get()
    assert kept.tried
    assert (kept.status, kept.tried["failure"]) == ("staged", "")


def test_what_a_trial_could_not_find_out_is_said(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = someone.brings(1)
    for fault in (Refused("Two rows name one person."), ValueError("a fault of ours")):

        def load_trust_as_if(*_: object, fault: Exception = fault, **__: object) -> None:
            raise fault

        monkeypatch.setattr("plait.jobs.trying.load_trust_as_if", load_trust_as_if)
        with suppress(ValueError), someone.acting() as viewer:
            try_import(asdict(Errand("RXX", viewer.trust_id, someone.user_id, import_id)))
        tried = rows(Import).get().tried
        assert tried
        assert tried["failure"] == ("Two rows name one person." if isinstance(fault, Refused) else BROKE)


def test_nothing_is_tried_for_somebody_who_may_not_enter_any_more(someone: Someone) -> None:
    someone.brings(1)
    rows(Access).update(ends=timezone.localdate())
    do_jobs()
    assert rows(Import).get().tried is None


def save_large(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> int:
    """Three people saved at once, and from here on that many are many."""
    import_id = someone.brings(3)
    assert someone.approves(import_id)
    monkeypatch.setattr("plait.jobs.imports.MOST_ROWS", 2)
    return import_id


def test_a_large_import_is_undone_by_a_worker(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = save_large(someone, monkeypatch)
    assert someone.takes_back(import_id) is None
    waiting = rows(Import).get()
    assert (waiting.status, waiting.stage, rows(Employment).count()) == ("approved", QUEUED, 3)
    with pytest.raises(Refused, match="being undone already"):
        someone.takes_back(import_id)
    do_jobs()
    undone = rows(Import).get()
    assert (undone.status, undone.stage, undone.failure, rows(Employment).count()) == ("undone", "", "", 0)
    assert undone.total > 0
    with pytest.raises(Refused, match="only one that is saved can be undone"):
        someone.takes_back(import_id)


def test_an_undo_that_is_stopped_leaves_the_import_saved(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = save_large(someone, monkeypatch)
    someone.takes_back(import_id)
    someone.stops(import_id)
    do_jobs()
    kept = rows(Import).get()
    assert (kept.status, kept.stage, kept.failure, rows(Employment).count()) == ("approved", "", "", 3)
    someone.takes_back(import_id)
    do_jobs()
    assert (rows(Import).get().status, rows(Employment).count()) == ("undone", 0)


def test_rows_edited_since_are_asked_about_before_a_worker_is_sent(
    someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = save_large(someone, monkeypatch)
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    changed = write_sheet(someone.folder / "later", "people", headings, ("1", "Person 1", GROUPS[1], "Ward 1", "0.6"))
    assert someone.approves(someone.brings_folder(changed))
    with pytest.raises(NeedsAnswer):
        someone.takes_back(import_id)
    assert rows(Import).get(id=import_id).stage == ""
    assert someone.takes_back(import_id, leave_edited=True) is None
    do_jobs()
    assert rows(Import).get(id=import_id).status == "undone"
    assert list(rows(Employment).values_list("employee_number", flat=True)) == ["1"]


def test_an_edit_after_the_question_is_not_undone_unasked(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = save_large(someone, monkeypatch)
    someone.takes_back(import_id)
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    changed = write_sheet(someone.folder / "later", "people", headings, ("1", "Person 1", GROUPS[1], "Ward 1", "0.6"))
    assert someone.approves(someone.brings_folder(changed))
    do_jobs()
    kept = rows(Import).get(id=import_id)
    assert (kept.status, kept.stage, rows(Employment).count()) == ("approved", "", 3)
    assert "edited since" in kept.failure


def test_nobody_else_takes_back_a_large_import(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    import_id = save_large(someone, monkeypatch)
    rows(Access).update(role=Role.RO.value)
    with pytest.raises(NotAllowed):
        someone.takes_back(import_id)
    assert rows(Import).get().stage == ""
