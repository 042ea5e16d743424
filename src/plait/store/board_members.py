"""Who sits on the board, for pages."""

from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import DIRECTORS
from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of the board; `person_number` leads to the page of the employment, where there is one."""

    id: int
    name: str
    office: str
    kind: str
    votes: bool | None
    person_number: int | None
    starts: date
    ends: date | None
    origin: Origin | None


# Time on the board ends with the employment, where there is one.
MEMBERS = """
    SELECT m.id, m.name, m.office, m.kind, m.votes, m.employment_id AS person_number, m.starts,
        LEAST(m.ends, e.ends) AS ends, m.origin_id, m.origin_line
    FROM store_boardmember m LEFT JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({MEMBERS}) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || office), lower(%(search)s)) > 0)
    AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(sits)s = '' OR (%(sits)s = 'yes') = (ends IS NULL OR ends > %(on)s))"""
SORTS = {
    "office": "array_position(%(offices)s::text[], office::text)", "name": plain_name("name"), "starts": "starts",
}  # fmt: skip


def list_members(trust_id: int, wanted: Wanted, *, on: date) -> Page[MemberLine]:
    """One page of the members, past ones as well; `sits` of the filters tells them apart on that day."""
    filters = {name: wanted.filters.get(name, "") for name in ("kind", "sits")}
    asked = {"trust": trust_id, "on": on, "offices": list(DIRECTORS), "search": wanted.search, **filters}
    rows, total = select_page(LISTED, SORTS, wanted, asked)
    return Page(tuple(MemberLine(**row) for row in with_origins(rows)), total)


def load_member(trust_id: int, member_id: int) -> MemberLine | None:
    """One member, past or not; None when the trust has none of this id."""
    rows = select(f"{MEMBERS} AND m.id = %(member)s", {"trust": trust_id, "member": member_id})
    return next((MemberLine(**row) for row in with_origins(rows)), None)
