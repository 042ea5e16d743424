"""Decisions that benefit one trust at another's cost, with the executives of both who led them or advised on them."""

from dataclasses import dataclass
from datetime import date

from plait.engine.conflicts import Interested, to_ask
from plait.store.selecting import plain_name, select
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One such decision and executive: which trust benefits, at whose cost, and what is still `asked` for."""

    decision_id: int
    decision: str
    meeting_id: int
    decided_on: date
    benefits: str
    costs: str
    employment_id: int
    executive: str
    is_declared: bool
    stood_aside: tuple[str, ...]
    asked: tuple[str, ...]


# An executive of both is who is shared with the other trust, or is asked to be; a declaration is one of that day.
CONFLICTS = f"""
    WITH shared AS (
        SELECT s.employment_id, upper(s.other) AS code, lower(COALESCE(o.name, s.other)) AS name,
            COALESCE(o.name, s.other) AS title
        FROM store_executiveshare s LEFT JOIN store_othertrust o ON upper(o.code) = upper(s.other)
        WHERE s.trust_id = %(trust)s AND s.starts <= %(on)s AND s.ends > %(on)s
        UNION SELECT employment_id, upper(other), lower(other_name), other_name FROM store_shareasked
        WHERE here_id = %(trust)s),
    marked AS (
        SELECT d.*, COALESCE(d.decided_on, m.held_on) AS day FROM store_decision d JOIN store_meeting m
            ON m.id = d.meeting_id
        WHERE d.trust_id = %(trust)s AND (d.benefits <> '' OR d.costs <> '') AND (%(drafts)s OR m.status = 'published'))
    SELECT d.id AS decision_id, d.name AS decision, d.meeting_id, d.day AS decided_on,
        CASE upper(d.benefits) WHEN s.code THEN s.title ELSE d.benefits END AS benefits,
        CASE upper(d.costs) WHEN s.code THEN s.title ELSE d.costs END AS costs,
        s.employment_id, p.name AS executive, d.leads, d.advice_by, d.stood_aside,
        EXISTS (SELECT 1 FROM store_declaration i WHERE i.employment_id = s.employment_id AND i.starts <= d.day
            AND (i.ends IS NULL OR i.ends > d.day)
            AND (upper(i.organisation) = s.code OR lower(i.organisation) = s.name)) AS is_declared,
        ARRAY(SELECT k.office FROM store_boardmember k WHERE k.employment_id = s.employment_id AND k.starts <= d.day
                AND (k.ends IS NULL OR k.ends > d.day)
            UNION SELECT unnest(ARRAY[r.name, r.kind]) FROM store_roleholder h
            JOIN store_leadershiprole r ON r.id = h.role_id
            WHERE h.employment_id = s.employment_id AND r.kind <> 'other' AND h.starts <= d.day
                AND (h.ends IS NULL OR h.ends > d.day)) AS offices
    FROM marked d JOIN shared s
        ON s.code IN (upper(d.benefits), upper(d.costs)) OR s.name IN (lower(d.benefits), lower(d.costs))
    JOIN store_employment e ON e.id = s.employment_id JOIN store_person p ON p.id = e.person_id
    ORDER BY d.day DESC, d.id, {plain_name("p.name")}"""


def list_conflicts(trust_id: int, *, on: date, drafts: bool) -> tuple[ConflictLine, ...]:
    """The decisions an executive of both trusts took part in, the latest first, with those in draft or without."""
    rows = select(CONFLICTS, {"trust": trust_id, "on": on, "drafts": drafts})
    return tuple(_line(row) for row in rows if _takes_part(row))


def _takes_part(row: Row) -> bool:
    who = Interested(row["executive"], frozenset(row["offices"]))
    return who.takes_part(row["leads"], row["advice_by"])


def _line(row: Row) -> ConflictLine:
    kept = {name: value for name, value in row.items() if name not in {"leads", "advice_by", "offices"}}
    aside = tuple(row["stood_aside"])
    asked = to_ask(is_declared=row["is_declared"], stood_aside=aside)
    return ConflictLine(**{**kept, "stood_aside": aside, "asked": asked})
