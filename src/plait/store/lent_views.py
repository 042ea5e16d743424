"""SQL of what one trust sees of the people another lends it, for migrations: nothing else leaves their trust."""

from plait.store.row_security import TRUSTS_IN_SCOPE

TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
"""The database's own day, so that nothing shows before a grant begins or after it ended, whoever asks how."""

# Views read with the owner's eyes, past row security, so each says itself who sees what: the trusts in scope, of what
# others lend to them today. They show no name that the lender did not allow, no employee number, and of teams only how
# much of somebody's time they take.
LENT = f"""
    SELECT b.id AS borrower_id, t.id AS lender_id, t.code AS lender, t.name AS lender_name, l.id AS loan_id,
        l.employment_id, l.wte, l.named, l.starts, LEAST(l.ends, e.ends) AS ends
    FROM store_trust b JOIN store_lentperson l ON upper(l.borrower) = upper(b.code) AND l.trust_id <> b.id
    JOIN store_employment e ON e.id = l.employment_id JOIN store_trust t ON t.id = l.trust_id
    WHERE b.id = ANY({TRUSTS_IN_SCOPE}) AND l.starts <= {TODAY} AND l.ends > {TODAY}
        AND (e.ends IS NULL OR e.ends > {TODAY})"""
AGREED = f"""
    SELECT l.*, l.lender || '/' || l.employment_id AS reference FROM ({LENT}) l
    WHERE EXISTS (SELECT 1 FROM store_borrowing w WHERE w.trust_id = l.borrower_id AND upper(w.lender) = upper(l.lender)
        AND w.starts <= {TODAY} AND w.ends > {TODAY})"""

# An administrator may only choose among trusts here; codes and names of trusts are public.
OTHER_TRUSTS = f"""
    SELECT t.code, t.name FROM store_trust t
    WHERE cardinality({TRUSTS_IN_SCOPE}) > 0 AND t.id <> ALL({TRUSTS_IN_SCOPE})"""
LENDERS = f"""
    SELECT l.borrower_id, l.lender, l.lender_name, min(l.starts) AS starts, max(l.ends) AS ends,
        count(DISTINCT l.employment_id) AS people
    FROM ({LENT}) l GROUP BY l.borrower_id, l.lender, l.lender_name"""

# A person employed here too is one person: only then is it told who it is.
PEOPLE = f"""
    SELECT l.borrower_id, l.lender, l.lender_name, l.reference, CASE WHEN l.named THEN p.name ELSE '' END AS name,
        CASE WHEN EXISTS (SELECT 1 FROM store_employment o
            WHERE o.person_id = p.id AND o.trust_id = l.borrower_id) THEN p.id::text ELSE '' END AS identity,
        a.viewpoint, a.wte, e.starts AS employed_from, e.ends AS employed_until, l.wte AS most_wte, l.starts, l.ends
    FROM ({AGREED}) l JOIN store_employment e ON e.id = l.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN LATERAL (
        SELECT min(x.wte) AS wte,
            (array_agg(COALESCE(NULLIF(x.viewpoint, ''), g.viewpoint) ORDER BY x.starts))[1] AS viewpoint
        FROM store_assignment x JOIN store_staffgroup g ON g.id = x.staff_group_id
        WHERE x.employment_id = l.employment_id AND (x.ends IS NULL OR x.ends > {TODAY})
    ) a ON a.wte IS NOT NULL"""
TIMES = f"""
    SELECT l.borrower_id, l.reference, l.lender || ' team ' || m.team_id AS team, m.wte, m.joined, m.starts, m.ends
    FROM ({AGREED}) l JOIN store_membership m ON m.employment_id = l.employment_id
    WHERE m.ends IS NULL OR m.ends > {TODAY}"""
COMPETENCIES = f"""
    SELECT l.borrower_id, l.reference, own.name AS competency, h.level, h.since, h.starts, h.ends,
        CASE WHEN h.confirmed_by_id IS NOT NULL THEN h.confirmed_on END AS confirmed_on
    FROM ({AGREED}) l JOIN store_holding h ON h.employment_id = l.employment_id
    JOIN store_competency c ON c.id = h.competency_id
    JOIN store_competency own ON own.trust_id = l.borrower_id AND lower(own.name) = lower(c.name)
    WHERE h.ends IS NULL OR h.ends > {TODAY}"""

VIEWS = {
    "store_othertrust": OTHER_TRUSTS,
    "store_lender": LENDERS,
    "store_lent": PEOPLE,
    "store_lenttime": TIMES,
    "store_lentcompetency": COMPETENCIES,
}
SHOW = "".join(f'CREATE VIEW "{name}" WITH (security_barrier) AS {query};\n' for name, query in VIEWS.items())
HIDE = "".join(f'DROP VIEW "{name}";\n' for name in VIEWS)
