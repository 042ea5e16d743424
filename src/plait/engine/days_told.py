"""What the days of observations tell of a whole file: two rhythms in one outcome, and days that are still to come."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from plait.engine.outcome_sheets import MEASURED_DAYS, OBSERVATIONS, check_day
from plait.engine.sheets import Entry, Known
from plait.engine.spc.rhythm import first_of, mixed_rhythms
from plait.engine.stated import stated, stated_text
from plait.engine.workbook import Intake, reject


def mixed_days(entries: Iterable[Entry], known: Known) -> tuple[str, ...]:
    """A warning for each outcome whose days, those of the record among them, mix two rhythms: no chart has both.

    It names the first line of the file that brings the rarer one, or where the record brought it the outcome's first.
    """
    lines: dict[str, dict[date, Entry]] = {}
    for entry in entries:
        if entry.sheet == OBSERVATIONS.name:
            lines.setdefault(stated_text(entry, "outcome"), {})[stated(entry, "observed_on", date)] = entry
    recorded = known.get(MEASURED_DAYS, {})
    found = (_mixed(outcome, own, recorded.get(outcome.casefold(), "")) for outcome, own in lines.items())
    return tuple(one for one in found if one)


def _mixed(outcome: str, own: Mapping[date, Entry], recorded: str) -> str:
    days = sorted({*own, *(date.fromisoformat(one) for one in recorded.split(";") if one)})
    mixed = mixed_rhythms(days)
    if mixed is None:
        return ""
    common, other = mixed
    entry = own.get(first_of(days, other)) or own[min(own)]
    return (
        f"{entry.table}, line {entry.line}: the days of {outcome} mix {common.words} and {other.words}. "
        f"Give the {other.words} an outcome of their own: no chart is made of both."
    )


def refuse_to_come(intake: Intake, known: Known, today: date) -> Intake:
    """The intake without observations of days after `today`, each of them named."""
    observed = (entry for reading in intake.readings for entry in reading.entries if entry.sheet == OBSERVATIONS.name)
    faults = tuple(fault for entry in observed for fault in check_day(entry, today))
    if not faults:
        return intake
    return replace(intake, readings=reject(intake.readings, {OBSERVATIONS.name: faults}, known, {}))
