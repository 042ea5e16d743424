"""Places in teams of one trust that people of another take: asked for, answered in their trust, kept within the loan."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store import lent_places_views as places
from plait.store.promised_time import KEPT_WITHIN
from plait.store.row_security import guard, keep_apart, let_mix, unguard

NAMED = {
    "store_lentplace": {"run_id": "store_assemblyrun", "seat_id": "store_team"},
    "store_lentanswer": {"employment_id": "store_employment"},
}
KEPT_BEFORE = KEPT_WITHIN.partition("CREATE CONSTRAINT")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0033_programmes"),
    ]

    operations = [
        migrations.CreateModel(
            name="LentAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("place", models.BigIntegerField(unique=True)),
                ("borrower", models.CharField(max_length=40)),
                ("team", models.CharField(max_length=200)),
                ("service", models.CharField(max_length=200)),
                ("wte", models.DecimalField(decimal_places=5, max_digits=6)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("member", models.CharField(default="waiting", max_length=12)),
                ("member_on", models.DateField(blank=True, null=True)),
                ("member_reason", models.CharField(blank=True, default="", max_length=500)),
                ("manager", models.CharField(default="waiting", max_length=12)),
                ("manager_on", models.DateField(blank=True, null=True)),
                ("manager_reason", models.CharField(blank=True, default="", max_length=500)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member", "declined"), _negated=True),
                            models.Q(("member_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lentanswer_member_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manager", "declined"), _negated=True),
                            models.Q(("manager_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lentanswer_manager_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LentPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("lender", models.CharField(max_length=40)),
                ("number", models.BigIntegerField()),
                ("team", models.CharField(max_length=200)),
                ("service", models.CharField(max_length=200)),
                ("wte", models.DecimalField(decimal_places=5, max_digits=6)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("asked_on", models.DateField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.assemblyrun")),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.team"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=["number"],
                        name="lentplace_number",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("run", "team", "lender", "number"),
                        name="lentplace_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="lentplace_ends_after"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True), ("seat__isnull", False), _connector="OR"
                        ),
                        name="lentplace_has_seat",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
        migrations.RunSQL(places.HELPERS, places.NO_HELPERS),
        migrations.RunSQL(places.SHOW, places.HIDE),
        migrations.RunSQL(places.KEPT_WITHIN, KEPT_BEFORE),
        migrations.RunSQL(places.PLACED, places.UNPLACED),
    ]
