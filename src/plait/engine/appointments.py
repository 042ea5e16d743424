"""What the appointment of a digital leader rests on: seven criteria, what to ask of each, and that a record is kept.

The criteria are those of the chapter (NHS Providers, Leading digital teams; requirement 19), which names experience of
legacy systems as well as of the internet era, internet technology, its working practices, a vision, and difficult
questions; the duty of a director beyond digital matters is that of requirement 21. The words and the questions to ask
are ours. Nothing here scores anybody: evidence is words and a document, and is never counted for a person.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CHAIR, CHIEF_EXECUTIVE = "chair", "chief executive"
OFFICES = (CHAIR, CHIEF_EXECUTIVE)
"""Those who open an appointment pack, each named by the board secretary."""


class Criterion(StrEnum):
    """One thing that the record of an appointment should give evidence for."""

    LEGACY = "legacy"
    INTERNET_ERA = "internet era"
    TECHNOLOGY = "technology"
    PRACTICES = "practices"
    VISION = "vision"
    QUESTIONS = "questions"
    CORPORATE = "corporate"


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion as people read it: its name, what would be evidence, and what a panel can ask."""

    name: str
    evidence: str
    questions: tuple[str, ...]


CRITERIA = {
    Criterion.LEGACY: Asked(
        "Legacy systems",
        "Has run the older systems that care depends on, and moved an organisation off one.",
        (
            "Which system could you not switch off, and what did you do about it?",
            "When did keeping the old system turn out to be right?",
        ),
    ),
    Criterion.INTERNET_ERA: Asked(
        "Services of the internet era",
        "Has led a service that people use by themselves, and that changed after it went live.",
        (
            "What did users do that you had not expected, and what changed then?",
            "How often was that service released, and who decided?",
        ),
    ),
    Criterion.TECHNOLOGY: Asked(
        "Internet technology",
        "Knows what open standards, cloud and data platforms can do, well enough to be hard to mislead.",
        (
            "Which promise of a supplier did you not believe, and why?",
            "What would you build, buy or share here?",
        ),
    ),
    Criterion.PRACTICES: Asked(
        "Working practices of the internet era",
        "Has worked in teams of several professions that test with users and release in small steps.",
        (
            "Tell us of a team that was stopped because its users did not need it.",
            "How did clinicians come to lead, and not to be consulted?",
        ),
    ),
    Criterion.VISION: Asked(
        "A vision others follow",
        "Has said in plain words what should be different for patients and staff, and has brought people along.",
        (
            "What will a patient notice in three years?",
            "Who disagreed, and what became of that?",
        ),
    ),
    Criterion.QUESTIONS: Asked(
        "Difficult questions",
        "Has asked a board what it did not want to hear, and has answered when asked.",
        (
            "Which decision of a board did you change, and how?",
            "What did you get wrong that we could read about?",
        ),
    ),
    Criterion.CORPORATE: Asked(
        "Duty of a director",
        "Has taken part in decisions of the whole organisation, beyond digital matters.",
        (
            "Which decision that was not about technology are you proud of?",
            "What would you give up of your own budget for another director’s aim?",
        ),
    ),
}
"""Every criterion, in the order of the pack."""

LONGEST_TEXT, LONGEST_DOCUMENT = 1000, 200


@dataclass(frozen=True, slots=True)
class AppointmentRecord:
    """That evidence is kept for a leadership role, and the latest day of it; of which criteria, it does not say."""

    role: str
    latest: date
