"""Acting up in words: who leaves which role open, and whether a deputy covers."""

from __future__ import annotations

from collections.abc import Iterable

from plait.store.acting_up import AwayLine
from plait.web.shared.jinja import full_date


def away_words(away: Iterable[AwayLine]) -> str:
    """A sentence for each role whose holder acts up; nothing where nobody does."""
    return " ".join(map(_words, away))


def _words(one: AwayLine) -> str:
    covered = "a deputy covers" if one.is_covered else "no deputy covers, so nobody fills it"
    return f"{one.name} acts up as {one.acting_as} since {full_date(one.since)}; for {one.role} {covered}."
