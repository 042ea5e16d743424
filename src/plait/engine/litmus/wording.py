"""The words of a finding: counts that read aloud, days, lists of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

CANNOT_TELL = "We cannot tell."
NONE_AT_ALL = "None at all"
"""A zero in words, where nothing is what a row is about."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one thing and of several: “team brings all 3 viewpoints”, “teams bring all 3 viewpoints”."""

    thing: str
    things: str
    does: str
    do: str

    def counted(self, good: int, of: int) -> str:
        """“All 7 teams bring…”, “6 of 7 teams bring…”, “The only team brings…”, without a full stop."""
        if good == of:
            return self._all(of)
        thing = self.thing if of == 1 else self.things
        return f"{good:,} of {of:,} {thing} {self.does if 1 in {good, of} else self.do}"

    def _all(self, of: int) -> str:
        if of == 1:
            return f"The only {self.thing} {self.does}"
        return f"{'Both' if of == 2 else f'All {of:,}'} {self.things} {self.do}"


def listed(names: Sequence[str], *, joined_by: str = "and") -> str:
    """“Ann”, “Ann and Ben”, “Ann, Ben and Cem”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joined_by} {names[-1]}"


def day(on: date) -> str:
    """A day as a page shows it: 3 March 2026."""
    return f"{on.day} {on:%B %Y}"


def many(count: int, thing: str, things: str) -> str:
    """“1 day”, “51 days”."""
    return f"{count} {thing if count == 1 else things}"


def percent(share: Fraction) -> str:
    """A share in percent, with a decimal where it is no whole number."""
    return f"{float(share * 100):.1f}".removesuffix(".0") + "%"


def lower(words: str) -> str:
    """The words as they go on a sentence: “All teams”, “all teams”."""
    return words[:1].lower() + words[1:]
