"""The research log: who was heard, how often, what changed because of it, and which assumptions turned out wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_high

from plait.engine.origins import Origin
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.teams import Release, Team

ROUND_DAYS = 14
"""At most so many days between rounds (digital.gov.au and Digital NSW: research at least every two weeks)."""
HEARD_DAYS = 90
"""How far back it counts who was heard (requirement 10a; our default)."""
YEAR = timedelta(days=365)
TOO_GOOD = 10
"""From so many tested assumptions on, none wrong is too good (requirement 10b; our default)."""


@dataclass(frozen=True, slots=True)
class UserGroup:
    """A group of people whom the services are for."""

    name: str
    kind: str
    is_seldom_heard: bool = False
    reason: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One round of user research: one team and one group on one day."""

    team: str
    held_on: date
    user_group: str
    heard: int | None
    asked: str
    learnt: str
    changes: str = ""
    quote: str = ""
    service: str = ""
    release: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a team believes: when it was written, tested and built upon, and whether it was wrong."""

    team: str
    name: str
    written_on: date
    tested_on: date | None = None
    how: str = ""
    is_wrong: bool | None = None
    built_on: date | None = None
    changes: str = ""
    release: str = ""
    origin: Origin | None = None

    @property
    def is_tested_first(self) -> bool:
        """Was it written and tested by the day building on it began?"""
        return self.tested_on is not None and (self.built_on is None or self.tested_on <= self.built_on)


@dataclass(frozen=True, slots=True)
class ResearchLog:
    """The log of a trust with the teams and releases it speaks of; all of them, whatever the day."""

    on: date
    teams: tuple[Team, ...] = ()
    releases: tuple[Release, ...] = ()
    groups: tuple[UserGroup, ...] = ()
    rounds: tuple[Round, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a running team hears users.

    `days` are those between its rounds, each round of a day counting once, oldest first. `recent` are those of them
    that ended in the last 90 days; days without a round up to today count once they are more than the limit.
    """

    team: str
    rounds: int
    last: date | None
    since: int
    days: tuple[int, ...]
    ended: tuple[date, ...]
    recent: tuple[int, ...]

    @property
    def middle(self) -> int | None:
        """The middle of the recent ones, of two the longer; nothing for a team too new to tell."""
        return median_high(self.recent) if self.recent else None


def cadences(log: ResearchLog, *, limit: int = ROUND_DAYS) -> tuple[Cadence, ...]:
    """The cadence of each team that runs on the day of the log, by name."""
    return tuple(
        _cadence(team, log, limit)
        for team in sorted(log.teams, key=lambda one: one.name)
        if team.starts <= log.on and (team.ends is None or log.on < team.ends)
    )


