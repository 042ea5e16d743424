"""What needs no database: understanding a large file, reading it, and judging."""

from __future__ import annotations

import io
import resource
import tracemalloc
from collections.abc import Iterable, Iterator
from statistics import median

from bench.database import ON
from bench.importing import workbook_bytes
from bench.invented import people_book, whole_book
from bench.timing import Row, compared, in_turn, seconds
from plait.engine.intake import nothing_registered, understand
from plait.engine.litmus.judging import Judged, judge_all, questions
from plait.engine.litmus.moves.telling import all_tried
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.verdicts import Verdict
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake
from plait.files.reading import read_bytes

GOAL_MS = 300
"""For all questions at 10,000 people, once the trust is loaded."""
GOAL_MOVES_MS = 3000
"""For every move of an invented trust where nearly every team lacks a viewpoint."""


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
    yield _judged(trust, people, rounds)
    yield _tried(trust, people, rounds)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("peak memory of this whole run", f"{most:.0f} MiB")


def _judged(trust: Trust, people: int, rounds: int) -> Row:
    """All questions, each with rows to work on: the bench would else measure how quickly nothing is told."""
    judged = judge_all(trust)
    if idle := idle_questions(judged):
        raise SystemExit(f"The invented trust gives no work to {', '.join(idle)}: see bench/invented.py")
    took = median(seconds(lambda: judge_all(trust)) for _ in range(rounds)) * 1000
    counted = sum(1 for one in judged if one.litmus and not one.litmus.waits_for)
    name = f"judge_all, {counted} questions at {people:,} people, warm"
    return Row(name, f"{took:.0f} ms", goal=f"{GOAL_MS} ms", is_met=took <= GOAL_MS)


def _tried(trust: Trust, people: int, rounds: int) -> Row:
    """Every move there is tried on a copy and judged again, after the judging itself."""
    judged = judge_all(trust)
    took = median(seconds(lambda: with_moves(trust, judged)) for _ in range(rounds)) * 1000
    count = len(all_tried(with_moves(trust, judged)))
    if not count:
        raise SystemExit("The invented trust has no move to try: see bench/invented.py")
    name = f"with_moves, {count} moves at {people:,} people, warm"
    return Row(name, f"{took:.0f} ms", goal=f"{GOAL_MOVES_MS:,} ms", is_met=took <= GOAL_MOVES_MS)


IN_NO_FILE = frozenset(("leader-brings-experience",))
"""Questions about what is recorded by page alone, so that no file gives them work."""


def idle_questions(judged: Iterable[Judged]) -> list[str]:
    """The questions that found nothing to judge, though Plait can read their sheets."""
    told = {one.slug: one.finding.verdict is not Verdict.NOT_ENOUGH_EVIDENCE and not one.fault for one in judged}
    return [one.slug for one in questions() if not one.waits_for and not told[one.slug] and one.slug not in IN_NO_FILE]


def _openpyxl(data: bytes) -> list[tuple[object, ...]]:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return list(sheet.iter_rows(values_only=True))
