"""`plait demo`: the site with the demo trusts on this machine, until Ctrl-C."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import FrameType
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import click

from plait.cli.database import APPLICATION, embedded_database, is_embedded, migrate_embedded, set_up_django
from plait.cli.days import Day
from plait.cli.import_words import end_progress, tell_progress
from plait.cli.outcome import Ends, Exit, table_of
from plait.cli.serve import refuse_taken

DATABASE = "plait_demo"
"""A database of its own on the embedded server, so that --reset never reaches a trust's own record."""
PATIENCE = 60
STOPPING = 15
LONDON = ZoneInfo("Europe/London")


@click.command("demo")
@click.option("--on", type=Day(), help="The day of the demo; the first of this month.")
@click.option("--scale", type=click.IntRange(1, 100), default=1, show_default=True, help="Times as many people.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--reset", "is_reset", is_flag=True, help="Throw the demo's database away and make it anew.")
def command(*, on: date | None, scale: int, port: int, is_reset: bool) -> NoReturn:
    """Start the site with two invented trusts, and print its address and one sign-in for each role.

    The first time it makes a database of its own, which takes a little longer; changes are kept. Ctrl-C stops
    the site, the worker and the database.
    """
    if not is_embedded():
        raise Ends(Exit.USAGE, f"The demo brings its own database. Unset {APPLICATION} first.")
    refuse_taken(port)
    with _ended_by_signals(), embedded_database(DATABASE, is_reset=is_reset):
        set_up_django()
        migrate_embedded()
        names = _load(on or datetime.now(LONDON).date().replace(day=1), scale)
        with _running(["serve", "--port", str(port)], ["worker"]) as children:
            _wait_until_up(children, port)
            _welcome(port, names)
            while True:  # until Ctrl-C, or a child ends by itself
                time.sleep(1)
                _refuse_dead(children)


def _load(on: date, scale: int) -> Sequence[tuple[str, str, str, str]]:
    """The demo trusts, made on first use; who signs in to them, ready to print."""
    from plait.jobs.demo import DemoRefused, load_demo, sign_ins

    started = time.monotonic()
    click.echo("Loading the demo trusts...", err=True)
    try:
        month = load_demo(on=on, scale=scale, progress=tell_progress)
    except DemoRefused as refusal:
        raise Ends(Exit.FAULTS, str(refusal)) from refusal
    end_progress()
    click.echo(f"The demo trusts are there ({time.monotonic() - started:.1f} s).", err=True)
    if (on.year, on.month) != (month.year, month.month):
        click.echo(f"They stand as in {month:%B %Y}: --reset makes them anew as in {on:%B %Y}.", err=True)
    return [(one.role, one.trust, one.email, one.password) for one in sign_ins()]


def _welcome(port: int, names: Sequence[tuple[str, str, str, str]]) -> None:
    click.echo(f"\nPlait is at http://127.0.0.1:{port}/ with two invented trusts.\n")
    click.echo(table_of([("Role", "Trust", "E-mail", "Password"), *names]))
    click.echo("\nThese passwords exist only in the demo. Changes are kept; --reset starts anew. Ctrl-C stops it all.")


@contextmanager
def _running(*commands: Sequence[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Child processes of `plait`, stopped at the end whatever happens.

    Each has a session of its own, so that Ctrl-C reaches them once and through us: a server that is told twice to
    stop, by the terminal and by us, at times never does.
    """
    children: list[subprocess.Popen[bytes]] = []
    try:
        for arguments in commands:
            line = [sys.executable, "-m", "plait.cli", *arguments]
            children.append(subprocess.Popen(line, start_new_session=True))
        yield children
    finally:
        _stop(children)


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every child to stop, and end those that do not."""
    click.echo("Stopping the site, the worker and the database...", err=True)
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOPPING
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_up(children: Sequence[subprocess.Popen[bytes]], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        _refuse_dead(children)
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                answer.read()
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise Ends(Exit.FAULTS, f"The site did not answer within {PATIENCE} seconds.")


def _refuse_dead(children: Sequence[subprocess.Popen[bytes]]) -> None:
    if any(child.poll() is not None for child in children):
        raise Ends(Exit.FAULTS, "A part of the demo ended by itself; what it said stands above. All of it is stopped.")


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A demo told to end in another way than Ctrl-C, as by a closed terminal, stops everything just the same."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
