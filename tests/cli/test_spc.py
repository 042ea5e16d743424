"""`plait spc FILE`: a chart in words, JSON, CSV and SVG, and every fault of a file named with what to write."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.commands import plait, write_sheet
from tests.engine.test_ae_returns import HEADINGS
from tests.engine.test_ae_returns import row as ae_row

Captured = pytest.CaptureFixture[str]
FLAT = [60, 62, 61, 59, 60, 63, 61, 60, 62, 59, 61, 60, 62, 61, 60, 59]
RISEN = [*FLAT, 80, 82, 81]
MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
    "DECEMBER",
)  # fmt: skip


def day(month: int) -> str:
    return f"{date(2024 + month // 12, month % 12 + 1, 1):%d/%m/%Y}"


def write(folder: Path, *values: object, heading: str = "Value") -> Path:
    return write_sheet(folder, "calls", ("Date", heading), *((day(n), value) for n, value in enumerate(values)))


def test_a_table_of_figures_is_charted_in_words(capsys: Captured, tmp_path: Path) -> None:
    path = write(tmp_path, *RISEN)
    ended = plait(capsys, "spc", path, "--better", "higher", "--target", "90")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("calls: Improving.\nTarget 90: misses its target.\nMean ")
    assert "above the upper limit" in ended.out
    assert "Rules: Making Data Count (profile mdc)" in ended.out
    assert "Getting worse" in plait(capsys, "spc", path, "--better", "lower").out


def test_the_only_column_of_figures_may_be_called_anything(capsys: Captured, tmp_path: Path) -> None:
    path = write(tmp_path, *RISEN, heading="Answered in time")
    assert plait(capsys, "spc", path, "--better", "higher").out.startswith("calls: Improving.")


def test_json_and_csv_hold_every_figure_with_its_rules(capsys: Captured, tmp_path: Path) -> None:
    path = write(tmp_path, *RISEN)
    [told] = json.loads(plait(capsys, "spc", path, "--better", "higher", "--json").out)["measures"]
    assert (told["measure"], told["variation"], told["rules"]) == ("calls", "improvement_high", "mdc")
    assert told["points"][-1]["rules"] == ["above the upper limit"]
    assert told["signals"][0]["is_better"] is True
    rows = list(csv.DictReader(io.StringIO(plait(capsys, "spc", path, "--csv").out)))
    assert len(rows) == 19
    assert (rows[-1]["Date"], rows[-1]["Value"], rows[-1]["Label"]) == ("2025-07-01", "81", "Above UCL")


def test_the_chart_is_drawn_into_a_file(capsys: Captured, tmp_path: Path) -> None:
    picture = tmp_path / "chart.svg"
    assert plait(capsys, "spc", write(tmp_path / "in", *RISEN), "--better", "higher", "--svg", picture).code == 0
    text = picture.read_text("utf-8")
    assert text.startswith("<svg xmlns=")
    assert text.count("<rect") >= 3
    assert "<script" not in text
    nowhere = tmp_path / "nowhere" / "chart.svg"
    ended = plait(capsys, "spc", write(tmp_path / "in", *RISEN), "--better", "higher", "--svg", nowhere)
    assert (ended.code, "cannot be written: No such file or directory." in ended.err) == (2, True)


def test_several_measures_in_one_table(capsys: Captured, tmp_path: Path) -> None:
    rows = [(name, day(n), value) for name in ("Calls", "Visits") for n, value in enumerate(FLAT)]
    path = write_sheet(tmp_path, "both", ("Measure", "Date", "Value"), *rows)
    told = json.loads(plait(capsys, "spc", path, "--json").out)["measures"]
    assert [one["measure"] for one in told] == ["Calls", "Visits"]
    ended = plait(capsys, "spc", path, "--svg", tmp_path / "chart.svg")
    assert (ended.code, "2 measures" in ended.err) == (2, True)


def test_limits_start_again_where_asked(capsys: Captured, tmp_path: Path) -> None:
    path = write(tmp_path, *FLAT, *(value + 20 for value in FLAT))
    ended = plait(capsys, "spc", path, "--better", "higher")
    assert "A shift has lasted since 01/05/2025: --rebase 01/05/2025" in ended.out
    rebased = plait(capsys, "spc", path, "--better", "higher", "--rebase", "01/05/2025")
    assert "calls: No real change." in rebased.out
    short = plait(capsys, "spc", write(tmp_path / "short", *FLAT, *FLAT[:8]), "--rebase", "01/01/2025")
    assert "24 figures, in no stretch enough: limits are worked out from 13." in short.out


@pytest.mark.parametrize(
    ("values", "asked", "wrong", "remedy"),
    [
        ([60, "many"], (), "line 3, Value: “many”: Not a number.", "Write digits"),
        ([60, 101], ("--unit", "%"), "line 3, Value: “101”: More than 100%.", "another unit"),
        ([60, -1], ("--unit", "%"), "line 3, Value: “-1”: Less than 0%.", "another unit"),
        (["", ""], (), "Every figure is missing.", "Fill in at least one figure"),
        (FLAT, ("--rebase", "09/03/2024"), "“09/03/2024”: There is no figure on this day.", "Nearest: 01/03/2024; "),
        (FLAT, ("--target", "90"), "“90”: There is a target, but not which way is better.", "higher or lower"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_what_to_write_and_nothing_is_charted(
    capsys: Captured, tmp_path: Path, values: list[object], asked: tuple[str, ...], wrong: str, remedy: str
) -> None:
    ended = plait(capsys, "spc", write(tmp_path, *values), *asked)
    assert (ended.code, ended.out) == (1, "")
    assert wrong in ended.err
    assert remedy in ended.err


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        (["01/01/2024", "01/02/2024", "01/01/2024"], "line 4, Date: “2024-01-01”: The same date stands on line 2."),
        (["01/01/2024", "01/01/2190"], "line 3, Date: “01/01/2190”: A day to come."),
        ([*(day(n) for n in range(6)), "08/06/2024", "15/06/2024", "22/06/2024"], "line 8, Date: “calls”: The days"),
        (["01/01/2024", "soon"], "line 3, Date: “soon”: Not a date."),
    ],
)  # fmt: skip
def test_a_fault_of_the_days_is_named(capsys: Captured, tmp_path: Path, days: list[str], wrong: str) -> None:
    path = write_sheet(tmp_path, "calls", ("Date", "Value"), *((one, 60 + n) for n, one in enumerate(days)))
    ended = plait(capsys, "spc", path)
    assert (ended.code, ended.out) == (1, "")
    assert wrong in ended.err


def test_few_figures_and_equal_ones_are_no_fault(capsys: Captured, tmp_path: Path) -> None:
    one = plait(capsys, "spc", write(tmp_path / "one", 60))
    assert (one.code, "1 figure: limits are worked out from 13." in one.out) == (0, True)
    equal = plait(capsys, "spc", write(tmp_path / "equal", *[100] * 14), "--better", "higher", "--target", "95")
    assert "No real change" in equal.out
    assert "Target 95: meets its target." in equal.out


def test_few_figures_are_a_run_chart_in_words_json_csv_and_svg(capsys: Captured, tmp_path: Path) -> None:
    path, picture = write(tmp_path, 60, 61, 59, 60, 70, 71, 72, 73, 74), tmp_path / "run.svg"
    told = plait(capsys, "spc", path, "--better", "higher", "--svg", picture).out
    assert "9 figures: limits are worked out from 13.\nUntil then this is a run chart. Median 70.\n" in told
    assert "5 or more in a row rising" in told
    assert "Rules" not in told.partition("Run chart, without limits: ")[2][:20]
    assert "Median 70" in picture.read_text("utf-8")
    [plain] = json.loads(plait(capsys, "spc", path, "--better", "higher", "--json").out)["measures"]
    assert (plain["kind"], plain["variation"], plain["signals"][0]["is_better"]) == ("run", None, True)
    assert [plain["points"][-1][name] for name in ("median", "mean", "label")] == [70.0, None, ""]
    rows = list(csv.DictReader(io.StringIO(plait(capsys, "spc", path, "--csv").out)))
    assert (rows[-1]["Median"], rows[-1]["Label"], rows[-1]["Rules"]) == ("70", "", "5 or more in a row rising")


def test_a_missing_month_is_named(capsys: Captured, tmp_path: Path) -> None:
    rows = [(day(n), value) for n, value in enumerate(FLAT) if n != 5]
    path = write_sheet(tmp_path, "calls", ("Date", "Value"), *rows)
    assert "1 month missing: 01/06/2024." in plait(capsys, "spc", path).out


def test_a_file_without_the_columns_or_rows_says_so(capsys: Captured, tmp_path: Path) -> None:
    nothing = write(tmp_path / "nothing", "", heading="Answered")
    assert "Every figure is missing." in plait(capsys, "spc", nothing).err
    two = write_sheet(tmp_path, "two", ("Date", "Answered", "Missed"), ("01/01/2024", 60, 40))
    assert "There is no column “Value”" in plait(capsys, "spc", two).err
    lacking = write_sheet(tmp_path, "lacking", ("When", "Value"), ("01/01/2024", 60))
    assert "There is no column “Date”" in plait(capsys, "spc", lacking).err
    empty = write_sheet(tmp_path / "empty", "empty", ("Date", "Value"))
    assert "There is no row in this file" in plait(capsys, "spc", empty).err
    assert plait(capsys, "spc", tmp_path / "nowhere.csv").code == 2


def test_an_ae_file_is_charted_for_one_organisation(capsys: Captured, tmp_path: Path) -> None:
    rows = [
        ae_row(f"MSitAE-{MONTHS[n % 12]}-{2024 + n // 12}", attended=str(900 + n), over=str(200 + value * 3 - n))
        for n, value in enumerate(FLAT)
    ]
    path = write_sheet(tmp_path, "ae", HEADINGS, *rows, ae_row("TOTAL", code="-", parent="TOTAL"))
    ended = plait(capsys, "spc", path, "--org", "rxx", "--json")
    [told] = json.loads(ended.out)["measures"]
    assert told["measure"] == "NORTHMOOR UNIVERSITY HOSPITALS NHS TRUST, within four hours"
    assert (told["better"], len(told["points"])) == ("increase", 16)
    over = plait(capsys, "spc", path, "--org", "RXX", "--measure", "over four hours", "--json")
    assert json.loads(over.out)["measures"][0]["better"] == "decrease"
    assert "Name the organisation" in plait(capsys, "spc", path).err
    assert "Nearest: RXX" in plait(capsys, "spc", path, "--org", "RXY").err
    faulty = write_sheet(tmp_path / "faulty", "ae", HEADINGS, ae_row("soon"))
    assert "Not a month" in plait(capsys, "spc", faulty, "--org", "RXX").err
