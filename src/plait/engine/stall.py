"""The stall detector: where what a programme reports and what its record shows contradict each other.

The story is told by the reports. Each is held against what could be known on its day, a figure of a month or a week
once that is over; and the latest, which stands until the next, against what is known today as well:

1. A report says that all is on track while an outcome the programme should move stands still: its target lies beyond
   the limits, so that it will be missed every time, and no rule has told of improvement for 12 figures in a row.
2. A report says that an outcome is improving, and no rule tells of improvement on its latest figure.
3. A report says that all is on track while a milestone is late: the day it was first planned for has passed.
4. A report says that a milestone will be kept which is late.
5. A report says that all is on track while somebody who spoke has waited more than 30 days for an answer, on a theme
   that is open (our default).

What cannot be judged is said. Nothing here says why: what stands beside each other is all that is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from plait.engine.outcomes import Measured, Outcome, OutcomeReading, read_outcomes
from plait.engine.programmes import Milestone, Programme, Remark, Report, Theme
from plait.engine.spc.profiles import PROFILES
from plait.engine.spc.reading import Assurance, Variation
from plait.engine.spc.rhythm import mixed_rhythms, next_day

STILL_POINTS = 12
"""For so many figures in a row no rule tells of improvement (scenario A of the requirements)."""
ANSWER_DAYS = 30
"""So long an answer may take (our default)."""
IMPROVING = frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})


class Rule(Enum):
    """What contradicts a report, in the order it is shown."""

    STANDS_STILL = "The outcome stands still"
    NOT_IMPROVING = "The outcome is not improving"
    MILESTONE_LATE = "A milestone is late"
    NOT_IN_TIME = "The milestone is late"
    UNANSWERED = "People wait for an answer"


@dataclass(frozen=True, slots=True)
class Followed:
    """An outcome the programme should move, with its figures."""

    outcome: Outcome
    measured: Measured
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """All that is recorded of one programme; reports in the order of their days."""

    programme: Programme
    milestones: tuple[Milestone, ...] = ()
    reports: tuple[Report, ...] = ()
    followed: tuple[Followed, ...] = ()
    themes: tuple[Theme, ...] = ()
    remarks: tuple[Remark, ...] = ()
    on: date | None = None
    """The day as of which it stands; its latest report is held against this day too."""

    def until(self, on: date) -> "Account":
        """As it stood on a day: without the reports, figures and remarks of later days."""
        return replace(
            self,
            reports=tuple(sorted((r for r in self.reports if r.reported_on <= on), key=lambda r: r.reported_on)),
            followed=tuple(replace(one, measured=measured_until(one.measured, on)) for one in self.followed),
            remarks=tuple(one for one in self.remarks if one.said_on <= on),
            on=min(on, self.programme.ends) if self.programme.ends else on,
        )


Shown = OutcomeReading | Milestone | tuple[Remark, ...]
"""The row that contradicts a report: of an outcome as it stood, of a milestone, or the remarks without an answer."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Reports one after another that one row of the record contradicts; `shown` is how that stood on the first day,
    or since the latest report where it contradicts that one only by now.

    `is_current` is one that holds for the latest report of the programme.
    """

    rule: Rule
    subject: str
    reports: tuple[Report, ...]
    shown: Shown
    is_current: bool


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What no rule can judge, and why."""

    subject: str
    why: str


def known_days(measured: Measured) -> tuple[date, ...]:
    """From when each figure can be known: its week or month must be over; without a rhythm, its own day."""
    days = measured.days
    after = next_day(days) if days else None
    if after is None:
        return days
    step = after - days[-1]
    return tuple(min(day + step, following) for day, following in zip(days, (*days[1:], after), strict=True))


def measured_until(measured: Measured, on: date) -> Measured:
    """The figures that could be known on a day, and the new starts of limits up to it."""
    upto = sum(day <= on for day in known_days(measured))
    return Measured(
        measured.days[:upto],
        measured.values[:upto],
        measured.ghosted[:upto],
        frozenset(day for day in measured.rebased if day <= on),
    )


def contradictions(account: Account, *, only_latest: bool = False) -> tuple[Contradiction, ...]:
    """Every contradiction, those of the latest report first and the others from the latest to the oldest.

    With `only_latest` just the latest report is held against the record.
    """
    reports = account.reports[-1:] if only_latest else account.reports
    held = [(report, _days(account, report)) for report in reports]
    readings = _readings(account.followed, {day for _, days in held for day in days})
    going: dict[tuple[Rule, str], Contradiction] = {}
    ended: list[Contradiction] = []
    for report, days in held:
        found: dict[tuple[Rule, str], Shown] = {}
        for day in days:  # what stood on its own day is told before what came since
            for rule, subject, shown in _against(account, report, day, readings):
                found.setdefault((rule, subject), shown)
        ended += [one for key, one in going.items() if key not in found]
        going = {key: _longer(going.get(key), key, report, shown) for key, shown in found.items()}
    every = [*(replace(one, is_current=True) for one in going.values()), *ended]
    places = {rule: place for place, rule in enumerate(Rule)}
    return tuple(
        sorted(every, key=lambda one: (not one.is_current, -_last(one).toordinal(), places[one.rule], one.subject))
    )


def _days(account: Account, report: Report) -> tuple[date, ...]:
    """The days on which a report is held against the record: its own, and for the latest the day of the account."""
    is_latest = report is account.reports[-1] and account.on is not None and account.on > report.reported_on
    return (report.reported_on, account.on) if is_latest and account.on else (report.reported_on,)


