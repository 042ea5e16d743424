"""Nobody gives themselves a role: whoever acts in a trust adds no access of their own there, nor changes its role."""

from django.db import migrations

from plait.store.row_security import USER_IN_SCOPE

GIVEN_BY_ANOTHER = f"""
    CREATE FUNCTION plait_refuse_own_role() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.user_id = {USER_IN_SCOPE} THEN
            RAISE EXCEPTION 'Nobody gives themselves a role.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER store_access_given_by_another AFTER INSERT OR UPDATE OF user_id, role ON store_access
        FOR EACH ROW EXECUTE FUNCTION plait_refuse_own_role();
"""
GIVEN_BY_ANYBODY = """
    DROP TRIGGER store_access_given_by_another ON store_access;
    DROP FUNCTION plait_refuse_own_role();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0055_paper_openings"),
    ]

    operations = [
        migrations.RunSQL(GIVEN_BY_ANOTHER, GIVEN_BY_ANYBODY),
    ]
