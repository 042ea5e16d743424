"""Days as the plans of the invented trusts write them: months and days before the day they are shown for."""

import re
from calendar import monthrange
from datetime import date

MONTHS = 18
"""Months of history."""


def month_start(on: date, offset: int) -> date:
    """The first day of the month that lies `offset` months from that of `on`."""
    months = on.year * 12 + on.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)


def day_of(on: date, written: str) -> date:
    """The day a plan writes as “-14/09”: the 9th of the month 14 months before that of `on`.

    A day a month does not have is its last.
    """
    found = re.fullmatch(r"(-?\d+)/(\d\d)", written)
    if not found:
        raise ValueError(f"“{written}” is not a month and a day, like -14/09")
    start = month_start(on, int(found[1]))
    return start.replace(day=min(int(found[2]), monthrange(start.year, start.month)[1]))


def shown(day: date | None) -> str:
    """A day as people write it in a cell; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""
