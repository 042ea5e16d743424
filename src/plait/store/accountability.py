"""Territories for pages: who claims to answer for each, from day to day, and what decisions have settled."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from plait.engine.origins import Origin
from plait.store.acting_up import AWAY
from plait.store.history import rows_of
from plait.store.models import AccountabilityClaim, Employment, Settlement, Territory
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class TerritoryLine:
    """One territory on a day: who claims it by name, each person once, and on whom it is settled."""

    id: int
    name: str
    kind: str
    starts: date
    ends: date | None
    people: tuple[str, ...]
    settled_on: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A claim or a settlement: `id` is the employment, `person_id` who bears it, `stay` the row that says so.

    `by` is the document, or the decision of the day `decided_on`; a claim that a settlement overruled before it began
    has the day of that decision in `overruled_on`, and does not count.
    """

    id: int
    stay: int
    person_id: int
    number: str
    name: str
    territory: str
    by: str
    decided_on: date | None
    starts: date
    ends: date | None
    overruled_on: date | None
    origin: Origin | None


# The sums of engine/accountability.py, made by the database. What somebody answers for ends with the employment.
CLAIMED = """
    SELECT c.id AS stay, e.id, e.person_id, e.employee_number AS number, p.name, t.name AS territory, c.document AS by,
        NULL::date AS decided_on, c.starts, LEAST(c.ends, e.ends) AS ends, c.overruled_on, c.territory_id,
        c.origin_id, c.origin_line
    FROM store_accountabilityclaim c JOIN store_employment e ON e.id = c.employment_id
    JOIN store_person p ON p.id = e.person_id JOIN store_territory t ON t.id = c.territory_id
    WHERE c.trust_id = %(trust)s"""
SETTLED = """
    SELECT s.id AS stay, e.id, e.person_id, e.employee_number AS number, p.name, t.name AS territory, s.decision AS by,
        s.decided_on, s.starts, LEAST(s.ends, e.ends) AS ends, NULL::date AS overruled_on, s.territory_id,
        s.origin_id, s.origin_line
    FROM store_settlement s JOIN store_employment e ON e.id = s.employment_id
    JOIN store_person p ON p.id = e.person_id JOIN store_territory t ON t.id = s.territory_id
    WHERE s.trust_id = %(trust)s"""
TERRITORIES = f"""
    WITH away AS MATERIALIZED (
        SELECT w.employment_id, min(w.since) AS since FROM ({AWAY}) w WHERE NOT w.is_covered GROUP BY w.employment_id),
    claimed AS MATERIALIZED (
        SELECT o.* FROM ({CLAIMED}) o LEFT JOIN away w ON w.employment_id = o.id
        WHERE w.since IS NULL OR o.starts >= w.since),
    settled AS MATERIALIZED ({SETTLED})
    SELECT t.id, t.name, t.kind, t.starts, t.ends,
        ARRAY(SELECT now.name FROM (SELECT DISTINCT ON (c.person_id) c.person_id, c.name FROM claimed c
            WHERE c.territory_id = t.id AND c.overruled_on IS NULL AND {HOLDS.format("c")}) now
            ORDER BY {plain_name("now.name")}) AS people,
        COALESCE((SELECT s.name FROM settled s WHERE s.territory_id = t.id AND {HOLDS.format("s")}), '') AS settled_on,
        t.origin_id, t.origin_line
    FROM store_territory t WHERE t.trust_id = %(trust)s"""
STATE = "CASE cardinality(people) WHEN 0 THEN 'nobody' WHEN 1 THEN 'one' ELSE 'several' END"
LISTED = f"""
    SELECT * FROM ({TERRITORIES} AND (t.ends IS NULL OR t.ends > %(on)s)) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || array_to_string(people, ' ')), lower(%(search)s)) > 0)
    AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(answers)s = '' OR {STATE} = %(answers)s)"""
