"""Thresholds of a trust's own, in place of the default of a question: since when, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.cells import CannotRead, plain_number, read_date, read_decimal, read_text
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.tables import Problem

QUESTIONS = "questions"
"""Among the names that are known: a question in full or by its name in addresses, folded, to that name."""
MEASURES = "measures of questions"
"""Among the names that are known: the name of a question to the kind of figure its threshold is set on, if any is."""
PERCENT, NUMBERS = frozenset(("share", "small share")), frozenset(("clock", "count", "limit"))
MOST_PERCENT, MOST = 100, 10_000


def read_threshold(text: str) -> Decimal:
    """Percent, days or how many, none or more; a percent sign may stand behind it."""
    number = read_decimal(text.strip().removesuffix("%"))
    if number < 0:
        raise CannotRead("Below zero", "Write 0 or more, like 80")
    if number > MOST:
        raise CannotRead(f"More than {MOST:,}", "Write percent, days or how many, like 80")
    return plain_number(number)


THRESHOLDS = Sheet(
    name="thresholds",
    title="Thresholds",
    help="One line for each question that this trust judges by another threshold than the default.",
    key=("question",),
    columns=(
        Column(
            "question",
            "Question",
            "The question in full, or its name in the address of its page.",
            "teams-are-fused",
            read_text(),
            required=True,
            refers_to=QUESTIONS,
        ),
        Column(
            "value",
            "Threshold",
            "Where met begins: percent, days or how many, as the question has it.",
            "80",
            read_threshold,
            required=True,
        ),
        Column(
            "reason",
            "Reason",
            "Why this trust needs another threshold; it stands beside the verdict.",
            "Two teams share a ward clerk until the new rota",
            read_text(500),
            required=True,
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2026", read_date),
        last_day("Last day; empty means no end is known. The default holds again after it."),
    ),
)


@dataclass(frozen=True, slots=True)
class OwnThreshold:
    """Where met begins for one question, by this trust's own choice."""

    question: str
    value: Decimal
    reason: str
    starts: date
    ends: date | None = None
    origin: Origin | None = None


def check_thresholds(entries: Iterable[Entry], measures: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for each threshold that its question cannot be judged by; `measures` as MEASURES."""
    return tuple(
        Problem(entry.table, entry.line, "Threshold", str(entry.values["value"]), *fault)
        for entry in entries
        if (fault := _fault(entry, measures.get(str(entry.values["question"]), "")))
    )


def _fault(entry: Entry, measure: str) -> tuple[str, str] | None:
    value = entry.values["value"]
    if not measure:
        return f"{entry.values['question']} has no threshold that could be set", "Leave it to its default"
    if measure in PERCENT and isinstance(value, Decimal):
        if value > MOST_PERCENT:
            return "More than 100%", "Write percent from 0 to 100, like 80"
        if 0 < value < 1:
            return "Less than 1%", "Write percent, like 80 for 80%"
    return None
