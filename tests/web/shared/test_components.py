"""What the components print, and what a list says when it is empty."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.template import engines

from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, Strands, TablePage
from plait.web.shared.plait_mark import STRANDS, draw_plait
from tests.web import gallery


def draw(template: str, **context: object) -> str:
    """A template of one line, drawn as pages are, without the spaces between."""
    return re.sub(r"\s+", " ", str(engines["jinja2"].from_string(template).render(context)))


def words(page: str) -> str:
    """What somebody reads, marks aside."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).strip()


TABLE = '{% from "components/table.jinja" import data_list %}{{ data_list(table) }}'
MARKS = '{% from "components/marks.jinja" import plait_mark, verdict_tag, strand_counts, change_mark %}'


def test_a_list_shows_its_form_rows_pages_and_download() -> None:
    page = draw(TABLE, table=gallery.team_table(page="3", service="theatres", sort="-size"))
    assert '<option value="theatres" selected>' in page
    assert '<input type="hidden" name="sort" value="-size">' in page
    assert 'aria-sort="descending"' in page
    assert page.count("<tr") == 4
    assert re.search(r'app-number" data-label="People">\s*9\s*</td>', page)
    assert "101 to 150 of 612 teams" in page
    assert "?service=theatres&amp;sort=-size&amp;format=csv" in page


def test_an_empty_list_says_what_to_do_and_one_without_matches_how_to_see_all() -> None:
    nothing = words(draw(TABLE, table=gallery.empty_table()))
    assert nothing == "No teams are recorded yet. Import teams"
    unmatched = words(draw(TABLE, table=gallery.empty_table(q="zzz")))
    assert unmatched.endswith("No teams match. Show all")
    assert "Find a team" in unmatched


def test_what_people_wrote_is_escaped_in_every_look() -> None:
    row = Row(tuple(Cell("<b>x", look=look) for look in ("", "strong", "code", "was", "now", "source", "warning")))
    table = TablePage("Looks", tuple(ColumnHead("Look") for _ in row.cells), (row,), EmptyState(""))
    page = draw('{% from "components/table.jinja" import data_table %}{{ data_table(table) }}', table=table)
    assert "<b>x" not in page
    assert page.count("&lt;b&gt;x") == 7


@pytest.mark.parametrize(
    ("strands", "said"),
    [
        (Strands(4, 3, 2), "All three strands present"),
        (Strands(4, 0, 2), "Clinical missing"),
        (Strands(4, 0, 0), "Clinical and operational missing"),
        (Strands(0, 0, 0), "Digital, clinical and operational missing"),
    ],
)
def test_the_plait_says_in_words_which_strand_is_missing(strands: Strands, said: str) -> None:
    assert words(draw(MARKS + "{{ plait_mark(strands) }}", strands=strands)) == said


def test_verdicts_changes_and_strands_are_words_as_well_as_shapes() -> None:
    page = MARKS + '{{ verdict_tag("not enough evidence") }}{{ change_mark("worse", "Met in May") }}'
    assert words(draw(page)) == "? Not enough evidence Worse Met in May"
    counts = draw(MARKS + "{{ strand_counts(strands) }}", strands=Strands(4, 0, 1))
    assert words(counts) == "Digital 4 Clinical 0 Operational 1"
    assert counts.count("stroke-dasharray") == 1


@pytest.mark.parametrize("missing", [(), ("clinical",), ("digital", "operational"), STRANDS])
def test_the_plait_weaves_the_strands_that_are_there_and_dots_the_others(missing: tuple[str, ...]) -> None:
    plait = draw_plait(124, 24, missing)
    assert {stroke.strand for stroke in plait.strokes} == set(STRANDS) - set(missing)
    assert {stroke.strand for stroke in plait.loose} == set(missing)
    overs = [stroke.over for stroke in plait.strokes]
    assert overs == sorted(overs)


def test_every_strand_of_the_plait_is_drawn_from_end_to_end() -> None:
    plait = draw_plait(58, 24)
    for strand in STRANDS:
        spans = sorted(
            (float(points[0].split(",")[0]), float(points[-1].split(",")[0]))
            for points in (stroke.points.split() for stroke in plait.strokes if stroke.strand == strand)
        )
        assert spans[0][0] <= 0
        assert spans[-1][1] >= 58
        assert all(following[0] < before[1] for before, following in pairwise(spans))
