"""Row security on every table bound to a trust, and a history that is only ever added to."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from plait.store.row_security import APPEND_ONLY, CHANGEABLE, TRUSTS_IN_SCOPE, USER_IN_SCOPE, guard, unguard

BOUND = (
    "assignment", "columnmap", "community", "communitymember", "competency", "department", "dependency", "employment",
    "event", "feeddate", "finding", "holding", "import", "importedsheet", "membership", "need", "post", "release",
    "service", "site", "staffgroup", "stagedrow", "submission", "team",
)  # fmt: skip

IN_SCOPE = f"trust_id = ANY({TRUSTS_IN_SCOPE})"
OWN_OR_IN_SCOPE = f"user_id = {USER_IN_SCOPE} OR {IN_SCOPE}"
ENTERED_OR_IN_SCOPE = f"""id = ANY({TRUSTS_IN_SCOPE}) OR EXISTS (
    SELECT 1 FROM store_access a WHERE a.trust_id = store_trust.id AND a.user_id = {USER_IN_SCOPE})"""
EMPLOYED_IN_SCOPE = "EXISTS (SELECT 1 FROM store_employment e WHERE e.person_id = store_person.id)"


def close_history(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON store_event FROM "{role}"')
    editor.execute(f'REVOKE INSERT, DELETE, TRUNCATE ON store_trust FROM "{role}"')


def open_history(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'GRANT UPDATE, DELETE ON store_event TO "{role}"')
    editor.execute(f'GRANT INSERT, DELETE ON store_trust TO "{role}"')


class Migration(migrations.Migration):
    dependencies = [("store", "0001_the_record")]
    operations = [
        *(migrations.RunSQL(guard(f"store_{table}"), unguard(f"store_{table}")) for table in BOUND),
        migrations.RunSQL(guard("store_access", OWN_OR_IN_SCOPE, IN_SCOPE), unguard("store_access")),
        migrations.RunSQL(
            guard("store_trust", ENTERED_OR_IN_SCOPE, f"id = ANY({TRUSTS_IN_SCOPE})"), unguard("store_trust")
        ),
        # A new person has no employment yet: writing is free, seeing and changing is not.
        migrations.RunSQL(guard("store_person", EMPLOYED_IN_SCOPE, "true"), unguard("store_person")),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
        migrations.RunPython(close_history, open_history),
    ]
