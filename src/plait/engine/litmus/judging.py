"""Finding the questions and judging them all, so that one that fails never hides the others."""

import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from plait.engine.board_record import RECORD_SHEETS
from plait.engine.board_sheets import BOARD_SHEETS
from plait.engine.litmus import questions as questions_folder
from plait.engine.litmus.earlier import Change, Earlier
from plait.engine.litmus.explanations import Explanation
from plait.engine.litmus.findings import EvidenceRow, FeedUsed, Finding
from plait.engine.litmus.kit import Heading, Litmus
from plait.engine.litmus.tried import Tried
from plait.engine.litmus.verdicts import Verdict, verdict_of_heading
from plait.engine.litmus.wording import CANNOT_TELL, day, listed, many
from plait.engine.strategy_sheets import STRATEGY_SHEETS
from plait.engine.thresholds import MEASURES, QUESTIONS
from plait.engine.trust import Trust
from plait.engine.workbook import BY_NAME

OWN_AGES: Mapping[str, int] = {
    **dict.fromkeys(("posts", "leadership roles", "role holders", "user groups"), 400),
    **dict.fromkeys(("clinical areas", "education targets"), 400),
    **dict.fromkeys(("territories", "accountability claims", "outcomes", "programmes"), 100),
    **dict.fromkeys((sheet.name for sheet in (*BOARD_SHEETS, *RECORD_SHEETS, *STRATEGY_SHEETS)), 100),
}
"""Sheets that stay true for longer than a question's own `max_age_days`, by the verdict rules (our default)."""

WORST_FIRST = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.MET, Verdict.NOT_ENOUGH_EVIDENCE)

SUMS = (
    "areas.py", "board_development.py", "contacts.py", "education.py",
    "trust.py", "accountability.py", "board.py", "communities.py", "design.py", "leadership.py", "outcomes.py",
    "programmes.py", "research.py", "small_numbers.py", "strategy.py", "supply.py", "taking_part.py",
)  # fmt: skip
"""Files of the engine in which questions leave part of their sum."""


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A question file that could not be loaded: its name and what is wrong with it."""

    slug: str
    fault: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and what was found; `fault` says what went wrong where its file raised.

    `litmus` is nothing only for a file that could not even be loaded. `explanation` is what its owner says of it and
    the trust has published; the record knows it, and no judge does. `earlier` is what it answered on the day of the
    last board, where there was one. `tried` are the moves that were tried for it on a copy of the trust.
    """

    slug: str
    finding: Finding
    litmus: Litmus | None
    fault: str = ""
    explanation: Explanation | None = None
    earlier: Earlier | None = None
    tried: tuple[Tried, ...] = ()

    @property
    def change(self) -> Change:
        """How its verdict differs from that on the day of the last board."""
        return self.earlier.change(self.finding.verdict) if self.earlier else Change.SAME

    @property
    def explained(self) -> str:
        """What stands beside a verdict that is explained; nothing beside any other."""
        return f"Explanation: {self.explanation.words(self.finding.verdict)}" if self.explanation else ""

    @property
    def is_context(self) -> bool:
        """Is its question one that counts in nothing?"""
        return self.litmus is not None and self.litmus.is_context

    @property
    def by_default(self) -> Verdict:
        """The verdict by the default threshold, whatever the trust set for itself."""
        return self.finding.by_default or self.finding.verdict

    @property
    def is_required(self) -> bool:
        """Does its litmus test lack evidence without it?"""
        return self.litmus is not None and self.litmus.required


@dataclass(frozen=True, slots=True)
class HeadingSummary:
    """One of the five litmus tests: its questions as judged, how many could be, and what they add up to.

    `context` are its questions without a threshold, which count in nothing. `earlier` is the verdict on the day of
    the last board.
    """

    heading: Heading
    judged: tuple[Judged, ...]
    can_be_judged: int
    verdict: Verdict
    sentence: str
    context: tuple[Judged, ...] = ()
    earlier: Earlier | None = None

    @property
    def change(self) -> Change:
        """How its verdict differs from that on the day of the last board."""
        return self.earlier.change(self.verdict) if self.earlier else Change.SAME

    @property
    def behind(self) -> Judged:
        """The question behind the verdict: of several, one it needs, and that somebody can do something about."""
        alike = [one for one in self.judged if one.finding.verdict is self.verdict]
        return min(alike, key=lambda one: (not one.is_required, one.litmus is not None and bool(one.litmus.waits_for)))


@cache
def load_questions(
    package: str = questions_folder.__name__, folders: tuple[str, ...] = tuple(questions_folder.__path__)
) -> tuple[Litmus | BrokenFile, ...]:
    """What each file of the folder holds: by heading and slug, those that cannot be loaded last."""
    found = [_load(package, module.name) for module in iter_modules(folders)]
    return tuple(sorted(_without_doubles(found), key=_place))