def _cadence(team: Team, log: ResearchLog, limit: int) -> Cadence:
    held = sorted({one.held_on for one in log.rounds if one.team == team.name and one.held_on <= log.on})
    gaps = [(later, (later - earlier).days) for earlier, later in pairwise(held)]
    since = (log.on - (held[-1] if held else team.starts)).days
    window = log.on - timedelta(days=HEARD_DAYS)
    recent = [days for later, days in gaps if window < later]
    return Cadence(
        team=team.name,
        rounds=sum(window < one for one in held),
        last=held[-1] if held else None,
        since=since,
        days=tuple(days for _, days in gaps),
        ended=tuple(later for later, _ in gaps),
        recent=(*recent, *([since] if since > limit else [])),
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """A group with how often it was heard up to a day, and when last."""

    group: UserGroup
    rounds: int
    last: date | None


def groups_heard(log: ResearchLog) -> tuple[Heard, ...]:
    """Every group; those never heard first, then the longest ago."""
    found = []
    for group in log.groups:
        days = [one.held_on for one in log.rounds if one.user_group == group.name and one.held_on <= log.on]
        found.append(Heard(group, len(days), max(days, default=None)))
    return tuple(sorted(found, key=lambda one: (one.last or date.min, one.group.name)))


@dataclass(frozen=True, slots=True)
class Shipped:
    """A round whose change reached people: when, and after how many days."""

    round: Round
    released_on: date

    @property
    def days(self) -> int:
        """From the round to the release."""
        return (self.released_on - self.round.held_on).days


def changes_shipped(log: ResearchLog) -> tuple[Shipped, ...]:
    """The rounds whose change was released by the day of the log, in the order of the releases.

    A release of the same name may come again: the first since the round counts.
    """
    days: dict[tuple[str, str], list[date]] = {}
    for release in log.releases:
        days.setdefault((release.team, release.name.casefold()), []).append(release.released_on)
    shipped = []
    for one in log.rounds:
        since = [day for day in days.get((one.team, one.release.casefold()), ()) if one.held_on <= day <= log.on]
        if since:
            shipped.append(Shipped(one, min(since)))
    return tuple(sorted(shipped, key=lambda one: (one.released_on, one.round.held_on, one.round.user_group)))


def releases_researched(log: ResearchLog) -> tuple[int, int]:
    """Of the visible releases of the last 12 months, how many had a round of their team in the 90 days before."""
    recent = [one for one in log.releases if one.visible and log.on - YEAR < one.released_on <= log.on]
    before = timedelta(days=HEARD_DAYS)
    return sum(any(_is_of(one, each, before) for each in log.rounds) for one in recent), len(recent)


def _is_of(release: Release, held: Round, before: timedelta) -> bool:
    return held.team == release.team and release.released_on - before <= held.held_on <= release.released_on


@dataclass(frozen=True, slots=True)
class Humility:
    """Of the last 12 months: assumptions built upon, and of them tested before; those tested, and of them wrong."""

    built: tuple[Assumption, ...]
    first: int
    tested: int
    wrong: int
    changed: int
    """Of those wrong, how many changed something."""

    @property
    def is_too_good(self) -> bool:
        """Was none wrong of so many that it cannot be luck?"""
        return self.tested >= TOO_GOOD and not self.wrong


def humility(assumptions: Iterable[Assumption], on: date) -> Humility:
    """What the last 12 months say of assumptions; those built on or tested later are not known yet."""
    every = tuple(assumptions)
    built = tuple(one for one in every if one.built_on is not None and on - YEAR < one.built_on <= on)
    tested = [one for one in every if one.tested_on is not None and on - YEAR < one.tested_on <= on]
    wrong = [one for one in tested if one.is_wrong]
    return Humility(
        built=tuple(sorted(built, key=lambda one: (one.is_tested_first, one.team, one.name))),
        first=sum(one.is_tested_first for one in built),
        tested=len(tested),
        wrong=len(wrong),
        changed=sum(bool(one.changes) for one in wrong),
    )


def group_of(entry: Entry, origin: Origin) -> UserGroup:
    """The group that a good row of its sheet states."""
    return UserGroup(
        name=stated_text(entry, "name"),
        kind=stated_text(entry, "kind"),
        is_seldom_heard=perhaps(entry, "is_seldom_heard", bool) is True,
        reason=stated_text(entry, "reason"),
        origin=origin,
    )


def round_of(entry: Entry, origin: Origin) -> Round:
    """The round that a good row states."""
    return Round(
        team=stated_text(entry, "team"),
        held_on=stated(entry, "held_on", date),
        user_group=stated_text(entry, "user_group"),
        heard=perhaps(entry, "heard", int),
        asked=stated_text(entry, "asked"),
        learnt=stated_text(entry, "learnt"),
        changes=stated_text(entry, "changes"),
        quote=stated_text(entry, "quote"),
        service=stated_text(entry, "service"),
        release=stated_text(entry, "release"),
        origin=origin,
    )


def assumption_of(entry: Entry, origin: Origin) -> Assumption:
    """The assumption that a good row states."""
    return Assumption(
        team=stated_text(entry, "team"),
        name=stated_text(entry, "name"),
        written_on=stated(entry, "written_on", date),
        tested_on=perhaps(entry, "tested_on", date),
        how=stated_text(entry, "how"),
        is_wrong=perhaps(entry, "is_wrong", bool),
        built_on=perhaps(entry, "built_on", date),
        changes=stated_text(entry, "changes"),
        release=stated_text(entry, "release"),
        origin=origin,
    )
