"""How programs enter Plait: the application a web server calls, the command's own module, and who signs in."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from django.utils import timezone

from plait.cli.import_words import end_progress, tell_progress
from plait.engine.permissions import Role
from plait.jobs.trusts import Opening, open_trust
from plait.store.models import Access, Employment, Trust
from tests.cli.commands import EMAIL, plait, rows, write_people, write_sheet

Capture = pytest.CaptureFixture[str]
AS = ("--as", EMAIL)


@pytest.mark.django_db
def test_a_web_server_is_answered_by_the_application() -> None:
    application: Callable[..., list[bytes]] = importlib.import_module("plait.config.wsgi").application
    environ: dict[str, object] = {"PATH_INFO": "/healthz", "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    said: list[str] = []
    body = b"".join(application(environ, lambda status, _headers: said.append(status)))
    assert (said, bool(body)) == (["200 OK"], True)


def test_a_process_that_imports_the_command_again_runs_nothing(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:  # the processes of the web server do, on systems that spawn them
    monkeypatch.setattr("sys.argv", ["plait", "--version"])
    importlib.reload(importlib.import_module("plait.cli.__main__"))
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("rxx")
def test_a_user_of_two_trusts_names_one(tmp_path: Path, capsys: Capture) -> None:
    other = Opening("RYY", "Other Trust", EMAIL, (Role.ADM, Role.PMO))
    assert open_trust(other, lambda: "warp and weft and loom", at=timezone.now())
    folder = write_people(tmp_path, 1)
    asked = plait(capsys, "import", folder, *AS, "--yes")
    assert (asked.code, rows(Employment).count()) == (2, 0)
    assert "Name one with --trust: RXX (Example Trust), RYY (Other Trust)." in asked.err
    assert plait(capsys, "import", folder, *AS, "--yes", "--trust", "RYY").code == 0
    assert rows(Employment).get().trust.code == "RYY"


@pytest.mark.usefixtures("empty_database")
def test_a_real_trust_is_not_opened_in_the_demo_s_database(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    Trust.objects.using("owner").create(code="PLA", name="An invented trust", is_invented=True)
    monkeypatch.setenv("PLAIT_PASSWORD", "warp and weft and loom")
    refused = plait(capsys, "trust", "RXX", "Example Trust", "--administrator", EMAIL)
    assert (refused.code, Trust.objects.using("owner").count()) == (1, 1)
    assert "This database holds the demo's trusts." in refused.err


@pytest.mark.usefixtures("rxx")
def test_a_user_whose_access_ended_enters_no_trust(tmp_path: Path, capsys: Capture) -> None:
    rows(Access).update(ends=timezone.localdate())
    refused = plait(capsys, "import", write_people(tmp_path, 1), *AS, "--yes")
    assert (refused.code, refused.err) == (3, "This user may enter no trust.\n")


@pytest.mark.usefixtures("rxx")
def test_an_import_says_which_headings_it_does_not_read(tmp_path: Path, capsys: Capture) -> None:
    write_sheet(tmp_path, "services", ("Service", "Phase", "Colour"), ("Discharge", "Live", "blue"))
    assert "Not read in services: Colour" in plait(capsys, "import", tmp_path, *AS, "--yes").out


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_is_one_line_on_a_terminal_and_none_elsewhere(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)
    tell_progress("Reading", 1, 2)
    tell_progress("Reading", 2, 2)
    end_progress()
    said = capsys.readouterr().err
    assert ("Reading, 2 of 2" in said, "\n" in said) == (is_terminal, False)
    assert not said.replace("\r", "\n").split("\n")[-1]
