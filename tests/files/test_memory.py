"""How much memory hostile and large files take, each measured in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from xlsxwriter import Workbook as FastWorkbook

from tests.files.hostile import ANN, HEADINGS, parts, saved, sheet_xml, zipped

STATUS = Path("/proc/self/status")
pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells a process its own peak of memory")

MOST = 250 * 1024 * 1024
# VmHWM, for getrusage keeps the peak of the process that started this one
MEASURE = """
import json, re, sys, time
from pathlib import Path
from plait.files.reading import read_book
peak = lambda: int(re.search("VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
before, began = peak(), time.perf_counter()
book = read_book(Path(sys.argv[1]))
took = time.perf_counter() - began
print(json.dumps({
    "more": peak() - before,
    "took": took,
    "lines": sum(len(table.lines) for table in book.tables),
    "wrong": [problem.wrong for problem in book.problems[:3]],
}))
"""


def measure(path: Path) -> tuple[int, int, list[str]]:
    """Bytes beyond those of an idle process, lines read, and the first things said to be wrong."""
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, check=True, text=True)
    found = json.loads(run.stdout)
    sys.stdout.write(
        f"{path.name}: {found['lines']:,} lines in {found['took']:.1f} s, {found['more'] / 2**20:.0f} MiB more\n"
    )
    return found["more"], found["lines"], found["wrong"]


def test_one_far_cell_takes_no_memory(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name", "WTE"])
    book.active["XFD1048576"] = "far"
    path = tmp_path / "far.xlsx"
    path.write_bytes(saved(book))
    more, lines, wrong = measure(path)
    assert (lines, len(wrong)) == (0, 1)
    assert more < MOST / 10


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/media/x.png"]
)
def test_a_zip_bomb_takes_no_memory(tmp_path: Path, part: str) -> None:
    bomb = zipped(parts(sheet_xml(HEADINGS + ANN)) | {part: b"<a/>" * 50_000_000})
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb)
    more, lines, wrong = measure(path)
    assert (lines, len(wrong)) == (0, 1)
    assert more < MOST / 5


def test_a_sheet_of_cells_without_end_is_bounded(tmp_path: Path) -> None:
    """Within the limits of size and ratio, but every byte a cell: the worst a plain sheet can be."""
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}"><v>{n % 97}</v></c>' for c in "ABCDEFGHIJKLMNO") + "</row>"
        for n in range(2, 100_000)
    )
    path = tmp_path / "cells.xlsx"
    path.write_bytes(zipped(parts(sheet_xml(HEADINGS + rows))))
    more, lines, wrong = measure(path)
    assert (lines, wrong) == (99_998, [])
    assert more < MOST


def test_quoted_line_ends_and_short_cells_without_end_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    path.write_bytes(b"A," * 499 + b"A\n" + (b"ab," * 499 + b"z\n") * 30_000)
    more, lines, wrong = measure(path)
    assert (lines, wrong) == (0, ["More than 2,000,000 cells"])
    assert more < MOST


def test_a_hundred_thousand_rows_are_read_within_the_memory_allowed(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    with FastWorkbook(str(path)) as book:
        sheet = book.add_worksheet("People")
        for place in range(12):
            sheet.write_string(0, place, f"Heading {place}")
        for row in range(1, 100_001):
            for place in range(10):
                sheet.write_string(row, place, f"Ward {row % (10 ** (place % 6 + 1))}")
            sheet.write_number(row, 10, row / 10)
            sheet.write_number(row, 11, row)
    more, lines, wrong = measure(path)
    assert (lines, wrong) == (100_000, [])
    assert 10 * 2**20 < more < MOST  # less would mean that nothing was measured
