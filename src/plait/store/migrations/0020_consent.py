"""What members and line managers said to a place proposed to them; promised time that the database keeps."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.promised_time import KEPT_WITHIN, NOT_KEPT
from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_proposal"
NAMED = {"run_id": "store_assemblyrun", "employment_id": "store_employment"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0019_assembly_wishes"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="promised",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("team", models.CharField(max_length=200)),
                ("service", models.CharField(max_length=200)),
                ("wte", models.DecimalField(decimal_places=5, max_digits=6)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("asked_on", models.DateField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("member", models.CharField(default="waiting", max_length=12)),
                ("member_on", models.DateField(blank=True, null=True)),
                ("member_reason", models.CharField(blank=True, default="", max_length=500)),
                ("manager", models.CharField(default="waiting", max_length=12)),
                ("manager_on", models.DateField(blank=True, null=True)),
                ("manager_reason", models.CharField(blank=True, default="", max_length=500)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.assemblyrun")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["employment"], name="proposal_open")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("run", "team", "employment"),
                        name="proposal_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))), name="proposal_ends_after"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member", "declined"), _negated=True),
                            models.Q(("member_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_member_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("manager", "declined"), _negated=True),
                            models.Q(("manager_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_manager_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
        migrations.RunSQL(KEPT_WITHIN, NOT_KEPT),
    ]
