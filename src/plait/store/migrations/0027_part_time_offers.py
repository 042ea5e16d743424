"""What communities and enabling teams offer part-time, seen and named in their own trust only."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_offer"
NAMED = {
    "origin_id": "store_importedsheet",
    "community_id": "store_community",
    "team_id": "store_team",
    "competency_id": "store_competency",
    "service_id": "store_service",
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0026_research_and_design"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField()),
                ("wte", models.DecimalField(decimal_places=5, max_digits=9)),
                (
                    "community",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.community"
                    ),
                ),
                ("competency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.competency")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.service"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.team"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="offer_ends_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("community__isnull", True), ("team__isnull", True), _connector="XOR"),
                        name="offer_community_or_team",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("community_id"), models.Value(0)
                                ),
                                "=",
                            ),
                            (django.db.models.functions.comparison.Coalesce(models.F("team_id"), models.Value(0)), "="),
                            (
                                django.db.models.functions.comparison.Coalesce(models.F("service_id"), models.Value(0)),
                                "=",
                            ),
                            ("competency_id", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="offer_never_twice",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
