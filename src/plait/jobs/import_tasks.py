"""What a worker does with a large file: stage, save or undo it, telling how far it is and stopping when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted

from plait.engine.permissions import Viewer
from plait.jobs.acting import NotAllowed, act_of, acting, in_words
from plait.jobs.imports import (
    APPROVING,
    STAGING,
    UNDOING,
    Errand,
    approve_now,
    ask_to_try,
    find_import,
    stage_now,
    undo_import,
)
from plait.store.imports import Progress, Stopped
from plait.store.progress import discard, finish, reporting
from plait.store.scope import scoped
from plait.store.staging import APPROVED, FAILED, STAGED, WAITING, Refused
from plait.store.writing import Act, StaleRecord

MOST_TRIES = 3
BROKE = "Plait could not finish this, and the record is as it was. Whoever runs Plait finds the reason in its log."
GAVE_UP = f"The worker ended {MOST_TRIES} times in the middle of this, and the record is as it was."

# A worker that is told to stop puts its job back; what fails by itself is not tried again.
AFTER_SHUTDOWN = RetryStrategy(max_attempts=MOST_TRIES, retry_exceptions=[JobAborted])
Work = Callable[[Viewer, Act, Progress], None]


@queue.task(name=STAGING, pass_context=True, retry=AFTER_SHUTDOWN)
def stage_import(context: JobContext, errand: dict[str, Any]) -> None:
    """Stage a kept file; asked to stop, it is discarded."""
    told = Errand(**errand)

    def work(viewer: Viewer, act: Act, progress: Progress) -> None:
        if find_import(viewer, told.import_id).status not in {WAITING, STAGED}:  # it was discarded meanwhile
            return
        try:
            stage_now(viewer, act, told.import_id, progress=progress)
            ask_to_try(viewer, act, told.import_id)
        except Stopped:
            discard(act, told.import_id)

    _Run(context, told, broken=FAILED).do(work)


@queue.task(name=APPROVING, pass_context=True, retry=AFTER_SHUTDOWN)
def save_import(context: JobContext, errand: dict[str, Any]) -> None:
    """Save a staged file; asked to stop, it stays staged and nothing of it is saved."""
    told = Errand(**errand)

    def work(viewer: Viewer, act: Act, progress: Progress) -> None:
        if find_import(viewer, told.import_id).status != APPROVED:  # a worker may have died just after saving
            approve_now(viewer, act, told.import_id, progress=progress)

    _Run(context, told).do(work)


@queue.task(name=UNDOING, pass_context=True, retry=AFTER_SHUTDOWN)
def undo_saved(context: JobContext, errand: dict[str, Any]) -> None:
    """Undo a saved file; asked to stop, it stays saved and nothing of it is undone."""
    told = Errand(**errand)

    def work(viewer: Viewer, act: Act, progress: Progress) -> None:
        if find_import(viewer, told.import_id).status == APPROVED:  # else a worker died just after undoing it
            undo_import(viewer, act, told.import_id, leave_edited=told.leave_edited, progress=progress)

    _Run(context, told).do(work)


@dataclass(frozen=True, slots=True)
class _Run:
    """One job on one import; `broken` says what the import becomes when the job does not come to its end."""

    context: JobContext
    told: Errand
    broken: str | None = None

    def do(self, work: Work) -> None:
        """Do the work with the rights its user has today."""
        if self.context.job.attempts >= MOST_TRIES:
            self._finish(status=self.broken, failure=GAVE_UP)
            return
        try:
            self._act(work)
        except Stopped:
            self._finish()
        except (Refused, NotAllowed, StaleRecord) as refusal:
            self._finish(failure=in_words(refusal))
        except JobAborted:
            raise  # this worker stops, and the job goes back to the queue
        except Exception:
            self._finish(status=self.broken, failure=BROKE)
            raise
        else:
            self._finish()

    def _act(self, work: Work) -> None:
        at = timezone.now()
        with (
            acting(self.told.user_id, self.told.code, on=timezone.localdate(at)) as viewer,
            reporting(self.told.trust_id, self.told.import_id) as report,
        ):
            work(viewer, act_of(viewer, at, request=self.told.request), self._heeding(report))

    def _heeding(self, report: Progress) -> Progress:
        def heed(stage: str, done: int, total: int) -> None:
            if self.context.should_abort():
                raise JobAborted
            report(stage, done, total)

        return heed

    def _finish(self, *, status: str | None = None, failure: str = "") -> None:
        with scoped(user_id=self.told.user_id, trust_ids=[self.told.trust_id]):
            finish(self.told.trust_id, self.told.import_id, status=status, failure=failure)
