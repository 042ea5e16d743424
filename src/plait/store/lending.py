"""People lent to other trusts and borrowed from them: what the lender sees, and what the borrower may."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.lending import reference_of
from plait.engine.origins import Origin
from plait.store.models import Borrowing
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.staging import Refused
from plait.store.writing import Act, Row, noting, read_rows_by


@dataclass(frozen=True, slots=True)
class LentLine:
    """Somebody this trust lends: to whom, until when, for how much time at most, by name or not."""

    id: int
    employment_id: int
    name: str
    borrower: str
    borrower_name: str
    wte: Decimal | None
    named: bool
    starts: date
    ends: date
    reference: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Lender:
    """A trust that lends to this one today: how many people, until when, and until when this trust agreed to it."""

    code: str
    name: str
    people: int
    starts: date
    ends: date
    agreed_until: date | None

    @property
    def waits(self) -> bool:
        """Is something lent for longer than this trust agreed to?"""
        return self.agreed_until is None or self.agreed_until < self.ends


# What is lent ends with the employment.
LENT = """
    SELECT l.id, e.id AS employment_id, p.name, l.borrower, COALESCE(o.name, '') AS borrower_name,
        trim_scale(l.wte) AS wte, l.named, l.starts, LEAST(l.ends, e.ends) AS ends, t.code, l.origin_id, l.origin_line
    FROM store_lentperson l JOIN store_employment e ON e.id = l.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN store_trust t ON t.id = l.trust_id LEFT JOIN store_othertrust o ON upper(o.code) = upper(l.borrower)
    WHERE l.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({LENT}) known WHERE ends > %(on)s
    AND (%(search)s = '' OR strpos(lower(name || ' ' || borrower || ' ' || borrower_name), lower(%(search)s)) > 0)"""
SORTS = {"name": plain_name("name"), "borrower": plain_name("borrower"), "ends": "ends"}
LENDERS = f"""
    SELECT l.lender AS code, l.lender_name AS name, l.people, l.starts, l.ends,
        (SELECT max(w.ends) FROM store_borrowing w WHERE w.trust_id = l.borrower_id
            AND upper(w.lender) = upper(l.lender) AND {HOLDS.format("w")}) AS agreed_until
    FROM store_lender l WHERE l.borrower_id = %(trust)s ORDER BY {plain_name("l.lender_name")}, l.lender"""
BORROWED = "SELECT reference, name, lender_name FROM store_lent WHERE borrower_id = %(trust)s"


def list_lent(trust_id: int, wanted: Wanted, *, on: date) -> Page[LentLine]:
    """One page of the people this trust lends today, or will."""
    rows, total = select_page(LISTED, SORTS, wanted, {"trust": trust_id, "on": on, "search": wanted.search})
    return Page(tuple(map(_line, with_origins(rows))), total)


def load_lent(trust_id: int, loan_id: int) -> LentLine | None:
    """Somebody this trust lends, lent or will; None when it has no such row."""
    rows = select(f"{LENT} AND l.id = %(loan)s", {"trust": trust_id, "loan": loan_id})
    return next(map(_line, with_origins(rows)), None)


def list_loans_of(trust_id: int, employment_id: int, *, on: date) -> tuple[LentLine, ...]:
    """To which trusts somebody is lent by this employment today, or will be."""
    asked = {"trust": trust_id, "employment": employment_id, "on": on}
    own = f"SELECT * FROM ({LENT}) known WHERE employment_id = %(employment)s AND ends > %(on)s"
    return tuple(map(_line, with_origins(select(f"{own} ORDER BY starts, borrower", asked))))


def _line(row: Row) -> LentLine:
    code = row.pop("code")
    return LentLine(**row, reference=reference_of(code, row["employment_id"]))


def list_other_trusts() -> dict[str, str]:
    """The other trusts that use this Plait: names by code, in order."""
    rows = select(f"SELECT code, name FROM store_othertrust ORDER BY {plain_name('name')}, code", {})
    return {row["code"]: row["name"] for row in rows}


def list_lenders(trust_id: int, *, on: date) -> tuple[Lender, ...]:
    """The trusts that lend to this one today: of whom they lend it tells nothing."""
    return tuple(Lender(**row) for row in select(LENDERS, {"trust": trust_id, "on": on}))


def name_borrowed(trust_id: int) -> dict[str, tuple[str, str]]:
    """By reference, the name of everybody lent to this trust today, empty where it is not told, and of their trust."""
    rows = select(BORROWED, {"trust": trust_id})
    return {row["reference"]: (row["name"], row["lender_name"]) for row in rows}


def agree_to_borrow(act: Act, lender: str) -> Lender:
    """Agree to what a trust lends this one today, until it ends; Refused where there is nothing to agree to."""
    offered = {one.code: one for one in list_lenders(act.trust_id, on=act.day) if one.waits}
    if lender not in offered:
        raise Refused("There is nothing to agree to: look at what is lent today.")
    until = {"ends": offered[lender].ends}
    with noting(act) as pen:
        rows = _held(act, lender)
        pen.change(Borrowing, [(row, until) for row in rows], "agreed")
        if not rows:
            pen.add(Borrowing, [{"lender": lender, "starts": act.day, **until}], "agreed")
    return offered[lender]


def stop_borrowing(act: Act, lender: str) -> bool:
    """Borrow no more from a trust, from this moment; false where nothing was agreed."""
    with noting(act) as pen:
        rows = _held(act, lender)
        pen.remove(Borrowing, [row for row in rows if row["starts"] == act.day], "ended")
        pen.change(Borrowing, [(row, {"ends": act.day}) for row in rows if row["starts"] < act.day], "ended")
    return bool(rows)


def _held(act: Act, lender: str) -> list[Row]:
    return read_rows_by(Borrowing, trust_id=act.trust_id, lender__iexact=lender, starts__lte=act.day, ends__gt=act.day)
