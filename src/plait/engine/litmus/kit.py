"""What a question is made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.verdicts import VERDICTS, Verdict
from plait.engine.litmus.wording import day, lower
from plait.engine.thresholds import NUMBERS, PERCENT, OwnThreshold
from plait.engine.trust import Trust

OUR_DEFAULT = "Our default"
WHOLE = 100
CONTEXT = "For context, not counted"
"""What heads the questions without a threshold, on pages and in the command line."""
NOT_COUNTED = "There is no threshold, so it gives no verdict and never counts"


class Heading(StrEnum):
    """The five litmus tests, in the order they are shown."""

    LEADERSHIP = "Leadership"
    NEW_SERVICES = "Approach to new services"
    FINANCES = "Finances"
    OPERATING_MODEL = "Operating model"
    USER_CENTRICITY = "User centricity"

    @property
    def short(self) -> str:
        """The name a page has room for; the full one stands beneath it."""
        return _SHORT.get(self, self.value)

    @property
    def place(self) -> int:
        """Where it stands among the five, from 0."""
        return list(Heading).index(self)


_SHORT = {Heading.NEW_SERVICES: "New services", Heading.USER_CENTRICITY: "Users first"}


class Measure(StrEnum):
    """What kind of figure a threshold is set on."""

    SHARE = "share"
    SMALL_SHARE = "small share"
    CLOCK = "clock"
    COUNT = "count"
    LIMIT = "limit"
    RULE = "rule"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where met begins: percent for a share, days for a clock, how many for a count or a limit, 0 breaks for a
    rule.

    `of` are the things counted, like “teams”. `published` names the source; nothing means our default. Where
    nobody has given a threshold, `NO_THRESHOLD` stands, and the question is for context.
    """

    measure: Measure
    value: Decimal
    of: str
    published: str = ""

    @property
    def source(self) -> str:
        """Where the threshold comes from, as it always stands beside it."""
        if self.measure is Measure.NONE:
            return "No threshold"
        return f"Published: {self.published}" if self.published else OUR_DEFAULT

    @property
    def met(self) -> str:
        """When the question is met, in words."""
        return {
            Measure.SHARE: f"All {self.of}" if self.value == WHOLE else f"{self.value}% of {self.of} or more",
            Measure.SMALL_SHARE: f"{self.value}% of {self.of} or fewer",
            Measure.CLOCK: f"{self.value} days or fewer",
            Measure.COUNT: f"{self.value} {self.of} or more",
            Measure.LIMIT: f"{self.value} {self.of} or fewer",
            Measure.RULE: f"None of the {self.of} breaks the rule",
            Measure.NONE: NOT_COUNTED,
        }[self.measure]

    @property
    def can_be_set(self) -> bool:
        """Is it a figure that a trust may set for itself? A rule is kept or it is not."""
        return self.measure in PERCENT | NUMBERS

    @property
    def partly_met(self) -> str:
        """When it is partly met, in words; a rule never is. How far that reaches is our default."""
        return {
            Measure.SHARE: f"{_plain(self.value * 3 / 4)}% or more (our default)",
            Measure.SMALL_SHARE: f"{_plain(self.value * 4 / 3)}% or fewer (our default)",
            Measure.CLOCK: f"{_plain(self.value * 2)} days or fewer (our default)",
            Measure.COUNT: f"{_plain(self.value * 3 / 4)} or more (our default)",
            Measure.LIMIT: f"{_plain(self.value * 4 / 3)} or fewer (our default)",
            Measure.RULE: "Never: the rule is kept or it is not",
            Measure.NONE: NOT_COUNTED,
        }[self.measure]

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """What a question with this threshold can answer."""
        if self.measure is Measure.NONE:
            return frozenset({Verdict.FOR_CONTEXT, Verdict.NOT_ENOUGH_EVIDENCE})
        return VERDICTS - ({Verdict.PARTLY_MET} if self.measure is Measure.RULE else set())


NO_THRESHOLD = Threshold(Measure.NONE, Decimal(0), "")
"""For a context question: nobody has said where met begins, so it is shown and never counted."""


def _plain(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Litmus:
    """One question of one litmus test.

    `question` is what the rows answer, `ask` what a non-executive can put at the meeting, `indicator` the
    formula in words, `source` where the question comes from. `feeds` are the sheets it rests on; without a
    fresh row in each it is not judged. Those it `reads_too`, where they were sent, only tell it more. `owner` is
    a role. `success_measure` is the one of What Good Looks Like (NHSX, 2021) it is evidence for. A heading without
    evidence for a `required` question is not judged.
    One that `counts_sizes` goes by the trust's setting of team sizes. One with `NO_THRESHOLD` is for context.
    One that `waits_for` a sheet Plait cannot read yet names it, and cannot be told until it can.
    """

    slug: str
    heading: Heading
    question: str
    ask: str
    indicator: str
    source: str
    threshold: Threshold
    feeds: tuple[str, ...]
    owner: str
    success_measure: str
    judge: Callable[[Trust], Finding]
    examples: tuple[Example, ...]
    required: bool = False
    counts_sizes: bool = False
    max_age_days: int = 35
    waits_for: str = ""
    reads_too: tuple[str, ...] = ()

    @property
    def sheets(self) -> tuple[str, ...]:
        """Every sheet whose rows may change the answer."""
        return (*self.feeds, *self.reads_too)

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """What it can answer."""
        return frozenset({Verdict.NOT_ENOUGH_EVIDENCE}) if self.waits_for else self.threshold.verdicts

    @property
    def is_context(self) -> bool:
        """Does it only show figures and rows, and count in nothing?"""
        return self.threshold.measure is Measure.NONE

    def own_of(self, trust: Trust) -> OwnThreshold | None:
        """The threshold of the trust's own that this question goes by; nothing where it goes by the default."""
        if not self.threshold.can_be_set:
            return None
        return next((own for own in trust.thresholds if own.question == self.slug), None)

    def limit_of(self, trust: Trust) -> Decimal:
        """Where met begins for this trust: every judge asks here, and never the default itself."""
        own = self.own_of(trust)
        return self.threshold.value if own is None else own.value

    def judged_by(self, finding: Finding) -> Threshold:
        """The threshold a finding was judged by: the trust's own, or the default."""
        return self.threshold if finding.own is None else replace(self.threshold, value=finding.own.value)

    def own_words(self, finding: Finding) -> str:
        """Whose threshold a finding was judged by, since when and why, and what the default says; else nothing."""
        own, default = finding.own, self.threshold
        if own is None:
            return ""
        said = f"This trust’s own since {day(own.starts)}, because: {own.reason.rstrip('.')}."
        said += f" Default: {lower(default.met)} ({lower(default.source)})."
        return said + (f" By the default: {finding.by_default.value}." if finding.by_default else "")

    def beside_verdict(self, finding: Finding) -> str:
        """What stands beside a verdict by a threshold of the trust's own; nothing beside one by the default."""
        own = self.own_words(finding)
        return f"Threshold: {lower(self.judged_by(finding).met)}. {own}" if own else ""
