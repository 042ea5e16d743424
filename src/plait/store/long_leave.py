"""Long leave for pages: of everybody whom a viewer reaches, of one person, one time of it for its form."""

from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.reach import REACHED, Reach
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A time of leave by its first and last day, both counted; no last day where it is not known."""

    id: int
    employment_id: int
    first_on: date
    last_on: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ListedLeave:
    """A time of leave in the list: whose, of which department, from when to when, and whether it is `now`.

    `state` is now, coming or past. Both days count; there is no last day where it is not known.
    """

    id: int
    employment_id: int
    name: str
    department: str
    first_on: date
    last_on: date | None
    state: str
    origin: Origin | None


EVERY = f"""
    SELECT l.id, l.employment_id, p.name, COALESCE(d.name, '') AS department, l.first_on, l.last_on,
        CASE WHEN l.first_on > %(on)s THEN 'coming' WHEN l.last_on < %(on)s THEN 'past' ELSE 'now' END AS state,
        l.origin_id, l.origin_line
    FROM store_longleave l JOIN store_employment e ON e.id = l.employment_id JOIN store_person p ON p.id = e.person_id
    LEFT JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    LEFT JOIN store_department d ON d.id = a.department_id WHERE l.trust_id = %(trust)s AND {REACHED}"""
COUNTED = f"SELECT state, count(*) FROM ({EVERY}) known GROUP BY state"
LISTED = f"""
    SELECT * FROM ({EVERY}) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || department), lower(%(search)s)) > 0)
    AND (%(state)s = '' OR state = %(state)s)"""
SORTS = {
    "now": "array_position(ARRAY['now', 'coming', 'past'], state) * 1000000 + (first_on - DATE '2000-01-01')",
    "name": plain_name("name"), "department": plain_name("department"), "first": "first_on",
    "last": "COALESCE(last_on, DATE 'infinity')",
}  # fmt: skip
LEAVE = """
    SELECT id, employment_id, first_on, last_on, origin_id, origin_line
    FROM store_longleave WHERE trust_id = %(trust)s"""

OVERLAPPING = f"""{LEAVE} AND employment_id = %(employment)s AND id <> %(but)s
    AND daterange(first_on, last_on, '[]') && daterange(%(first)s::date, %(last)s::date, '[]') ORDER BY first_on"""


def list_leave_of(trust_id: int, employment_id: int) -> tuple[LeaveLine, ...]:
    """Every leave of somebody, the latest first."""
    own = f"{LEAVE} AND employment_id = %(employment)s ORDER BY first_on DESC"
    return tuple(map(_line, with_origins(select(own, {"trust": trust_id, "employment": employment_id}))))


def load_leave(trust_id: int, leave_id: int) -> LeaveLine | None:
    """One time of leave; None when the trust has none of this id."""
    rows = select(f"{LEAVE} AND id = %(leave)s", {"trust": trust_id, "leave": leave_id})
    return next(map(_line, with_origins(rows)), None)


def list_leave(trust_id: int, reach: Reach, wanted: Wanted, *, on: date) -> Page[ListedLeave]:
    """One page of the leave of those whom a viewer reaches: of today first, then to come, then past."""
    asked = {"trust": trust_id, "on": on, "search": wanted.search, "state": wanted.filters.get("state", "")}
    rows, total = select_page(LISTED, SORTS, wanted, {**asked, **reach.parameters})
    return Page(tuple(ListedLeave(**row) for row in with_origins(rows)), total)


def count_leave(trust_id: int, reach: Reach, *, on: date) -> dict[str, int]:
    """How many leaves there are of those whom a viewer reaches, by state."""
    rows = select(COUNTED, {"trust": trust_id, "on": on, **reach.parameters})
    return {row["state"]: row["count"] for row in rows}


def find_overlap(
    trust_id: int, employment_id: int, first_on: date, last_on: date | None, *, but: int | None
) -> LeaveLine | None:
    """Another leave of somebody that shares a day with these; `but` is the one they would replace."""
    days = {"first": first_on, "last": last_on, "but": but or 0}
    rows = select(OVERLAPPING, {"trust": trust_id, "employment": employment_id, **days})
    return next(map(_line, with_origins(rows)), None)


def _line(row: Row) -> LeaveLine:
    return LeaveLine(**row)
