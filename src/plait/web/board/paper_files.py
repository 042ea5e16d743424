"""The file of a paper: opened by whoever reads the paper, attached and taken away by the board secretary."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from plait.engine.papers import PaperFile, download_name, size_words
from plait.engine.permissions import Action
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE, Refused
from plait.files.paper_file import KINDS_KEPT, read_paper_file
from plait.store.paper_files import FileDamaged, attach_file, load_file, take_file_away
from plait.store.papers import PaperLine
from plait.store.writing import StaleRecord
from plait.web.board.reaching import note_opening, reached_paper
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import note_export
from plait.web.shared.editing import NOTHING_SAVED
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.undo import undo_of
from plait.web.shared.upload_limit import was_cut
from plait.web.shared.views import conflict

_log = logging.getLogger("plait.papers")
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
}
POLICY = "default-src 'none'; sandbox"
MOST = f"{MAX_FILE_BYTES // MEGABYTE} MB"
TOO_LARGE = f"This is larger than {MOST}. Make its pictures smaller, and attach it again"
ONE_ONLY = "A paper has one file. Choose one, and add another paper for the other"
CHOOSE = f"Choose the file of this paper: {KINDS_KEPT}"


@dataclass(frozen=True, slots=True)
class AttachPage:
    """The form that attaches a file: to which paper, as it was seen, and what was wrong with the last try."""

    title: str
    lead: str
    hint: str
    version: str
    back: Link
    fault: str = ""


@needs(Action.READ_BOARD)
def paper_file(request: TrustRequest, paper_id: int) -> HttpResponse:
    """The file as it was attached, to the byte, for whoever reads the paper's page."""
    found = reached_paper(request, paper_id)
    try:
        kept = load_file(request.viewer.trust_id, found)
    except FileDamaged:
        _log.exception("damaged: the file of a board paper")
        return render(request, "board/damaged.jinja", {"page": found}, status=500)
    if kept is None:
        raise Http404
    name = download_name(kept.name, kept.ending)
    note_opening(request, found, is_file=True)
    note_export(request, name)
    response = HttpResponse(kept.content, content_type=TYPES[kept.ending])
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    response["Content-Security-Policy"] = POLICY
    return response


@needs(Action.EDIT_BOARD)
def attach(request: TrustRequest, paper_id: int) -> HttpResponse:
    """Attach a file to a paper, in place of the one it has."""
    found = reached_paper(request, paper_id)
    if request.method != "POST":
        return _asked(request, found)
    file, fault = _sent(request)
    if file is None:
        return _asked(request, found, fault)
    here = _home(request, found)
    try:
        is_new = attach_file(act_of(request), found, file, version=_version(request))
    except StaleRecord as stale:
        return _stale(request, stale, Change("File", found.file_name, file.name), here)
    words = f"{file.name} is the file of this paper, {size_words(len(file.content))}."
    notice(request, words if is_new else NOTHING_SAVED, undo=undo_of(request, here) if is_new else "")
    return redirect(here)


@needs(Action.EDIT_BOARD)
@require_POST
def take_away(request: TrustRequest, paper_id: int) -> HttpResponse:
    """The paper has no file any more; one press takes that back."""
    found = reached_paper(request, paper_id)
    if not found.file_name:
        raise Http404
    here = _home(request, found)
    try:
        take_file_away(act_of(request), found, version=_version(request))
    except StaleRecord as stale:
        return _stale(request, stale, Change("File", found.file_name, ""), here)
    notice(request, f"{found.file_name} is no longer the file of this paper.", undo=undo_of(request, here))
    return redirect(here)


def _sent(request: TrustRequest) -> tuple[PaperFile | None, str]:
    """The file that was sent, or what is wrong with what was."""
    files = request.FILES.getlist("file")
    if was_cut(request) or len(files) != 1:
        return None, TOO_LARGE if was_cut(request) else ONE_ONLY if files else CHOOSE
    try:
        return read_paper_file(str(files[0].name or ""), files[0].read()), ""
    except Refused as refusal:
        return None, f"{refusal.wrong}. {refusal.remedy}"


def _asked(request: TrustRequest, paper: PaperLine, fault: str = "") -> HttpResponse:
    now = f"It takes the place of {paper.file_name}. " if paper.file_name else ""
    page = AttachPage(
        title=f"Attach a file to {paper.title}",
        lead=f"{now}Whoever may read this paper may open it; everybody, once the paper is published and not private.",
        hint=f"{KINDS_KEPT}, up to {MOST}.",
        version=request.POST.get("version", str(paper.version)),
        back=Link(paper.title, _home(request, paper)),
        fault=fault,
    )
    return render(request, "board/attach.jinja", {"page": page}, status=422 if fault else 200)


def _version(request: TrustRequest) -> int:
    """The version of the paper that the form was opened on; none that ever was where it does not say."""
    text = request.POST.get("version", "")[:9]
    return int(text) if text.isascii() and text.isdecimal() else 0


def _home(request: TrustRequest, paper: PaperLine) -> str:
    return f"/t/{request.viewer.trust_code}/board/papers/{paper.id}/"


def _stale(request: TrustRequest, stale: StaleRecord, change: Change, here: str) -> HttpResponse:
    again = Link("Open the paper as it is now", here)
    return conflict(request, ConflictPage(who_moved(request, stale), (change,), again))
