"""Running `plait` in tests: in this process for what it says, in one of its own for how it dies."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import models

from plait.cli.plait import run

AnyModel = TypeVar("AnyModel", bound=models.Model)
EMAIL = "pat@rxx.example"
GROUPS = ("Nurses & health visitors", "Managers", "Digital, data and technology")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def plait(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ended:
    """One command, in this process."""
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return Ended(int(code), said.out, said.err)


def start(*arguments: object) -> subprocess.Popen[str]:
    """One command in a process of its own, on the database of the test."""
    command = [sys.executable, "-m", "plait.cli", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def do_jobs() -> None:
    """Let a worker of its own process do every job that waits."""
    worker = start("worker", "--until-empty")
    _, said = worker.communicate(timeout=120)
    assert worker.returncode == 0, said


def rows(model: type[AnyModel]) -> models.QuerySet[AnyModel]:
    """The rows of a table as their owner sees them, whatever the scope: to look at what a command left."""
    return model._default_manager.using("owner")


def write_sheet(folder: Path, name: str, *lines: Sequence[object]) -> Path:
    """One CSV file of a folder, its headings first."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    (folder / f"{name}.csv").write_text(f"{text}\n", encoding="utf-8")
    return folder


def write_people(folder: Path, count: int, *, prefix: str = "") -> Path:
    """A people sheet of `count` invented people."""
    headings = ("Employee number", "Name", "Staff group", "Department", "WTE")
    people = [
        (f"{prefix}{n}", f"Person {prefix}{n}", GROUPS[n % 3], f"Ward {n % 9}", "0.8") for n in range(1, count + 1)
    ]
    return write_sheet(folder, "people", headings, *people)


def write_waiting(folder: Path) -> Path:
    """People in two teams, of which one waits for the other."""
    write_people(folder, 3)
    write_sheet(folder, "teams", ("Team", "Members"), ("Hub", "1 0.5; 2 0.5"), ("Messages", "3 0.5"))
    return write_sheet(folder, "dependencies", ("Team", "Depends on team", "What for"), ("Hub", "Messages", "Texts"))


def write_trust(folder: Path) -> Path:
    """The three sheets to start with: three people of three viewpoints in one team of one service."""
    write_people(folder, 3)
    write_sheet(folder, "services", ("Service", "Phase"), ("Discharge", "Live"))
    write_sheet(folder, "teams", ("Team", "Service", "Members"), ("Hub", "Discharge", "1 0.5; 2 0.5; 3 0.2"))
    return folder