def questions() -> tuple[Litmus, ...]:
    """Every question that can be loaded, by heading and slug."""
    return tuple(question for question in load_questions() if isinstance(question, Litmus))


def known_questions() -> dict[str, dict[str, str]]:
    """What a sheet may call each question, and the kind of figure its threshold is set on, as readers of files take it.

    Without those whose threshold is no figure that a trust could set.
    """
    names = {text.casefold(): one.slug for one in questions() for text in (one.slug, one.question)}
    settable = [one for one in questions() if one.threshold.can_be_set]
    return {QUESTIONS: names, MEASURES: {one.slug: one.threshold.measure.value for one in settable}}


def _load(package: str, name: str) -> Litmus | BrokenFile:
    try:
        test = getattr(import_module(f"{package}.{name}"), "TEST", None)
    except Exception as error:  # noqa: BLE001 - one file at fault is named, and every other still answers
        return BrokenFile(name.replace("_", "-"), _fault(name, error))
    if isinstance(test, Litmus):
        return test
    return BrokenFile(name.replace("_", "-"), f"{name}.py holds no TEST = Litmus(…)")


def _without_doubles(found: Iterable[Litmus | BrokenFile]) -> list[Litmus | BrokenFile]:
    seen: set[str] = set()
    kept: list[Litmus | BrokenFile] = []
    for question in found:
        twice = question.slug in seen
        kept.append(BrokenFile(question.slug, f"Two files have the slug {question.slug}") if twice else question)
        seen.add(question.slug)
    return kept


def _place(question: Litmus | BrokenFile) -> tuple[int, str]:
    place = len(Heading) if isinstance(question, BrokenFile) else question.heading.place
    return place, question.slug


def judge_all(trust: Trust, tests: Sequence[Litmus | BrokenFile] | None = None) -> tuple[Judged, ...]:
    """Every question's finding for `trust`, by heading and slug; blind to whoever will look.

    A question that raises answers “not enough evidence” and names its fault; the others stand.
    """
    return tuple(_judge_safely(test, trust) for test in (load_questions() if tests is None else tests))


def _judge_safely(test: Litmus | BrokenFile, trust: Trust) -> Judged:
    if isinstance(test, BrokenFile):
        return Judged(test.slug, _broken(test.slug), None, test.fault)
    try:
        return Judged(test.slug, judge(test, trust), test)
    except Exception as error:  # noqa: BLE001 - one question at fault is named, and every other still answers
        return Judged(test.slug, _broken(test.slug), test, _fault(test.slug, error))


def explain(judged: Iterable[Judged], explained: Mapping[str, Explanation]) -> tuple[Judged, ...]:
    """What was judged, each with the explanation that is published of it."""
    return tuple(replace(one, explanation=explained.get(one.slug)) for one in judged)


