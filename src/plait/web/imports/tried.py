"""What would change if a file were saved, as its page tells it: judged by a worker, with the moment it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from plait.engine.litmus.wording import many
from plait.jobs.imports import is_small
from plait.store.import_notes import Trial, VerdictMove
from plait.store.import_views import ImportView

TOO_LARGE = "This file is too large to be judged on a copy here. The verdicts follow within minutes of saving it."
AWAITED = "This is being worked out on a copy of your records. You need not wait for it to save the file."


@dataclass(frozen=True, slots=True)
class TriedPage:
    """The verdicts that would change; `said` says when that was found, or why it is not known."""

    said: str
    moves: tuple[VerdictMove, ...] = ()
    is_known: bool = False
    is_awaited: bool = False


def tried_page(kept: ImportView, trial: Trial | None) -> TriedPage:
    """What is known of the verdicts a file would change."""
    if not is_small(kept):
        return TriedPage(TOO_LARGE)
    if trial is None:
        return TriedPage(AWAITED, is_awaited=True)
    if trial.failure:
        return TriedPage(trial.failure)
    since = trial.changes_since
    later = f", before {many(since, 'later change', 'later changes')} of the record" if since else ""
    said = f"Judged on a copy of your records, with the rows that can be read, on {moment(trial.at)}{later}."
    return TriedPage(said, trial.moves, is_known=True)


def moment(at: datetime) -> str:
    """A moment as the clocks here show it: “28 November 2026, 18:03”."""
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M}"
