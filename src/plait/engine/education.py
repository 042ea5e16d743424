"""Sessions that teach the wider trust about digital work: whom they reached, and how far that can be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.cells import read_date, read_text, read_whole
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet
from plait.engine.small_numbers import LEAST
from plait.engine.stated import stated, stated_text

YEAR = timedelta(days=365)
MOST_REACHED = 100_000

SESSIONS = Sheet(
    name="education sessions",
    title="Education sessions",
    help="One line for each session on digital work and each staff group it reached.",
    key=("held_on", "topic", "staff_group"),
    columns=(
        Column("held_on", "Day", "The day of the session.", "12/10/2026", read_date, required=True),
        Column("topic", "Topic", "What it was about.", "Reading a run chart", read_text(), required=True),
        Column(
            "staff_group", "Staff group", "Whom it reached, as the people sheet writes it.", "Nurses & health visitors",
            read_text(), required=True, refers_to="staff groups",
        ),
        Column(
            "reached", "People reached", "How many people of this group were there.", "24",
            read_whole(1, MOST_REACHED), required=True,
        ),
    ),
)  # fmt: skip

TARGETS = Sheet(
    name="education targets",
    title="Education targets",
    help="One line for each staff group that the sessions are meant for.",
    key=("staff_group",),
    columns=(
        Column(
            "staff_group", "Staff group", "A group of the people sheet.", "Nurses & health visitors", read_text(),
            required=True, refers_to="staff groups",
        ),
        Column(
            "share", "Share to reach (%)", "How much of the group is to be reached in 12 months.", "60",
            read_whole(1, 100), required=True,
        ),
    ),
)  # fmt: skip

EDUCATION_SHEETS = (SESSIONS, TARGETS)


@dataclass(frozen=True, slots=True)
class Session:
    """A session on a day, and how many people of one staff group it reached."""

    held_on: date
    topic: str
    staff_group: str
    reached: int
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """How many in a hundred of a staff group are to be reached in 12 months."""

    staff_group: str
    share: int
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class GroupReach:
    """How far a staff group of so many people was reached in 12 months.

    `attended` are the people of every session added up, so that somebody at two counts twice; `largest` are those of
    the largest one. `target` is nothing where no one set it.
    """

    staff_group: str
    people: int
    sessions: int
    attended: int
    largest: int
    target: int | None
    origin: Origin | None

    @property
    def least(self) -> int:
        """How many different people were reached at least: those of the largest session, but no more than there are."""
        return min(self.largest, self.people)

    @property
    def most(self) -> int:
        """How many different people were reached at most: all who attended were others, but no more than there are."""
        return min(self.attended, self.people)

    @property
    def is_too_many(self) -> bool:
        """Does one session say that it reached more people than the group has?"""
        return self.largest > self.people

    @property
    def is_small(self) -> bool:
        """Has the group so few people that no figure of them is shown?"""
        return 0 < self.people < LEAST

    @property
    def is_behind(self) -> bool:
        """Is the target missed even if everybody who attended was somebody else?"""
        return self.target is not None and self.most * 100 < self.target * self.people


def reach_by_group(
    sessions: Iterable[Session], targets: Iterable[Target], headcount: Mapping[str, int], on: date
) -> tuple[GroupReach, ...]:
    """The staff groups with a target or a session in the 12 months up to that day, the least reached first.

    `headcount` gives the people of each group on the day, each once.
    """
    recent = [one for one in sessions if on - YEAR < one.held_on <= on]
    aims = {one.staff_group: one for one in targets}
    names = {one.staff_group for one in recent} | set(aims)
    made = [
        _reach(name, [one for one in recent if one.staff_group == name], aims.get(name), headcount.get(name, 0))
        for name in names
    ]
    return tuple(sorted(made, key=lambda one: (one.most * 100 // max(one.people, 1), one.staff_group)))


def _reach(name: str, held: list[Session], aim: Target | None, people: int) -> GroupReach:
    latest = max(held, key=lambda one: (one.held_on, one.topic), default=None)
    return GroupReach(
        staff_group=name,
        people=people,
        sessions=len({(one.held_on, one.topic) for one in held}),
        attended=sum(one.reached for one in held),
        largest=max((one.reached for one in held), default=0),
        target=aim.share if aim else None,
        origin=latest.origin if latest else aim.origin if aim else None,
    )


def session_of(entry: Entry, origin: Origin) -> Session:
    """The session that a good row states."""
    return Session(
        held_on=stated(entry, "held_on", date),
        topic=stated_text(entry, "topic"),
        staff_group=stated_text(entry, "staff_group"),
        reached=stated(entry, "reached", int),
        origin=origin,
    )


def target_of(entry: Entry, origin: Origin) -> Target:
    """The target that a good row states."""
    return Target(stated_text(entry, "staff_group"), stated(entry, "share", int), origin)
