"""What was cleaned in a published framework, and the rules by which one name is chosen out of several."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOT_PUBLISHED = "No description published"


class Act(StrEnum):
    """One kind of cleaning, in the words the report uses."""

    TIDIED = "Spaces that do not show, or stand twice, were taken out"
    REPEATED = "The line says the same as an earlier one and was left out"
    NOT_IN_USE = "The level is NOT IN USE: the line asks for nothing and was left out of the roles"
    SPELLING = "Names that differ only in capitals became one"
    DESCRIPTIONS = "One name had several descriptions; the longest was kept"
    ONE_SKILL = "Several names shared one description and became one competency"
    MISSING = f"The description was the word MISSING; it now reads “{NOT_PUBLISHED}”"
    BLANK = f"The description was empty; it now reads “{NOT_PUBLISHED}”"
    NO_LEVEL_TEXT = f"The level had no text; it now reads “{NOT_PUBLISHED}”"
    LEVEL_TEXTS = "One level of one name had several texts; the longest was kept"
    ASKED_TWICE = "A role level asked for one competency under two of its names; the higher level was kept"
    NO_FAMILY = "No role that uses the skill is in the file, so its family is that of the framework"


@dataclass(frozen=True, slots=True)
class Example:
    """Where something was cleaned, and what it was."""

    table: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One kind of cleaning and every place where it was done, in the order of the files."""

    kind: Act
    examples: tuple[Example, ...]

    @property
    def count(self) -> int:
        """How many times it was done."""
        return len(self.examples)

    @property
    def distinct(self) -> int:
        """How many different things it was done to: two lines that repeat one are one thing."""
        return len({example.text for example in self.examples})


def make_report(acts: Mapping[Act, Sequence[Example]]) -> tuple[Cleaned, ...]:
    """The acts that were done, in the order in which they are done, their places in the order of the lines."""
    places = {kind: tuple(sorted(acts[kind], key=_place)) for kind in Act if acts.get(kind)}
    return tuple(Cleaned(kind, examples) for kind, examples in places.items())


def _place(example: Example) -> tuple[str, int, str]:
    return example.table, example.line, example.text


def choose_spelling(spellings: Iterable[str]) -> str:
    """Of names that differ only in capitals, the one written most often; of equals, the first by letter."""
    counts = Counter(spellings)
    return min(counts, key=lambda name: (-counts[name], name))


def order_names(names: Iterable[str], description: str) -> list[str]:
    """Names that share one description, the one to keep first.

    The name with which the description itself opens; failing that one without brackets, then the
    shortest, then the first by letter. Nothing but the words decides, so either published table alone,
    and next year's, choose alike.
    """

    def rank(name: str) -> tuple[bool, bool, int, str, str]:
        return not _opens(name, description), "(" in name, len(name), name.casefold(), name

    return sorted(names, key=rank)


def _opens(name: str, description: str) -> bool:
    opening, rest = description[: len(name)], description[len(name) :]
    return opening.casefold() == name.casefold() and not rest[:1].isalnum()
