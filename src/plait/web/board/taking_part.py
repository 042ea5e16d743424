"""Which part each director takes in digital work, and how far it is left to one."""

from __future__ import annotations

from django.utils import timezone

from plait.engine.litmus.questions.work_is_not_delegated import TEST as DELEGATED
from plait.engine.permissions import Action
from plait.store.snapshot import load_board_work
from plait.store.thresholds import find_threshold
from plait.web.board import delegation_page as of_delegation
from plait.web.board import directors_page as of_directors
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.download import csv_response
from plait.web.shared.keeping import Drawing, DrawingOrFile, kept_by_role


@needs(Action.READ_BOARD)
@kept_by_role
def directors(request: TrustRequest) -> DrawingOrFile:
    """What each director wrote, led, sponsored and challenged, and what the digital leader did beyond digital."""
    work = load_board_work(request.viewer.trust_id, on=timezone.localdate())
    if request.GET.get("format") == "csv":
        rows = of_directors.part_rows(work.parts())
        return csv_response(request, "directors.csv", of_directors.HEADINGS, rows)
    return Drawing("board/directors.jinja", of_directors.directors_page(request.viewer, work))


@needs(Action.READ_BOARD)
@kept_by_role
def delegation(request: TrustRequest) -> DrawingOrFile:
    """Whose the digital papers and actions are, office by office."""
    viewer, today = request.viewer, timezone.localdate()
    work = load_board_work(viewer.trust_id, on=today)
    if request.GET.get("format") == "csv":
        rows = of_delegation.owned_rows(work.delegation().owned)
        return csv_response(request, "delegation.csv", of_delegation.HEADINGS, rows)
    own = find_threshold(viewer.trust_id, DELEGATED.slug, on=today)
    limit = own.value if own is not None and own.starts <= today else DELEGATED.threshold.value
    return Drawing("board/delegation.jinja", of_delegation.delegation_page(viewer, work, limit))
