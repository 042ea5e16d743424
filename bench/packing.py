"""The board pack: everything a worker prints of it, beside WeasyPrint on the very page it is read as."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from statistics import median

import numpy as np

from bench.timing import Row
from plait.engine.litmus.examples import TeamSketch, sketch
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.showing import Shown, ShownRow
from plait.engine.outcomes import Measured, Outcome
from plait.engine.workbook import BY_NAME
from plait.jobs.printing import print_pack
from plait.pack.board_pack import put_together
from plait.pack.content import Content
from plait.pack.document import snapshot_of
from plait.pack.html import draw_html
from plait.pack.pdf import draw_pdf

CHARTS, POINTS, SEED, MOST_SECONDS = 40, 36, 2026, 1.0
LEAST_PAGES = 20
MONTHS = tuple(date(2023 + month // 12, month % 12 + 1, 1) for month in range(POINTS))


def rows(rounds: int) -> Iterator[Row]:
    """Put together and printed as HTML, PDF, workbook and snapshot; then the PDF alone beside WeasyPrint."""
    content = _content()
    snapshot = snapshot_of(put_together(content))
    pages = len(re.findall(rb"/Type\s*/Page\b", draw_pdf(snapshot)))
    took = median(_cpu(lambda: print_pack(snapshot_of(put_together(_content())))) for _ in range(rounds))
    yield Row(
        f"Board pack of {pages} pages and {CHARTS} charts: put together and printed as HTML, PDF, XLSX and snapshot",
        f"{took:.2f} CPU s", goal=f"{MOST_SECONDS:g} s, {LEAST_PAGES} pages or more",
        is_met=took <= MOST_SECONDS and pages >= LEAST_PAGES,
    )  # fmt: skip
    yield _beside(snapshot, rounds)


def _beside(snapshot: str, rounds: int) -> Row:
    try:
        import weasyprint
    except ImportError:
        return Row("Board pack as PDF beside WeasyPrint", "not measured: make bench installs it")
    page = draw_html(snapshot).decode()
    pairs = [
        (_cpu(lambda: draw_pdf(snapshot)), _cpu(lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")))
        for _ in range(rounds)
    ]
    ours, other = (median(each) for each in zip(*pairs, strict=True))
    ratio = median(b / a for a, b in pairs)
    name = f"Board pack as PDF/UA-1 beside WeasyPrint {_version()}, from the same page"
    return Row(name, f"{ours:.2f} CPU s", f"{other:.2f} CPU s", f"{ratio:.1f}")


def _version() -> str:
    try:
        return version("weasyprint")
    except PackageNotFoundError:  # it was put beside the others by hand
        return ""


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _content() -> Content:
    """An invented trust of nine teams that follows forty outcomes."""
    chance = np.random.default_rng(SEED)
    trust = replace(sketch(*(TeamSketch(f"Team {n}") for n in range(9))), feeds=dict.fromkeys(BY_NAME, MONTHS[-1]))
    outcomes = tuple(
        (
            Outcome(f"Outcome {n}", MONTHS[0], measure="Share of calls answered in two minutes", unit="%",
                    better="increase", targets=("75",)),
            Measured(MONTHS, tuple(np.clip(chance.normal(70, 5, POINTS), 0, 100).round(1).tolist()), (False,) * POINTS),
        )
        for n in range(CHARTS)
    )  # fmt: skip
    judged = judge_all(trust)
    shown = {
        one.slug: Shown(one.finding.columns, tuple(ShownRow(row, "") for row in one.finding.evidence), has_who=False)
        for one in judged
    }
    return Content(trust, judged, "No meeting of the board is recorded.", shown, outcomes, "0")
