"""What two trusts share about an executive of both: the word of each, and views for the other while both say so."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plait.store import executive_views
from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_executiveshare"
NAMED = {"employment_id": "store_employment"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0042_board_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExecutiveShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("other", models.CharField(max_length=40)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                (
                    "agreed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL),
                ),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="executiveshare_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employment_id", "="),
                            ("other", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="executiveshare_never_twice",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
        migrations.RunSQL(executive_views.SHOW, executive_views.HIDE),
    ]
