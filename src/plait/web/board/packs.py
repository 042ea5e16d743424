"""Board packs by page: made by one press, read, circulated, published, withdrawn, and opened for ever."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plait.engine.board_packs import STATES, UNPUBLISHED, moves_of, states_read
from plait.engine.permissions import Action
from plait.jobs.packs import ask_for_pack
from plait.pack.html import style_hash
from plait.store.history import load_history
from plait.store.packs import PackFile, PackLine, find_pack, load_file, load_hashes, page_packs
from plait.store.packs import move as move_pack
from plait.store.readings import PACK, Opened, note_reading
from plait.store.writing import StaleRecord
from plait.web.board.packs_page import (
    DOWNLOADS,
    PACK_HEADS,
    pack_page,
    pack_rows,
    packs_listing,
    packs_page,
)
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response, note_export
from plait.web.shared.jinja import full_date
from plait.web.shared.listing import read_query
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, ConflictPage, Link
from plait.web.shared.saved_first import who_moved
from plait.web.shared.table import wanted_of
from plait.web.shared.views import conflict

POLICY = "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@needs(Action.READ_PACKS)
def packs(request: TrustRequest) -> HttpResponse:
    """The packs this viewer may read, the latest first."""
    viewer = request.viewer
    offered = packs_listing(viewer)
    query = read_query(request.GET, offered)
    found = page_packs(viewer.trust_id, states_read(viewer), wanted_of(query))
    if query.wants_csv:
        return csv_response(request, "board-packs.csv", PACK_HEADS, pack_rows(found), query)
    return render(request, "board/packs.jinja", {"page": packs_page(viewer, query, found)})


@needs(Action.MAKE_PACK)
@require_POST
def make(request: TrustRequest) -> HttpResponse:
    """Have a worker make the pack of today."""
    pack_id = ask_for_pack(request.viewer, act_of(request))
    return redirect("board-pack", code=request.viewer.trust_code, pack_id=pack_id)


@needs(Action.READ_PACKS)
def pack(request: TrustRequest, pack_id: int) -> HttpResponse:
    """One pack: its files with their hashes, and what may be made of it next."""
    viewer, found = request.viewer, _found(request, pack_id)
    _note(request, found)
    hashes = load_hashes(viewer.trust_id, pack_id)
    history = load_history(viewer.trust_id, {"boardpack": [pack_id]})
    return render(request, "board/pack.jinja", {"page": pack_page(viewer, found, hashes, history)})


@needs(Action.MAKE_PACK)
@require_POST
def move(request: TrustRequest, pack_id: int) -> HttpResponse:
    """Circulate, publish or withdraw a pack, as it was seen."""
    found, state = _found(request, pack_id), request.POST.get("state", "")
    version = request.POST.get("version", "")
    if state not in STATES or not version.isascii() or not version.isdecimal():
        raise Http404
    here = request.path.removesuffix("move/")
    try:
        if state not in moves_of(request.viewer, found.state):
            raise StaleRecord("boardpack", [pack_id])
        move_pack(act_of(request), found, state, version=int(version[:9]))
    except StaleRecord as stale:
        changed = Change("State", STATES[found.state], STATES[state])
        first = who_moved(request, stale)
        return conflict(request, ConflictPage(first, (changed,), Link("Open the pack as it is now", here)))
    notice(request, f"The pack is now: {STATES[state].lower()}.")
    return redirect(here)


@needs(Action.READ_PACKS)
def read(request: TrustRequest, pack_id: int) -> HttpResponse:
    """The pack as it was printed, to read on a screen; nothing in it runs, and its one style is known by its hash."""
    found, kept = _found(request, pack_id), _file(request, pack_id, "html")
    _note(request, found)
    response = HttpResponse(kept.content, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = POLICY.format(style=style_hash(kept.content))
    return response


@needs(Action.READ_PACKS)
def file(request: TrustRequest, pack_id: int, ending: str) -> HttpResponse:
    """One file of a pack, to the byte as it was printed."""
    found, kept = _found(request, pack_id), _file(request, pack_id, ending)
    name = f"board-pack-{request.viewer.trust_code}-{found.on.isoformat()}.{ending}"
    _note(request, found, is_file=True)
    note_export(request, name)
    response = HttpResponse(kept.content, content_type=DOWNLOADS[ending][1])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _note(request: TrustRequest, pack: PackLine, *, is_file: bool = False) -> None:
    """Whoever opens a pack that is there to read and not everybody's leaves a row of that."""
    if pack.state in UNPUBLISHED:
        note_reading(act_of(request), Opened(PACK, pack.id, f"Board pack of {full_date(pack.on)}"), is_file=is_file)


def _found(request: TrustRequest, pack_id: int) -> PackLine:
    """A pack the viewer may read in its state; any other answers as one that does not exist."""
    found = find_pack(request.viewer.trust_id, pack_id, states_read(request.viewer))
    if found is None:
        raise Http404
    return found


def _file(request: TrustRequest, pack_id: int, ending: str) -> PackFile:
    kept = load_file(request.viewer.trust_id, _found(request, pack_id).id, ending)
    if kept is None:
        raise Http404
    return kept
