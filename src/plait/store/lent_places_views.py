"""SQL of places in teams of one trust that people of another take, for migrations: shown to both, within the grant.

A place is a row of the trust that borrows; what the person and their line manager say to it is a row of the trust that
lends. Neither trust reads the other's row: both read one view, and that only while the loan and the word to borrow of
both hold, on the database's own day.
"""

from plait.store.lent_views import TIMES, TODAY
from plait.store.row_security import TRUSTS_IN_SCOPE

# Every loan of the day to which both trusts have said yes, whoever asks; only views and triggers read it.
GRANTED = f"""
    SELECT l.employment_id, t.id AS lender_id, t.code AS lender, t.name AS lender_name, b.id AS borrower_id,
        b.code AS borrower, b.name AS borrower_name, l.wte, l.named, l.starts, LEAST(l.ends, e.ends) AS ends
    FROM store_lentperson l JOIN store_employment e ON e.id = l.employment_id JOIN store_trust t ON t.id = l.trust_id
    JOIN store_trust b ON upper(b.code) = upper(l.borrower) AND b.id <> t.id
    WHERE l.starts <= {TODAY} AND l.ends > {TODAY} AND (e.ends IS NULL OR e.ends > {TODAY})
        AND EXISTS (SELECT 1 FROM store_borrowing w WHERE w.trust_id = b.id AND upper(w.lender) = upper(t.code)
            AND w.starts <= {TODAY} AND w.ends > {TODAY})"""
HAS_MANAGER = f"""EXISTS (SELECT 1 FROM store_assignment a JOIN store_employment c ON c.id = a.manager_id
        JOIN store_employment own ON own.id = a.employment_id
        WHERE a.employment_id = p.number AND c.person_id <> own.person_id
        AND a.starts <= {TODAY} AND (a.ends IS NULL OR a.ends > {TODAY})
        AND c.starts <= {TODAY} AND (c.ends IS NULL OR c.ends > {TODAY}))"""


def _word(side: str) -> str:
    """What one side says: their word on this very place, or else their yes to one that covers it."""
    is_said = f"said.{side} <> 'waiting'"
    return f"""
        CASE WHEN {is_said} THEN said.{side} WHEN earlier.{side} = 'agreed' THEN 'agreed' ELSE 'waiting' END AS {side},
        CASE WHEN {is_said} THEN said.{side}_on WHEN earlier.{side} = 'agreed' THEN earlier.{side}_on END
            AS {side}_on,
        CASE WHEN {is_said} THEN said.{side}_reason ELSE '' END AS {side}_reason"""


# An answer speaks of the place as it was asked: it holds for no more time, and for no other days or service.
COVERS = """s.employment_id = p.number AND upper(s.borrower) = upper(g.borrower) AND s.service = p.service
            AND s.wte >= p.wte AND s.starts <= p.starts AND s.ends >= p.ends"""
PLACES = f"""
    SELECT p.id, p.version, p.run_id, g.lender_id, g.lender, g.lender_name, g.borrower_id, g.borrower, g.borrower_name,
        p.number AS employment_id, g.lender || '/' || p.number AS reference, p.team, p.service, p.wte, p.starts,
        LEAST(p.ends, CASE WHEN p.state = 'accepted' THEN LEAST(g.ends, seat.ends) END) AS ends, p.reason,
        p.asked_on, p.state,
        {HAS_MANAGER} AS has_manager, COALESCE(said.version, 0) AS said_version,{_word("member")},{_word("manager")}
    FROM store_lentplace p
    JOIN ({GRANTED}) g ON g.borrower_id = p.trust_id AND g.employment_id = p.number
        AND upper(g.lender) = upper(p.lender)
    LEFT JOIN store_team seat ON seat.id = p.seat_id
    LEFT JOIN LATERAL (SELECT s.* FROM store_lentanswer s WHERE s.place = p.id AND {COVERS}) said ON true
    LEFT JOIN LATERAL (SELECT s.* FROM store_lentanswer s WHERE s.place <> p.id AND {COVERS}
        ORDER BY s.id DESC LIMIT 1) earlier ON true"""
