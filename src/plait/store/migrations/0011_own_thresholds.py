"""Thresholds a trust set for itself, seen in their own trust only."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE, NAMED = "store_ownthreshold", {"origin_id": "store_importedsheet"}


class Migration(migrations.Migration):
    dependencies = [("store", "0010_board_record")]
    operations = [
        migrations.CreateModel(
            name="OwnThreshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("question", models.CharField(max_length=60)),
                ("value", models.DecimalField(decimal_places=5, max_digits=10)),
                ("reason", models.CharField(max_length=500)),
                ("since", models.DateField()),
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
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="ownthreshold_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("trust_id", "="),
                            ("question", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="ownthreshold_never_twice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), models.Q(("reason", ""), _negated=True)),
                        name="ownthreshold_has_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
