"""Who sits on the board, seen and named in their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_boardmember"
NAMED = {"origin_id": "store_importedsheet", "employment_id": "store_employment"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0035_board_packs"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("office", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=15)),
                ("votes", models.BooleanField(blank=True, null=True)),
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
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="boardmember_ends_after",
                    ),
                    models.UniqueConstraint(
                        models.F("trust"), models.Func(models.F("name"), function="lower"), name="boardmember_one_name"
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