SHARED = f"""
    SELECT * FROM ({PLACES}) p
    WHERE p.state <> 'withdrawn'
        AND (p.lender_id = ANY({TRUSTS_IN_SCOPE}) OR p.borrower_id = ANY({TRUSTS_IN_SCOPE}))"""

# What the teams of other trusts that borrow the same person take of them is told like what those of their own take.
ELSEWHERE = f"""{TIMES}
    UNION ALL
    SELECT own.borrower_id, own.lender || '/' || own.employment_id, own.lender || ' place ' || p.id, p.wte, p.starts,
        p.starts, LEAST(p.ends, g.ends)
    FROM ({GRANTED}) own JOIN ({GRANTED}) g ON g.employment_id = own.employment_id AND g.borrower_id <> own.borrower_id
    JOIN store_lentplace p ON p.trust_id = g.borrower_id AND p.number = g.employment_id AND p.state = 'accepted'
    WHERE own.borrower_id = ANY({TRUSTS_IN_SCOPE}) AND LEAST(p.ends, g.ends) > {TODAY}"""

# Names of the rules, as the database says which one was broken.
WITHIN_LOAN, ALL_AGREED, OVER_TIME = "lentplace_within_loan", "lentplace_agreed", "membership_promised_time"

# An accepted place takes time as long as the loan, the word to borrow and the team last.
GIVEN = """
    SELECT p.number AS employment_id, p.trust_id AS borrower_id, p.wte, d.day
    FROM store_lentplace p JOIN store_trust b ON b.id = p.trust_id JOIN store_team t ON t.id = p.seat_id
    CROSS JOIN (SELECT CAST(on_day AS date) AS day) d
    WHERE p.number = of_employment AND p.state = 'accepted' AND p.starts <= d.day AND p.ends > d.day
        AND (t.ends IS NULL OR t.ends > d.day)
        AND EXISTS (SELECT 1 FROM store_lentperson l JOIN store_trust o ON o.id = l.trust_id
            JOIN store_borrowing w ON w.trust_id = p.trust_id AND upper(w.lender) = upper(o.code)
            WHERE l.employment_id = p.number AND upper(l.borrower) = upper(b.code) AND l.starts <= d.day
                AND l.ends > d.day AND w.starts <= d.day AND w.ends > d.day)"""
