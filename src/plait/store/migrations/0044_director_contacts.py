"""Education, contacts with directors and board development, seen and named in their own trust only."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

NAMED = {
    "store_educationsession": {"origin_id": "store_importedsheet", "staff_group_id": "store_staffgroup"},
    "store_educationtarget": {"origin_id": "store_importedsheet", "staff_group_id": "store_staffgroup"},
    "store_directorcontact": {"origin_id": "store_importedsheet"},
    "store_boardlearning": {"origin_id": "store_importedsheet", "member_id": "store_boardmember"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0043_shared_executives"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardLearning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("held_on", models.DateField()),
                ("kind", models.CharField(max_length=12)),
                ("what", models.CharField(blank=True, default="", max_length=200)),
                ("took_place", models.BooleanField(default=True)),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.boardmember")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "held_on", "kind"), name="boardlearning_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectorContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("met_on", models.DateField()),
                ("leader", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=12)),
                (
                    "offices",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None),
                ),
                ("agreed", models.BooleanField()),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("trust", "met_on", "leader", "kind"), name="directorcontact_once"),
                    models.CheckConstraint(condition=models.Q(("agreed", True)), name="directorcontact_agreed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EducationSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("held_on", models.DateField()),
                ("topic", models.CharField(max_length=200)),
                ("reached", models.IntegerField()),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("staff_group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.staffgroup")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("trust"),
                        models.F("held_on"),
                        models.Func(models.F("topic"), function="lower"),
                        models.F("staff_group"),
                        name="educationsession_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EducationTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("share", models.IntegerField()),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("staff_group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.staffgroup")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("trust", "staff_group"), name="educationtarget_once")],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
