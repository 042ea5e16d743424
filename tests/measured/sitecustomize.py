"""Notes what a program that a test starts walks of the command line and the jobs: Python imports this by its name.

Those are walked in programs of their own (a server, a worker, a whole demo); engine, store and web in the tests'
process. `make test` names the folder the notes go to, and tools/coverage_gate.py reads them.
"""

import atexit
import contextlib
import json
import os
from pathlib import Path

ROOMS = ["src/plait/cli", "src/plait/jobs"]


def _measure(folder: Path) -> None:
    import slipcover  # missing where a test installs Plait alone

    root = Path(__file__).parents[2]
    matcher = slipcover.FileMatcher(sources=[root / room for room in ROOMS])
    measuring = slipcover.Slipcover(branch=True)
    slipcover.ImportManager(measuring, matcher).__enter__()

    def note() -> None:
        (folder / f"{os.getpid()}.json").write_text(json.dumps(measuring.get_coverage()), encoding="utf-8")

    atexit.register(note)


if "PLAIT_TEST_MEASURED" in os.environ:
    with contextlib.suppress(ImportError):
        _measure(Path(os.environ["PLAIT_TEST_MEASURED"]))
