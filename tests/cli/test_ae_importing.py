"""NHS England's A&E file by command: a list says whose figures go where, and next month needs none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plait.store.models import Observation
from tests.ae_files import ae_file
from tests.cli.commands import EMAIL, plait, rows, write_sheet

AS = ("--as", EMAIL)
pytestmark = pytest.mark.usefixtures("rxx")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_a_list_is_filled_in_corrected_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads = ("Outcome", "Measure", "Unit", "Better")
    write_sheet(tmp_path / "outcomes", "outcomes", heads, ("Seen in time", "Share", "%", "Higher"))
    assert plait(capsys, "import", tmp_path / "outcomes", *AS, "--yes").code == 0
    may, ours = tmp_path / "May.csv", tmp_path / "ours.csv"
    may.write_text(ae_file((MAY, 400)), encoding="utf-8")
    told = plait(capsys, "check", may)
    assert (told.code, "nobody has said yet which of its figures to keep" in told.out) == (1, True)
    assert plait(capsys, "columns", may, ours).code == 0
    assert "within four hours" in ours.read_text("utf-8-sig")
    assert "left alone" in plait(capsys, "columns", may, ours).err
    unfilled = plait(capsys, "import", may, *AS, "--yes", "--columns", ours)
    assert "Nobody said whose figures to keep" in unfilled.err
    ours.write_text("Column,In the report,Stands for\nOrganisation,PLA,\nOutcome,within four hours,Seen in time\n")
    assert plait(capsys, "import", may, *AS, "--yes", "--columns", ours).code == 0
    (tmp_path / "June.csv").write_text(ae_file((JUNE, 300), is_newer=False), encoding="utf-8")
    assert plait(capsys, "import", tmp_path / "June.csv", *AS, "--yes").code == 0
    found = rows(Observation).order_by("observed_on").values_list("observed_on", "value")
    assert list(found) == [(MAY, Decimal(60)), (JUNE, Decimal(70))]
