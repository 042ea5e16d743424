"""Outcomes, their figures and the marks on their charts, seen and named in their own trust only."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
NAMED = {
    "store_outcome": {**ORIGIN, "team_id": "store_team", "service_id": "store_service"},
    "store_observation": {**ORIGIN, "outcome_id": "store_outcome"},
    "store_chartmark": {**ORIGIN, "outcome_id": "store_outcome"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0031_shared_searches"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("measure", models.CharField(blank=True, default="", max_length=300)),
                ("unit", models.CharField(blank=True, default="", max_length=40)),
                ("better", models.CharField(blank=True, default="", max_length=12)),
                ("baseline", models.DecimalField(blank=True, decimal_places=8, max_digits=20, null=True)),
                (
                    "targets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "digital_owner",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "other_owner",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("source", models.CharField(blank=True, default="", max_length=200)),
                ("profile", models.CharField(default="mdc", max_length=12)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="measured_by",
                        to="store.service",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.team"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("observed_on", models.DateField()),
                ("value", models.DecimalField(blank=True, decimal_places=8, max_digits=20, null=True)),
                ("left_out", models.CharField(blank=True, default="", max_length=300)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("outcome", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.outcome")),
            ],
        ),
        migrations.CreateModel(
            name="ChartMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("marked_on", models.DateField()),
                ("kind", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=500)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("outcome", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.outcome")),
            ],
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="outcome_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="outcome_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(fields=("outcome", "observed_on"), name="observation_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="chartmark",
            constraint=models.UniqueConstraint(fields=("outcome", "marked_on", "kind"), name="chartmark_once_a_day"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
