"""The folder in which Plait keeps what is its own on this machine."""

import os
import sys
from pathlib import Path


def find_home() -> Path:
    """PLAIT_HOME, or Plait's folder among the user's data."""
    named = os.environ.get("PLAIT_HOME")
    if named:
        return Path(named).expanduser().resolve()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "plait"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "plait"
