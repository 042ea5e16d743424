"""A copy of the house to break on purpose, and the tools run on it as make check runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CARRIED = (
    "pyproject.toml", "requirements.lock", "requirements-dev.lock", "requirements-docs.lock", "requirements-bench.lock"
)  # fmt: skip


@dataclass(frozen=True)
class HouseCopy:
    """A house of its own: what is planted here breaks nothing elsewhere."""

    root: Path

    def plant(self, name: str, text: str) -> None:
        """Write a file; folders of src on the way become rooms with their sentence."""
        path = self.root / name
        for folder in reversed(path.relative_to(self.root).parents):
            (self.root / folder).mkdir(exist_ok=True)
            room = self.root / folder / "__init__.py"
            if folder.parts[:2] == ("src", "plait") and not room.exists():
                room.write_text('"""A room of its own."""\n', encoding="utf-8")
        path.write_text(text, encoding="utf-8")

    def run(self, *command: str) -> tuple[int, str]:
        """The tool's exit code and all it said, with this copy's plait in front of the installed one."""
        home = {"PYTHONPATH": str(self.root / "src"), "PLAIT_HOME": str(self.root / "home"), "NO_COLOR": "1"}
        settings = {"DJANGO_SETTINGS_MODULE": "plait.config.settings", "COLUMNS": "240"}
        done = subprocess.run(
            command, cwd=self.root, env=os.environ | home | settings, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def run_python(self, *arguments: str) -> tuple[int, str]:
        """The same for a module of Python, with warnings of an absent database left out."""
        return self.run(sys.executable, "-W", "ignore::RuntimeWarning", *arguments)


def copy_house(target: Path) -> HouseCopy:
    """The rooms, tools, documents and locks, without pictures and styles, as a repository of its own."""
    bulky = shutil.ignore_patterns("__pycache__", "static", "*.egg-info")
    for folder in ("src", "tools", "docs", "typings"):
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, target / folder, ignore=bulky)
    for name in CARRIED:
        shutil.copy(ROOT / name, target / name)
    subprocess.run(["git", "init", "--quiet", str(target)], check=True)
    return HouseCopy(target)
