"""Explanations, owners and thresholds written in the same moment: one is kept, the others are told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from plait.engine.litmus.explanations import DRAFT, PUBLISHED, Reason
from plait.engine.litmus.verdicts import Verdict
from plait.store.explanations import (
    find_explanation,
    find_owner,
    load_explanations,
    publish,
    save_draft,
    save_owner,
    withdraw,
)
from plait.store.models import Explanation, OwnThreshold, QuestionOwner, Trust, User
from plait.store.scope import scoped
from plait.store.thresholds import find_threshold, reset_threshold
from plait.store.writing import Act, StaleRecord, writing
from tests.books import act_of
from tests.conftest import InScope

AT_ONCE = 6
TODAY = date(2026, 11, 2)  # the day of the acts of tests/books.py
QUESTION = "team-sizes"


@pytest.fixture
def act(fresh_database: object, trust: Trust, in_scope: InScope) -> Act:  # noqa: ARG001 - threads need one of their own
    user = User.objects.create(email="sec@trust.example", name="Pat Moss", password="!")
    in_scope(trust, user=user)
    return act_of(user, trust)


def at_once(act: Act, write: Callable[[int], object]) -> int:
    """Let several write in the same moment; how many were told that somebody was first."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> bool:
        try:
            with scoped(user_id=act.by, trust_ids=[act.trust_id]):
                barrier.wait()
                write(number)
        except StaleRecord:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(one, range(AT_ONCE)))


def draft(act: Act, text: str, *, version: int) -> bool:
    return save_draft(act, QUESTION, Reason(text, date(2027, 5, 31), Verdict.NOT_MET), version=version)


def test_of_several_drafts_written_at_once_one_is_kept(act: Act) -> None:
    assert at_once(act, lambda number: draft(act, f"Reason {number}", version=0)) == AT_ONCE - 1
    first = find_explanation(act.trust_id, QUESTION, DRAFT)
    assert first is not None
    assert at_once(act, lambda number: draft(act, f"Better {number}", version=first.version)) == AT_ONCE - 1
    assert at_once(act, lambda _: publish(act, first, version=first.version + 1)) == AT_ONCE - 1
    published = find_explanation(act.trust_id, QUESTION, PUBLISHED)
    assert published is not None
    assert at_once(act, lambda _: withdraw(act, published, version=published.version)) == AT_ONCE - 1
    assert load_explanations(act.trust_id) == {}
    assert Explanation.objects.get().state == "withdrawn"


def test_of_several_owners_named_at_once_one_is_kept(act: Act) -> None:
    assert find_owner(act.trust_id, QUESTION, "Chair").name == "Chair"
    names = ("Chair", "Medical director", "Chief executive", "Finance director", "Board secretary", "Finance partner")
    assert at_once(act, lambda number: save_owner(act, QUESTION, names[number], version=0)) == AT_ONCE - 1
    assert QuestionOwner.objects.get().owner == find_owner(act.trust_id, QUESTION, "Nobody").name
    assert at_once(act, lambda number: save_owner(act, QUESTION, names[number], version=1)) == AT_ONCE - 1


def test_a_threshold_is_reset_once_with_what_was_to_follow_it(act: Act) -> None:
    began, later = date(2026, 3, 3), date(2027, 1, 1)
    with writing(act) as pen:
        row = {"question": QUESTION, "reason": "A trial", "since": began}
        pen.add(OwnThreshold, [{**row, "value": 80, "starts": began, "ends": later}])
        pen.add(OwnThreshold, [{**row, "value": 90, "starts": later}])
    own = find_threshold(act.trust_id, QUESTION, on=TODAY)
    assert own is not None
    assert (int(own.value), own.starts) == (80, began)
    assert at_once(act, lambda _: reset_threshold(act, QUESTION, version=own.version)) == AT_ONCE - 1
    assert find_threshold(act.trust_id, QUESTION, on=TODAY) is None
    assert [(int(one.value), one.ends) for one in OwnThreshold.objects.all()] == [(80, TODAY)]
