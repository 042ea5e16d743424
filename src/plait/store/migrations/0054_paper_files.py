"""Files of board papers, of their own trust only; a file once attached is never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from plait.store.row_security import guard, unguard

TABLE = "store_boardpaperfile"


def close_files(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM "{role}"')


def open_files(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'GRANT UPDATE, DELETE ON {TABLE} TO "{role}"')


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0053_figure_of_a_move"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardPaperFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("ending", models.CharField(max_length=4)),
                ("content", models.BinaryField()),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="boardpaperfile",
            constraint=models.UniqueConstraint(fields=("trust", "sha256"), name="boardpaperfile_once"),
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunPython(close_files, open_files),
    ]
