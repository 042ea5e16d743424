"""Long leave of people, seen and named in their own trust only."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_longleave"
NAMED = {"origin_id": "store_importedsheet", "employment_id": "store_employment"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0049_appointments"),
    ]

    operations = [
        migrations.CreateModel(
            name="LongLeave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField(blank=True, null=True)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
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
                        condition=models.Q(
                            ("last_on__isnull", True), ("last_on__gte", models.F("first_on")), _connector="OR"
                        ),
                        name="longleave_days_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employment_id", "="),
                            (
                                models.Func(
                                    models.F("first_on"),
                                    models.F("last_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="longleave_never_twice",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
