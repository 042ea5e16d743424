"""Whether a row of a file fits what the record says of its key, and what a row says that was there before and ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plait.engine.comparing import Comparison, compare
from plait.engine.outcome_sheets import check_day
from plait.engine.people import PEOPLE
from plait.engine.programme_sheets import check_past
from plait.engine.row_rules import check_entry
from plait.engine.sheets import Entry, Key, Sheet, Values
from plait.engine.tables import Problem

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day from which a file is true, whether it corrects the past instead, and the day on which it was brought."""

    true_from: date
    corrects_past: bool = False
    brought_on: date | None = None


def compare_file(sheet: Sheet, entries: Iterable[Entry], standing: Mapping[Key, Values], as_of: AsOf) -> Comparison:
    """As `compare`, of the rows that fit the record; the others are named with what to write instead."""
    fitting: list[Entry] = []
    rejected: list[Problem] = []
    for entry in entries:
        fitted, problems = fit(sheet, entry, standing.get(entry.key), as_of)
        rejected.extend(problems)
        if not problems:
            fitting.append(fitted)
    return replace(compare(sheet, fitting, standing, on=as_of.true_from), rejected=tuple(rejected))


def fit(sheet: Sheet, entry: Entry, now: Values | None, as_of: AsOf) -> tuple[Entry, tuple[Problem, ...]]:
    """The entry as it is to be saved beside what the record says `now` of its key, and what keeps it from that.

    It is held to the rules of its sheet as it would stand: what it states over what is recorded, and from
    the day the file is true where nobody wrote a first day.
    """
    said = entry if now is None else _again(sheet, entry, now, as_of)
    if isinstance(said, Problem):
        return entry, (said,)
    recorded: Values = {"starts": as_of.true_from} if now is None else now
    stated = {name: value for name, value in said.values.items() if name != "starts" or value is not None}
    whole = replace(said, values={**recorded, **stated})
    return said, (*check_entry(whole), *check_day(whole, as_of.brought_on), *check_past(whole, as_of.brought_on))


def _again(sheet: Sheet, entry: Entry, now: Values, as_of: AsOf) -> Entry | Problem:
    """What a row says whose key has an end in the record: that it goes on, or that there would be a second time.

    The record keeps one time of a key, so a second one is a fault: it would overwrite the first. The
    same holds for a person of whom nobody says when they came back. All else goes on without its last day.
    """
    until, first, last = now.get("ends"), entry.values.get("starts"), entry.values.get("ends")
    if not isinstance(until, date) or not _is_whole(sheet, entry):
        return entry
    is_back = last is None and until <= as_of.true_from
    goes_on = replace(entry, values={**entry.values, "ends": last})
    if as_of.corrects_past:
        return goes_on if is_back else entry
    if first == until:  # a time that touches the old one is the same, longer
        return replace(goes_on, values={**goes_on.values, "starts": now.get("starts")})
    if isinstance(first, date) and first > until:
        return _second_time(sheet, entry, until, f"{first:%d/%m/%Y}")
    if is_back and first is None and sheet is PEOPLE and until < as_of.true_from:
        return _unexplained(sheet, entry, until, now)
    return goes_on if is_back else entry


def _is_whole(sheet: Sheet, entry: Entry) -> bool:
    """Does the row say all it must of its key? What was narrowed to a few columns says nothing of days."""
    return sheet.has_last_day and all(column.name in entry.values for column in sheet.columns if column.required)


def _second_time(sheet: Sheet, entry: Entry, until: date, first: str) -> Problem:
    keep = (
        "Who comes back gets a new employee number, so that the earlier time stays"
        if sheet is PEOPLE
        else "Leave Starts empty if it goes on"
    )
    remedy = f"{keep}; if the earlier time is wrong, correct the past"
    return Problem(entry.table, entry.line, "Starts", first, _ended(sheet, entry, until), remedy)


def _unexplained(sheet: Sheet, entry: Entry, until: date, now: Values) -> Problem:
    remedy = (
        f"Write Last day {until - DAY:%d/%m/%Y}; or, if that end is wrong, Starts {now['starts']:%d/%m/%Y};"
        " who comes back gets a new employee number"
    )
    return Problem(entry.table, entry.line, "Starts", "", _ended(sheet, entry, until), remedy)


def _ended(sheet: Sheet, entry: Entry, until: date) -> str:
    named = ", ".join(str(entry.values[column]) for column in sheet.key)
    return f"In the record {named} ended on {until - DAY:%d/%m/%Y}"
