"""Leadership roles and who holds them, seen and named in their own trust only."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
NAMED = {
    "store_leadershiprole": ORIGIN,
    "store_roleholder": {**ORIGIN, "role_id": "store_leadershiprole", "employment_id": "store_employment"},
}


class Migration(migrations.Migration):
    dependencies = [("store", "0008_index_removals")]
    operations = [
        migrations.CreateModel(
            name="LeadershipRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=12)),
                ("seat", models.CharField(blank=True, default="", max_length=12)),
                ("reports_to", models.CharField(blank=True, default="", max_length=40)),
                ("protected_wte", models.DecimalField(blank=True, decimal_places=5, max_digits=9, null=True)),
                ("team_wte", models.DecimalField(blank=True, decimal_places=5, max_digits=9, null=True)),
                ("budget_pounds", models.DecimalField(blank=True, decimal_places=0, max_digits=12, null=True)),
                ("limit_pounds", models.DecimalField(blank=True, decimal_places=0, max_digits=12, null=True)),
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
            name="RoleHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("held_as", models.CharField(max_length=12)),
                ("wte", models.DecimalField(decimal_places=5, max_digits=9)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("role", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.leadershiprole")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="leadershiprole",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="leadershiprole_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="leadershiprole",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="leadershiprole_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="roleholder_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleholder",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("role_id", "="),
                    ("employment_id", "="),
                    (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                ],
                name="roleholder_never_twice",
            ),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
