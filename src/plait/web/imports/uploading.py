"""The upload form, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from plait.engine.cells import CannotRead, read_date
from plait.engine.permissions import Action, Viewer, own_sheets
from plait.engine.workbook import SHEETS
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE
from plait.jobs.imports import Upload
from plait.store.imports import Choices, tell_dated
from plait.web.shared.page import Choice, Fault

TOO_LARGE = f"The file is larger than {MAX_FILE_BYTES // MEGABYTE} MB. Bring it in smaller parts"


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
    viewer: Viewer, typed: Mapping[str, str], whole: list[str], file: UploadedFile[bytes] | None, *, was_cut: bool
) -> tuple[UploadPage, Upload | None, Choices | None]:
    """What was sent: the form again, and the file with its choices when nothing is wrong."""
    faults = [Fault(text, "file") for text in _file_faults(file, was_cut=was_cut)]
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
    if faults or file is None or true_from is None:
        return page, None, None
    chosen = frozenset(choice.value for choice in registers if choice.selected)
    upload = Upload(str(file.name or "file"), file.read())
    return page, upload, Choices(true_from, corrects, whole_registers=chosen)


def _file_faults(file: UploadedFile[bytes] | None, *, was_cut: bool) -> list[str]:
    if was_cut:
        return [TOO_LARGE]
    if file is None:
        return ["Choose a file: an Excel Workbook (.xlsx) or CSV"]
    return ["This file is empty. Choose the file that holds the rows"] if not file.size else []
