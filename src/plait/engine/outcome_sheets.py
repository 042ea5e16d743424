"""The sheets of outcomes: what should get better, what was measured, and what is marked on a chart."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from plait.engine.cells import CannotRead, Value, read_choice, read_date, read_decimal, read_list, read_text
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.spc.profiles import MDC, PROFILES
from plait.engine.spc.reading import Direction
from plait.engine.tables import Problem

HIGHER, LOWER, NEITHER = Direction.INCREASE.value, Direction.DECREASE.value, Direction.NEUTRAL.value
BETTER_CHOICES = {"Higher": HIGHER, "Lower": LOWER, "Neither": NEITHER}
ALSO_BETTER = {"Increase": HIGHER, "Up": HIGHER, "Decrease": LOWER, "Down": LOWER, "Neutral": NEITHER}
PERCENT = "%"
MOST_PERCENT = 100
DECIMALS = 8
"""How many decimals of a figure are kept."""
REBASE, NOTE = "rebase", "note"
MARK_CHOICES = {"Limits start again": REBASE, "Note": NOTE}
UNITS = "units of outcomes"
"""Among the names that are known: the name of an outcome, folded, to its unit."""
MEASURED_DAYS = "days measured"
"""Among the names that are known: the name of an outcome, folded, to its days as ISO text, parted by semicolons."""
FROM = " from "
Fault = tuple[str, str, str, str]


def read_unit(text: str) -> str:
    """What the figures count; every way of writing per cent is one."""
    unit = read_text(40)(text)
    return PERCENT if unit.casefold().replace(" ", "") in {"%", "percent", "percentage"} else unit


def read_figure(text: str) -> Decimal:
    """A figure as somebody measured it, perhaps with a percent sign; a share worked out is kept to eight decimals."""
    whole, point, decimals = text.strip().removesuffix(PERCENT).rstrip().partition(".")
    is_longer = len(decimals) > DECIMALS and decimals.isdecimal()
    number = read_decimal(f"{whole}{point}{decimals[:DECIMALS] if is_longer else decimals}")
    if is_longer and decimals[DECIMALS] >= "5":
        number += Decimal(-1 if whole.strip().startswith("-") else 1).scaleb(-DECIMALS)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def read_targets(text: str) -> tuple[str, ...]:
    """One target or several parted by semicolons, each of the others “from” the day on which it begins."""
    found: dict[date | None, str] = {}
    for part in read_list(text):
        figure, day = split_target(part)
        if day in found:
            again = "Two targets from one day" if day else "Two targets without the day from which the second holds"
            raise CannotRead(again, "Write each with its day, like 75; 80 from 01/04/2027")
        found[day] = f"{figure:f}{FROM}{day:%d/%m/%Y}" if day else f"{figure:f}"
    return tuple(found[day] for day in sorted(found, key=lambda one: one or date.min))


def split_target(text: str) -> tuple[Decimal, date | None]:
    """The figure of one target, and the day from which it holds where it names one."""
    figure, says_from, day = text.partition(FROM)
    try:
        return read_figure(figure), read_date(day) if says_from else None
    except CannotRead as fault:
        raise CannotRead(fault.wrong, "Write targets like 75; 80 from 01/04/2027") from fault


def read_groups(text: str) -> tuple[str, ...]:
    """Groups of people parted by semicolons, each once."""
    return tuple(dict.fromkeys(read_list(text)))


def _outcome() -> Column:
    return Column(
        "outcome", "Outcome", "An outcome of the outcomes sheet.", "Seen within four hours", read_text(),
        required=True, refers_to="outcomes",
    )  # fmt: skip


OUTCOMES = Sheet(
    name="outcomes",
    title="Outcomes",
    help="One line for each objective: what should get better, and how anybody would know.",
    key=("name",),
    columns=(
        Column(
            "name", "Outcome", "What should get better.", "Seen within four hours", read_text(), required=True,
            also_called=("Objective",),
        ),
        Column(
            "measure", "Measure", "What is measured; empty where only things made are counted.",
            "Share of patients who leave A&E within four hours", read_text(300),
        ),
        Column("unit", "Unit", "What the figures count, like %, minutes or patients.", "%", read_unit),
        Column(
            "better", "Better", "Higher, Lower, or Neither where no direction is better.", "Higher",
            read_choice({**BETTER_CHOICES, **ALSO_BETTER}), choices=tuple(BETTER_CHOICES),
            also_called=("Direction", "Better when"),
        ),
        Column("baseline", "Baseline", "Where it stood before anything changed.", "62", read_figure),
        Column(
            "targets", "Target", "The figure to reach; where it changes, each with the day from which it holds.",
            "75; 80 from 01/04/2027", read_targets, also_called=("Targets",),
        ),
        Column(
            "digital_owner", "Digital owner", "The digital group that answers for it; several parted by semicolons.",
            "Digital services", read_groups,
        ),
        Column(
            "other_owner", "Other owner",
            "The clinical or operational group that answers for it; several parted by semicolons.",
            "Emergency department", read_groups,
        ),
        Column("source", "Data source", "Where the figures come from.", "A&E monthly return", read_text()),
        Column("team", "Team", "The team that works for it.", "Access team", read_text(), refers_to="teams"),
        Column(
            "service", "Service", "The service it belongs to.", "Single point of access", read_text(),
            refers_to="services",
        ),
        Column(
            "profile", "Rules", "mdc (Making Data Count) or nhsr (as the R package NHSRplotthedots); empty means mdc.",
            MDC.name, read_choice({name: name for name in PROFILES}), choices=tuple(PROFILES), default=MDC.name,
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2026", read_date),
        last_day("Last day; empty means no end is known."),
    ),
)  # fmt: skip

OBSERVATIONS = Sheet(
    name="observations",
    title="Observations",
    help="One line for each figure of an outcome: the day, week or month it is of, and the figure.",
    key=("outcome", "observed_on"),
    columns=(
        _outcome(),
        Column(
            "observed_on", "Date", "The day it is of; of a week or a month always the same, like its first.",
            "01/10/2026", read_date, required=True, also_called=("Month", "Week", "Day", "Observed on"),
        ),
        Column("value", "Value", "The figure; empty where it is missing.", "71.5", read_figure),
        Column(
            "left_out", "Left out because",
            "Why this figure counts in nothing; it is drawn hollow. Empty for every figure that counts.",
            "Half the wards were closed for a week", read_text(300), also_called=("Ghosted because",),
        ),
    ),
)  # fmt: skip

CHART_MARKS = Sheet(
    name="chart marks",
    title="Chart marks",
    help="One line for each mark on a chart: where its limits start again, and why; or what happened on a day.",
    key=("outcome", "marked_on", "kind"),
    columns=(
        _outcome(),
        Column(
            "marked_on", "Date", "For limits that start again, the day of a figure; for a note, any day.",
            "01/09/2026", read_date, required=True, also_called=("Marked on",),
        ),
        Column(
            "kind", "Mark", "Limits start again, or Note.", "Limits start again", read_choice(MARK_CHOICES),
            choices=tuple(MARK_CHOICES), required=True,
        ),
        Column(
            "reason", "What happened", "Why the limits start again, or what happened.",
            "Order sets were redesigned with ward pharmacists", read_text(500), required=True,
        ),
    ),
)  # fmt: skip

OUTCOME_SHEETS = (OUTCOMES, OBSERVATIONS, CHART_MARKS)
MEASURED = frozenset((OBSERVATIONS.name, "figures by place"))
"""Sheets of what was measured, which no day to come can be."""


def check_direction(entry: Entry) -> list[Fault]:
    """A target of an outcome of which nobody says which way is better."""
    targets = entry.values.get("targets")
    if not isinstance(targets, tuple) or not targets or entry.values.get("better"):
        return []
    return [("Better", "", "There is a target, but not which way is better", "Write Higher or Lower")]


def check_percent(entry: Entry) -> list[Fault]:
    """A baseline or a target of more than 100 per cent."""
    if entry.values.get("unit") != PERCENT:
        return []
    targets, baseline = entry.values.get("targets"), entry.values.get("baseline")
    figures: list[tuple[str, Value]] = [("Baseline", baseline)] if isinstance(baseline, Decimal) else []
    figures += [("Target", split_target(one)[0]) for one in (targets if isinstance(targets, tuple) else ())]
    return [(heading, f"{figure}", *_over(figure)) for heading, figure in figures if _is_over(figure)]


def over_words(figure: Decimal) -> str:
    """On which side a percentage lies outside what there is."""
    return "More than 100%" if figure > 0 else "Less than 0%"


def _over(figure: Value) -> tuple[str, str]:
    return over_words(Decimal(f"{figure}")), "Write a percentage from 0 to 100, or another unit for the outcome"


def _is_over(figure: Value) -> bool:
    return isinstance(figure, Decimal) and not 0 <= figure <= MOST_PERCENT


def check_observations(entries: Iterable[Entry], known: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """A problem for each percentage above 100 or below 0."""
    units = known.get(UNITS, {})
    return tuple(
        Problem(entry.table, entry.line, "Value", f"{entry.values['value']}", *_over(entry.values["value"]))
        for entry in entries
        if units.get(str(entry.values["outcome"]).casefold()) == PERCENT and _is_over(entry.values.get("value"))
    )


def check_marks(entries: Iterable[Entry], known: Mapping[str, Mapping[str, str]]) -> tuple[Problem, ...]:
    """A problem for each day on which limits would start again, but no figure stands."""
    return tuple(problem for entry in entries if (problem := _no_figure(entry, known.get(MEASURED_DAYS, {}))))


def _no_figure(entry: Entry, measured: Mapping[str, str]) -> Problem | None:
    day, outcome = entry.values["marked_on"], str(entry.values["outcome"])
    days = [date.fromisoformat(one) for one in measured.get(outcome.casefold(), "").split(";") if one]
    if entry.values["kind"] != REBASE or not isinstance(day, date) or day in days:
        return None
    near = sorted(sorted(days, key=lambda one: abs((one - day).days))[:2])
    remedy = f"Nearest: {'; '.join(f'{one:%d/%m/%Y}' for one in near)}" if near else "Bring its observations first"
    return Problem(
        entry.table, entry.line, "Date", f"{day:%d/%m/%Y}", f"{outcome} has no observation on this day", remedy
    )


def check_day(entry: Entry, today: date | None) -> tuple[Problem, ...]:
    """What is wrong with an observation of a day that was still to come when it was brought."""
    day = entry.values.get("observed_on")
    if entry.sheet not in MEASURED or not isinstance(day, date) or today is None or day <= today:
        return ()
    remedy = f"Write a day up to {today:%d/%m/%Y}"
    return (Problem(entry.table, entry.line, "Date", f"{day:%d/%m/%Y}", "A day to come", remedy),)


def know_outcomes(names: dict[str, dict[str, str]], sheet: str, entries: Iterable[Entry]) -> None:
    """Add to the names that are known what a file's own rows say of units, and of days on which was measured."""
    if sheet == OUTCOMES.name:
        units = {str(entry.key[0]): str(entry.values.get("unit") or "") for entry in entries if "unit" in entry.values}
        names.setdefault(UNITS, {}).update(units)
    if sheet == OBSERVATIONS.name:
        measured = names.setdefault(MEASURED_DAYS, {})
        days: dict[str, list[str]] = {}
        for entry in entries:
            days.setdefault(str(entry.key[0]), []).append(f"{entry.values['observed_on']}")
        for outcome, own in days.items():
            measured[outcome] = ";".join(sorted({*measured.get(outcome, "").split(";"), *own} - {""}))
