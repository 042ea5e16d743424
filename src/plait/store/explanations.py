"""Explanations of questions not met, from draft to withdrawn, and which role owns each question in a trust."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import Model

from plait.engine.litmus.explanations import DRAFT, PUBLISHED, WITHDRAWN, Explanation, Reason
from plait.engine.litmus.verdicts import Verdict
from plait.store import models
from plait.store.writing import Act, StaleRecord, Writing, kind_of, read_rows_by, writing


@dataclass(frozen=True, slots=True)
class Owner:
    """Which role owns a question; `version` is that of the trust's own word on it, 0 where it has none."""

    name: str
    version: int = 0


def load_explanations(trust_id: int, **conditions: Any) -> dict[str, Explanation]:
    """The published explanations of a trust, by question; of several states when the conditions ask for another."""
    rows = models.Explanation.objects.filter(**{"trust_id": trust_id, "state": PUBLISHED, **conditions})
    return {row["question"]: _explanation(row) for row in rows.values()}


def _explanation(row: Any) -> Explanation:
    kept = {name: row[name] for name in Explanation.__dataclass_fields__}
    return Explanation(**{**kept, "verdict": Verdict(row["verdict"])})


def find_explanation(trust_id: int, question: str, state: str) -> Explanation | None:
    """The draft, or the published explanation, of one question."""
    return load_explanations(trust_id, question=question, state=state).get(question)


def save_draft(act: Act, question: str, reason: Reason, *, version: int) -> bool:
    """Write a draft over the version that was seen, 0 where there was none; False when it says what it says already.

    StaleRecord when somebody else wrote one meanwhile.
    """
    standing = find_explanation(act.trust_id, question, DRAFT)
    if (standing.version if standing else 0) != version:
        raise _stale(standing)
    if standing and Reason(standing.text, standing.due, standing.verdict) == reason:
        return False
    said = {"text": reason.text, "due": reason.due, "verdict": reason.verdict.value}
    new = {**said, "written_by": act.by_name, "written_on": act.day}
    with _once(act, models.Explanation, question=question, state=DRAFT) as pen:
        if standing is None:
            pen.add(models.Explanation, [{"question": question, "state": DRAFT, **new}])
        else:
            pen.change(models.Explanation, [({**_row(act, standing.id), "version": version}, new)])
    return True


@contextmanager
def _once(act: Act, model: type[Model], **where: str) -> Iterator[Writing]:
    """An act of writing; StaleRecord where somebody else added the one row there may be in this very moment."""
    try:
        with writing(act) as pen:
            yield pen
    except IntegrityError as taken:
        added = read_rows_by(model, trust_id=act.trust_id, **where)
        raise StaleRecord(kind_of(model), [row["id"] for row in added]) from taken


def _stale(standing: Explanation | None) -> StaleRecord:
    return StaleRecord(kind_of(models.Explanation), [standing.id] if standing else [])


def _row(act: Act, explanation_id: int) -> dict[str, Any]:
    [row] = read_rows_by(models.Explanation, trust_id=act.trust_id, id=explanation_id)
    return row


def publish(act: Act, draft: Explanation, *, version: int) -> None:
    """Publish a draft as it was seen; the text that was published before is withdrawn. StaleRecord when it moved on."""
    before = find_explanation(act.trust_id, draft.question, PUBLISHED)
    with writing(act) as pen:
        if before:
            pen.change(models.Explanation, [(_row(act, before.id), {"state": WITHDRAWN})], action=WITHDRAWN)
        new = {"state": PUBLISHED, "published_by": act.by_name, "published_on": act.day}
        pen.change(models.Explanation, [({**_row(act, draft.id), "version": version}, new)], action=PUBLISHED)


def withdraw(act: Act, published: Explanation, *, version: int) -> None:
    """Withdraw what is published, as it was seen; StaleRecord when it moved on."""
    with writing(act) as pen:
        row = {**_row(act, published.id), "version": version}
        pen.change(models.Explanation, [(row, {"state": WITHDRAWN})], action=WITHDRAWN)


def find_owner(trust_id: int, question: str, default: str) -> Owner:
    """Which role owns a question in this trust."""
    row = models.QuestionOwner.objects.filter(trust_id=trust_id, question=question).first()
    return Owner(row.owner, row.version) if row else Owner(default)


def load_owners(trust_id: int) -> dict[str, str]:
    """By question, the role that owns it where the trust says another than its file."""
    return dict(models.QuestionOwner.objects.filter(trust_id=trust_id).values_list("question", "owner"))


def save_owner(act: Act, question: str, owner: str, *, version: int) -> None:
    """Say which role owns a question, over the version that was seen; StaleRecord when somebody else said so since."""
    rows = read_rows_by(models.QuestionOwner, trust_id=act.trust_id, question=question)
    if (rows[0]["version"] if rows else 0) != version:
        raise StaleRecord(kind_of(models.QuestionOwner), [row["id"] for row in rows])
    with _once(act, models.QuestionOwner, question=question) as pen:
        if rows:
            pen.change(models.QuestionOwner, [(rows[0], {"owner": owner})])
        else:
            pen.add(models.QuestionOwner, [{"question": question, "owner": owner}])
