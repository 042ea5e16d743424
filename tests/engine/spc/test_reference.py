"""Row by row as NHSRplotthedots 0.2.2 computed: its values lie beside the repository, not in it."""

import csv
import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plait.engine.spc.profiles import Profile
from plait.engine.spc.reading import Direction, assurance, labels, variation
from plait.engine.spc.xmr import Points, xmr

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "spc"
pytestmark = pytest.mark.skipif(not GOLDEN.is_dir(), reason="The reference values are not beside the repository.")
COLUMNS = {
    "mean": "mean",
    "amr": "mean_range",
    "lpl": "lower",
    "nlpl": "near_lower",
    "nupl": "near_upper",
    "upl": "upper",
}


def _rows(name: str) -> list[dict[str, str]]:
    there = (GOLDEN / name).read_bytes()
    text = (gzip.decompress(there) if name.endswith(".gz") else there).decode()
    return list(csv.DictReader(text.splitlines()))


def _number(text: str) -> float:
    return math.nan if text in ("", "NaN") else float(text)


def _cases() -> Iterator[tuple[dict[str, str], str, list[dict[str, str]], Points, Profile]]:
    cases = {row["case_id"]: row for row in _rows("cases.csv")}
    series: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows("points.csv.gz"):
        series[row["case_id"], row["facet"]].append(row)
    for (case_id, facet), rows in series.items():
        case = cases[case_id]
        shift, trend = (int(float(case[name])) for name in ("shift_n", "trend_n"))
        screens = case["screen_outliers"] == "1"
        profile = Profile("as given", screens, shift, trend, least=0, is_reference=True)
        groups = [row["rebase_group"] for row in rows]
        starts = [at > 0 and groups[at - 1] != one for at, one in enumerate(groups)]
        fix = int(float(case["fix_after_n_points"] or 0))
        values = [_number(row["value"]) for row in rows]
        yield case, facet, rows, xmr(values, starts=starts, baseline=fix, profile=profile), profile


def test_limits_agree_on_every_row() -> None:
    checked = 0
    for _, _, rows, points, _ in _cases():
        for name, ours in COLUMNS.items():
            wanted = np.array([_number(row[name]) for row in rows])
            size = max(1e-300, float(np.nanmax(np.abs(points.value), initial=0.0)))
            np.testing.assert_allclose(getattr(points, ours), wanted, rtol=1e-12, atol=1e-12 * size)
        checked += len(rows)
    assert checked == 40_155


def test_labels_agree_on_every_row_that_has_one() -> None:
    checked = 0
    for case, _, rows, points, profile in _cases():
        if case["status"] != "error":
            assert labels(points, profile).tolist() == [row["special_cause_type"] for row in rows], case["case_id"]
            checked += len(rows)
    assert checked > 39_000


def test_icons_agree() -> None:
    icons = {(row["case_id"], row["facet"]): row for row in _rows("icons.csv")}
    checked = 0
    for case, facet, _, points, profile in _cases():
        wanted = icons.get((case["case_id"], facet))
        if wanted is None:
            continue
        direction = Direction(case["improvement_direction"])
        given: Any = json.loads(case["target"] or "null")
        target = given.get(facet) if isinstance(given, dict) else given
        assert variation(points, direction, profile) == wanted["variation_icon"]
        if not (isinstance(given, dict) and target is None):  # the reference says "inconsistent" of no target
            assert (assurance(points, direction, target, profile) or "") == wanted["assurance_type"]
        checked += 1
    assert checked == 1_235
