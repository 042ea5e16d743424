"""SQL of what two trusts see of each other's boards about an executive of both, for migrations.

It stands in place of the view of meetings that `executive_views` made first: whether the executive came is shown where
the trust of the board says so itself, and a meeting in draft only where it may clash.
"""

from plait.store.executive_views import LIVE, MEETINGS, VIEWS
from plait.store.lent_views import TODAY
from plait.store.row_security import TRUSTS_IN_SCOPE

# `told` is the word of the other trust about its own board, `tells` that of this one, each by somebody who did not
# speak for the trust that reads it: no one user opens the record of one trust to another.
GRANTED = f"""
    SELECT b.id AS here_id, s.employment_id, t.id AS other_id, t.code AS other, t.name AS other_name,
        o.employment_id AS their_id, GREATEST(s.starts, o.starts) AS starts, LEAST(s.ends, o.ends) AS ends,
        COALESCE(o.attendance_by_id <> s.agreed_by_id, false) AS told,
        COALESCE(s.attendance_by_id <> o.agreed_by_id, false) AS tells, o.agreed_by_id AS their_word_by
    FROM store_executiveshare s JOIN store_trust b ON b.id = s.trust_id
    JOIN store_employment e ON e.id = s.employment_id AND {LIVE.format("e")}
    JOIN store_trust t ON upper(t.code) = upper(s.other) AND t.id <> b.id
    JOIN store_executiveshare o ON o.trust_id = t.id AND upper(o.other) = upper(b.code)
        AND o.agreed_by_id <> s.agreed_by_id AND {LIVE.format("o")}
    JOIN store_employment n ON n.id = o.employment_id AND n.person_id = e.person_id AND {LIVE.format("n")}
    WHERE b.id = ANY({TRUSTS_IN_SCOPE}) AND {LIVE.format("s")}"""
EXPECTED = """
    (EXISTS (SELECT 1 FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
        WHERE h.employment_id = {employment} AND r.seat IN ('voting', 'attending')
            AND h.starts <= {meeting}.held_on AND (h.ends IS NULL OR h.ends > {meeting}.held_on))
    OR EXISTS (SELECT 1 FROM store_boardmember k WHERE k.employment_id = {employment}
        AND k.starts <= {meeting}.held_on AND (k.ends IS NULL OR k.ends > {meeting}.held_on)))"""
# The day and the times, and no more: a name may tell what a meeting is about. Of a meeting in draft not even these,
# unless the executive should be at a board of this trust on the same day.
BOARDS = f"""
    SELECT DISTINCT g.here_id, g.employment_id, g.other, g.other_name, m.id, m.held_on, m.begins, m.finishes,
        m.status <> 'published' AS is_draft, CASE WHEN g.told AND m.status = 'published' THEN COALESCE((
            SELECT a.presence FROM store_attendance a JOIN store_boardmember k ON k.id = a.member_id
            WHERE a.meeting_id = m.id AND k.employment_id = g.their_id ORDER BY a.id LIMIT 1), '') ELSE '' END
        AS presence
    FROM ({GRANTED}) g JOIN store_meeting m ON m.trust_id = g.other_id AND m.kind = 'board'
        AND m.held_on > {TODAY} - 365
    WHERE {EXPECTED.format(employment="g.their_id", meeting="m")} AND (m.status = 'published' OR EXISTS (
        SELECT 1 FROM store_meeting w WHERE w.trust_id = g.here_id AND w.kind = 'board' AND w.held_on = m.held_on
            AND {EXPECTED.format(employment="g.employment_id", meeting="w")}))"""

FIRST = {"store_sharegranted": VIEWS["store_sharegranted"], "store_sharedmeeting": MEETINGS}
THEN = {
    "store_sharegranted": f"""
        SELECT here_id, employment_id, other, other_name, starts, ends, told, tells, their_word_by
        FROM ({GRANTED}) g""",
    "store_sharedmeeting": BOARDS,
}


def _instead(views: dict[str, str]) -> str:
    return "".join(
        f'DROP VIEW "{name}";\nCREATE VIEW "{name}" WITH (security_barrier) AS {query};\n'
        for name, query in views.items()
    )


SHOW, HIDE = _instead(THEN), _instead(FIRST)
