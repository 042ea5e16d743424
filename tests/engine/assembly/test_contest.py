"""The contest of ways to assemble: plans within the rules, no bound below a plan, and a picture of them all."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from bench.contest import run
from bench.plotting import COLOURS, HEIGHT, LEFT, WIDTH, Dot, plot

SVG = "{http://www.w3.org/2000/svg}"


def test_every_plan_is_within_the_rules_and_no_bound_is_below_one() -> None:
    told = [run(engine, "small", 1, 5) for engine in ("greedy", "HiGHS, whole model", "Plait")]
    assert [one["violations"] for one in told] == [0, 0, 0]
    least = min(float(str(one["bound"])) for one in told)
    assert all(float(str(one["value"])) <= least + 1e-6 for one in told)


def test_a_plot_has_a_mark_for_each_row_and_a_name_for_each_engine_within_its_frame() -> None:
    dots = [Dot("greedy", "small", 0.1, 0.1), Dot("Plait", "trust", 5, 0.005), Dot("Plait", "small", 0.0001, 0)]
    root = ET.fromstring(plot(dots))  # noqa: S314 - our own text
    circles, squares = root.findall(f"{SVG}circle"), root.findall(f"{SVG}rect")[1:]
    assert len(circles) == 2
    assert len(squares) == 1 + 2  # one row, and the key of two engines
    names = {text.text for text in root.findall(f"{SVG}text")}
    assert names & set(COLOURS) == {"greedy", "Plait"}
    assert float(circles[1].attrib["cx"]) == LEFT  # fewer seconds than the axis tells apart
    assert all(0 < float(one.attrib["cx"]) < WIDTH and 0 < float(one.attrib["cy"]) < HEIGHT for one in circles)
