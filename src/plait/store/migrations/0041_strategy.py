"""The objectives of a trust and what it chose not to do, of its own trust only."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

NAMED = {
    "store_objective": {"origin_id": "store_importedsheet"},
    "store_notchosen": {"origin_id": "store_importedsheet", "meeting_id": "store_meeting"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0040_clinical_areas"),
    ]

    operations = [
        migrations.CreateModel(
            name="NotChosen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, default="", max_length=300)),
                ("instead", models.CharField(blank=True, default="", max_length=300)),
                ("asked_by", models.CharField(blank=True, default="", max_length=200)),
                ("look_again_on", models.DateField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.meeting"
                    ),
                ),
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
                    models.UniqueConstraint(
                        models.F("trust"), models.Func(models.F("name"), function="lower"), name="notchosen_one_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_on__isnull", False), ("meeting__isnull", False), _connector="OR"),
                        name="notchosen_some_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("is_digital", models.BooleanField(default=False)),
                (
                    "measured_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True)),
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
                    models.UniqueConstraint(
                        models.F("trust"), models.Func(models.F("name"), function="lower"), name="objective_one_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="objective_ends_after",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
