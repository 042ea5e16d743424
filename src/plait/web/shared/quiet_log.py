"""Lines of the log that tell what broke without the rows it broke on."""

from __future__ import annotations

import logging
import re

# After its first line the database quotes the row: “DETAIL: Key (email)=(…)”, “CONTEXT: JSON data, line 1: …”
_QUOTED = re.compile(r"^(?:DETAIL|HINT|CONTEXT):.*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback off a refusal: who was refused what is a line of its own, and nothing broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record is kept."""
        if getattr(record, "status_code", None) == 403:
            record.exc_info = None
        return True


class QuietFormatter(logging.Formatter):
    """Leaves out what the database quotes of its rows: names and addresses have no place in a log."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback below it, without the quoted rows."""
        return _QUOTED.sub("(what the database quoted is left out)", super().format(record))
