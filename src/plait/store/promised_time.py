"""SQL of the guard that time promised by an accepted plan stays within the time people have, for migrations."""

# What is recorded is not always wise: files and forms may say that teams ask somebody for more than there is, and pages
# warn of it. Time that a plan promised is another matter: on no day of it may all teams together have more of them than
# there is, whoever writes, and in whatever order. A file says what is, and never what is promised: it goes in.
#
# It looks when a transaction ends, by when every writer of the record holds the row of its trust (`store.writing`);
# whoever does not waits for it here. So of two that write at once, the second sees what the first wrote.
PROMISED_TIME = "membership_promised_time"
"""The name by which the database refuses it."""
KEPT_WITHIN = """
CREATE FUNCTION plait_refuse_promised_twice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE short_on date;
BEGIN
    IF NEW.origin_id IS NOT NULL AND NOT NEW.promised THEN RETURN NULL; END IF;
    PERFORM FROM store_trust t WHERE t.id = NEW.trust_id FOR NO KEY UPDATE;
    SELECT days.day INTO short_on FROM (
        SELECT NEW.starts AS day
        UNION SELECT m.starts FROM store_membership m WHERE m.employment_id = NEW.employment_id
        UNION SELECT a.starts FROM store_assignment a WHERE a.employment_id = NEW.employment_id
        UNION SELECT a.ends FROM store_assignment a WHERE a.employment_id = NEW.employment_id
    ) days
    JOIN LATERAL (
        SELECT sum(m.wte) AS wte FROM store_membership m JOIN store_team t ON t.id = m.team_id
        WHERE m.employment_id = NEW.employment_id
            AND m.starts <= days.day AND (m.ends IS NULL OR m.ends > days.day)
            AND (t.ends IS NULL OR t.ends > days.day)
        HAVING bool_or(m.promised)
    ) given ON true
    WHERE days.day >= NEW.starts AND (NEW.ends IS NULL OR days.day < NEW.ends)
        AND given.wte > COALESCE((
            SELECT max(a.wte) FROM store_assignment a
            WHERE a.employment_id = NEW.employment_id
                AND a.starts <= days.day AND (a.ends IS NULL OR a.ends > days.day)), 0)
    ORDER BY days.day LIMIT 1;
    IF short_on IS NOT NULL THEN
        RAISE EXCEPTION 'Promised time passes what there is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_promised_time';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER store_membership_promised_time AFTER INSERT OR UPDATE ON store_membership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plait_refuse_promised_twice();
"""
NOT_KEPT = """
DROP TRIGGER store_membership_promised_time ON store_membership;
DROP FUNCTION plait_refuse_promised_twice();
"""
