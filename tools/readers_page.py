"""The page that shows one finding as several readers see it, made by the function that shows it to them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from plait.engine.litmus.examples import TeamSketch, sketch
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.teams_are_fused import TEST
from plait.engine.litmus.showing import people_read, show_finding
from plait.engine.permissions import Role, Viewer

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "who-sees-what.md"
MADE = "<!-- Made by python -m tools.readers_page. Change src/plait/engine/litmus/showing.py or that file. -->"
TRUST = sketch(TeamSketch("Discharge hub", "DCO"), TeamSketch("Theatre lists", "DO"))
PEOPLE = {
    "1001": ("Bo Price", "Software developer"),
    "1002": ("Cy Otieno", "Ward sister"),
    "1003": ("Di Sykes", "Bed manager"),
    "1004": ("Ed Mole", "Data analyst"),
    "1005": ("Flo Hart", "Theatre manager"),
}
"""Invented: employee number to name and job title."""
READERS = (
    (Role.BM, "a board member", "Job titles stand in place of names, for a board asks of roles."),
    (Role.FIN, "a finance partner", "There is no column of people: neither names nor job titles."),
    (Role.TL, "a team lead", "The lead of *Theatre lists* reads the names of that team, and of no other."),
    (Role.PMO, "the transformation office", "Whoever may read named evidence of the whole trust sees every name."),
)
INTRODUCTION = """
# Who sees what of a finding

A question is judged once for everybody: verdict, sentence, figures, threshold and explanation are the same whoever
looks, on the page, in a file of the rows and in `plait judge`. The rows behind it are the same too. Only the people
a row counts differ: who may read them by name, by job title or not at all stands in
[Who may do what](../reference/permissions.md), and one function, `show_finding`, applies it wherever rows are shown.
`plait judge` shows no people at all.

Declared facts are exact for every reader: teams and their sizes, roles, needs, decisions. Counts of people whom a
role may not read by name, like a reader's of champions, leave out small numbers: a row with a count under five says
*Too few to show*, and so does the next lowest, so that nobody can work it out from the others. Of fewer than ten
people, or where the sum itself is small, that role reads the verdict without its figures. `plait judge --as` does the
same.
Figures that could tell of one person, like answers to a survey or who works with whom, are not judged yet; they will
be added up over groups of ten and more before anybody sees them.

Below is one finding of an invented trust, as four people read it. This page is made by that same function, and a test
keeps it true.
"""


def make_page() -> str:
    """The whole page."""
    return "\n".join([MADE, *_lines()]) + "\n"


def _lines() -> Iterator[str]:
    finding = judge(TEST, TRUST)
    yield INTRODUCTION
    yield f"> **{TEST.question}** {finding.verdict.word}. {finding.sentence}"
    for role, words, why in READERS:
        yield f"\n## What {words} sees\n\n{why}\n"
        yield from table_for(viewer_as(role))


def viewer_as(role: Role) -> Viewer:
    """Somebody in this role, who is also in the team *Theatre lists*."""
    return Viewer(
        1, role.words, 1, "EXA", "Example trust", is_invented=True, roles=frozenset({role}),
        teams=frozenset({"Theatre lists"}),
    )  # fmt: skip


def table_for(viewer: Viewer) -> Iterator[str]:
    """The rows as this viewer sees them."""
    finding = judge(TEST, TRUST)
    reach = people_read(finding, viewer)
    people = {number: PEOPLE[number][1] for number in reach.titled} | {
        number: PEOPLE[number][0] for number in reach.named
    }
    shown = show_finding(finding, viewer, people)
    yield f"| {' | '.join(shown.columns)} |\n|{'---|' * len(shown.columns)}"
    yield from (f"| {' | '.join(cells)} |" for cells in shown.cells())


def main() -> int:
    """Write the page."""
    PAGE.write_text(make_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
