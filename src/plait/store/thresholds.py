"""The threshold a trust set for one question: whether there is one, its end, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from plait.engine.cells import plain_number
from plait.engine.thresholds import THRESHOLDS
from plait.store.history import rows_of
from plait.store.models import Explanation, OwnThreshold, QuestionOwner
from plait.store.writing import Act, Row, StaleRecord, kind_of, writing


@dataclass(frozen=True, slots=True)
class ThresholdSet:
    """A threshold of the trust's own that holds, or will from its first day on; `id` is the row."""

    id: int
    value: Decimal
    reason: str
    starts: date
    version: int


def find_threshold(trust_id: int, question: str, *, on: date) -> ThresholdSet | None:
    """The trust's own threshold of a question, as it holds on a day or will; None where the default goes on."""
    row = OwnThreshold.objects.filter(_to_end(on), trust_id=trust_id, question=question).order_by("starts").first()
    return ThresholdSet(row.pk, plain_number(row.value), row.reason, row.starts, row.version) if row else None


def _to_end(on: date) -> Q:
    return Q(ends=None) | Q(ends__gt=on)


def reset_threshold(act: Act, question: str, *, version: int) -> None:
    """The default holds again from today; what began today or would begin later goes as if it never was.

    StaleRecord when the threshold that holds is not of this version: somebody saved it since.
    """
    to_end = OwnThreshold.objects.filter(_to_end(act.day), trust_id=act.trust_id, question=question)
    rows: list[Row] = [{**row} for row in to_end.order_by("starts").values()]
    if not rows or rows[0]["version"] != version:
        raise StaleRecord(kind_of(OwnThreshold), [row["id"] for row in rows[:1]])
    with writing(act) as pen:
        began = [(row, {"ends": act.day}) for row in rows if row["starts"] < act.day]
        pen.change(OwnThreshold, began, action="ended")
        pen.remove(OwnThreshold, [row for row in rows if row["starts"] >= act.day])
        pen.touch(THRESHOLDS.name)


def rows_about_question(trust_id: int, question: str, *, drafts: bool) -> dict[str, list[int]]:
    """The rows in which a trust said something to one question, by kind, for its history; `drafts` brings all texts."""
    tables = (OwnThreshold, QuestionOwner, *((Explanation,) if drafts else ()))
    return rows_of(tables, trust_id=trust_id, question=question)