HELPERS = f"""
CREATE FUNCTION plait_given_elsewhere(of_employment bigint, on_day date, of_borrower bigint) RETURNS numeric
    LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT COALESCE(sum(g.wte), 0) FROM ({GIVEN}) g WHERE of_borrower IS NULL OR g.borrower_id = of_borrower $$;
CREATE FUNCTION plait_hold_lent(of_employment bigint) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(7155, (of_employment % 2147483647)::int) $$;
CREATE FUNCTION plait_promised_short_on(of_employment bigint, since date, until date) RETURNS date
    LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT days.day FROM (
        SELECT since AS day
        UNION SELECT m.starts FROM store_membership m WHERE m.employment_id = of_employment
        UNION SELECT p.starts FROM store_lentplace p WHERE p.number = of_employment AND p.state = 'accepted'
        UNION SELECT a.starts FROM store_assignment a WHERE a.employment_id = of_employment
        UNION SELECT a.ends FROM store_assignment a WHERE a.employment_id = of_employment
    ) days
    CROSS JOIN LATERAL (SELECT plait_given_elsewhere(of_employment, days.day, NULL) AS wte) lent
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(m.wte), 0) AS wte, COALESCE(bool_or(m.promised), false) AS is_promised
        FROM store_membership m JOIN store_team t ON t.id = m.team_id
        WHERE m.employment_id = of_employment
            AND m.starts <= days.day AND (m.ends IS NULL OR m.ends > days.day)
            AND (t.ends IS NULL OR t.ends > days.day)
    ) own
    WHERE days.day >= since AND (until IS NULL OR days.day < until) AND (own.is_promised OR lent.wte > 0)
        AND own.wte + lent.wte > COALESCE((
            SELECT max(a.wte) FROM store_assignment a
            WHERE a.employment_id = of_employment
                AND a.starts <= days.day AND (a.ends IS NULL OR a.ends > days.day)), 0)
    ORDER BY days.day LIMIT 1 $$;
REVOKE EXECUTE ON FUNCTION plait_given_elsewhere(bigint, date, bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION plait_promised_short_on(bigint, date, date) FROM PUBLIC;
"""
# With the owner's eyes: what somebody gives to teams of two trusts stands in rows of both.
KEPT_WITHIN = """
CREATE OR REPLACE FUNCTION plait_refuse_promised_twice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.origin_id IS NOT NULL AND NOT NEW.promised THEN RETURN NULL; END IF;
    PERFORM FROM store_trust t WHERE t.id = NEW.trust_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM store_lentperson l WHERE l.employment_id = NEW.employment_id) THEN
        PERFORM plait_hold_lent(NEW.employment_id);
    END IF;
    IF plait_promised_short_on(NEW.employment_id, NEW.starts, NEW.ends) IS NOT NULL THEN
        RAISE EXCEPTION 'Promised time passes what there is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_promised_time';
    END IF;
    RETURN NULL;
END $$;
"""
PLACED = f"""
CREATE FUNCTION plait_refuse_lent_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE loan record;
BEGIN
    IF NOT (NEW.state = 'accepted' OR (TG_OP = 'INSERT' AND NEW.state = 'open')) THEN RETURN NULL; END IF;
    PERFORM plait_hold_lent(NEW.number);
    SELECT g.* INTO loan FROM ({GRANTED}) g
        WHERE g.borrower_id = NEW.trust_id AND g.employment_id = NEW.number AND upper(g.lender) = upper(NEW.lender);
    IF NOT FOUND OR loan.starts > NEW.starts OR loan.ends < NEW.ends OR NEW.wte > COALESCE(loan.wte, NEW.wte) THEN
        RAISE EXCEPTION 'Nobody is lent so, or not for all of this time.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{WITHIN_LOAN}';
    END IF;
    IF NEW.state <> 'accepted' THEN RETURN NULL; END IF;
    IF NOT EXISTS (SELECT FROM ({PLACES}) p WHERE p.id = NEW.id AND p.member = 'agreed'
            AND (NOT p.has_manager OR p.manager = 'agreed')) THEN
        RAISE EXCEPTION 'Not everybody whose word it needs has agreed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{ALL_AGREED}';
    END IF;
    IF EXISTS (SELECT FROM (SELECT NEW.starts AS day UNION SELECT p.starts FROM store_lentplace p
            WHERE p.number = NEW.number AND p.trust_id = NEW.trust_id AND p.state = 'accepted') days
            WHERE days.day >= NEW.starts AND days.day < NEW.ends
            AND plait_given_elsewhere(NEW.number, days.day, NEW.trust_id) > loan.wte) THEN
        RAISE EXCEPTION 'More time is taken than is lent.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{WITHIN_LOAN}';
    END IF;
    IF plait_promised_short_on(NEW.number, NEW.starts, NEW.ends) IS NOT NULL THEN
        RAISE EXCEPTION 'Promised time passes what there is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{OVER_TIME}';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER store_lentplace_allowed AFTER INSERT OR UPDATE ON store_lentplace
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plait_refuse_lent_place();
"""
SHOW = f"""
CREATE VIEW "store_sharedplace" WITH (security_barrier) AS {SHARED};
CREATE OR REPLACE VIEW "store_lenttime" WITH (security_barrier) AS {ELSEWHERE};
"""
HIDE = f"""
CREATE OR REPLACE VIEW "store_lenttime" WITH (security_barrier) AS {TIMES};
DROP VIEW "store_sharedplace";
"""
UNPLACED = """
DROP TRIGGER store_lentplace_allowed ON store_lentplace;
DROP FUNCTION plait_refuse_lent_place();
"""
NO_HELPERS = """
DROP FUNCTION plait_promised_short_on(bigint, date, date);
DROP FUNCTION plait_given_elsewhere(bigint, date, bigint);
DROP FUNCTION plait_hold_lent(bigint);
"""
