"""Design decisions of services with who took part and who wrote, and what stands in the way of teams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.origins import Origin
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.viewpoints import Viewpoint

LAST_DECISIONS = 3
"""How many of a service's last decisions must each have all three viewpoints (requirement 4b)."""
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DesignDecision:
    """A decision on how a service works; `with_users` where users helped to write it."""

    name: str
    service: str
    decided_on: date
    team: str = ""
    reason: str = ""
    with_users: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who took part in a decision, and perhaps wrote it."""

    decision: str
    employee_number: str
    wrote: bool = False
    viewpoint: Viewpoint | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way of a team; offices say whose it is to remove and who removed it."""

    team: str
    name: str
    raised_on: date
    whose: str = ""
    removed_on: date | None = None
    removed_by: str = ""
    how: str = ""
    origin: Origin | None = None

    def age(self, on: date) -> int:
        """Days since it was raised, up to its removal or that day."""
        return ((self.removed_on if self.removed_on and self.removed_on <= on else on) - self.raised_on).days


@dataclass(frozen=True, slots=True)
class Shared:
    """A decision with the viewpoints of those who took part and of those who wrote.

    `is_known` is false where somebody took part of whom nobody can tell the viewpoint any more.
    """

    decision: DesignDecision
    took_part: frozenset[Viewpoint]
    wrote: frozenset[Viewpoint]
    numbers: tuple[str, ...]
    is_known: bool

    @property
    def is_whole(self) -> bool:
        """Were all three viewpoints there?"""
        return len(self.took_part) == len(Viewpoint)

    @property
    def is_coauthored(self) -> bool:
        """Did somebody clinical or operational, or users, write it?"""
        return self.decision.with_users or bool(self.wrote - {Viewpoint.DIGITAL})


def shared_decisions(
    decisions: Iterable[DesignDecision], voices: Iterable[Voice], viewpoints: Mapping[str, Viewpoint], on: date
) -> tuple[Shared, ...]:
    """The decisions taken by that day, the latest first; `viewpoints` are those of today, by employee number."""
    by_decision: dict[str, list[Voice]] = {}
    for voice in voices:
        by_decision.setdefault(voice.decision, []).append(voice)
    taken = (one for one in decisions if one.decided_on <= on)
    return tuple(
        _shared(one, by_decision.get(one.name, []), viewpoints)
        for one in sorted(taken, key=lambda one: (-one.decided_on.toordinal(), one.name))
    )


def _shared(decision: DesignDecision, voices: Iterable[Voice], viewpoints: Mapping[str, Viewpoint]) -> Shared:
    known = [(one, one.viewpoint or viewpoints.get(one.employee_number)) for one in voices]
    return Shared(
        decision=decision,
        took_part=frozenset(view for _, view in known if view is not None),
        wrote=frozenset(view for one, view in known if view is not None and one.wrote),
        numbers=tuple(sorted(one.employee_number for one, _ in known)),
        is_known=all(view is not None for _, view in known),
    )


def decision_of(entry: Entry, origin: Origin) -> DesignDecision:
    """The decision that a good row of its sheet states."""
    return DesignDecision(
        name=stated_text(entry, "name"),
        service=stated_text(entry, "service"),
        decided_on=stated(entry, "decided_on", date),
        team=stated_text(entry, "team"),
        reason=stated_text(entry, "reason"),
        with_users=perhaps(entry, "with_users", bool) is True,
        origin=origin,
    )


def voice_of(entry: Entry, origin: Origin) -> Voice:
    """Who took part, as a good row states it."""
    viewpoint = stated_text(entry, "viewpoint")
    return Voice(
        decision=stated_text(entry, "decision"),
        employee_number=stated_text(entry, "employee_number"),
        wrote=perhaps(entry, "wrote", bool) is True,
        viewpoint=Viewpoint(viewpoint) if viewpoint else None,
        origin=origin,
    )


def blocker_of(entry: Entry, origin: Origin) -> Blocker:
    """The blocker that a good row states."""
    return Blocker(
        team=stated_text(entry, "team"),
        name=stated_text(entry, "name"),
        raised_on=stated(entry, "raised_on", date),
        whose=stated_text(entry, "whose"),
        removed_on=perhaps(entry, "removed_on", date),
        removed_by=stated_text(entry, "removed_by"),
        how=stated_text(entry, "how"),
        origin=origin,
    )
