"""Which office sponsors or leads which programme, outcome or service, from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import ALSO_DIRECTORS, DIRECTORS
from plait.engine.cells import read_choice, read_date, read_text
from plait.engine.nearest import nearest
from plait.engine.origins import Origin
from plait.engine.record_rules import nobody_holds
from plait.engine.sheets import Column, Entry, Known, Sheet, last_day
from plait.engine.stated import perhaps, stated_text
from plait.engine.tables import Problem

PROGRAMME, OUTCOME, SERVICE = "programme", "outcome", "service"
KIND_CHOICES = {"Programme": PROGRAMME, "Outcome": OUTCOME, "Service": SERVICE}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
REGISTERS = {PROGRAMME: "programmes", OUTCOME: "outcomes", SERVICE: "services"}
"""The register that knows what each kind is called."""
SPONSOR, LEAD = "sponsor", "lead"
PART_CHOICES = {"Sponsor": SPONSOR, "Lead": LEAD}
PARTS = {part: words for words, part in PART_CHOICES.items()}

SPONSORSHIPS = Sheet(
    name="sponsorships",
    title="Sponsorships",
    help="One line for each programme, outcome or service that a director sponsors or leads.",
    key=("office", "kind", "name"),
    columns=(
        Column(
            "office", "Office", "The office that sponsors or leads.", "Chief nurse",
            read_choice({**{office: office for office in DIRECTORS}, **ALSO_DIRECTORS}), choices=DIRECTORS,
            required=True,
        ),
        Column(
            "kind", "Kind", "Programme, Outcome or Service.", "Programme", read_choice(KIND_CHOICES),
            choices=tuple(KIND_CHOICES), required=True,
        ),
        Column(
            "name", "Of what", "What it is called on its own sheet.", "Electronic prescribing", read_text(),
            required=True,
        ),
        Column(
            "part", "Part", "Sponsor or Lead.", "Sponsor", read_choice(PART_CHOICES), choices=tuple(PART_CHOICES),
            required=True,
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2026", read_date),
        last_day("Last day of it; empty means no end is known."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """An office's time as sponsor or lead of a programme, an outcome or a service."""

    office: str
    kind: str
    name: str
    part: str
    starts: date
    ends: date | None = None
    origin: Origin | None = None


def sponsorship_of(entry: Entry, *, starts: date, origin: Origin) -> Sponsorship:
    """The record a good row states; `starts` where it gives no first day."""
    return Sponsorship(
        office=stated_text(entry, "office"),
        kind=stated_text(entry, "kind"),
        name=stated_text(entry, "name"),
        part=stated_text(entry, "part"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        origin=origin,
    )


def check_sponsorships(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each sponsorship of what is not recorded, or by an office that nobody holds on its first day."""
    problems: list[Problem] = []
    for entry in entries:
        kind, name = stated_text(entry, "kind"), stated_text(entry, "name")
        names = known.get(REGISTERS[kind], {})
        if name.casefold() not in names:
            near = nearest(name, sorted(names.values()))
            remedy = "Nearest: " + "; ".join(near) if near else f"Add it to the {REGISTERS[kind]} sheet first"
            wrong = f"Not in the {REGISTERS[kind]} register"
            problems.append(Problem(entry.table, entry.line, "Of what", name, wrong, remedy))
        problems.extend(nobody_holds(entry, "office", "Office", perhaps(entry, "starts", date), known))
    return tuple(problems)
