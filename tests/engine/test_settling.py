"""A settlement ends the claims of others, keeps those from taking hold that would begin later, and fills one's own."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.accountability import Span, intervals_of
from plait.engine.settling import effect_of, spans_after

DAY, LATER, END = date(2026, 12, 2), date(2027, 1, 1), date(2027, 3, 31)
BEFORE, LONG_AGO = date(2026, 11, 1), date(2025, 4, 1)


def test_an_overlap_becomes_one_person_from_that_day_on() -> None:
    spans = [Span("md", LONG_AGO), Span("cdio", BEFORE)]
    effect = effect_of(spans, "md", DAY)
    assert (effect.ended, effect.overruled, effect.added) == ((1,), (), ())
    found = intervals_of(spans_after(spans, effect), since=BEFORE, until=END)
    assert [(one.starts, one.who) for one in found] == [(BEFORE, ("cdio", "md")), (DAY, ("md",))]


def test_a_gap_is_filled_by_a_claim_from_that_day_on() -> None:
    effect = effect_of([Span("cno", LONG_AGO, BEFORE)], "tid", DAY)
    assert (effect.ended, effect.overruled, effect.added) == ((), (), (Span("tid", DAY),))


@pytest.mark.parametrize("starts", [DAY, LATER])
def test_a_claim_that_would_begin_on_that_day_or_later_is_overruled(starts: date) -> None:
    spans = [Span("md", LONG_AGO), Span("cdio", starts, END)]
    effect = effect_of(spans, "md", DAY)
    assert effect.overruled == (1,)
    assert spans_after(spans, effect) == (Span("md", LONG_AGO),)


def test_what_ended_before_or_never_had_a_day_stays_as_it_is() -> None:
    spans = [Span("cdio", LONG_AGO, DAY), Span("cno", LATER, LATER), Span("md", LONG_AGO)]
    assert effect_of(spans, "md", DAY) == effect_of([spans[2]], "md", DAY)


def test_days_between_ones_own_claims_are_filled_once() -> None:
    own = [Span("md", LATER, date(2027, 2, 1)), Span("md", LONG_AGO, date(2026, 12, 10))]
    added = effect_of(own, "md", DAY).added
    assert added == (Span("md", date(2026, 12, 10), LATER), Span("md", date(2027, 2, 1)))


def test_nothing_is_added_after_an_open_claim_or_once_somebody_has_left() -> None:
    open_then_other = [Span("md", LONG_AGO), Span("md", LATER)]
    assert effect_of(open_then_other, "md", DAY).added == ()
    assert effect_of([Span("md", LONG_AGO, END)], "md", DAY, leaves=END).added == ()
    assert effect_of([Span("md", LONG_AGO, END)], "md", DAY).added == (Span("md", END),)
