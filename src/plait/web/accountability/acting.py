"""The claims of those who act up: they answer only until that day, where no deputy covers the role they left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plait.engine.acting_up import end_by
from plait.store.accountability import AnswerLine
from plait.store.acting_up import AwayLine


def still_answering(claims: Iterable[AnswerLine], away: Iterable[AwayLine]) -> tuple[AnswerLine, ...]:
    """The claims as they are counted, by the rule of engine/acting_up.py."""
    gone: dict[int, date] = {}
    for one in away:
        if not one.is_covered:
            gone[one.id] = min(gone.get(one.id, one.since), one.since)
    return tuple(replace(one, ends=end_by(gone.get(one.id), one.starts, one.ends)) for one in claims)
