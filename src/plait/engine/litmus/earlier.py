"""What was answered on the day of the last board, and how today's answer differs: the words of change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day, listed, many

ORDER = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.MET)
CANNOT_BE_SHOWN = "What changed since the last board cannot be shown."
NO_MEETING = f"{CANNOT_BE_SHOWN} Send the Board meetings sheet: it says when the board met."
NO_EARLIER_MEETING = f"{CANNOT_BE_SHOWN} No meeting of the board before today is recorded."


class Change(StrEnum):
    """How a verdict differs from an earlier one. What could not be judged on one of the two days is no progress."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    TOLD = "told"
    LOST = "lost"

    @property
    def word(self) -> str:
        """The change as a page shows it."""
        return _WORDS[self]


_WORDS = {
    Change.BETTER: "Better",
    Change.WORSE: "Worse",
    Change.SAME: "No change",
    Change.TOLD: "Can be judged now",
    Change.LOST: "Can no longer be judged",
}
_SAID = {
    Change.BETTER: ("is better", "are better"),
    Change.WORSE: ("is worse", "are worse"),
    Change.TOLD: ("can be judged now", "can be judged now"),
    Change.LOST: ("can no longer be judged", "can no longer be judged"),
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The verdict on the day the board last met, by today's rules on the trust as we know today that it stood then."""

    on: date
    verdict: Verdict

    def change(self, now: Verdict) -> Change:
        """How the verdict of today differs from it."""
        if now is self.verdict:
            return Change.SAME
        if self.verdict not in ORDER:
            return Change.TOLD
        if now not in ORDER:
            return Change.LOST
        return Change.BETTER if ORDER.index(now) > ORDER.index(self.verdict) else Change.WORSE

    def changed(self, now: Verdict, today: date) -> str:
        """“Worse. Met in September”, nothing where it answers the same today."""
        change = self.change(now)
        return "" if change is Change.SAME else f"{change.word}. {self.words(today)}"

    def words(self, today: date) -> str:
        """“Not met in September”; in the same month “on 3 September”, a year or more ago with the year."""
        if (self.on.year, self.on.month) == (today.year, today.month):
            return f"{self.verdict.word} on {self.on.day} {self.on:%B}"
        year = f" {self.on.year}" if (today - self.on).days > 300 else ""
        return f"{self.verdict.word} in {self.on:%B}{year}"


def since_words(on: date, tests: Sequence[Change], questions: Sequence[Change]) -> str:
    """“Since the board met on 1 October 2026, 1 test is better and 1 is worse. 3 questions have changed.”"""
    counts = {change: list(tests).count(change) for change in _SAID}
    parts = [f"{count} {_SAID[change][count != 1]}" for change, count in counts.items() if count]
    if parts:
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"{many(int(first), 'test', 'tests')} {rest}"
    if not parts and set(questions) <= {Change.SAME}:
        return f"Since the board met on {day(on)}, no verdict has changed."
    moved = len(questions) - list(questions).count(Change.SAME)
    said = listed(parts) or "no test has changed"
    more = f"{many(moved, 'question has', 'questions have')} changed." if moved else "No question has changed."
    return f"Since the board met on {day(on)}, {said}. {more}"


def corrections_words(count: int) -> str:
    """How much of the past was put right since; that day is judged with all of it, so none of it reads as change."""
    if not count:
        return "Nothing recorded of the past was corrected since."
    were = f"{many(count, 'record', 'records')} of the past {'was' if count == 1 else 'were'} corrected since."
    return f"{were} That day is judged with what we know today, so a correction never shows as a change."
