"""Letters kept as files where no mail server is named, for nobody's eyes but those of whoever runs Plait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend


class KeptLetters(EmailBackend):
    """Keeps letters in a folder that nobody else on the machine may open: their links set passwords."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Close the folder, an older one too, before a letter is put there."""
        super().__init__(*args, **kwargs)
        Path(self.file_path).chmod(0o700)
