"""Judging a trust again after a write, so that what the pages show follows the record."""

from django.utils import timezone
from procrastinate.contrib.django import app as queue

from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.since_board import compare_with_last_board
from plait.jobs.board_plans import judge_plans
from plait.jobs.nightly import plan_night
from plait.store.findings import load_revision, save_findings
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.trusts import code_of
from plait.store.writing import JUDGING


@queue.task(name=JUDGING)
def judge_trust(trust_id: int) -> None:
    """Judge a trust as it stands today and as it stood at its last board, try its moves, and keep the findings.

    Done twice, it leaves the same findings.
    """
    at = timezone.now()
    today = timezone.localdate(at)
    with scoped(user_id=None, trust_ids=[trust_id]):
        code = code_of(trust_id)
        if code is None:
            return  # the trust was removed while its job waited
        plan_night(trust_id, at=at)  # before the judging, so that a fault in it does not end the nights
        revision = load_revision(trust_id)  # first, so that a change during the reading shows as one since
        trust = load_trust(code, on=today)
        judged = with_moves(trust, judge_all(trust))
        judged = compare_with_last_board(trust, judged, lambda day: load_trust(code, on=day))
        judge_plans(trust_id, trust, judged, lambda day: load_trust(code, on=day), at=at)
        save_findings(trust_id, judged, on=today, revision=revision, at=at)
