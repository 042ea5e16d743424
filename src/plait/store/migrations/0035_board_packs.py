"""Board packs and their files, of their own trust only; a file once printed is never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLES = ("store_boardpack", "store_boardpackfile")


def close_files(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON store_boardpackfile FROM "{role}"')


def open_files(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    role = settings.DATABASES["default"]["USER"]
    editor.execute(f'GRANT UPDATE, DELETE ON store_boardpackfile TO "{role}"')


class Migration(migrations.Migration):
    dependencies = [("store", "0034_lent_places")]

    operations = [
        migrations.CreateModel(
            name="BoardPack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("on", models.DateField()),
                ("state", models.CharField(max_length=12)),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_on", models.DateField()),
                ("moved_by", models.CharField(blank=True, default="", max_length=200)),
                ("moved_on", models.DateField(blank=True, null=True)),
                ("release", models.CharField(blank=True, default="", max_length=40)),
                ("mark", models.CharField(blank=True, default="", max_length=9)),
                ("failure", models.CharField(blank=True, default="", max_length=500)),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="BoardPackFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ending", models.CharField(max_length=4)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("pack", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.boardpack")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="boardpack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "making")), fields=("trust",), name="boardpack_one_being_made"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardpackfile",
            constraint=models.UniqueConstraint(fields=("pack", "ending"), name="boardpackfile_once"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in TABLES),
        migrations.RunSQL(
            keep_apart("store_boardpackfile", {"pack_id": "store_boardpack"}), let_mix("store_boardpackfile")
        ),
        migrations.RunPython(close_files, open_files),
    ]
