"""Comply or explain: why a question is not met, in the words of whoever owns it, published by the board secretary."""

from dataclasses import dataclass
from datetime import date

from plait.engine.cells import read_date, read_text
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day
from plait.engine.sheets import Column

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
EXPLAINED = frozenset((Verdict.NOT_MET, Verdict.PARTLY_MET))
"""The verdicts that are explained; what is met needs no excuse, and what nobody can tell needs a sheet."""
TEXT = Column(
    "text",
    "Explanation",
    "Why it is so, and what will be done. Name nobody; everybody who reads verdicts will read it.",
    "Two teams have no nurse until the posts are filled in May",
    read_text(1000),
    required=True,
)
DUE = Column(
    "due", "Put right by", "The day by which the question will be met again.", "31/05/2027", read_date, required=True
)


@dataclass(frozen=True, slots=True)
class Reason:
    """What the owner of a question says of a verdict: why, and by which day it will be put right."""

    text: str
    due: date | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Explanation:
    """One text about one verdict: who wrote it when, and who published it; `id` and `version` are its row's."""

    id: int
    version: int
    question: str
    text: str
    verdict: Verdict
    state: str
    written_by: str
    written_on: date
    published_by: str = ""
    published_on: date | None = None
    due: date | None = None
    """None where it was written before a day was asked for."""

    @property
    def due_words(self) -> str:
        """By which day the question will be met again; nothing where none is given."""
        return f"To be put right by {day(self.due)}." if self.due else ""

    def late_words(self, on: date) -> str:
        """That the day it was to be put right by has passed; else nothing."""
        return "That day has passed." if self.due and self.due < on else ""

    @property
    def signed(self) -> str:
        """Who wrote it, who published it, and when."""
        written = f"Written by {self.written_by} on {day(self.written_on)}"
        if self.published_on is None:
            return f"{written}."
        return f"{written}, published by {self.published_by} on {day(self.published_on)}."

    def stale_words(self, verdict: Verdict) -> str:
        """That it is about a verdict of the past, where the question has another one now; else nothing."""
        if verdict is self.verdict:
            return ""
        return f"Out of date: it explains “{self.verdict.value}”, and the verdict is now “{verdict.value}”."

    def words(self, verdict: Verdict) -> str:
        """The whole of it in one line, beside the verdict of today."""
        return " ".join(part for part in (self.stale_words(verdict), self.text, self.due_words, self.signed) if part)
