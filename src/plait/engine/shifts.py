"""The shifts somebody works or covers: one list of words for the record of people and that of champions."""

from collections.abc import Iterable

from plait.engine.cells import CannotRead, read_list
from plait.engine.nearest import nearest

SHIFTS = ("Days", "Evenings", "Nights", "Weekends")
HELP = "Days, Evenings, Nights or Weekends; several parted by semicolons"


def read_shifts(text: str) -> tuple[str, ...]:
    """One shift or several, parted by semicolons, in the order of the day."""
    words = {shift.casefold(): shift for shift in SHIFTS}
    said = [words.get(part.casefold(), "") for part in read_list(text.replace(",", ";"))]
    if not said or "" in said:
        near = nearest(text, SHIFTS)
        listed = f"{', '.join(SHIFTS[:-1])} or {SHIFTS[-1]}"
        remedy = f"Nearest: {near[0]}" if near and ";" not in text else f"Write {listed}, several parted by semicolons"
        raise CannotRead("Not one of the shifts", remedy)
    return in_order(said)


def in_order(shifts: Iterable[str]) -> tuple[str, ...]:
    """These shifts once each, in the order of the day."""
    said = frozenset(shifts)
    return tuple(shift for shift in SHIFTS if shift in said)
