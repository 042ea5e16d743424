"""A row names rows of its own trust only, an address is one user's whatever its capitals, and migrations stay told."""

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Lower

from plait.store.row_security import KEPT_APART, TOGETHER, keep_apart, let_mix

ORIGIN = ("origin_id", "importedsheet")
NAMED = {
    "access": (("employment_id", "employment"),),
    "assignment": (
        ORIGIN,
        ("employment_id", "employment"),
        ("staff_group_id", "staffgroup"),
        ("department_id", "department"),
        ("site_id", "site"),
        ("manager_id", "employment"),
        ("post_id", "post"),
    ),
    "community": (ORIGIN, ("lead_id", "employment")),
    "communitymember": (ORIGIN, ("community_id", "community"), ("employment_id", "employment")),
    "competency": (ORIGIN,),
    "department": (ORIGIN,),
    "dependency": (ORIGIN, ("team_id", "team"), ("on_team_id", "team")),
    "employment": (ORIGIN,),
    "event": (("imported_id", "import"),),
    "holding": (
        ORIGIN,
        ("employment_id", "employment"),
        ("competency_id", "competency"),
        ("confirmed_by_id", "employment"),
    ),
    "importedsheet": (("imported_id", "import"),),
    "membership": (ORIGIN, ("team_id", "team"), ("employment_id", "employment")),
    "need": (ORIGIN, ("service_id", "service"), ("competency_id", "competency")),
    "post": (ORIGIN, ("department_id", "department"), ("staff_group_id", "staffgroup")),
    "release": (ORIGIN, ("team_id", "team")),
    "service": (ORIGIN, ("owner_id", "employment")),
    "site": (ORIGIN,),
    "staffgroup": (ORIGIN,),
    "stagedrow": (("sheet_id", "importedsheet"),),
    "team": (ORIGIN, ("service_id", "service"), ("parent_id", "team")),
}
"""The columns of each table that name a row of another table bound to a trust."""


def close_migrations(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM "{role}"')


def open_migrations(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'GRANT INSERT, UPDATE, DELETE ON django_migrations TO "{role}"')


class Migration(migrations.Migration):
    dependencies = [("store", "0003_no_foreign_people")]
    operations = [
        migrations.AddConstraint("user", models.UniqueConstraint(Lower("email"), name="user_one_address")),
        migrations.RunSQL(KEPT_APART, TOGETHER),
        *(
            migrations.RunSQL(
                keep_apart(f"store_{table}", {column: f"store_{named}" for column, named in columns}),
                let_mix(f"store_{table}"),
            )
            for table, columns in NAMED.items()
        ),
        migrations.RunPython(close_migrations, open_migrations),
    ]
