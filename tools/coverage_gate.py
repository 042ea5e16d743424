"""The coverage gate: engine and store wholly walked, branches too; every other file at least nine tenths."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slipcover import merge_coverage

WHOLLY = ("src/plait/engine/", "src/plait/store/")
ELSEWHERE = 90.0
SHOWN = 12


def find_gaps(report: dict[str, Any]) -> Iterator[str]:
    """Each file under its limit, with the lines and branches nobody walked."""
    for name, entry in sorted(report["files"].items()):
        if entry["missing_lines"] == [1] and not entry["executed_lines"]:
            continue  # a docstring alone, of a folder that holds no code
        walked = entry["summary"]["percent_covered"]
        limit = 100.0 if name.startswith(WHOLLY) else ELSEWHERE
        if walked < limit:
            branches = [f"{start}->{end or 'exit'}" for start, end in entry["missing_branches"]]
            missing = [*_spans(entry["missing_lines"]), *branches]
            more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
            yield f"{name}: {walked:.1f} %, {limit:.0f} % asked; not walked: {', '.join(missing[:SHOWN])}{more}"


def _spans(lines: list[int]) -> list[str]:
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]


def _read(path: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def main(arguments: list[str]) -> int:
    """Print every gap; 1 when there is one, or when nothing was measured.

    The first argument is the report of the tests, any other a folder of what the programs they started walked.
    """
    whole, *parts = [Path(argument) for argument in arguments]
    report = _read(whole)
    for part in (part for folder in parts for part in sorted(folder.glob("*.json"))):
        merge_coverage(report, _read(part))
    if not report["files"]:
        print("Coverage: nothing was measured. Run make test, which measures src/plait.")
        return 1
    gaps = list(find_gaps(report))
    for gap in gaps:
        print(gap)
    total = report["summary"]["percent_covered"]
    state = f"{len(gaps)} under their limit" if gaps else "every one within its limit"
    print(f"Coverage: {total:.1f} % of {len(report['files'])} files, {state}.")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
