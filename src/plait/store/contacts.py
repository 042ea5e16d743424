"""The contacts of digital leaders with directors, for pages."""

from dataclasses import dataclass
from datetime import date

from plait.engine.contacts import Contact
from plait.engine.origins import Origin
from plait.store.models import DirectorContact
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact, by office."""

    id: int
    met_on: date
    leader: str
    kind: str
    offices: tuple[str, ...]
    origin: Origin | None


CONTACTS = """
    SELECT id, met_on, leader, kind, offices, origin_id, origin_line
    FROM store_directorcontact WHERE trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({CONTACTS}) known
    WHERE (%(office)s = '' OR %(office)s = ANY(offices)) AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(leader)s = '' OR leader = %(leader)s)"""
SORTS = {"day": "met_on", "leader": "leader"}


def list_contacts(trust_id: int, wanted: Wanted) -> Page[ContactLine]:
    """One page of the contacts."""
    filters = {name: wanted.filters.get(name, "") for name in ("office", "kind", "leader")}
    rows, total = select_page(LISTED, SORTS, wanted, {"trust": trust_id, **filters})
    return Page(tuple(map(_line, with_origins(rows))), total)


def load_contacts(trust_id: int) -> tuple[Contact, ...]:
    """Every contact, for the sum of the engine."""
    return tuple(
        Contact(row["met_on"], row["leader"], row["kind"], tuple(row["offices"]))
        for row in select(CONTACTS, {"trust": trust_id})
    )


def find_contact(trust_id: int, contact_id: int) -> ContactLine | None:
    """One contact; None when the trust has none of this id."""
    rows = select(f"{CONTACTS} AND id = %(id)s", {"trust": trust_id, "id": contact_id})
    return next(map(_line, with_origins(rows)), None)


def rows_about_contacts(trust_id: int) -> dict[str, list[int]]:
    """The rows of contacts that stand, for their history: of one that was taken away the page says nothing more."""
    return {"directorcontact": list(DirectorContact.objects.filter(trust_id=trust_id).values_list("id", flat=True))}


def _line(row: Row) -> ContactLine:
    return ContactLine(**{**row, "offices": tuple(row["offices"])})
