"""What a question found: a verdict, a sentence, and the rows a sceptical director could open."""

from dataclasses import dataclass
from datetime import date

from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.small_numbers import Counted
from plait.engine.thresholds import OwnThreshold


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row behind a finding: the record it is about, and a cell for each of the finding's columns.

    `label` and `cells` never name a person. `people` are the employee numbers the row counts, so that
    showing can add their names for those who may see them, and only there. `origin` is where it came from; a row that
    `is_absent` stands for one that nobody recorded.
    """

    label: str
    cells: tuple[str, ...] = ()
    is_highlighted: bool = False
    origin: Origin | None = None
    people: tuple[str, ...] = ()
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class FeedUsed:
    """A sheet a finding rests on: when it was last confirmed, and how many days that counts for."""

    sheet: str
    title: str
    confirmed_on: date | None
    max_age_days: int
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One question's answer for one trust on one day.

    `columns` head the label and the cells of each row of `evidence`. `would_count` says what record would
    change the verdict, for better or, once met, for worse; it never tells anybody how to behave. `feeds` are
    filled in by the judging, and so are `own`, the threshold of the trust's own that it was judged by, and
    `by_default`, the verdict by the default threshold where that is another one. `counted` says which of its figures
    count people and are too small for some to read.
    """

    verdict: Verdict
    sentence: str
    columns: tuple[str, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    would_count: str = ""
    feeds: tuple[FeedUsed, ...] = ()
    own: OwnThreshold | None = None
    by_default: Verdict | None = None
    counted: Counted | None = None

    @property
    def would_count_title(self) -> str:
        """What heads `would_count`: once met, it says what would break the verdict; with none, what would move it."""
        is_answered = self.verdict in {Verdict.MET, Verdict.FOR_CONTEXT}
        return "What could change this" if is_answered else "What would count"
