"""Strategy: the objectives of the trust, whether digital outcomes measure them, and what was chosen not to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.board import Meeting
from plait.engine.board_sheets import PUBLISHED
from plait.engine.origins import Origin
from plait.engine.outcomes import Outcome
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated_text, stated_words

REVIEW_DAYS = 183
"""Strategic objectives are reviewed at least every 6 months: NHS England, The insightful provider board.

184 days are more than 6 months, whichever months they are.
"""


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective of the trust's strategy, and the names of the outcomes that are said to measure it."""

    name: str
    starts: date
    ends: date | None = None
    is_digital: bool = False
    measured_by: tuple[str, ...] = ()
    reviewed_on: date | None = None
    origin: Origin | None = None

    def is_overdue(self, on: date) -> bool:
        """Has the board not reviewed it for more than 6 months, or since it began where it never did?"""
        seen = self.reviewed_on if self.reviewed_on and self.reviewed_on <= on else self.starts
        return (on - seen).days > REVIEW_DAYS


@dataclass(frozen=True, slots=True)
class NotChosen:
    """What the trust chose not to do, and why; on the day of the meeting where no day is given."""

    name: str
    reason: str
    decided_on: date | None = None
    meeting: str = ""
    decision: str = ""
    instead: str = ""
    asked_by: str = ""
    look_again_on: date | None = None
    origin: Origin | None = None


def objective_of(entry: Entry, *, starts: date, origin: Origin) -> Objective:
    """The objective that a good row states; `starts` where it gives no first day."""
    return Objective(
        name=stated_text(entry, "name"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        is_digital=perhaps(entry, "is_digital", bool) is True,
        measured_by=stated_words(entry, "measured_by"),
        reviewed_on=perhaps(entry, "reviewed_on", date),
        origin=origin,
    )


def not_chosen_of(entry: Entry, origin: Origin) -> NotChosen:
    """The thing left undone that a good row states."""
    return NotChosen(
        name=stated_text(entry, "name"),
        reason=stated_text(entry, "reason"),
        decided_on=perhaps(entry, "decided_on", date),
        meeting=stated_text(entry, "meeting"),
        decision=stated_text(entry, "decision"),
        instead=stated_text(entry, "instead"),
        asked_by=stated_text(entry, "asked_by"),
        look_again_on=perhaps(entry, "look_again_on", date),
        origin=origin,
    )


@dataclass(frozen=True, slots=True)
class Linked:
    """An objective with those of its outcomes that are on the record, and the names of those that are not."""

    objective: Objective
    outcomes: tuple[Outcome, ...]
    unknown: tuple[str, ...]

    @property
    def digital(self) -> tuple[str, ...]:
        """The digital outcome measures: outcomes with a measure that somebody digital answers for."""
        return tuple(one.name for one in self.outcomes if one.measure and one.digital_owner)

    @property
    def is_linked(self) -> bool:
        """Does at least one digital outcome measure it?"""
        return bool(self.digital)

    @property
    def is_orphan(self) -> bool:
        """Is it a digital objective that no outcome on the record measures?"""
        return self.objective.is_digital and not self.outcomes


def link(objectives: Iterable[Objective], outcomes: Iterable[Outcome]) -> tuple[Linked, ...]:
    """Each objective with its outcomes, by name; what no digital outcome measures first, orphans before all."""
    known = {one.name.casefold(): one for one in outcomes}
    linked = [
        Linked(
            one,
            tuple(known[name.casefold()] for name in one.measured_by if name.casefold() in known),
            tuple(name for name in one.measured_by if name.casefold() not in known),
        )
        for one in objectives
    ]
    return tuple(sorted(linked, key=lambda one: (not one.is_orphan, one.is_linked, one.objective.name.casefold())))


@dataclass(frozen=True, slots=True)
class Links:
    """Every strategic objective with its outcomes, and the objectives of digital services that none of them names."""

    linked: tuple[Linked, ...]
    lost: tuple[Outcome, ...]
    digital: int
    """How many digital objectives there are: of digital services, and of the strategy."""

    @property
    def orphans(self) -> int:
        """Digital objectives that are linked with nothing."""
        return len(self.lost) + sum(one.is_orphan for one in self.linked)

    @property
    def measured(self) -> int:
        """Strategic objectives that have at least one digital outcome measure."""
        return sum(one.is_linked for one in self.linked)


def links_of(objectives: Iterable[Objective], outcomes: Iterable[Outcome]) -> Links:
    """How strategy and digital work are linked, on the day for which both are given."""
    every = tuple(outcomes)
    linked = link(objectives, every)
    serving = {outcome.name for one in linked for outcome in one.outcomes}
    digital = sorted((one for one in every if one.digital_owner), key=lambda one: one.name.casefold())
    lost = tuple(one for one in digital if one.name not in serving)
    return Links(linked, lost, len(digital) + sum(one.objective.is_digital for one in linked))


@dataclass(frozen=True, slots=True)
class Undone:
    """Something left undone with the day of its decision, where that can be told."""

    choice: NotChosen
    decided_on: date | None

    def is_due(self, on: date) -> bool:
        """Is it time to look at it again?"""
        return self.choice.look_again_on is not None and self.choice.look_again_on <= on


def left_undone(choices: Iterable[NotChosen], meetings: Iterable[Meeting], on: date) -> tuple[Undone, ...]:
    """What is left undone by that day and published, the latest first: what a meeting in draft decided is nobody's."""
    held: Mapping[str, Meeting] = {one.name: one for one in meetings}
    made = [Undone(one, one.decided_on or (held[one.meeting].held_on if one.meeting in held else None))
            for one in choices if one.meeting not in held or held[one.meeting].status == PUBLISHED]  # fmt: skip
    known = [one for one in made if one.decided_on is None or one.decided_on <= on]
    return tuple(sorted(known, key=lambda one: (-(one.decided_on or date.min).toordinal(), one.choice.name.casefold())))
