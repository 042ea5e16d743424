"""The pages of verdicts: the five tests in a minute, what changed, what each test checks, what its owners say."""

from collections.abc import Iterable, Sequence
from datetime import date

from plait.engine.board import last_board
from plait.engine.litmus.earlier import Change
from plait.engine.litmus.explanations import EXPLAINED
from plait.engine.litmus.judging import HeadingSummary, Judged
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.moves.telling import tell
from plait.engine.litmus.since_board import board_day
from plait.engine.litmus.standing import standing
from plait.engine.litmus.tried import next_move
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day, many
from plait.engine.workbook import BY_NAME
from plait.pack.content import Content, asked_by
from plait.pack.document import Picture, Points, Section, Table, Test, Tests, Words

QUESTION_HEADS = ("Question", "Verdict", "What the records say", "Where met begins")
QUESTION_SHARES = (27, 21, 31, 21)
ASKED_BESIDE_A_CHART = 2
"""With more that the board is asked, the first page has no room for a chart."""
NOTHING_TO_EXPLAIN = "No question is not met or partly met, so nothing is to be explained."
NO_QUESTION = "No question of this test has been judged."


def first_page(content: Content, asked: Points, chart: Picture | None) -> Section:
    """The five verdicts, what the board is asked, a question for each test that is not met, and one chart at most."""
    told = [summary for summary in content.headings.values() if summary.judged]
    return Section(
        "where-we-stand",
        "Where we stand",
        f"{content.since} {standing(told)}",
        (
            Tests(tuple(_test(content, one) for one in told)),
            asked,
            Points("Questions to put at the meeting", tuple(_questions(told)), "Every test is met."),
            *((chart,) if chart and len(asked.items) <= ASKED_BESIDE_A_CHART else ()),
        ),
    )


def _test(content: Content, summary: HeadingSummary) -> Test:
    behind = summary.behind.finding
    title, comes = _next(summary)
    return Test(
        summary.heading.short,
        summary.verdict.value,
        _changed(content, summary),
        behind.sentence,
        summary.sentence,
        title,
        comes or "Nothing is named.",
    )


def _next(summary: HeadingSummary) -> tuple[str, str]:
    """The first move that betters a question of the test, or else what would count for the one behind its verdict."""
    for one in summary.judged:
        if tried := next_move(one.slug, one.tried):
            told = tell(tried, one)
            return "Proved move", f"{told.title}. {told.answer.replace('Becomes', 'Its question becomes', 1)}"
    return summary.behind.finding.would_count_title, summary.behind.finding.would_count


def _changed(content: Content, summary: HeadingSummary) -> str:
    if summary.earlier is None:
        return "No earlier verdict"
    return summary.earlier.changed(summary.verdict, content.trust.on) or "No change"


def _questions(summaries: Iterable[HeadingSummary]) -> Iterable[str]:
    """What a non-executive can ask of each test that is not met."""
    for summary in summaries:
        if summary.verdict is not Verdict.MET and summary.behind.litmus:
            yield summary.behind.litmus.ask


def changes(content: Content) -> Section:
    """Every question whose verdict is another than on the day of the last board."""
    met = board_day(content.judged)
    rows = tuple(_change(one) for one in content.judged if one.change is not Change.SAME)
    then = f"On {day(met)}" if met else "Then"
    nothing = "No question has another verdict than on that day." if met else content.since
    table = Table(
        "Questions that changed", ("Question", then, "Now", "Change"), rows, nothing, (38, 22, 22, 18), (1, 2)
    )
    notes = (Words(content.corrections, small=True),) if content.corrections else ()
    return Section("what-changed", "What changed since the last board", content.since, (table, *notes))


def _change(one: Judged) -> tuple[str, ...]:
    then = one.earlier.verdict.value if one.earlier else ""
    return asked_by(one), then, one.finding.verdict.value, one.change.word


def decisions(content: Content) -> Points:
    """What the published agenda of the next board asks it to decide; nothing is asked that nobody put there."""
    following = content.coming
    items = [one for one in content.trust.items if following and one.meeting == following.name and one.for_decision]
    nothing = (
        f"The agenda of {following.name} names no item for decision."
        if following
        else "No published agenda of a coming meeting names an item for decision."
    )
    asked = tuple(f"Decide item {one.number}: {one.title}." for one in items)
    return Points("The board is asked to", asked, nothing, asks=True)


def asked_of_board(content: Content) -> Section:
    """The decisions asked of the board, and those of its last meeting."""
    asked, last = decisions(content), last_board(content.trust.meetings, content.trust.on)
    is_open = last is not None and last.status == "published"
    taken = [one for one in content.trust.decisions if last and is_open and one.meeting == last.name]
    rows = tuple((one.name, _advised(one.advice, one.advice_by)) for one in taken)
    heading = f"Decided at {last.name}" if last and is_open else "Decided at the last meeting"
    table = Table(heading, ("Decision", "Advice attached"), rows, "No published decision is recorded.", (60, 40))
    count = len(asked.items)
    answer = many(count, "item waits for a decision.", "items wait for a decision.") if count else asked.empty
    asked_for = (asked,) if count else ()  # the answer says already that nothing is asked
    return Section("decisions", "Decisions asked of the board", answer, (*asked_for, table), follows=True)