def _last(one: Contradiction) -> date:
    return one.reports[-1].reported_on


def _longer(one: Contradiction | None, key: tuple[Rule, str], report: Report, shown: Shown) -> Contradiction:
    if one is None:
        return Contradiction(*key, (report,), shown, is_current=False)
    return replace(one, reports=(*one.reports, report))


Readings = dict[tuple[str, date], OutcomeReading]


def _readings(followed: Sequence[Followed], days: Iterable[date]) -> Readings:
    """How each outcome stood by the figures that could be known on each of these days, all worked out together."""
    asked = [(one, day) for one in followed for day in sorted(days)]
    read = read_outcomes([one.outcome for one, _ in asked], [measured_until(one.measured, day) for one, day in asked])
    return {(one.outcome.name, day): reading for (one, day), reading in zip(asked, read, strict=True)}


def _against(account: Account, report: Report, day: date, readings: Readings) -> Iterator[tuple[Rule, str, Shown]]:
    """What contradicts one report on a day."""
    for one in account.followed:
        reading = readings[one.outcome.name, day]
        if report.is_green and stands_still(reading):
            yield Rule.STANDS_STILL, one.outcome.name, reading
        if report.improving.casefold() == one.outcome.name.casefold() and is_not_improving(reading):
            yield Rule.NOT_IMPROVING, one.outcome.name, reading
    for milestone in account.milestones:
        is_named = report.in_time.casefold() == milestone.name.casefold()
        if milestone.is_late(day) and (is_named or report.is_green):
            yield Rule.NOT_IN_TIME if is_named else Rule.MILESTONE_LATE, milestone.name, milestone
    waiting = unanswered(account, day) if report.is_green else ()
    if waiting:
        yield Rule.UNANSWERED, "Listening log", waiting


def stands_still(reading: OutcomeReading) -> bool:
    """Is the target missed every time, and has no rule told of improvement for 12 figures?"""
    return reading.assurance is Assurance.FAILS and reading.unimproved >= STILL_POINTS


def is_not_improving(reading: OutcomeReading) -> bool:
    """Can it be told, and does no rule tell of improvement on the latest figure?"""
    return reading.variation is not None and reading.variation not in IMPROVING


def unanswered(account: Account, day: date) -> tuple[Remark, ...]:
    """Remarks whose speaker had waited more than 30 days for an answer on an open theme, the oldest first."""
    settled = {one.name.casefold() for one in account.themes if one.kind_on(day)}
    before = day - timedelta(days=ANSWER_DAYS)
    waiting = (one for one in account.remarks if one.said_on < before and not one.is_told(day))
    return tuple(
        sorted(
            (one for one in waiting if one.theme.casefold() not in settled), key=lambda one: (one.said_on, one.remark)
        )
    )


@dataclass(frozen=True, slots=True)
class Stall:
    """Figures in a row on which an outcome stood still: the first and the last day on which that could be known.

    `said_on` is the first report since then that did not say all was on track.
    """

    outcome: str
    seen_on: date
    last_on: date
    said_on: date | None


def stalls(account: Account) -> tuple[Stall, ...]:
    """When each outcome stood still, worked out anew for every figure, by what could be known then."""
    asked = [(one, day) for one in account.followed for day in known_days(one.measured)[STILL_POINTS - 1 :]]
    read = read_outcomes([one.outcome for one, _ in asked], [measured_until(one.measured, day) for one, day in asked])
    found: list[Stall] = []
    before: tuple[str, bool] = ("", False)
    for (one, day), reading in zip(asked, read, strict=True):
        now = (one.outcome.name, stands_still(reading))
        if now[1] and now == before:
            found[-1] = replace(found[-1], last_on=day)
        elif now[1]:
            found.append(Stall(one.outcome.name, day, day, _first_said(account.reports, day)))
        before = now
    return tuple(found)


def _first_said(reports: Iterable[Report], since: date) -> date | None:
    return min((one.reported_on for one in reports if one.reported_on >= since and not one.is_green), default=None)


def unjudged(account: Account) -> tuple[Unjudged, ...]:
    """What no rule can judge today, and why."""
    nothing = (
        (account.reports, "Reports", "No report is recorded, so there is no story to hold against the record."),
        (account.followed, "Outcomes", "No outcome is named that it should move."),
        (account.milestones, "Milestones", "No milestone is recorded."),
        (account.remarks, "Listening log", "No remark is recorded, so nobody can tell who waits for an answer."),
    )
    readings = read_outcomes([one.outcome for one in account.followed], [one.measured for one in account.followed])
    few = (
        Unjudged(one.outcome.name, why)
        for one, reading in zip(account.followed, readings, strict=True)
        if (why := _why_untold(one, reading))
    )
    return (*(Unjudged(subject, why) for rows, subject, why in nothing if not rows), *few)


def _why_untold(followed: Followed, reading: OutcomeReading) -> str:
    """Why it cannot be told whether an outcome stands still; nothing where it can."""
    least = PROFILES[followed.outcome.profile].least
    if not followed.outcome.direction.sign:
        return "Nobody has said which way is better."
    if mixed_rhythms(followed.measured.days):
        return "Its figures mix two rhythms, so that limits cannot be worked out."
    if reading.points < least:
        return f"It has {reading.points} figures; {least} are needed before limits can be worked out."
    if reading.target is None:
        return "No target holds on the day of its latest figure."
    return ""
