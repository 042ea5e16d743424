"""The register of interests for pages: who declared what interest in which other organisation."""

from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """One declared interest of somebody; it ends with the employment at the latest."""

    id: int
    employment_id: int
    name: str
    organisation: str
    interest: str
    document: str
    starts: date
    ends: date | None
    origin: Origin | None


DECLARATIONS = """
    SELECT d.id, e.id AS employment_id, p.name, d.organisation, d.interest, d.document, d.starts,
        LEAST(d.ends, e.ends) AS ends, d.origin_id, d.origin_line
    FROM store_declaration d JOIN store_employment e ON e.id = d.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE d.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({DECLARATIONS}) known WHERE (%(when)s = 'all' OR ends IS NULL OR ends > %(on)s)
    AND (%(search)s = ''
        OR strpos(lower(name || ' ' || organisation || ' ' || interest || ' ' || document), lower(%(search)s)) > 0)"""
SORTS = {"name": plain_name("name"), "organisation": plain_name("organisation"), "starts": "starts"}


def list_declarations(trust_id: int, wanted: Wanted, *, on: date) -> Page[DeclarationLine]:
    """One page of the interests that hold today or will; with the filter `when` at all, of those that ended too."""
    asked = {"trust": trust_id, "on": on, "search": wanted.search, "when": wanted.filters.get("when", "")}
    rows, total = select_page(LISTED, SORTS, wanted, asked)
    return Page(tuple(DeclarationLine(**row) for row in with_origins(rows)), total)


def load_declaration(trust_id: int, declaration_id: int) -> DeclarationLine | None:
    """One declared interest, ended or not; None when the trust has none of this id."""
    rows = select(f"{DECLARATIONS} AND d.id = %(declaration)s", {"trust": trust_id, "declaration": declaration_id})
    return next((DeclarationLine(**row) for row in with_origins(rows)), None)
