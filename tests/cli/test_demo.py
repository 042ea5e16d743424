"""`plait demo` and the programs it holds: how they are stopped, and what it says when one of them ends by itself."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date

import pytest

from plait.cli import demo
from plait.cli.outcome import Ends

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
DONE = "pass"


@pytest.fixture
def deaf() -> Iterator[subprocess.Popen[bytes]]:
    """A program that will not be asked to stop."""
    child = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)
    assert child.stdout
    assert child.stdout.readline() == b"deaf\n"
    yield child
    child.kill()
    child.wait()
    child.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no program is deaf to it there")
def test_a_part_that_does_not_stop_when_asked_is_ended(
    deaf: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "STOPPING", 0.2)
    demo._stop([deaf])
    assert deaf.returncode == -signal.SIGKILL


def test_a_part_that_ends_by_itself_ends_the_demo() -> None:
    with subprocess.Popen([sys.executable, "-c", DONE]) as child:
        child.wait(30)
        with pytest.raises(Ends, match="A part of the demo ended by itself"):
            demo._wait_until_up([child], 1)


def test_a_site_that_never_answers_ends_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "PATIENCE", 0.3)
    with socket.socket() as nobody:  # bound, and not listening: whoever calls is refused
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(Ends, match="did not answer"):
            demo._wait_until_up([], nobody.getsockname()[1])


def test_told_to_end_it_ends_as_by_ctrl_c_and_puts_the_handlers_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    def run() -> None:
        with demo._ended_by_signals():
            signal.raise_signal(signal.SIGTERM)
            time.sleep(1)  # a signal arrives between two steps of the program

    with pytest.raises(KeyboardInterrupt):
        run()
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(("asked", "words"), [(date(2026, 11, 1), ""), (date(2026, 12, 14), "as in December 2026")])
def test_a_demo_of_an_earlier_month_says_so(
    asked: date, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("plait.jobs.demo.load_demo", lambda **_: date(2026, 11, 1))
    assert demo._load(asked, 1)
    said = capsys.readouterr().err
    assert ("They stand as in November 2026" in said, words in said) == (bool(words), True)
