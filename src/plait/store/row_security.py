"""SQL of the two roles and of row security, for migrations."""

from collections.abc import Mapping

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

# A foreign key is checked past row security, so it alone would let a row name one of another trust. Once a statement,
# not once a row: a file brings thousands.
KEPT_APART = """
CREATE FUNCTION plait_refuse_foreign_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE place int := 0; is_foreign boolean;
BEGIN
    WHILE place < TG_NARGS LOOP
        EXECUTE format(
            'SELECT EXISTS (SELECT 1 FROM written w LEFT JOIN public.%I t ON t.id = w.%I
                WHERE w.%2$I IS NOT NULL AND t.trust_id IS DISTINCT FROM w.trust_id)',
            TG_ARGV[place + 1], TG_ARGV[place]) INTO is_foreign;
        IF is_foreign THEN
            RAISE EXCEPTION 'No such row in this trust (%).', TG_ARGV[place] USING ERRCODE = 'insufficient_privilege';
        END IF;
        place := place + 2;
    END LOOP;
    RETURN NULL;
END $$;
"""
TOGETHER = "DROP FUNCTION plait_refuse_foreign_rows();"


def keep_apart(table: str, named: Mapping[str, str]) -> str:
    """Rows of `table` name rows of their own trust only: `named` gives the table each such column points into.

    A table that is made later, or a column that is added, needs it too; a test finds what lacks it.
    """
    pairs = ", ".join(f"'{column}', '{target}'" for column, target in named.items())
    return "".join(
        f"""
    CREATE TRIGGER "{table}_own_{name}" AFTER {name.upper()} ON "{table}" REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION plait_refuse_foreign_rows({pairs});
    """
        for name in ("insert", "update")
    )


def let_mix(table: str) -> str:
    """The reverse of `keep_apart`."""
    return f"""
    DROP TRIGGER "{table}_own_insert" ON "{table}";
    DROP TRIGGER "{table}_own_update" ON "{table}";
    """
