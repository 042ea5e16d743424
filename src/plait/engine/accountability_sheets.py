"""The sheets of accountability, and what no single cell of them shows to be wrong."""

from collections.abc import Iterable, Mapping
from datetime import date

from plait.engine.accountability import DAY, Claim, Settlement, Span, Territory
from plait.engine.cells import read_choice, read_code, read_date, read_text
from plait.engine.leadership import ENDS_OF_EMPLOYMENTS, check_holders
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Key, Known, Sheet, last_day
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.tables import Problem

KIND_CHOICES = {
    "Digital service": "digital service",
    "Electronic patient record": "electronic patient record",
    "Change portfolio": "change portfolio",
    "Data and information": "data and information",
    "Cyber security": "cyber security",
    "Transformation": "transformation",
    "Clinical safety": "clinical safety",
    "Other": "other",
}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
"""The words for each kind."""
TECHNOLOGY_KINDS = frozenset(("digital service",))
CHANGE_KINDS = frozenset(("change portfolio", "transformation"))
"""The kinds of technology and of transformation, which one person may answer for, or two (requirement 23)."""
SHORT_KINDS = {"EPR": "electronic patient record", "Data": "data and information", "Cyber": "cyber security"}
STARTS_OF_EMPLOYMENTS = "starts of employments"
"""Among the names that are known: employee number, folded, to the first day of the employment, as ISO text."""
SETTLED = "settled accountabilities"
"""Among the names that are known: territory, employee number (folded) and first day, to the first day no longer so."""
SEPARATOR = "\n"
"""Between the parts of such a name: no name holds a new line."""


def _territory(help: str) -> Column:
    return Column(
        "territory", "Territory", help, "Electronic patient record", read_text(), required=True,
        refers_to="territories",
    )  # fmt: skip


def _person() -> Column:
    return Column(
        "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code, required=True,
        refers_to="people",
    )  # fmt: skip


TERRITORIES = Sheet(
    name="territories",
    title="Territories",
    help="One line for each thing that one person must answer for, like the electronic patient record.",
    key=("name",),
    columns=(
        Column(
            "name", "Territory", "What the trust calls it.", "Electronic patient record", read_text(), required=True
        ),
        Column(
            "kind",
            "Kind",
            "Which of the usual territories it is, or another.",
            "Electronic patient record",
            read_choice({**KIND_CHOICES, **SHORT_KINDS}),
            choices=tuple(KIND_CHOICES),
            required=True,
        ),
        Column(
            "starts",
            "Starts",
            "First day on which somebody must answer for it; empty means the day the file is true from.",
            "01/04/2025",
            read_date,
        ),
        last_day("Last day of the territory; empty means no end is known."),
    ),
)

CLAIMS = Sheet(
    name="accountability claims",
    title="Accountability claims",
    help="One line for each person who answers for a territory, by a document that says so. Two may, on one day.",
    key=("territory", "employee_number"),
    columns=(
        _territory("A territory of the territories sheet."),
        _person(),
        Column(
            "document",
            "Document",
            "What says that this person answers for it: a job description, a terms of reference, minutes.",
            "Job description, April 2025",
            read_text(),
            required=True,
        ),
        Column("starts", "Starts", "First day this person answers for it.", "01/04/2025", read_date, required=True),
        last_day("Last day this person answers for it; empty means no end is known."),
    ),
)

SETTLEMENTS = Sheet(
    name="accountability settlements",
    title="Accountability settlements",
    help="One line for each decision on who answers for a territory: one person at most on any day.",
    key=("territory", "employee_number"),
    columns=(
        _territory("A territory of the territories sheet."),
        _person(),
        Column("decided_on", "Decided on", "The day of the decision.", "02/12/2026", read_date, required=True),
        Column(
            "decision",
            "Decision",
            "The minute or the decision that settles it.",
            "Board minutes 2 December 2026, item 7",
            read_text(),
            required=True,
        ),
        Column("starts", "Starts", "First day this person answers for it.", "02/12/2026", read_date, required=True),
        last_day("Last day this person answers for it; empty means no end is known."),
    ),
)


ACCOUNTABILITY = (TERRITORIES, CLAIMS, SETTLEMENTS)
"""The sheets of accountability, in the order they are filled in."""


def know_employments(names: dict[str, dict[str, str]], people: Iterable[Entry]) -> None:
    """Add to the names that are known from when to when a file says people are employed, and where.

    An empty first day leaves the one that is known; an empty last day takes the end away.
    """
    for entry in people:
        number = str(entry.key[0])
        if starts := perhaps(entry, "starts", date):
            names.setdefault(STARTS_OF_EMPLOYMENTS, {})[number] = starts.isoformat()
        if "ends" in entry.values:
            ends = perhaps(entry, "ends", date)
            names.setdefault(ENDS_OF_EMPLOYMENTS, {})[number] = ends.isoformat() if ends else ""
        for column, register in (("site", "sites"), ("department", "departments")):
            if place := stated_text(entry, column):
                names.setdefault(register, {}).setdefault(place.casefold(), place)


