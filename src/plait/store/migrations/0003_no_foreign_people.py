"""No trust attaches itself to another's person, and nobody changes their own access of a trust not in scope."""

from django.db import migrations

from plait.store.row_security import TRUSTS_IN_SCOPE, USER_IN_SCOPE

IN_SCOPE = f"trust_id = ANY({TRUSTS_IN_SCOPE})"

# Reading is wider than writing: at sign-in a user sees where they may enter, and changes nothing there.
READ_APART = f"""
    DROP POLICY store_access_scope ON store_access;
    CREATE POLICY store_access_own ON store_access FOR SELECT USING (user_id = {USER_IN_SCOPE});
    CREATE POLICY store_access_scope ON store_access USING ({IN_SCOPE}) WITH CHECK ({IN_SCOPE});
"""
READ_TOGETHER = f"""
    DROP POLICY store_access_own ON store_access;
    DROP POLICY store_access_scope ON store_access;
    CREATE POLICY store_access_scope ON store_access
        USING (user_id = {USER_IN_SCOPE} OR {IN_SCOPE}) WITH CHECK ({IN_SCOPE});
"""

# The owner's eyes are needed: whether somebody is employed elsewhere is what the application may not see.
KNOWN_PEOPLE_ONLY = f"""
    CREATE FUNCTION plait_refuse_foreign_person() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM store_employment e WHERE e.person_id = NEW.person_id AND e.id <> NEW.id)
            AND NOT EXISTS (SELECT 1 FROM store_employment e
                WHERE e.person_id = NEW.person_id AND e.id <> NEW.id AND e.{IN_SCOPE})
        THEN RAISE EXCEPTION 'No such person in the trusts in scope.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER store_employment_known_person BEFORE INSERT OR UPDATE OF person_id ON store_employment
        FOR EACH ROW EXECUTE FUNCTION plait_refuse_foreign_person();
"""
ANY_PERSON = """
    DROP TRIGGER store_employment_known_person ON store_employment;
    DROP FUNCTION plait_refuse_foreign_person();
"""


class Migration(migrations.Migration):
    dependencies = [("store", "0002_row_security")]
    operations = [
        migrations.RunSQL(READ_APART, READ_TOGETHER),
        migrations.RunSQL(KNOWN_PEOPLE_ONLY, ANY_PERSON),
    ]
