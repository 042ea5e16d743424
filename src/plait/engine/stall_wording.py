"""The words of a contradiction: what was reported, and what the record showed, side by side."""

from plait.engine.litmus.wording import day, many
from plait.engine.outcome_sheets import PERCENT
from plait.engine.outcomes import OutcomeReading
from plait.engine.programme_sheets import STATUSES
from plait.engine.programmes import Milestone, Remark
from plait.engine.stall import ANSWER_DAYS, Contradiction, Rule, Stall


def report_words(one: Contradiction) -> str:
    """What was reported, and how often: “On track”, in 7 reports from 11 August to 22 September 2025."""
    first, last = one.reports[0], one.reports[-1]
    claim = {Rule.NOT_IMPROVING: f"Says {one.subject} is improving", Rule.NOT_IN_TIME: f"Says {one.subject} is in time"}
    said = claim.get(one.rule, STATUSES[first.status])
    if first is last:
        return f"{said}, on {day(first.reported_on)}"
    return f"{said}, in {len(one.reports)} reports from {day(first.reported_on)} to {day(last.reported_on)}"


def record_words(one: Contradiction, unit: str = "") -> str:
    """What the record showed on the day of the first of those reports; `unit` is that of the outcome."""
    if isinstance(one.shown, OutcomeReading):
        return _reading_words(one.rule, one.shown, unit)
    if isinstance(one.shown, Milestone):
        return _milestone_words(one.shown)
    return _remark_words(one.shown)


def _reading_words(rule: Rule, reading: OutcomeReading, unit: str) -> str:
    latest = f"the latest {figure(reading.last, unit)}" + (f" on {day(reading.last_on)}" if reading.last_on else "")
    if rule is Rule.NOT_IMPROVING:
        return f"No rule tells of improvement: {latest}"
    return (
        f"{reading.unimproved} figures in a row without improvement, {latest}; the target of "
        f"{figure(reading.target, unit)} lies beyond the limits and will be missed every time, as things stand"
    )


def figure(value: float | None, unit: str) -> str:
    """A figure with its unit; a dash for none."""
    if value is None:
        return "–"
    return f"{value:.6g}{PERCENT}" if unit == PERCENT else f"{value:.6g} {unit}".rstrip()


def _milestone_words(one: Milestone) -> str:
    planned = f"First planned for {day(one.planned_on)}, and not done"
    if one.done_on:
        late = many(one.days_late(one.done_on), "day", "days")
        return f"{planned}. It was done on {day(one.done_on)}, {late} late"
    return f"{planned}. It is now planned for {day(one.replanned_on)}" if one.replanned_on else planned


def _remark_words(remarks: tuple[Remark, ...]) -> str:
    oldest = remarks[0]
    return (
        f"{many(len(remarks), 'remark has', 'remarks have')} waited more than {ANSWER_DAYS} days for an answer, the "
        f"oldest since {day(oldest.said_on)}: “{oldest.remark}”"
    )


def stall_words(one: Stall) -> str:
    """From when to when an outcome stood still, and when a report first did not say that all was on track."""
    said = "No report since has said anything else than on track."
    if one.said_on is not None:
        said = (
            f"The first report since that did not say on track is of {day(one.said_on)}, "
            f"{many((one.said_on - one.seen_on).days, 'day', 'days')} later."
        )
    return f"{one.outcome} stood still: its figures could show it from {day(one.seen_on)} to {day(one.last_on)}. {said}"


RULES_WORDS = (
    "A report is held against what could be known on its day, and the latest against what is known today as well. On "
    "track contradicts an outcome whose target will be missed every time and that no rule has called improving for 12 "
    "figures in a row; a milestone past the day it was first planned for; and a remark on an open theme without an "
    f"answer for more than {ANSWER_DAYS} days (our default). What a report vouches for is held against that row, "
    "whatever its status. Nothing here says why."
)
"""The rules, as they stand beneath what they found."""
