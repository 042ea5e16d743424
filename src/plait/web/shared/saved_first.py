"""The sentence for whoever saves second: who saved first, and when."""

from __future__ import annotations

from django.utils import timezone

from plait.store.history import HistoryLine, load_history
from plait.store.writing import StaleRecord
from plait.web.shared.access import TrustRequest
from plait.web.shared.jinja import full_date


def who_saved(saving: HistoryLine | None) -> str:
    """Who saved a record last, and when; somebody, where nothing of it was ever saved by anybody."""
    if saving is None:
        return "Somebody saved this while you had the form open."
    at = timezone.localtime(saving.at)
    day = "" if at.date() == timezone.localdate() else f" on {full_date(at.date())}"
    return f"{saving.by} saved this{day} at {at:%H:%M}, while you had the form open."


def who_moved(request: TrustRequest, stale: StaleRecord) -> str:
    """Who saved the rows last that moved on, and when."""
    found = load_history(request.viewer.trust_id, {stale.kind: stale.record_ids}, limit=1)
    return who_saved(next(iter(found), None))
