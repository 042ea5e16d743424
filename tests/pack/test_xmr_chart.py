"""Charts and icons as they are drawn: every colour with a shape, gaps, marks, and nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from plait.engine.spc.charting import Series, Target, chart
from plait.engine.spc.reading import Assurance, Direction, Variation
from plait.pack.chart_scale import NARROW, WIDE, day_labels, figure_words, scale_of
from plait.pack.icons import assurance_icon, variation_icon
from plait.pack.xmr_chart import Sheet, draw_chart, kinds_of, marks_of
from tests.engine.spc.test_charting import FLAT, months, series

SHEET = Sheet("xmr", "Seen & treated", "It is <flat>.", "%")


def shapes(svg: str) -> list[str]:
    """The names of the elements that are drawn."""
    return [element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()]  # noqa: S314 # our own


def test_a_chart_is_one_picture_with_its_words_and_runs_nothing() -> None:
    drawn = draw_chart(chart(series(FLAT, targets=(Target(75),))), SHEET)
    root = ET.fromstring(drawn)  # noqa: S314 # our own
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "xmr-title xmr-words"
    assert [element.text for element in root][:2] == ["Seen & treated", "It is <flat>."]
    assert not re.search(r"<script|style=|onload|href", drawn)
    assert "Target 75%" in drawn
    assert "Mean 60.6%" in drawn


def test_nothing_measured_is_no_picture() -> None:
    assert draw_chart(chart(Series()), SHEET) == ""


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_figure_stands_on_the_sheet_and_every_word_can_be_read(size: object) -> None:
    made = chart(series((*FLAT, 90.0, 10.0), targets=(Target(95), Target(97, months(9)[-1]))))
    root = ET.fromstring(draw_chart(made, replace(SHEET, size=size)))  # type: ignore[arg-type] # noqa: S314
    width, height = (float(part) for part in (root.get("viewBox") or "").split()[2:])
    circles = [element for element in root.iter() if element.tag.endswith("circle")]
    assert circles
    for one in circles:
        assert 0 < float(one.get("cx", 0)) < width
        assert 0 < float(one.get("cy", 0)) < height
    assert float(root.get("font-size", 0)) >= 12


def test_the_median_of_a_run_chart_is_one_line() -> None:
    drawn = draw_chart(chart(series((60.0, 61, 59, 60, 70, 71, 72, 73, 74))), SHEET)
    assert drawn.count('stroke="#212b32" stroke-width="1.6"') == 1
    assert "Median 70%" in drawn
    assert "Mean" not in drawn


def test_improvement_is_a_square_concern_a_triangle_and_a_ghosted_figure_hollow() -> None:
    made = chart(series((*FLAT, 90.0, 10.0, 60.0), ghosted=(False,) * 18 + (True,)))
    assert kinds_of(made)[-3:] == ("better", "worse", "left out")
    drawn = draw_chart(made, SHEET)
    assert '" fill="#005eb8" stroke="#fff"/>' in drawn
    assert 'z" fill="#b8470a" stroke="#fff"/>' in drawn
    assert 'fill="#fff" stroke="#768692"/>' in drawn


def test_before_there_are_limits_no_figure_is_said_to_be_usual() -> None:
    few = chart(series(FLAT[:6]))
    assert set(kinds_of(few)) == {"untold"}
    assert draw_chart(few, SHEET).count("<circle") == 6
    assert set(kinds_of(chart(series(FLAT)))) == {"usual"}


def test_both_at_once_and_a_change_without_a_better_way_have_shapes_of_their_own() -> None:
    values = tuple([60.0 + place % 2 * 10 for place in range(30)] + [20.0, 22.0, 24.0, 26.0, 28.0, 30.0])
    both = chart(series(values))
    assert "both" in kinds_of(both)
    assert 'stroke="#005eb8" stroke-width="2"/><path' in draw_chart(both, SHEET)
    changed = chart(series((*FLAT, 90.0), direction=Direction.NEUTRAL))
    assert kinds_of(changed)[-1] == "changed"
    assert 'z" fill="#4c6272"/>' in draw_chart(changed, SHEET)


def line_of(svg: str) -> str:
    [path] = re.findall(r'<path d="([^"]*)" fill="none" stroke="#768692" stroke-width="1.5"/>', svg)
    return str(path)


def test_the_line_breaks_at_a_missing_month_a_ghosted_figure_and_a_new_start() -> None:
    assert line_of(draw_chart(chart(series(FLAT)), SHEET)).count("M") == 1
    gap = chart(Series(months(17, without=(5,)), FLAT, direction=Direction.INCREASE))
    assert line_of(draw_chart(gap, SHEET)).count("M") == 2
    ghosted = chart(series(FLAT, ghosted=tuple(place == 5 for place in range(16))))
    assert line_of(draw_chart(ghosted, SHEET)).count("M") == 2
    rebased = chart(series((*FLAT, *FLAT), rebased=frozenset({months(17)[-1]})))
    assert line_of(draw_chart(rebased, SHEET)).count("M") == 2


def test_marks_carry_numbers_in_the_order_of_their_days() -> None:
    marks = marks_of(
        [
            (months(9)[-1], True, "New rota"),
            (date(2024, 2, 15), False, "CCIO started"),
            (date(2030, 1, 1), False, "Later"),
        ]
    )
    assert [one.words for one in marks] == ["CCIO started", "New rota", "Later"]
    drawn = draw_chart(chart(series(FLAT, rebased=frozenset({months(9)[-1]}))), replace(SHEET, marks=marks))
    assert drawn.count('r="9" fill="#fff"') == 2, "what came after the last figure stands in the list alone"
    between = marks_of([(date(2024, 3, 9), True, "Between two figures")])
    assert draw_chart(chart(series(FLAT)), replace(SHEET, marks=between)).count('r="9"') == 1


def test_limits_are_cut_where_no_figure_can_be() -> None:
    high = scale_of(WIDE, months(3), figures=(97, 99, 100), limits=(90, 108), is_percent=True)
    assert (high.least, high.most) == (90, 100)
    low = scale_of(WIDE, months(3), figures=(0, 1, 2), limits=(-3, 5), is_percent=False)
    assert low.least == 0
    below = scale_of(WIDE, months(3), figures=(-5, 1), limits=(-9, 5), is_percent=False)
    assert below.least <= -9
    same = scale_of(WIDE, months(1), figures=(0, 0), limits=(), is_percent=False)
    assert same.most > same.least
    whole = scale_of(WIDE, months(2), figures=(5, 5), limits=(5, 5), is_percent=False)
    assert whole.least < whole.most


def test_a_limit_beyond_what_a_share_can_be_is_named_as_far_as_it_is_drawn() -> None:
    drawn = draw_chart(chart(series((16.0, 0, 7, 0, 18, 9, 0, 6, 7, 6, 0, 9, 19))), replace(SHEET, unit="%"))
    assert "Lower 0%" in drawn
    assert "Lower -" not in drawn


def test_as_many_days_stand_beneath_a_chart_as_can_be_read() -> None:
    long = tuple(date(2018 + place // 12, place % 12 + 1, 1) for place in range(100))
    scale = scale_of(WIDE, long, figures=(1,), limits=(), is_percent=False)
    assert [one.words for one in day_labels(scale, long)][:3] == ["2018", "2019", "2020"]
    year = months(14)
    words = [one.words for one in day_labels(scale_of(WIDE, year, figures=(1,), limits=(), is_percent=False), year)]
    assert (words[0], words[1], "Jan 2025" in words) == ("Jan 2024", "Mar", True)
    days = tuple(date(2026, 1, 5) + timedelta(days=place) for place in range(40))
    few = [one.words for one in day_labels(scale_of(NARROW, days, figures=(1,), limits=(), is_percent=False), days)]
    assert few[0] == "5 Jan"
    assert len(few) < 12


def test_figures_are_written_as_people_say_them() -> None:
    assert [figure_words(one, unit) for one, unit in ((59.4321, "%"), (60, "%"), (1234.5, ""), (0.256, "days"))] == [
        "59.4%", "60%", "1,234", "0.26",
    ]  # fmt: skip


def test_every_variation_and_every_assurance_has_an_icon_of_its_own() -> None:
    drawn = {variation_icon(one) for one in (None, *Variation)}
    assert len(drawn) == 1 + len(Variation)
    assert len({assurance_icon(one, Direction.INCREASE) for one in (None, *Assurance)}) == 1 + len(Assurance)
    assert assurance_icon(Assurance.PASSES, Direction.DECREASE) != assurance_icon(Assurance.PASSES, Direction.INCREASE)
    assert 'role="img" aria-label="Improving"' in variation_icon(Variation.IMPROVEMENT_HIGH, "Improving")
    assert "svg" in shapes(variation_icon(None))
