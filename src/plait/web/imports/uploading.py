"""The upload form, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from plait.engine.cells import CannotRead, read_date
from plait.engine.permissions import Action, Viewer, own_sheets
from plait.engine.workbook import SHEETS
from plait.files.folder import bundle
from plait.files.limits import MAX_FILE_BYTES, MAX_FILES, MEGABYTE, Refused
from plait.jobs.imports import Upload
from plait.store.imports import Choices, tell_dated
from plait.web.shared.page import Choice, Fault

TOO_LARGE = f"This is larger than {MAX_FILE_BYTES // MEGABYTE} MB, all files together. Bring it in smaller parts"
TOO_MANY = f"These are more than {MAX_FILES} files. Keep one file for each sheet, or bring them in smaller parts"


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The upload form as it stands: what was typed, what may be chosen, and what to put right."""

    true_from: str
    corrects_past: bool
    registers: tuple[Choice, ...]
    faults: tuple[Fault, ...] = ()
    dated: str = tell_dated()

    def fault_of(self, field: str) -> str:
        """What to put right in one field."""
        return next((fault.text for fault in self.faults if fault.field == field), "")


def empty_form(viewer: Viewer, today: date) -> UploadPage:
    """The form before anything is typed."""
    return UploadPage(f"{today:%d/%m/%Y}", corrects_past=False, registers=_registers(viewer, ()))


def _registers(viewer: Viewer, chosen: tuple[str, ...]) -> tuple[Choice, ...]:
    """The sheets whose missing rows may end, as far as they are the viewer's."""
    dated = [sheet for sheet in SHEETS if sheet.has_last_day]
    own = own_sheets(viewer, Action.IMPORT, [sheet.name for sheet in dated])
    return tuple(Choice(s.name, s.title, s.name in chosen) for s in dated if s.name in own)


def read_upload(
    viewer: Viewer, typed: Mapping[str, str], whole: list[str], files: Sequence[UploadedFile[bytes]], *, was_cut: bool
) -> tuple[UploadPage, Upload | None, Choices | None]:
    """What was sent: the form again, and the file with its choices when nothing is wrong."""
    upload, wrong = _read_files(files, was_cut=was_cut)
    faults = [Fault(wrong, "file")] if wrong else []
    text = typed.get("true_from", "").strip()
    try:
        true_from = read_date(text) if text else None
    except CannotRead as fault:
        true_from = None
        faults.append(Fault(f"{fault.wrong}. {fault.remedy}", "true_from"))
    if not text:
        faults.append(Fault("Enter the day from which the file is true, like 02/11/2026", "true_from"))
    corrects = typed.get("corrects_past") == "on"
    registers = _registers(viewer, tuple(whole))
    page = UploadPage(text, corrects_past=corrects, registers=registers, faults=tuple(faults))
    if faults or upload is None or true_from is None:
        return page, None, None
    chosen = frozenset(choice.value for choice in registers if choice.selected)
    return page, upload, Choices(true_from, corrects, whole_registers=chosen)


def _read_files(files: Sequence[UploadedFile[bytes]], *, was_cut: bool) -> tuple[Upload | None, str]:
    """What was brought, several CSV files as one; or what is wrong with it."""
    if was_cut:
        return None, TOO_LARGE
    if len(files) > MAX_FILES:
        return None, TOO_MANY
    if not files:
        return None, "Choose a file: an Excel Workbook (.xlsx), CSV files, a zip file of CSV files, or an agenda"
    empty = next((file for file in files if not file.size), None)
    if empty:
        which = "This file" if len(files) == 1 else empty.name
        return None, f"{which} is empty. Choose the file that holds the rows"
    try:
        return Upload(*bundle([(str(file.name or "file"), file.read()) for file in files])), ""
    except Refused as refusal:
        return None, f"{refusal.wrong}. {refusal.remedy}"
