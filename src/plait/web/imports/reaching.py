"""Which imports a viewer may open: those whose every sheet is theirs to import."""

from __future__ import annotations

from django.http import Http404

from plait.engine.board_record import RECORD_SHEETS
from plait.engine.board_sheets import BOARD_SHEETS
from plait.engine.permissions import Action, Scope, Viewer, own_sheets, scope_of
from plait.engine.strategy_sheets import NOT_CHOSEN
from plait.jobs.imports import is_theirs
from plait.store.import_views import ImportView, load_import
from plait.web.shared.access import TrustRequest, refuse

OF_THE_BOARD = frozenset(sheet.name for sheet in (*BOARD_SHEETS, *RECORD_SHEETS, NOT_CHOSEN))


def is_reached(viewer: Viewer, kept: ImportView) -> bool:
    """May this viewer see what the import holds? Who imports some sheets only sees only files of those.

    A file of the board's sheets may hold drafts, so it is for those who read them, whatever else they import.
    """
    sheets = frozenset(sheet.sheet for sheet in kept.sheets)
    if sheets & OF_THE_BOARD and not scope_of(viewer, Action.READ_BOARD_DRAFTS):
        return False
    if Scope.TRUST in scope_of(viewer, Action.IMPORT):
        return True
    if not sheets:  # nothing of it is understood yet, so only who brought it may look
        return kept.uploaded_by_id == viewer.user_id
    return own_sheets(viewer, Action.IMPORT, sheets) == sheets


def own_import(request: TrustRequest, number: int) -> ImportView:
    """An import this viewer may match, stop or put aside; else as `reached_import`."""
    kept = reached_import(request, number)
    if not is_theirs(request.viewer, kept):
        refuse(request, "somebody else brought this import")
    return kept


def reached_import(request: TrustRequest, number: int) -> ImportView:
    """An import of the viewer's trust; as if it were missing when there is none, refused when it is not theirs."""
    kept = load_import(request.viewer.trust_id, number)
    if kept is None:
        raise Http404
    if not is_reached(request.viewer, kept):
        refuse(request, "IMPORT does not reach the sheets of this import", Action.IMPORT)
    return kept
