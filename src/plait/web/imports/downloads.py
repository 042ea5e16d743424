"""Files of an import to keep: the template, the rows to correct, the file itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from django.http import Http404, HttpResponse

from plait.engine.intake import SHEET_TITLES
from plait.engine.litmus.judging import questions
from plait.engine.permissions import Action, own_sheets
from plait.engine.staff_groups import STAFF_GROUPS
from plait.engine.workbook import SHEETS
from plait.files.folder import read_kept
from plait.files.template import write_template
from plait.files.writing import write_problems
from plait.store.import_views import ImportView, load_staged
from plait.store.paging import Wanted
from plait.store.people import list_people_filters
from plait.store.staging import DISCARDED, REJECTED, load_file
from plait.web.imports.hiding import refuse_costs
from plait.web.imports.reaching import reached_import
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import WORKBOOK, note_export


def _attached(name: str, data: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    safe = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name)
    response["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "replace").decode()}"'
    return response


def _written(name: str, write: Callable[[BinaryIO], None]) -> HttpResponse:
    target = io.BytesIO()
    write(target)
    return _attached(name, target.getvalue(), WORKBOOK)


def unlocked() -> dict[str, str]:
    """By sheet: the questions it helps to answer."""
    by_sheet: dict[str, list[str]] = {}
    for litmus in questions():
        for sheet in litmus.feeds:
            by_sheet.setdefault(sheet, []).append(litmus.question)
    return {sheet: " ".join(asked) for sheet, asked in by_sheet.items()}


@needs(Action.IMPORT)
def template(request: TrustRequest) -> HttpResponse:
    """The workbook to fill in, with the sheets this viewer may import."""
    own = own_sheets(request.viewer, Action.IMPORT, [sheet.name for sheet in SHEETS])
    sheets = [sheet for sheet in SHEETS if sheet.name in own]
    offered = {STAFF_GROUPS.name: list_people_filters(request.viewer.trust_id).staff_groups}
    return _written(
        "plait-template.xlsx", lambda target: write_template(sheets, target, unlocks=unlocked(), offered=offered)
    )


@needs(Action.IMPORT)
def faults(request: TrustRequest, number: int) -> HttpResponse:
    """The rows that cannot be read, with what to do beside each."""
    viewer = request.viewer
    kept = _with_bytes(request, number)
    lines = load_staged(viewer.trust_id, number, REJECTED, Wanted(limit=None)).rows
    problems = [problem for line in lines for problem in line.problems]
    book = read_kept(*load_file(viewer.trust_id, number), expected=SHEET_TITLES)
    note_export(request, f"{kept.name} to correct.xlsx", count=len(lines))
    return _written(f"{kept.name} to correct.xlsx", lambda target: write_problems(book, problems, target))


def _with_bytes(request: TrustRequest, number: int) -> ImportView:
    """An import whose file the viewer may have; of one that was put aside nothing is kept."""
    kept = reached_import(request, number)
    refuse_costs(request, kept)
    if kept.status == DISCARDED:
        raise Http404
    return kept


@needs(Action.IMPORT)
def file(request: TrustRequest, number: int) -> HttpResponse:
    """The file as it was brought."""
    _with_bytes(request, number)
    name, data = load_file(request.viewer.trust_id, number)
    note_export(request, name)
    return _attached(name.replace("/", ".zip"), data, "application/octet-stream")
