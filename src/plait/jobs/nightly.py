"""Judging each trust again every night, since a verdict may change with the day though nobody writes."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from plait.store.findings import are_by_other_rules
from plait.store.scope import scoped
from plait.store.writing import ask_to_judge

NIGHTLY = "plait.judge_nightly"
SHORTLY_AFTER_MIDNIGHT = time(0, 5)


@queue.task(name=NIGHTLY)
def judge_nightly(trust_id: int) -> None:
    """Ask for the judging of a trust on a new day; that judging plans the next night."""
    ask_to_judge(trust_id)


def judge_by_new_rules() -> None:
    """Ask for the judging of every trust whose findings are older than the rules: Plait was brought up to date.

    The planned nights name the trusts, since the application's role sees none outside a scope.
    """
    planned = ProcrastinateJob.objects.filter(task_name=NIGHTLY, status="todo").values_list("args", flat=True)
    for trust_id in sorted({int(args["trust_id"]) for args in planned}):
        with scoped(user_id=None, trust_ids=[trust_id]):
            if are_by_other_rules(trust_id):
                ask_to_judge(trust_id)


def plan_night(trust_id: int, *, at: datetime) -> None:
    """Plan the judging of the night after `at`, once; a worker that slept through it does it when it starts.

    Each trust plans its own night, because the application's role sees no trust outside a scope. The job takes
    no lock of its own: the judging of a write must not wait behind it until midnight.
    """
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    night = timezone.make_aware(datetime.combine(tomorrow, SHORTLY_AFTER_MIDNIGHT))
    job = queue.configure_task(NIGHTLY, queueing_lock=f"nightly-{trust_id}", schedule_at=night)
    try:
        with transaction.atomic():
            job.defer(trust_id=trust_id)
    except AlreadyEnqueued:
        pass  # tonight is planned already
