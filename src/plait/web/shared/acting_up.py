"""Who leaves which role open, in words, by acting up or being away, and whether somebody covers."""

from __future__ import annotations

from collections.abc import Iterable

from plait.store.acting_up import AwayLine
from plait.web.shared.jinja import full_date


def away_words(away: Iterable[AwayLine]) -> str:
    """A sentence for each role whose holder acts up or is away; nothing where nobody is. Days of leave are not told."""
    return " ".join(map(_words, away))


def _words(one: AwayLine) -> str:
    if one.is_on_leave:
        return f"{one.name} is away; {'somebody' if one.is_covered else 'nobody'} covers the role {one.role}."
    covered = "a deputy covers" if one.is_covered else "no deputy covers, so nobody fills it"
    return f"{one.name} acts up as {one.acting_as} since {full_date(one.since)}; for {one.role} {covered}."
