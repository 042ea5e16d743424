"""Long leave of one person for their page, and one time of it for its form."""

from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.selecting import select
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A time of leave by its first and last day, both counted; no last day where it is not known."""

    id: int
    employment_id: int
    first_on: date
    last_on: date | None
    origin: Origin | None


LEAVE = """
    SELECT id, employment_id, first_on, last_on, origin_id, origin_line
    FROM store_longleave WHERE trust_id = %(trust)s"""


def list_leave_of(trust_id: int, employment_id: int) -> tuple[LeaveLine, ...]:
    """Every leave of somebody, the latest first."""
    own = f"{LEAVE} AND employment_id = %(employment)s ORDER BY first_on DESC"
    return tuple(map(_line, with_origins(select(own, {"trust": trust_id, "employment": employment_id}))))


def load_leave(trust_id: int, leave_id: int) -> LeaveLine | None:
    """One time of leave; None when the trust has none of this id."""
    rows = select(f"{LEAVE} AND id = %(leave)s", {"trust": trust_id, "leave": leave_id})
    return next(map(_line, with_origins(rows)), None)


def _line(row: Row) -> LeaveLine:
    return LeaveLine(**row)
