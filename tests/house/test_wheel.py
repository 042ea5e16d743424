"""What is installed is all of Plait: pages, styles and lists of words as well as code."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.house_copy import ROOT

OFFLINE = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation")


def test_the_wheel_holds_every_file_of_src(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    written = {
        path.relative_to(tmp_path / "src").as_posix() for path in tmp_path.glob("src/plait/**/*") if path.is_file()
    }
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *OFFLINE, "--wheel-dir", "built", "."], cwd=tmp_path, check=True
    )
    wheel = next((tmp_path / "built").glob("plait-*.whl"))
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("plait/")}
    assert "plait/engine/__init__.py" in carried
    assert written - carried == set()
