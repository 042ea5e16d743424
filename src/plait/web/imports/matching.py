"""The page that matches the columns of a report, saves that, and has the file checked by it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plait.engine.mapping import ColumnMapping, signature_of
from plait.engine.permissions import Action
from plait.jobs.acting import NotAllowed, in_words
from plait.jobs.imports import load_report, stage_again
from plait.store.mappings import load_mappings, save_mapping
from plait.store.names import Names
from plait.store.staging import STAGED, Refused
from plait.store.writing import StaleRecord
from plait.web.imports.columns import Report, columns_page, faults_of, read_mapping, suggested_mapping
from plait.web.imports.reaching import own_import
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of


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
    report = Report(table, Names(viewer.trust_id).known())
    saved = load_mappings(viewer.trust_id, [signature_of(table)]).get(signature_of(table))
    if request.method == "POST":
        return _match(request, number, report, saved)
    return render(request, "imports/columns.jinja", {"page": columns_page(report, saved or suggested_mapping(report))})


def _match(request: TrustRequest, number: int, report: Report, saved: ColumnMapping | None) -> HttpResponse:
    viewer, act = request.viewer, act_of(request)
    mapping = read_mapping(report, request.POST.dict(), saved)
    faults = faults_of(report, mapping)
    if faults:
        page = columns_page(report, mapping, faults)
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