def _fault(name: str, error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{name}: {type(error).__name__} in {Path(last.filename).name}, line {last.lineno}: {error}"


def _broken(slug: str) -> Finding:
    sentence = f"{CANNOT_TELL} The question file {slug} has a fault."
    return Finding(Verdict.NOT_ENOUGH_EVIDENCE, sentence, would_count="A corrected question file.")


def judge(test: Litmus, trust: Trust) -> Finding:
    """One question's finding; not enough evidence when a sheet it rests on is missing or too old.

    Where it goes by a threshold of the trust's own, it is judged by the default as well, so that a threshold that
    was changed never reads as progress.
    """
    feeds = feeds_used(test, trust)
    lacking = [feed for feed in feeds if not feed.is_fresh]
    own = test.own_of(trust)
    finding = replace(_lacking(lacking, trust.on) if lacking else test.judge(trust), feeds=feeds, own=own)
    if own is None or lacking:
        return finding
    by_default = test.judge(replace(trust, thresholds=())).verdict
    return finding if by_default is finding.verdict else replace(finding, by_default=by_default)


def feeds_used(test: Litmus, trust: Trust) -> tuple[FeedUsed, ...]:
    """The sheets a question rests on, with the day each was last confirmed.

    A feed confirmed after the day of the trust is fresh: the past is judged with all we know today.
    """
    return tuple(_feed_used(sheet, days_counted(test, sheet), trust) for sheet in test.feeds)


def days_counted(test: Litmus, sheet: str) -> int:
    """For how many days after it was confirmed a sheet counts for a question."""
    return OWN_AGES.get(sheet, test.max_age_days)


def _feed_used(sheet: str, limit: int, trust: Trust) -> FeedUsed:
    confirmed = trust.feeds.get(sheet)
    is_fresh = confirmed is not None and (trust.on - confirmed).days <= limit
    return FeedUsed(sheet, BY_NAME[sheet].title, confirmed, limit, is_fresh)


def _lacking(feeds: Sequence[FeedUsed], on: date) -> Finding:
    first = feeds[0]
    if len(feeds) > 1:
        why = f"{len(feeds)} of the sheets this rests on are missing or too old."
    elif first.confirmed_on is None:
        why = f"The {first.title} sheet has not been sent."
    else:
        why = f"The {first.title} sheet was last confirmed on {day(first.confirmed_on)}."
    return Finding(
        Verdict.NOT_ENOUGH_EVIDENCE,
        f"{CANNOT_TELL} {why}",
        columns=("Sheet", "Last confirmed", "Counts for"),
        evidence=tuple(_lacking_row(feed, on) for feed in feeds),
        would_count=_wanted(feeds),
    )


def _wanted(feeds: Sequence[FeedUsed]) -> str:
    sheets = f"The {listed([feed.title for feed in feeds])} {'sheet' if len(feeds) == 1 else 'sheets'}"
    was_sent = any(feed.confirmed_on for feed in feeds)
    return f"{sheets}. One sent before may be sent again unchanged." if was_sent else f"{sheets}."


def _lacking_row(feed: FeedUsed, on: date) -> EvidenceRow:
    sent = feed.confirmed_on
    ago = "Never" if sent is None else f"{day(sent)}, {many((on - sent).days, 'day', 'days')} ago"
    return EvidenceRow(feed.title, (ago, many(feed.max_age_days, "day", "days")), is_highlighted=True, is_absent=True)


def summarise_headings(judged: Iterable[Judged]) -> tuple[HeadingSummary, ...]:
    """The five litmus tests in order, each with its verdict, its questions and how many of them are met."""
    by_heading: dict[Heading, list[Judged]] = {heading: [] for heading in Heading}
    for one in judged:
        if one.litmus is not None:
            by_heading[one.litmus.heading].append(one)
    return tuple(_summary(heading, ones) for heading, ones in by_heading.items())


def _summary(heading: Heading, ones: Sequence[Judged]) -> HeadingSummary:
    context = tuple(one for one in ones if one.is_context)
    judged = tuple(sorted((one for one in ones if not one.is_context), key=_worst_first))
    verdict = verdict_of_heading((one.finding.verdict, one.is_required) for one in judged)
    said = Counter(one.finding.verdict for one in judged)
    without = said[Verdict.NOT_ENOUGH_EVIDENCE]
    sentence = f"{said[Verdict.MET]} of {len(judged)} met" + (f", {without} without evidence." if without else ".")
    sentence += _by_default(judged, verdict)
    return HeadingSummary(heading, judged, len(judged) - without, verdict, sentence, context, _earlier(judged))


def _earlier(judged: Sequence[Judged]) -> Earlier | None:
    """What the questions added up to when the board last met; of one without an earlier verdict nothing was told."""
    days = [one.earlier.on for one in judged if one.earlier]
    if not days:
        return None
    nothing = Earlier(days[0], Verdict.NOT_ENOUGH_EVIDENCE)
    verdict = verdict_of_heading(((one.earlier or nothing).verdict, one.is_required) for one in judged)
    return Earlier(days[0], verdict)


def _by_default(judged: Sequence[Judged], verdict: Verdict) -> str:
    """What the default thresholds say, where one of the trust's own says something else."""
    if not any(one.finding.by_default for one in judged):
        return ""
    answers = [(one.by_default, one.is_required) for one in judged]
    met, whole = sum(answer is Verdict.MET for answer, _ in answers), verdict_of_heading(answers)
    test = "" if whole is verdict else f", and the test {whole.value}"
    return f" By the default thresholds: {met} of {len(judged)} met{test}."


def _worst_first(one: Judged) -> tuple[int, bool]:
    """What wants reading most stands first, and last of all what waits for a sheet Plait cannot read yet."""
    waits = one.litmus is not None and bool(one.litmus.waits_for)
    return WORST_FIRST.index(one.finding.verdict), waits


@cache
def rules_version() -> str:
    """A version of the rules that changes when any question, or the way of judging, does: 12 hexadecimal digits.

    Made from the text of the files, so that the same rules have the same version on any machine.
    """
    here = Path(__file__).parent
    return version_of((*(here.parent / name for name in SUMS), *here.rglob("*.py")))


def version_of(files: Iterable[Path]) -> str:
    """The version of these files' text and names, in whatever order they come and however their lines end."""
    texts = sorted(f"{path.name}\n{path.read_text(encoding='utf-8')}" for path in files)
    return sha256("\n".join(texts).encode()).hexdigest()[:12]
