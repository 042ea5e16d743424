"""The reference pages of the questions, made from the questions themselves and their worked examples."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import OWN_AGES, judge, questions
from plait.engine.litmus.kit import CONTEXT, Heading, Litmus, Threshold
from plait.engine.trust import TeamSizes
from plait.engine.workbook import BY_NAME

FOLDER = Path("docs/reference/questions")
MADE = "<!-- Made by python -m tools.question_pages from the question's own file. Change that file. -->"


def pages() -> dict[str, str]:
    """Each page's name and text: the index, and one page for each question."""
    return {"index.md": index_page(questions()), **{f"{test.slug}.md": question_page(test) for test in questions()}}


def index_page(tests: Sequence[Litmus]) -> str:
    """The five litmus tests and the questions of each."""
    return "\n".join(_index_lines(tests)) + "\n"


def _index_lines(tests: Sequence[Litmus]) -> Iterator[str]:
    yield from (MADE, "", "# The questions", "")
    yield (
        "Five litmus tests tell whether a trust runs as a digital organisation. Each has questions, answered from the "
        "trust's own rows with one of four verdicts: met, partly met, not met, not enough evidence. There is no score. "
        "A question for which nobody gives a threshold shows its figures and rows for context, and counts in nothing. "
        "A trust may set another threshold for itself, with its reason; the default stands beside it."
    )
    for heading in Heading:
        yield from ("", f"## {heading.value}", "")
        own = [test for test in tests if test.heading is heading]
        yield from _listed(test for test in own if not test.is_context)
        context = [test for test in own if test.is_context]
        if context:
            yield from ("", f"{CONTEXT}:", "", *_listed(context))
        if not own:
            yield "No question yet."


def _listed(tests: Iterable[Litmus]) -> Iterator[str]:
    return (f"- [{test.question}]({test.slug}.md)" for test in tests)


def question_page(test: Litmus) -> str:
    """One question: what to ask, how it is worked out, and an example of every verdict."""
    examples = [line for number, example in enumerate(test.examples, 1) for line in _example(test, example, number)]
    return "\n".join([*_rules(test), "", "## Worked examples", *examples]) + "\n"


def _rules(test: Litmus) -> Iterator[str]:
    kind = "A question for context under" if test.is_context else "A question of"
    yield from (MADE, "", f"# {test.question}", "", f"{kind} the litmus test *{test.heading.value}*.", "")
    yield from (f"**To ask at the meeting:** {test.ask}", "", "## How it is worked out", "", test.indicator, "")
    threshold = test.threshold
    feeds = ", ".join(f"{BY_NAME[sheet].title} ({OWN_AGES.get(sheet, test.max_age_days)} days)" for sheet in test.feeds)
    setting = TeamSizes()
    words = f"{setting.least} to {setting.most} (our default), unless the trust set its own with a reason"
    sizes = [("People in a team", words)] if test.counts_sizes else []
    yield from _table(
        ("", ""),
        [
            *(_limits(threshold) if not test.is_context else [("Verdict", threshold.met)]),
            *sizes,
            ("Not enough evidence", "A sheet is missing or too old, or there is nothing to count"),
            (
                "Rests on these sheets, and how long they count",
                feeds or f"{test.waits_for.capitalize()}, which Plait cannot read yet",
            ),
            ("Where the question comes from", test.source),
            ("What Good Looks Like", test.success_measure),
            ("Who answers for it", test.owner),
            *(
                []
                if test.is_context
                else [("Needed for a verdict on the litmus test", "Yes" if test.required else "No")]
            ),
        ],
    )


def _limits(threshold: Threshold) -> list[tuple[str, str]]:
    limits = [("Met", threshold.met), ("Partly met", threshold.partly_met), ("Not met", "Otherwise")]
    return [*limits, ("Where the threshold comes from", threshold.source)]


def _example(test: Litmus, example: Example, number: int) -> Iterator[str]:
    finding = judge(test, example.trust)
    yield from ("", f"### {number}. {example.verdict.word}", "", example.story, "", f"> **{example.sentence}**", "")
    yield from _evidence(finding)
    yield f"{finding.would_count_title}: {finding.would_count}"


def _evidence(finding: Finding) -> Iterator[str]:
    if finding.evidence:
        rows = [(f"**{row.label}**" if row.is_highlighted else row.label, *row.cells) for row in finding.evidence]
        yield from (*_table(finding.columns, rows), "")


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (headings, ["---"] * len(headings), *rows):
        yield f"| {' | '.join(cells)} |"


def write_pages(folder: Path) -> None:
    """Write every page, and remove those whose question is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for path in folder.glob("*.md"):
        if path.name not in made:
            path.unlink()


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