SORTS = {
    "name": plain_name("name"),
    "kind": plain_name("kind"),
    "answers": "CASE cardinality(people) WHEN 1 THEN 1 ELSE 0 END",
}


def list_territories(trust_id: int, wanted: Wanted, *, on: date) -> Page[TerritoryLine]:
    """One page of the territories that have not ended."""
    filters = {name: wanted.filters.get(name, "") for name in ("kind", "answers")}
    rows, total = select_page(LISTED, SORTS, wanted, {"trust": trust_id, "on": on, "search": wanted.search, **filters})
    return Page(tuple(map(_line, with_origins(rows))), total)


def load_territory(trust_id: int, territory_id: int, *, on: date) -> TerritoryLine | None:
    """One territory, ended or not; None when the trust has none of this id."""
    found = select(f"{TERRITORIES} AND t.id = %(territory)s", {"trust": trust_id, "on": on, "territory": territory_id})
    return next(map(_line, with_origins(found)), None)


def list_territory_names(trust_id: int, *, on: date) -> tuple[str, ...]:
    """Every territory that has not ended, by name."""
    held = Territory.objects.filter(models.Q(ends=None) | models.Q(ends__gt=on), trust_id=trust_id)
    return tuple(sorted(held.values_list("name", flat=True), key=str.casefold))


def _line(row: Row) -> TerritoryLine:
    return TerritoryLine(**{**row, "people": tuple(row["people"])})


def list_claims(trust_id: int, territory_id: int = 0) -> tuple[AnswerLine, ...]:
    """Everybody who answers for a territory, did or will, the latest first; without a territory, for any."""
    return _answers(CLAIMED, "c", trust_id, territory_id)


def list_settlements(trust_id: int, territory_id: int) -> tuple[AnswerLine, ...]:
    """On whom a territory is settled, was or will be, the latest first."""
    return _answers(SETTLED, "s", trust_id, territory_id)


def _answers(query: str, table: str, trust_id: int, territory_id: int) -> tuple[AnswerLine, ...]:
    narrowed = f"{query} AND (%(territory)s = 0 OR {table}.territory_id = %(territory)s)"
    ordered = f"{narrowed} ORDER BY {table}.starts DESC, {plain_name('p.name')}, {table}.id"
    rows = with_origins(select(ordered, {"trust": trust_id, "territory": territory_id}))
    return tuple(AnswerLine(**{name: row[name] for name in AnswerLine.__dataclass_fields__}) for row in rows)


@dataclass(frozen=True, slots=True)
class Answer:
    """The territory a claim or settlement is about, whom it names, and when it ends."""

    territory_id: int
    number: str
    name: str
    ends: date | None


def find_claim(trust_id: int, stay: int) -> Answer | None:
    """One claim; None when the trust has no such row."""
    return _find(AccountabilityClaim, trust_id, stay)


def find_settlement(trust_id: int, stay: int) -> Answer | None:
    """One settlement; None when the trust has no such row."""
    return _find(Settlement, trust_id, stay)


def _find(model: type[models.Model], trust_id: int, stay: int) -> Answer | None:
    rows = model._default_manager.filter(trust_id=trust_id, id=stay)
    columns = ("territory_id", "employment__employee_number", "employment__person__name", "ends")
    found = rows.values_list(*columns).first()
    return Answer(*found) if found else None


def bears(trust_id: int, number: str) -> frozenset[str]:
    """The employee numbers in this trust of whoever bears this one; none where nobody does."""
    own = Employment.objects.filter(trust_id=trust_id, employee_number__iexact=number).values("person_id")
    same = Employment.objects.filter(trust_id=trust_id, person_id__in=own)
    return frozenset(same.values_list("employee_number", flat=True))


def rows_about_territory(trust_id: int, territory_id: int) -> dict[str, list[int]]:
    """The rows that tell of one territory, its claims and its settlements, by kind, for its history."""
    own = rows_of((AccountabilityClaim, Settlement), trust_id=trust_id, territory_id=territory_id)
    return {"territory": [territory_id], **own}
