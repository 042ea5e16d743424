"""What can be shown for each success measure, by example."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plait.engine.litmus.assessment import (
    HEADS,
    NOTHING,
    SUCCESS_MEASURES,
    by_measure,
    evidence_sheets,
    threshold_words,
)
from plait.engine.litmus.examples import BEGAN, ON, TeamSketch, sketch
from plait.engine.litmus.findings import EvidenceRow
from plait.engine.litmus.judging import Judged, judge_all
from plait.engine.litmus.showing import Shown, ShownRow
from plait.engine.origins import Origin
from plait.engine.thresholds import OwnThreshold

JUDGED = judge_all(sketch(TeamSketch("Letters"), TeamSketch("Lists", "DD")))


def of(slug: str) -> Judged:
    return next(one for one in JUDGED if one.slug == slug)


def test_every_question_stands_under_its_one_measure_and_bare_measures_stand_too() -> None:
    measures = by_measure(JUDGED)
    assert tuple(one.name for one in measures) == SUCCESS_MEASURES
    assert sorted(one.slug for measure in measures for one in measure.judged) == sorted(one.slug for one in JUDGED)
    bare = {one.name for one in measures if not one.judged}
    assert bare == {"Ensure smart foundations", "Safe practice", "Healthy populations"}
    assert 0 < measures[0].can_show + sum(one.can_show for one in measures[1:]) < len(JUDGED)
    assert by_measure([replace(JUDGED[0], litmus=None)])[0].judged == ()


def test_the_threshold_says_whose_it_is() -> None:
    fused = of("teams-are-fused")
    assert threshold_words(fused) == ("All teams", "Our default")
    own = replace(fused.finding, own=OwnThreshold(fused.slug, Decimal(80), "Two share", BEGAN))
    met, source = threshold_words(replace(fused, finding=own))
    assert (met, source.startswith("This trust's own, since ")) == ("80% of teams or more", True)
    assert threshold_words(of("agenda-time")) == ("No threshold: for context", "")
    assert threshold_words(replace(fused, litmus=None)) == ("No threshold: for context", "")


def test_the_sheets_hold_every_question_and_its_rows_with_their_lines() -> None:
    fused = of("teams-are-fused")
    rows = (
        ShownRow(EvidenceRow("=1+1", ("3",), origin=Origin("teams.csv", "teams", 2, ON)), "Ann Frost"),
        ShownRow(EvidenceRow("Lists", ("1",), origin=Origin("teams.csv", "teams", None, ON)), ""),
        ShownRow(EvidenceRow("Letters"), ""),
    )
    shown = {
        fused.slug: Shown(("Team", "Digital", "Who"), rows, has_who=True),
        "team-sizes": Shown((), (), has_who=False),
    }
    first, *others = evidence_sheets(JUDGED, shown, ON)
    assert first.heads == HEADS
    assert {len(row) for row in first.rows} == {len(HEADS)}
    assert len(first.rows) == len(JUDGED) + 3, "and a line for each measure that nothing is evidence for"
    assert ("Safe practice", "", "", NOTHING) in {row[:4] for row in first.rows}
    told = next(row for row in first.rows if row[9] == fused.slug)
    assert (told[0], told[4], told[5], told[7], told[8]) == (
        fused.litmus.success_measure if fused.litmus else "", "All teams", "Our default", ON.isoformat(), "3",
    )  # fmt: skip
    assert [row[8:] for row in first.rows if row[1].startswith("Does every team have")] in ([], [("0", "No row")])
    [sheet] = others
    assert (sheet.name, sheet.heads) == (fused.slug, ("Team", "Digital", "Who", "File", "Sheet", "Line"))
    assert sheet.rows == (
        ("=1+1", "3", "Ann Frost", "teams.csv", "teams", "2"),
        ("Lists", "1", "", "teams.csv", "teams", ""),
        ("Letters", "", "", "", "", ""),
    )
