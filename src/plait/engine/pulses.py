"""Pulses: three statements that a group answers, kept as sums alone, and when so few answered that nothing is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

BOARD, TEAM, STAFF = "board", "team", "staff"
KINDS = {BOARD: "Comfort of the board", TEAM: "Comfort of a team", STAFF: "Understanding in the trust"}
"""What a pulse of each kind is called."""
LEVELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
AGREES = (3, 4)
"""The places of the levels that count as agreeing."""
STATEMENTS = {
    BOARD: (
        "I could explain to a governor why we fund teams and not projects.",
        "I know what to ask when a digital measure gets worse.",
        "I would say so at the meeting if I did not follow a digital paper.",
    ),
    TEAM: (
        "I know what users told us this month, and what we changed because of it.",
        "I can say that something does not work without harm to me.",
        "We can finish what we were asked without waiting for another team.",
    ),
    STAFF: (
        "I know what digital work will change for me this year.",
        "I know whom to ask when a system stands in my way.",
        "When I say that something does not work, I get an answer.",
    ),
}
"""The three statements of each kind (our own)."""
SIZE = 3
LEAST_ANSWERS = 5
LEAST_STAFF = 10
"""A board and a team need five answers and half of those asked; a sample of the trust needs ten (our default)."""
Z = 1.959964
"""The 97.5 % point of the normal distribution: an interval of 95 %."""
Sheet = tuple[int, ...]
"""One answer: for each statement the place of its level, from 0."""
NO_COUNTS = (0,) * (SIZE * len(LEVELS))


@dataclass(frozen=True, slots=True)
class Agreed:
    """How many of `answers` agree with a statement, and between which shares (0 to 1) the truth may lie."""

    statement: str
    agree: int
    answers: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Result:
    """What may be told of a pulse: each statement, or nothing and the reason why."""

    agreed: tuple[Agreed, ...]
    hidden: str = ""


def wilson(agree: int, answers: int) -> tuple[float, float]:
    """The 95 % score interval of a share, as two shares from 0 to 1; `answers` is at least 1.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212;
    recommended for few answers by R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872 (his method 3).
    """
    share, square = agree / answers, Z * Z
    middle = share + square / (2 * answers)
    spread = Z * sqrt(share * (1 - share) / answers + square / (4 * answers * answers))
    below = 1 + square / answers
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def add_sheets(counts: Sequence[int], sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """The sums with these answers in them: five for each statement, in the order of the levels."""
    summed = list(counts)
    for sheet in sheets:
        for statement, level in enumerate(sheet):
            summed[statement * len(LEVELS) + level] += 1
    return tuple(summed)


def answers_in(counts: Sequence[int]) -> int:
    """How many answered: every answer has a level for every statement."""
    return sum(counts[: len(LEVELS)])


def why_hidden(kind: str, *, answers: int, slips: int, asked: int, is_closed: bool) -> str:
    """Why nothing of a pulse is shown; nothing where it is. `slips` of the answers were given here, not on paper.

    Whoever typed the papers knows what they say and could take them off the sums, so slips are enough by themselves.
    """
    if not is_closed:
        return "Nothing is shown while people answer: whoever looked twice could tell what the last one said."
    least = LEAST_STAFF if kind == STAFF else LEAST_ANSWERS
    if answers < least:
        return f"Fewer than {least} people answered, so nothing is shown."
    if kind != STAFF and answers * 2 < asked:
        return f"{answers} of {asked} answered, less than half, so nothing is shown."
    if 0 < slips < least:
        return f"Beside the papers fewer than {least} people answered, so nothing is shown: who typed those could tell."
    return ""


def result_of(kind: str, counts: Sequence[int], *, slips: int, asked: int, is_closed: bool) -> Result:
    """What may be told of a pulse by its sums, for the whole group and never for a part of it."""
    answers = answers_in(counts)
    hidden = why_hidden(kind, answers=answers, slips=slips, asked=asked, is_closed=is_closed)
    if hidden:
        return Result((), hidden)
    agreed = []
    for place, statement in enumerate(STATEMENTS[kind]):
        agree = sum(counts[place * len(LEVELS) + level] for level in AGREES)
        agreed.append(Agreed(statement, agree, answers, *wilson(agree, answers)))
    return Result(tuple(agreed))


def read_paper(text: str) -> tuple[tuple[Sheet, ...], str]:
    """Answers given on paper, a line each with a number from 1 to 5 for each statement; and what is wrong, if so."""
    sheets: list[Sheet] = []
    for place, line in enumerate(text.splitlines(), 1):
        said = line.replace(",", " ").split()
        if not said:
            continue
        if len(said) != SIZE or any(one not in {"1", "2", "3", "4", "5"} for one in said):
            return (), f"Line {place} says “{line.strip()[:40]}”. Write 3 numbers from 1 to 5, like 4 3 5."
        sheets.append(tuple(int(one) - 1 for one in said))
    return tuple(sheets), "" if sheets else "Write a line for each paper, with 3 numbers from 1 to 5, like 4 3 5."
