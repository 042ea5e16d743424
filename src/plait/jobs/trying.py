"""What a staged file would change in the verdicts, judged by a worker on a copy of the record, once a staging."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app as queue

from plait.engine.litmus.judging import judge_all
from plait.engine.permissions import Viewer
from plait.jobs.acting import NotAllowed, act_of, acting
from plait.jobs.imports import TRYING, Errand, find_import
from plait.store.findings import load_revision
from plait.store.import_notes import Trial, VerdictMove, note_trial
from plait.store.import_views import ImportView
from plait.store.snapshot import load_trust
from plait.store.staging import STAGED, Refused
from plait.store.trying import load_trust_as_if
from plait.store.writing import Act

BROKE = "The verdicts could not be worked out. Whoever runs Plait finds the reason in its log."


@queue.task(name=TRYING)
def try_import(errand: dict[str, Any]) -> None:
    """Find out which verdicts a staged file would change, and keep that with it; nothing for one put aside or saved."""
    told, at = Errand(**errand), timezone.now()
    with suppress(NotAllowed), acting(told.user_id, told.code, on=timezone.localdate(at)) as viewer:
        kept = find_import(viewer, told.import_id)
        if kept.status == STAGED:
            _note(viewer, kept, at)


def _note(viewer: Viewer, kept: ImportView, at: datetime) -> None:
    revision = load_revision(viewer.trust_id)  # first, so that a change during the work shows as one since
    failed = Trial((), at, revision, BROKE)
    try:
        trial = Trial(try_verdicts(viewer, act_of(viewer, at), kept), at, revision)
    except Refused as refusal:
        trial = Trial((), at, revision, str(refusal))
    except Exception:
        note_trial(viewer.trust_id, kept.id, failed)
        raise
    note_trial(viewer.trust_id, kept.id, trial)


def try_verdicts(viewer: Viewer, act: Act, kept: ImportView) -> tuple[VerdictMove, ...]:
    """The questions whose verdict saving the file would change, on the day it is true from or today if that is later.

    Feeds count as sent, as they would; both sides are judged by the same rules on the same day. Refused when
    the file clashes with the record.
    """
    on = max(act.day, kept.choices.true_from)
    now = {one.slug: one.finding for one in judge_all(load_trust(viewer.trust_code, on=on))}
    then = judge_all(load_trust_as_if(act, viewer.trust_code, kept.id, on=on))
    return tuple(
        VerdictMove(one.litmus.question, now[one.slug].verdict.value, one.finding.verdict.value, one.finding.sentence)
        for one in then
        if one.litmus and not one.is_context and one.finding.verdict is not now[one.slug].verdict
    )
