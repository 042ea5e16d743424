"""The key that signs sessions: given by a setting, or made once and kept in Plait's own folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def load_secret_key(home: Path) -> str:
    """The installation's own key, made at first use and readable by its owner only."""
    path = home / "secret-key"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()
