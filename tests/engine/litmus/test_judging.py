"""Finding the questions, the sheets they rest on, and what happens when a file fails."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import (
    BrokenFile,
    feeds_used,
    judge,
    judge_all,
    load_questions,
    questions,
    rules_version,
    summarise_headings,
    version_of,
)
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.questions.team_sizes import TEST as SIZES
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust
from tests.builders import ON, membership, person, team, trust

EMPTY = Trust("TST", "Test trust", ON)
every_question = pytest.mark.parametrize("test", questions(), ids=lambda test: test.slug)

WHOLE = """
from dataclasses import replace
from plait.engine.litmus.questions.team_sizes import TEST as SIZES
TEST = replace(SIZES, slug={slug!r})
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of questions that can be imported as `trial_questions`."""
    package = tmp_path / "trial_questions"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    for name in [name for name in sys.modules if name.startswith("trial_questions")]:
        del sys.modules[name]


def load(folder: Path) -> tuple[Litmus | BrokenFile, ...]:
    return load_questions.__wrapped__("trial_questions", (str(folder),))


def failing(_: Trust) -> Finding:
    raise ZeroDivisionError("nothing to divide by")


def one_team() -> Trust:
    numbers = [str(n) for n in range(5)]
    return trust(people=map(person, numbers), teams=[team()], memberships=map(membership, numbers))


def test_the_questions_are_every_file_of_the_folder_by_heading_and_slug() -> None:
    folder = Path(sys.modules["plait.engine.litmus.questions"].__path__[0])
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
    assert {test.slug for test in questions()} == files
    places = [(test.heading.place, test.slug) for test in questions()]
    assert places == sorted(places)


@every_question
def test_an_empty_trust_is_not_enough_evidence(test: Litmus) -> None:
    assert judge(test, EMPTY).verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert test.judge(EMPTY).verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert test.judge(EMPTY).sentence.startswith("We cannot tell.")


def test_adding_a_file_adds_the_question(folder: Path) -> None:
    (folder / "one.py").write_text(WHOLE.format(slug="one"))
    assert [test.slug for test in load(folder)] == ["one"]
    (folder / "another.py").write_text(WHOLE.format(slug="another"))
    assert [test.slug for test in load(folder)] == ["another", "one"]


def test_a_file_that_cannot_be_loaded_is_named_and_the_others_are_judged(folder: Path) -> None:
    (folder / "a_fault.py").write_text("x = 1\nx / 0\n")
    (folder / "b_grammar.py").write_text("def judge(:\n")
    (folder / "c_empty.py").write_text("")
    (folder / "d_whole.py").write_text(WHOLE.format(slug="d-whole"))
    (folder / "e_double.py").write_text(WHOLE.format(slug="d-whole"))
    judged = judge_all(one_team(), load(folder))
    assert [(one.slug, one.litmus is None, one.finding.verdict) for one in judged] == [
        ("d-whole", False, Verdict.MET),
        ("a-fault", True, Verdict.NOT_ENOUGH_EVIDENCE),
        ("b-grammar", True, Verdict.NOT_ENOUGH_EVIDENCE),
        ("c-empty", True, Verdict.NOT_ENOUGH_EVIDENCE),
        ("d-whole", True, Verdict.NOT_ENOUGH_EVIDENCE),
    ]
    assert judged[1].fault == "a_fault: ZeroDivisionError in a_fault.py, line 2: division by zero"
    assert judged[2].fault.startswith("b_grammar: SyntaxError")
    assert judged[3].fault == "c_empty.py holds no TEST = Litmus(…)"
    assert judged[4].fault == "Two files have the slug d-whole"
    assert judged[1].finding.sentence == "We cannot tell. The question file a-fault has a fault."


def test_a_question_that_raises_is_named_and_the_others_stand() -> None:
    judged = judge_all(one_team(), [replace(SIZES, slug="bad", judge=failing), SIZES])
    assert [one.finding.verdict for one in judged] == [Verdict.NOT_ENOUGH_EVIDENCE, Verdict.MET]
    assert judged[0].litmus is not None
    assert "bad: ZeroDivisionError in test_judging.py" in judged[0].fault
    assert judged[1].fault == ""


def test_judge_all_takes_every_question() -> None:
    assert [one.slug for one in judge_all(EMPTY)] == [test.slug for test in questions()]


@pytest.mark.parametrize(
    ("confirmed", "is_fresh"),
    [(ON, True), (ON - timedelta(days=35), True), (ON - timedelta(days=36), False), (ON + timedelta(days=9), True)],
)
def test_a_feed_counts_for_as_long_as_the_question_says(confirmed: date, *, is_fresh: bool) -> None:
    late = replace(one_team(), feeds={**one_team().feeds, "teams": confirmed})
    finding = judge(SIZES, late)
    assert (finding.verdict is Verdict.MET) == is_fresh
    assert {feed.sheet: feed.is_fresh for feed in finding.feeds} == {
        "people": True, "teams": is_fresh, "memberships": True,
    }  # fmt: skip


def test_posts_count_for_longer_than_other_sheets() -> None:
    feeds = feeds_used(replace(SIZES, feeds=("people", "posts")), EMPTY)
    assert [(feed.title, feed.max_age_days) for feed in feeds] == [("People", 35), ("Posts", 400)]


def test_a_stale_sheet_is_named_with_its_date() -> None:
    stale = replace(one_team(), feeds={**one_team().feeds, "teams": date(2026, 9, 3)})
    finding = judge(SIZES, stale)
    assert finding.sentence == "We cannot tell. The Teams sheet was last confirmed on 3 September 2026."
    assert finding.would_count == "The Teams sheet. One sent before may be sent again unchanged."
    assert finding.columns == ("Sheet", "Last confirmed", "Counts for")
    assert [(row.label, row.cells) for row in finding.evidence] == [
        ("Teams", ("3 September 2026, 60 days ago", "35 days"))
    ]


def test_several_lacking_sheets_are_counted_and_listed() -> None:
    finding = judge(SIZES, replace(EMPTY, feeds={"people": ON}))
    assert finding.sentence == "We cannot tell. 2 of the sheets this rests on are missing or too old."
    assert finding.would_count == "The Teams and Members sheets."
    assert [(row.label, row.cells[0]) for row in finding.evidence] == [("Teams", "Never"), ("Members", "Never")]
    assert all(row.is_absent for row in finding.evidence), "a sheet is no row that somebody typed"


def test_a_heading_adds_up_its_questions_and_always_counts_them() -> None:
    failing_rule = replace(SIZES, slug="rule", judge=lambda _: Finding(Verdict.NOT_MET, "1 of 2 teams is too large."))
    nothing = Finding(Verdict.NOT_ENOUGH_EVIDENCE, "We cannot tell.")
    unsent = replace(SIZES, slug="unsent", judge=lambda _: nothing, required=False)
    alone, mixed, lacking = (
        summarise_headings(judge_all(one_team(), tests))[SIZES.heading.place]
        for tests in ([SIZES], [SIZES, failing_rule, unsent], [SIZES, replace(unsent, required=True)])
    )
    assert (alone.verdict, alone.can_be_judged, alone.sentence) == (Verdict.MET, 1, "1 of 1 met.")
    assert (mixed.verdict, mixed.sentence) == (Verdict.NOT_MET, "1 of 3 met, 1 without evidence.")
    assert (lacking.verdict, lacking.sentence) == (
        Verdict.NOT_ENOUGH_EVIDENCE,
        "1 of 2 met, 1 without evidence.",
    )


def test_every_heading_has_questions_and_none_is_told_of_an_empty_trust() -> None:
    summaries = summarise_headings(judge_all(EMPTY))
    assert [summary.heading for summary in summaries] == list(Heading)
    for summary in summaries:
        assert (summary.verdict, summary.can_be_judged) == (Verdict.NOT_ENOUGH_EVIDENCE, 0)
        assert summary.sentence == f"0 of {len(summary.judged)} met, {len(summary.judged)} without evidence."
        assert any(one.is_required for one in summary.judged)


def figure(_: Trust) -> Finding:
    return Finding(Verdict.FOR_CONTEXT, "1 team waits for another.")


def test_a_question_for_context_stands_apart_and_counts_in_nothing() -> None:
    context = replace(SIZES, slug="context", threshold=NO_THRESHOLD, judge=figure)
    judged = judge_all(one_team(), [SIZES, context, replace(context, slug="bad", judge=failing)])
    summary = summarise_headings(judged)[SIZES.heading.place]
    assert [one.slug for one in summary.judged] == ["team-sizes"]
    assert [(one.slug, one.finding.verdict) for one in summary.context] == [
        ("context", Verdict.FOR_CONTEXT), ("bad", Verdict.NOT_ENOUGH_EVIDENCE),
    ]  # fmt: skip
    assert (summary.can_be_judged, summary.sentence) == (1, "1 of 1 met.")


def test_a_question_for_context_is_not_answered_without_its_sheets() -> None:
    context = replace(SIZES, threshold=NO_THRESHOLD, judge=figure)
    assert judge(context, EMPTY).verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert judge(context, one_team()).would_count_title == "What could change this"


def test_a_broken_file_is_under_no_heading() -> None:
    judged = judge_all(EMPTY, [BrokenFile("bad", "fault")])
    assert all(not summary.judged for summary in summarise_headings(judged))


def test_the_version_changes_with_the_rules_and_with_nothing_else(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_bytes(b"a = 1\nb = 2\n")
    other.write_bytes(b"c = 3\n")
    version = version_of([one, other])
    one.write_bytes(b"a = 1\r\nb = 2\r\n")
    assert version_of([other, one]) == version
    one.write_bytes(b"a = 1\nb = 3\n")
    assert version_of([one, other]) != version
    assert len(rules_version()) == 12
    assert rules_version() == rules_version()
