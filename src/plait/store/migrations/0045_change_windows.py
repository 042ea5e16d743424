"""Days on which programmes close places, need people or change a measure; seen and named in their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_changewindow"
NAMED = {
    "origin_id": "store_importedsheet",
    **dict.fromkeys(("programme_id", "accepted_with_id"), "store_programme"),
    "department_id": "store_department",
    "site_id": "store_site",
    "team_id": "store_team",
    "employment_id": "store_employment",
    "outcome_id": "store_outcome",
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0044_director_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("accepted_because", models.CharField(blank=True, default="", max_length=300)),
                (
                    "accepted_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="accepted_by",
                        to="store.programme",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.department"
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.employment"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.outcome"
                    ),
                ),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.programme")),
                (
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.site"
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("programme"), models.Func(models.F("name"), function="lower"), name="changewindow_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="changewindow_days_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_with__isnull", True),
                            models.Q(("accepted_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="changewindow_accepted_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
