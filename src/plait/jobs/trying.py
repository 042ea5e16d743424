"""What a staged file would change in the verdicts, judged on a copy of the record."""

from dataclasses import dataclass

from plait.engine.litmus.judging import judge_all
from plait.engine.permissions import Viewer
from plait.jobs.imports import MOST_ROWS
from plait.store.import_views import ImportView
from plait.store.snapshot import load_trust
from plait.store.staging import STAGED
from plait.store.trying import load_trust_as_if
from plait.store.writing import Act


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """A question that would be answered otherwise: the verdict now, the one then, and what would be found."""

    question: str
    was: str
    becomes: str
    sentence: str


def is_small(kept: ImportView) -> bool:
    """Is the file small enough to be judged on a copy while somebody waits?"""
    return kept.status == STAGED and kept.weight <= MOST_ROWS


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
        if one.litmus and one.finding.verdict is not now[one.slug].verdict
    )
