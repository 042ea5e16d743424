"""Parity: eight rights of finance, quality and digital as a ladder, the sum, and what would adopt the next rung."""

from collections.abc import Mapping
from dataclasses import dataclass

from plait.engine.board import Rung, next_rung
from plait.engine.board_sheets import DIGITAL, FINANCE, QUALITY, RIGHTS, SUBJECTS

ADOPTED_BY: Mapping[str, str] = dict(
    zip(
        RIGHTS,
        (
            "a decision of the board that sets up a committee, with terms of reference",
            "a decision of the board that names a non-executive as its chair or lead",
            "a decision of the board on who votes or attends for digital work",
            "the chair, on the plan of agendas of the year",
            "the board's agreement to a section of the performance report",
            "the board's agreement to a risk in the assurance framework, with its owner",
            "the audit committee, with days in the internal audit plan",
            "the chair, on the programme of board development",
        ),
        strict=True,
    )
)
"""By right, what gives it to a subject; each is then a row on the Standing rights sheet with its document."""


@dataclass(frozen=True, slots=True)
class Parity:
    """How many of the eight rights each subject has, and how many rows are not recorded."""

    finance: int
    quality: int
    digital: int
    unrecorded: int
    next: str
    """The next missing rung; nothing where digital lacks none that another has."""

    @property
    def least(self) -> int:
        """The fewer of the rights of finance and quality, which digital is held against."""
        return min(self.finance, self.quality)

    @property
    def percent(self) -> str:
        """Digital's rights in % of those it is held against, like 62.5; nothing where that cannot be told."""
        if self.unrecorded or not self.least:
            return ""
        return f"{100 * self.digital / self.least:.1f}".removesuffix(".0")


def parity_of(stood: Mapping[Rung, bool]) -> Parity:
    """The ladder counted; whatever nobody recorded counts as unrecorded and as no right."""
    counts = {subject: sum(stood.get((right, subject), False) for right in RIGHTS) for subject in SUBJECTS}
    unrecorded = sum((right, subject) not in stood for right in RIGHTS for subject in SUBJECTS)
    return Parity(counts[FINANCE], counts[QUALITY], counts[DIGITAL], unrecorded, next_rung(stood))
