"""The pages of an import: list, upload, preview, rows, approval, undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action
from plait.jobs.acting import NotAllowed, in_words
from plait.jobs.imports import approve_import, bring_file, refuse_undo, take_back
from plait.store.import_notes import load_notes
from plait.store.import_views import ImportView, list_imports, load_staged
from plait.store.paging import Wanted
from plait.store.progress import ask_to_stop, discard
from plait.store.staging import OUTCOMES, Refused
from plait.store.undoing import NeedsAnswer
from plait.store.writing import StaleRecord
from plait.web.imports.endings import untyped
from plait.web.imports.page import IMPORTS, StagedPage, list_page, rows_page, staged_page, undo_page
from plait.web.imports.reaching import own_import, reached_import
from plait.web.imports.uploading import empty_form, read_upload
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.listing import PAGE_SIZE, read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import Fault
from plait.web.shared.upload_limit import was_cut


@needs(Action.IMPORT)
def imports(request: TrustRequest) -> HttpResponse:
    """Every file that was brought, latest first, and which sheet helps to answer what."""
    query = read_query(request.GET, IMPORTS)
    wanted = Wanted(search=query.q, offset=query.offset, limit=PAGE_SIZE)
    page = list_page(request.viewer, query, list_imports(request.viewer.trust_id, wanted))
    return render(request, "imports/imports.jinja", {"page": page})


@needs(Action.IMPORT)
def upload(request: TrustRequest) -> HttpResponse:
    """Bring a file."""
    viewer = request.viewer
    if request.method != "POST":
        return render(request, "imports/upload.jinja", {"page": empty_form(viewer, timezone.localdate())})
    typed, whole, files = request.POST.dict(), request.POST.getlist("whole"), request.FILES.getlist("file")
    page, sent, choices = read_upload(viewer, typed, whole, files, was_cut=was_cut(request))
    faults = page.faults
    if sent and choices:
        try:
            return redirect("import", viewer.trust_code, bring_file(viewer, act_of(request), sent, choices))
        except (NotAllowed, Refused) as refusal:
            faults = (Fault(str(refusal), "file"),)
    return render(request, "imports/upload.jinja", {"page": page, "faults": faults}, status=422)


@needs(Action.IMPORT)
def preview(request: TrustRequest, number: int) -> HttpResponse:
    """What a file would do, or what became of it."""
    page = _staged(request, reached_import(request, number))
    return render(request, "imports/import.jinja", {"page": page})


def _staged(request: TrustRequest, kept: ImportView) -> StagedPage:
    return staged_page(request.viewer, kept, load_notes(request.viewer.trust_id, kept.id))


@needs(Action.IMPORT)
def rows(request: TrustRequest, number: int, outcome: str) -> HttpResponse:
    """The rows of a file that met one fate."""
    kept = reached_import(request, number)
    if outcome not in OUTCOMES:
        raise Http404
    query = read_query(request.GET, IMPORTS)
    found = load_staged(request.viewer.trust_id, number, outcome, Wanted(offset=query.offset, limit=PAGE_SIZE))
    page = rows_page(request.viewer, kept, outcome, query, found)
    return render(request, "imports/rows.jinja", {"page": page})


@needs(Action.IMPORT)
@require_POST
def approve(request: TrustRequest, number: int) -> HttpResponse:
    """Save a file that was looked at."""
    viewer, act = request.viewer, act_of(request)
    kept = reached_import(request, number)
    if request.POST.get("seen", kept.fingerprint) != kept.fingerprint:
        messages.error(request, "The file was brought again since you looked. Look at it once more.")
        return redirect("import", viewer.trust_code, number)
    wrong = untyped(kept, request.POST.dict())
    if wrong:
        return render(request, "imports/import.jinja", {"page": _staged(request, kept), "faults": wrong}, status=422)
    try:
        if approve_import(viewer, act, number, leaves_out=request.POST.get("leaves_out") == "on"):
            notice(request, f"{kept.name} is saved.")
    except (Refused, NotAllowed, StaleRecord) as refusal:
        messages.error(request, in_words(refusal))
    return redirect("import", viewer.trust_code, number)


@needs(Action.IMPORT)
def undo(request: TrustRequest, number: int) -> HttpResponse:
    """Take a saved file back, after a question."""
    viewer = request.viewer
    kept = reached_import(request, number)
    try:
        if request.method != "POST":
            refuse_undo(viewer, number)
            return render(request, "imports/undo.jinja", {"page": undo_page(viewer, kept, ())})
        left = take_back(viewer, act_of(request), number, leave_edited=request.POST.get("leave_edited") == "on")
        if left is not None:
            notice(request, f"{kept.name} is undone. {left.words}".rstrip())
    except NeedsAnswer as question:
        return render(request, "imports/undo.jinja", {"page": undo_page(viewer, kept, question.edited)}, status=409)
    except (Refused, NotAllowed, StaleRecord) as refusal:
        messages.error(request, in_words(refusal))
    return redirect("import", viewer.trust_code, number)


@needs(Action.IMPORT)
@require_POST
def stop(request: TrustRequest, number: int) -> HttpResponse:
    """Ask the work on a file to stop."""
    own_import(request, number)
    if ask_to_stop(act_of(request), number):
        notice(request, "It stops at its next step, and the record stays as it was.")
    else:
        messages.error(request, "There was nothing to stop: the work on this file is done.")
    return redirect("import", request.viewer.trust_code, number)


@needs(Action.IMPORT)
@require_POST
def put_aside(request: TrustRequest, number: int) -> HttpResponse:
    """Put a file aside that will not be saved."""
    own_import(request, number)
    try:
        discard(act_of(request), number)
        notice(request, "The file was put aside. Nothing of it was saved.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("imports", request.viewer.trust_code)
