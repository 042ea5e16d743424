"""Gives each test run a home of its own before Django's settings are read, and clears it away at the end.

pyproject.toml names this module as a plugin, because a conftest is read after the settings are.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

RUN_FOLDER = "PLAIT_TEST_RUN"
KEPT = ("PLAIT_TEST_", "PLAIT_CHROMIUM")


def _open_run() -> tuple[Path, bool]:
    """The folder of this run, and whether this process made it; the workers of pytest-xdist use their parent's."""
    made = os.environ.get(RUN_FOLDER)
    if made and "PYTEST_XDIST_WORKER" in os.environ:
        return Path(made), False
    return Path(tempfile.mkdtemp(prefix="plait-test-")), True


def _forget_the_installation(folder: Path) -> None:
    """What the shell says of a real Plait must never reach a test."""
    for name in [name for name in os.environ if name.startswith("PLAIT_") and not name.startswith(KEPT)]:
        del os.environ[name]
    os.environ[RUN_FOLDER] = str(folder)
    # pytest shuts its usual folder to others as it starts, and so to the database server of another run beside it.
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
    os.environ["PLAIT_HOME"] = str(folder / "home")
    os.environ["PLAIT_SECRET_KEY"] = "the tests sign with this and nobody else does"


def stop_server(data: Path, *, patience: float = 10) -> None:
    """Stop the server of a data folder, should a killed worker have left it running."""
    pid_file, deadline = data / "postmaster.pid", time.monotonic() + patience
    try:
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)  # to PostgreSQL: at once, but in order
        while pid_file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    except (OSError, ValueError, IndexError):
        return  # it had stopped


def _close_run(folder: Path, process: int) -> None:
    """The last act of the process that opened the run, however it ends; not of those it forked."""
    if os.getpid() != process:
        return
    stop_server(folder / "server")
    if os.environ.get("PLAIT_TEST_DATABASE_URL"):
        from tests.database import drop_template

        drop_template(folder)
    shutil.rmtree(folder, ignore_errors=True)


FOLDER, _IS_OURS = _open_run()
_forget_the_installation(FOLDER)
if _IS_OURS:
    atexit.register(_close_run, FOLDER, os.getpid())
