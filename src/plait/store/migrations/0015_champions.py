"""Champions of digital work, seen and named in their own trust only."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_champion"
NAMED = {
    "origin_id": "store_importedsheet",
    "employment_id": "store_employment",
    "site_id": "store_site",
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0014_assembly_runs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Champion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("profession", models.CharField(blank=True, default="", max_length=200)),
                (
                    "shifts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None),
                ),
                ("trained", models.BooleanField(blank=True, null=True)),
                ("trained_on", models.DateField(blank=True, null=True)),
                ("last_active_on", models.DateField(blank=True, null=True)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.site"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="champion_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employment_id", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="champion_never_twice",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
