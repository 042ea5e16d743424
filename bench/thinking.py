"""What needs no database: understanding a large file, reading it, and judging."""

from __future__ import annotations

import io
import resource
import tracemalloc
from collections.abc import Iterator

from bench.database import ON
from bench.importing import workbook_bytes
from bench.invented import people_book, whole_book
from bench.timing import Row, compared, in_turn, seconds
from plait.engine.intake import nothing_registered, understand
from plait.engine.litmus.judging import judge_all
from plait.engine.trust_of_files import trust_of_intake
from plait.files.reading import read_bytes


def rows(people: int, large: int, rounds: int) -> Iterator[Row]:
    """Reading beside openpyxl; understanding and judging by themselves."""
    data = workbook_bytes(people)
    times = in_turn(lambda: read_bytes("people.xlsx", data), lambda: _openpyxl(data), rounds)
    yield compared(f"{people:,} rows of a workbook read, beside openpyxl", times)
    book = people_book(large, "large.xlsx")
    took = seconds(lambda: understand(book, nothing_registered()))
    tracemalloc.start()
    understand(book, nothing_registered())
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    yield Row(f"understand, {large:,} rows", f"{took:.2f} s")
    yield Row(f"understand, {large:,} rows, peak memory beyond the rows", f"{peak:.0f} MiB")
    intake = understand(whole_book(people, "whole.xlsx"), nothing_registered()).intake
    trust = trust_of_intake(intake, code="BEN", name="Bench", on=ON)
    yield Row(f"judge_all, {people:,} people", f"{seconds(lambda: judge_all(trust)):.2f} s")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("peak memory of this whole run", f"{most:.0f} MiB")


def _openpyxl(data: bytes) -> list[tuple[object, ...]]:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return list(sheet.iter_rows(values_only=True))
