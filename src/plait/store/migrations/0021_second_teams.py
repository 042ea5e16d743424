"""Second teams asked for and proposed, seen in their own trust only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

NAMED = {"parent_id": "store_team"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0020_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondTeam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(max_length=12)),
                ("starts", models.DateField()),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("failure", models.CharField(blank=True, default="", max_length=500)),
                ("proposal", models.JSONField(null=True)),
                ("built_at", models.DateTimeField(null=True)),
                ("request", models.CharField(blank=True, default="", max_length=64)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_teams",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "built_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="built_teams",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("parent", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.RunSQL(guard("store_secondteam"), unguard("store_secondteam")),
        migrations.RunSQL(keep_apart("store_secondteam", NAMED), let_mix("store_secondteam")),
    ]