def _advised(advice: str, by: str) -> str:
    return f"{advice} ({by})" if advice and by else advice or "None recorded"


def questions_table(content: Content, heading: Heading, *, but: Sequence[str] = (), only: Sequence[str] = ()) -> Table:
    """The questions of one test with what was found and where met begins; without some, or of some alone."""
    summary = content.headings[heading]
    every = (*summary.judged, *summary.context)
    wanted = [one for one in every if one.slug not in but and (not only or one.slug in only)]
    rows = tuple(_question(one) for one in wanted)
    return Table(f"What {heading.short} checks", QUESTION_HEADS, rows, NO_QUESTION, QUESTION_SHARES, (1,))


def _question(one: Judged) -> tuple[str, ...]:
    return asked_by(one), one.finding.verdict.value, one.finding.sentence, _limit(one)


def _limit(one: Judged) -> str:
    if one.litmus is None or one.is_context:
        return "No threshold"
    whose = one.litmus.own_words(one.finding) or one.litmus.threshold.source
    return f"{one.litmus.judged_by(one.finding).met}. {whose}"


def found_by(summary: HeadingSummary) -> str:
    """What was found by the question behind a verdict, then the verdict and how many are met."""
    counts = f"{summary.heading.short}: {summary.verdict.value}. {summary.sentence}"
    return f"{summary.behind.finding.sentence} {counts}" if summary.judged else counts


def test_page(content: Content, heading: Heading, title: str) -> Section:
    """One test: its verdict in a sentence and its questions."""
    answer = found_by(content.headings[heading])
    return Section(title.lower().replace(" ", "-"), title, answer, (questions_table(content, heading),), follows=True)


def explanations(content: Content) -> Section:
    """Comply or explain: each question not met or partly met, with what its owner says of it."""
    wanted = [one for one in content.judged if one.finding.verdict in EXPLAINED]
    said = sum(one.explanation is not None for one in wanted)
    rows = tuple(
        (asked_by(one), one.finding.verdict.value, content.owner_of(one), _explained(one, content.trust.on))
        for one in wanted
        if one.explanation
    )
    table = Table(
        "Comply or explain",
        ("Question", "Verdict", "Owner", "What its owner says"),
        rows,
        "No explanation is published." if wanted else NOTHING_TO_EXPLAIN,
        (28, 19, 15, 38),
        (1,),
    )
    missing = Table(
        "Not explained",
        ("Question", "Verdict", "Whose to explain"),
        tuple(
            (asked_by(one), one.finding.verdict.value, content.owner_of(one)) for one in wanted if not one.explanation
        ),
        "Every question that is not met or partly met has a published explanation." if wanted else NOTHING_TO_EXPLAIN,
        (50, 22, 28),
        (1,),
    )
    of = many(len(wanted), "question is", "questions are")
    answer = f"{of} not met or partly met; {said} of them {'has' if said == 1 else 'have'} a published explanation."
    blocks = (table, missing) if wanted else (table,)
    return Section("explanations", "Explanations", answer if wanted else NOTHING_TO_EXPLAIN, blocks, follows=True)


def _explained(one: Judged, on: date) -> str:
    said = one.explanation
    return f"{said.words(one.finding.verdict)} {said.late_words(on)}".strip() if said else ""


def _days(known: Iterable[tuple[date, str]]) -> list[date]:
    return sorted({on for on, _ in known})


def method(content: Content, rules: str) -> Section:
    """How this pack is made, from which sheets, and where each question comes from."""
    trust = content.trust
    known = [(on, BY_NAME[sheet].title) for sheet, on in trust.feeds.items() if sheet in BY_NAME]
    feeds = tuple((day(on), "; ".join(sorted(title for then, title in known if then == on))) for on in _days(known))
    sources = tuple((asked_by(one), one.litmus.source, one.litmus.indicator) for one in content.judged if one.litmus)
    return Section(
        "method",
        "Method",
        f"The record of {day(trust.on)} was judged by rules {rules}. No overall score is given.",
        (
            Words(
                "A test is not met when one of its questions is not met. Otherwise it lacks evidence when a question "
                "it needs lacks evidence. It is met when all that can be judged are met, and else partly met. Missing "
                "or old sheets are never a pass. People are never scored or ranked."
            ),
            Words(
                "What changed is today’s rules applied to the trust as we know today that it stood then. The rows "
                "behind every verdict are in the workbook that belongs to this pack."
            ),
            Table(
                "What was sent, the oldest first",
                ("Last confirmed", "Sheets"),
                feeds,
                "No sheet has been sent.",
                (20, 80),
            ),
            Table("Where the questions come from", ("Question", "Source", "Counted as"), sources, "", (27, 21, 52)),
        ),
    )
