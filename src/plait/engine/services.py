"""Services patients and staff use, and the competencies each of them needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.cells import read_choice, read_code, read_date, read_text, read_total_wte, read_whole
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Sheet, last_day

PHASES = ("discovery", "alpha", "beta", "live", "retired")
PHASE_CHOICES = {phase.capitalize(): phase for phase in PHASES}
LEVEL_CHOICES = {"Awareness": 1, "Working": 2, "Practitioner": 3, "Expert": 4}
PRIORITY_CHOICES = {"Must": 9, "Should": 3, "Could": 1}
"""Weights of the priorities: spec of the assembler, O1 (our default)."""
PRIORITIES = {weight: word for word, weight in PRIORITY_CHOICES.items()}
"""The word for each weight."""

SERVICES = Sheet(
    name="services",
    title="Services",
    help="One line for each service that patients or staff use.",
    key=("name",),
    columns=(
        Column("name", "Service", "What people call it.", "Single point of access", read_text(), required=True),
        Column(
            "description",
            "Description",
            "What it does, for whom.",
            "One number for every community referral",
            read_text(2000),
        ),
        Column(
            "outcome", "Outcome", "What gets better when it works.", "Calls answered within 2 minutes", read_text(500)
        ),
        Column(
            "phase",
            "Phase",
            "How far it is.",
            "Live",
            read_choice(PHASE_CHOICES),
            choices=tuple(PHASE_CHOICES),
            required=True,
        ),
        Column(
            "owner",
            "Owner",
            "Employee number of the person who answers for it.",
            "1000",
            read_code,
            refers_to="people",
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day of the service; empty means no end is known."),
    ),
)

NEEDS = Sheet(
    name="needs",
    title="Needs",
    help="One line for each competency a service needs, by people or by WTE.",
    key=("service", "competency"),
    columns=(
        Column(
            "service",
            "Service",
            "A service of the services sheet.",
            "Single point of access",
            read_text(),
            required=True,
            refers_to="services",
        ),
        Column(
            "competency",
            "Competency",
            "A competency of the framework.",
            "Clinical safety",
            read_text(),
            required=True,
            refers_to="competencies",
        ),
        Column(
            "level",
            "Level",
            "The least level that will do.",
            "Practitioner",
            read_choice(LEVEL_CHOICES),
            choices=tuple(LEVEL_CHOICES),
            required=True,
        ),
        Column("people", "People", "How many people; leave empty when WTE is given.", "1", read_whole(1, 99)),
        Column("wte", "WTE", "How much time in all; leave empty when people are given.", "0.4", read_total_wte),
        Column(
            "priority",
            "Priority",
            "Must, Should or Could; empty means Should.",
            "Must",
            read_choice(PRIORITY_CHOICES),
            choices=tuple(PRIORITY_CHOICES),
            default=PRIORITY_CHOICES["Should"],
        ),
        Column(
            "starts",
            "Starts",
            "First day it is needed; empty means the day the file is true from.",
            "01/04/2025",
            read_date,
        ),
        last_day("Last day it is needed; empty means for good."),
    ),
)


@dataclass(frozen=True, slots=True)
class Service:
    """One service."""

    name: str
    phase: str
    starts: date
    ends: date | None = None
    description: str = ""
    outcome: str = ""
    owner: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A competency at a level that a service needs, by people or by WTE, over a window."""

    service: str
    competency: str
    level: int
    people: int | None
    wte: Decimal | None
    priority: int
    starts: date
    ends: date | None = None
    origin: Origin | None = None
