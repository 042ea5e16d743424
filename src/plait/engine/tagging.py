"""Which subject an agenda item is likely about: a suggestion by the words of its title, which a person confirms."""

import re
from dataclasses import dataclass

from plait.engine.board_sheets import DIGITAL, FINANCE, QUALITY

WORKFORCE, STRATEGY, OTHER = "workforce", "strategy", "other"
WORDS = {
    DIGITAL: (
        "digital", "cyber", "data", "electronic", "informatics", "information technology", "it", "epr", "ai",
        "artificial intelligence", "interoperability", "website", "api", "software", "technology", "portal",
        "patient record system", "information governance", "analytics", "cloud", "developers", "e-prescribing",
    ),
    FINANCE: (
        "finance", "financial", "budget", "capital", "cost improvement", "savings", "accounts", "expenditure",
        "annual accounts", "procurement", "contract award", "investment",
    ),
    QUALITY: (
        "quality", "safety", "patient story", "patient experience", "maternity", "mortality", "infection",
        "safeguarding", "complaints", "incident", "incidents", "learning from deaths", "cqc", "clinical audit",
        "harm", "nursing", "medicines",
    ),
    WORKFORCE: (
        "workforce", "staff", "staffing", "people plan", "recruitment", "retention", "freedom to speak up", "equality",
        "wellbeing", "guardian", "leadership development", "sickness",
    ),
    STRATEGY: ("strategy", "strategic", "new hospital", "partnership", "integrated care", "collaborative", "plan"),
    OTHER: (
        "welcome", "apologies", "declarations", "minutes of", "minutes", "action log", "matters arising",
        "any other business", "questions from the public", "date of next meeting", "chair's report", "closing remarks",
    ),
}  # fmt: skip
FIRST = {tag: place for place, tag in enumerate((DIGITAL, FINANCE, QUALITY, WORKFORCE, STRATEGY, OTHER))}
FINDERS = {
    tag: re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?![\w-])")
    for tag, words in WORDS.items()
}


@dataclass(frozen=True, slots=True)
class Suggested:
    """A tag, and the word of the title that speaks for it."""

    tag: str
    word: str


def suggested_tag(title: str) -> Suggested | None:
    """The subject most words of the title speak of, and of two the one it names first; nothing where none does."""
    text = " ".join(title.replace("’", "'").casefold().split())
    found = {tag: matches for tag, finder in FINDERS.items() if (matches := list(finder.finditer(text)))}
    if not found:
        return None
    tag = min(found, key=lambda one: (-len({m[0] for m in found[one]}), found[one][0].start(), FIRST[one]))
    return Suggested(tag, found[tag][0][0])
