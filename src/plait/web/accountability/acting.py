"""The claims of those who act up: they answer only until that day, where no deputy covers the role they left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plait.store.accountability import AnswerLine
from plait.store.acting_up import AwayLine


def still_answering(claims: Iterable[AnswerLine], away: Iterable[AwayLine]) -> tuple[AnswerLine, ...]:
    """The claims as they are counted, by the rule of engine/acting_up.py."""
    gone: dict[int, date] = {}
    for one in away:
        if not one.is_covered:
            gone[one.id] = min(gone.get(one.id, one.since), one.since)
    return tuple(_until(one, gone.get(one.id)) for one in claims)


def _until(claim: AnswerLine, day: date | None) -> AnswerLine:
    if day is None or claim.starts >= day or (claim.ends is not None and claim.ends <= day):
        return claim
    return replace(claim, ends=day)