def check_answers(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """What is wrong with claims or settlements that no single row shows: who was not there, and who is not alone."""
    entries = tuple(entries)
    outside = check_claims(entries, known)
    late = [problem for entry in entries if entry.sheet == SETTLEMENTS.name for problem in _decided_late(entry)]
    outside = (*outside, *late)
    lines = {(problem.table, problem.line) for problem in outside}
    settled = [one for one in entries if one.sheet == SETTLEMENTS.name and (one.table, one.line) not in lines]
    return (*outside, *check_settlements(settled, known.get(SETTLED, {})))


def check_claims(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each claim or settlement that is not inside the employment of its person."""
    entries = tuple(entries)
    begins, ends = known.get(STARTS_OF_EMPLOYMENTS, {}), known.get(ENDS_OF_EMPLOYMENTS, {})
    late = check_holders(entries, known)
    lines = {(problem.table, problem.line) for problem in late}
    others = [entry for entry in entries if (entry.table, entry.line) not in lines]
    return (*late, *(problem for entry in others for problem in _outside(entry, begins, ends)))


def _decided_late(entry: Entry) -> list[Problem]:
    """A settlement that would begin before it was decided: nobody can be told so late to have answered."""
    starts, decided = stated(entry, "starts", date), stated(entry, "decided_on", date)
    if starts >= decided:
        return []
    wrong = f"This is before the decision, of {decided:%d/%m/%Y}"
    remedy = "Write that day or a later one: who answered before is told by the claims"
    return [Problem(entry.table, entry.line, "Starts", f"{starts:%d/%m/%Y}", wrong, remedy)]


def _outside(entry: Entry, begins: Mapping[str, str], ends: Mapping[str, str]) -> list[Problem]:
    number = str(entry.values["employee_number"])
    starts, until = entry.values.get("starts"), entry.values.get("ends")
    joined, left = begins.get(number.casefold(), ""), ends.get(number.casefold(), "")
    problems = []
    if isinstance(starts, date) and joined and starts < date.fromisoformat(joined):
        wrong = f"{number} joined the trust later, on {date.fromisoformat(joined):%d/%m/%Y}"
        remedy = "Write a later Starts, or the employee number of somebody who was there"
        problems.append(Problem(entry.table, entry.line, "Starts", f"{starts:%d/%m/%Y}", wrong, remedy))
    if isinstance(until, date) and left and until > date.fromisoformat(left):
        wrong = f"{number} leaves the trust before, on {date.fromisoformat(left) - DAY:%d/%m/%Y}"
        remedy = "Write an earlier Last day, or leave it empty: it ends with the employment"
        problems.append(Problem(entry.table, entry.line, "Last day", f"{until - DAY:%d/%m/%Y}", wrong, remedy))
    return problems


def check_settlements(entries: Iterable[Entry], settled: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for each settlement of a territory on days for which another stands; `settled` as SETTLED.

    What a row says of a settlement of the record, like its last day, holds in place of what the record says.
    """
    entries = tuple(entries)
    recorded = _recorded(settled)
    said = {entry.key for entry in entries}
    standing = [(key[0], span) for key, spans in recorded.items() if key not in said for span in spans]
    problems: list[Problem] = []
    for entry in entries:
        span = _span(entry, recorded.get(entry.key, []))
        clash = next((one for territory, one in standing if territory == entry.key[0] and _meet(one, span)), None)
        if clash is None:
            standing.append((entry.key[0], span))
        else:
            problems.append(_overlap(entry, clash))
    return tuple(problems)


def _recorded(settled: Mapping[str, str]) -> dict[Key, list[Span]]:
    found: dict[Key, list[Span]] = {}
    for named, ends in settled.items():
        territory, number, starts = named.split(SEPARATOR)
        span = Span(number, date.fromisoformat(starts), date.fromisoformat(ends) if ends else None)
        found.setdefault((territory, number), []).append(span)
    return found


def _span(entry: Entry, recorded: Iterable[Span]) -> Span:
    """When a row's settlement holds; where it does not speak of a last day, until the end the record has of it."""
    starts, number = stated(entry, "starts", date), stated_text(entry, "employee_number")
    if "ends" in entry.values:
        return Span(number, starts, perhaps(entry, "ends", date))
    return Span(number, starts, next((one.ends for one in recorded if one.starts == starts), None))


def _meet(one: Span, other: Span) -> bool:
    return one.starts < (other.ends or date.max) and other.starts < (one.ends or date.max)


def _overlap(entry: Entry, other: Span) -> Problem:
    starts, number = stated(entry, "starts", date), stated_text(entry, "employee_number")
    until = f"to {other.ends - DAY:%d/%m/%Y}" if other.ends else "on, with no last day"
    wrong = (
        f"From {starts:%d/%m/%Y} on {number} and {other.who} would both be settled: it is settled on {other.who} from "
        f"{other.starts:%d/%m/%Y} {until}"
    )
    earlier = "ive that settlement an earlier Last day first"
    remedy = f"Write a Starts after that, or g{earlier}" if other.ends else f"G{earlier}"
    return Problem(entry.table, entry.line, "Starts", f"{starts:%d/%m/%Y}", wrong, remedy)


def territory_of(entry: Entry, *, starts: date, origin: Origin) -> Territory:
    """The record an entry of the territories sheet states; `starts` where it gives no first day."""
    return Territory(
        name=stated_text(entry, "name"),
        kind=stated_text(entry, "kind"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        origin=origin,
    )


def claim_of(entry: Entry, *, ends: date | None, origin: Origin) -> Claim:
    """The record an entry of the claims sheet states, which `ends` as written or with the employment."""
    return Claim(
        territory=stated_text(entry, "territory"),
        employee_number=stated_text(entry, "employee_number"),
        document=stated_text(entry, "document"),
        starts=stated(entry, "starts", date),
        ends=ends,
        origin=origin,
    )


def settlement_of(entry: Entry, *, ends: date | None, origin: Origin) -> Settlement:
    """The record an entry of the settlements sheet states, which `ends` as written or with the employment."""
    return Settlement(
        territory=stated_text(entry, "territory"),
        employee_number=stated_text(entry, "employee_number"),
        decided_on=stated(entry, "decided_on", date),
        decision=stated_text(entry, "decision"),
        starts=stated(entry, "starts", date),
        ends=ends,
        origin=origin,
    )
