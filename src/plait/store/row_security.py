"""SQL of the two roles and of row security, for migrations."""

TRUSTS_IN_SCOPE = "(SELECT NULLIF(current_setting('plait.trusts', true), '')::bigint[])::bigint[]"
USER_IN_SCOPE = "(SELECT NULLIF(current_setting('plait.user', true), '')::bigint)"
# The sub-select makes PostgreSQL read the setting once a statement, not once a row.


def make_role(role: str) -> str:
    """The application's role: it signs in, owns nothing, and row security binds it."""
    return f"""
    DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN
            CREATE ROLE "{role}" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$;
    GRANT USAGE ON SCHEMA public TO "{role}";
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}";
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}";
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{role}";
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{role}";
    """


def guard(table: str, visible: str = f"trust_id = ANY({TRUSTS_IN_SCOPE})", writable: str | None = None) -> str:
    """Row security on `table`: rows are seen where `visible`, and written where `writable` (the same, unless given)."""
    return f"""
    ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
    CREATE POLICY "{table}_scope" ON "{table}" USING ({visible}) WITH CHECK ({writable or visible});
    """


def unguard(table: str) -> str:
    """The reverse of `guard`."""
    return f"""
    DROP POLICY "{table}_scope" ON "{table}";
    ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;
    """


APPEND_ONLY = """
CREATE FUNCTION plait_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The history is only ever added to.' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER store_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON store_event
    FOR EACH STATEMENT EXECUTE FUNCTION plait_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER store_event_append_only ON store_event;
DROP FUNCTION plait_refuse_change();
"""
