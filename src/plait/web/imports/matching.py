"""The page that matches the columns of a report, saves that, and has the file checked by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plait.engine.ae_returns import is_ae_return
from plait.engine.mapping import ColumnMapping, signature_of
from plait.engine.permissions import Action
from plait.jobs.acting import NotAllowed, in_words
from plait.jobs.imports import load_report, stage_again
from plait.store.mappings import load_mappings, save_mapping
from plait.store.names import Names
from plait.store.staging import STAGED, Refused
from plait.store.writing import StaleRecord
from plait.web.imports import ae_columns
from plait.web.imports import columns as staff_columns
from plait.web.imports.columns import ColumnsPage, Report
from plait.web.imports.reaching import own_import
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.page import Fault


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of report is matched: what is suggested, what a form says, what it lacks, and the page."""

    suggest: Callable[[Report], ColumnMapping]
    read: Callable[[Report, Mapping[str, str], ColumnMapping | None], ColumnMapping]
    faults: Callable[[Report, ColumnMapping], tuple[Fault, ...]]
    page: Callable[[Report, ColumnMapping, tuple[Fault, ...]], ColumnsPage]


STAFF, AE = (
    Way(one.suggested_mapping, one.read_mapping, one.faults_of, one.columns_page) for one in (staff_columns, ae_columns)
)  # fmt: skip


@needs(Action.IMPORT)
def columns(request: TrustRequest, number: int) -> HttpResponse:
    """Match the columns of a report; both pages are for a file that waits to be saved."""
    viewer = request.viewer
    kept = own_import(request, number)
    if kept.status != STAGED or kept.stage:
        messages.error(request, "Columns are matched before a file is saved. Upload it again to match them anew.")
        return redirect("import", viewer.trust_code, number)
    table = load_report(viewer, number)
    if table is None:
        raise Http404
    report = Report(table, Names(viewer.trust_id).known(), viewer.trust_code, viewer.trust_name)
    saved = load_mappings(viewer.trust_id, [signature_of(table)]).get(signature_of(table))
    if request.method == "POST":
        return _match(request, number, report, saved)
    way = _way(report)
    return render(request, "imports/columns.jinja", {"page": way.page(report, saved or way.suggest(report), ())})


def _way(report: Report) -> Way:
    return AE if is_ae_return(report.table) else STAFF


def _match(request: TrustRequest, number: int, report: Report, saved: ColumnMapping | None) -> HttpResponse:
    viewer, act, way = request.viewer, act_of(request), _way(report)
    mapping = way.read(report, request.POST.dict(), saved)
    faults = way.faults(report, mapping)
    if faults:
        page = way.page(report, mapping, faults)
        return render(request, "imports/columns.jinja", {"page": page, "faults": faults}, status=422)
    try:
        save_mapping(act, signature_of(report.table), mapping)
        stage_again(viewer, act, number)
    except NotAllowed as refusal:  # the file holds what is not theirs to bring, and was put aside
        messages.error(request, f"{refusal} The file was put aside.")
        return redirect("imports", viewer.trust_code)
    except (Refused, StaleRecord) as refusal:
        messages.error(request, in_words(refusal))
    return redirect("import", viewer.trust_code, number)
