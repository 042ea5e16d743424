"""SQL of what two trusts see of each other about an executive of both, for migrations: nothing else leaves a trust."""

from plait.store.lent_views import TODAY
from plait.store.row_security import TRUSTS_IN_SCOPE

LIVE = f"{{0}}.starts <= {TODAY} AND ({{0}}.ends IS NULL OR {{0}}.ends > {TODAY})"

# Read with the owner's eyes, past row security, so each says itself who sees what: the trusts in scope, of somebody
# whom they employ too, on the database's own day, while both trusts have said so by two different users.
GRANTED = f"""
    SELECT b.id AS here_id, s.employment_id, t.id AS other_id, t.code AS other, t.name AS other_name,
        o.employment_id AS their_id, GREATEST(s.starts, o.starts) AS starts, LEAST(s.ends, o.ends) AS ends
    FROM store_executiveshare s JOIN store_trust b ON b.id = s.trust_id
    JOIN store_employment e ON e.id = s.employment_id AND {LIVE.format("e")}
    JOIN store_trust t ON upper(t.code) = upper(s.other) AND t.id <> b.id
    JOIN store_executiveshare o ON o.trust_id = t.id AND upper(o.other) = upper(b.code)
        AND o.agreed_by_id <> s.agreed_by_id AND {LIVE.format("o")}
    JOIN store_employment n ON n.id = o.employment_id AND n.person_id = e.person_id AND {LIVE.format("n")}
    WHERE b.id = ANY({TRUSTS_IN_SCOPE}) AND {LIVE.format("s")}"""
ASKED = f"""
    SELECT b.id AS here_id, e.id AS employment_id, t.code AS other, t.name AS other_name, o.starts, o.ends,
        o.agreed_by_id AS asked_by
    FROM store_trust b JOIN store_executiveshare o ON upper(o.other) = upper(b.code) AND o.trust_id <> b.id
        AND {LIVE.format("o")}
    JOIN store_trust t ON t.id = o.trust_id
    JOIN store_employment n ON n.id = o.employment_id AND {LIVE.format("n")}
    JOIN store_employment e ON e.person_id = n.person_id AND e.trust_id = b.id AND {LIVE.format("e")}
    WHERE b.id = ANY({TRUSTS_IN_SCOPE})"""
ROLES = f"""
    SELECT g.here_id, g.employment_id, g.other, g.other_name, r.name AS role, h.held_as, h.wte, h.starts,
        LEAST(h.ends, n.ends) AS ends
    FROM ({GRANTED}) g JOIN store_roleholder h ON h.employment_id = g.their_id
    JOIN store_leadershiprole r ON r.id = h.role_id JOIN store_employment n ON n.id = g.their_id
    WHERE h.ends IS NULL OR h.ends > {TODAY}"""
# The day and the times, and no more: a name may tell what a meeting is about.
MEETINGS = f"""
    SELECT DISTINCT g.here_id, g.employment_id, g.other, g.other_name, m.id, m.held_on, m.begins, m.finishes
    FROM ({GRANTED}) g JOIN store_meeting m ON m.trust_id = g.other_id AND m.kind = 'board'
        AND m.held_on > {TODAY} - 365
    WHERE EXISTS (SELECT 1 FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
            WHERE h.employment_id = g.their_id AND r.seat IN ('voting', 'attending')
                AND h.starts <= m.held_on AND (h.ends IS NULL OR h.ends > m.held_on))
        OR EXISTS (SELECT 1 FROM store_boardmember k WHERE k.employment_id = g.their_id
            AND k.starts <= m.held_on AND (k.ends IS NULL OR k.ends > m.held_on))"""
DECLARED = f"""
    SELECT g.here_id, g.employment_id, g.other, g.other_name, d.organisation, d.interest, d.document, d.starts,
        LEAST(d.ends, n.ends) AS ends
    FROM ({GRANTED}) g JOIN store_declaration d ON d.employment_id = g.their_id
    JOIN store_employment n ON n.id = g.their_id
    WHERE d.ends IS NULL OR d.ends > {TODAY}"""

VIEWS = {
    "store_sharegranted": f"SELECT here_id, employment_id, other, other_name, starts, ends FROM ({GRANTED}) g",
    "store_shareasked": ASKED,
    "store_sharedrole": ROLES,
    "store_sharedmeeting": MEETINGS,
    "store_shareddeclaration": DECLARED,
}
SHOW = "".join(f'CREATE VIEW "{name}" WITH (security_barrier) AS {query};\n' for name, query in VIEWS.items())
HIDE = "".join(f'DROP VIEW "{name}";\n' for name in VIEWS)
