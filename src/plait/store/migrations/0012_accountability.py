"""Territories, claims to them and settlements of them, seen and named in their own trust only."""

import django.contrib.postgres.constraints
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
ANSWERS = {**ORIGIN, "territory_id": "store_territory", "employment_id": "store_employment"}
NAMED = {"store_territory": ORIGIN, "store_accountabilityclaim": ANSWERS, "store_settlement": ANSWERS}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_own_thresholds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Territory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField()),
                ("decision", models.CharField(max_length=200)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("territory", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.territory")),
            ],
        ),
        migrations.CreateModel(
            name="AccountabilityClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("document", models.CharField(max_length=200)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("territory", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.territory")),
            ],
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="territory_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="territory_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="settlement_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=django.db.models.constraints.Deferrable.DEFERRED,
                expressions=[
                    ("territory_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="settlement_never_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountabilityclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="accountabilityclaim_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountabilityclaim",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("territory_id", "="),
                    ("employment_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="accountabilityclaim_never_twice",
            ),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
