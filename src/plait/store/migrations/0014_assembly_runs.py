"""Runs of the assembler, seen in their own trust only."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plait.store.row_security import guard, unguard


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0013_explanations"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssemblyRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), size=None),
                ),
                ("starts", models.DateField()),
                ("months", models.IntegerField()),
                ("asked_at", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("stage", models.CharField(blank=True, default="", max_length=80)),
                ("best", models.FloatField(null=True)),
                ("bound", models.FloatField(null=True)),
                ("wants_stop", models.BooleanField(default=False)),
                ("failure", models.CharField(blank=True, default="", max_length=500)),
                ("plan", models.JSONField(null=True)),
                ("revision", models.BigIntegerField(default=0)),
                (
                    "accepted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("accepted_at", models.DateTimeField(null=True)),
                ("request", models.CharField(blank=True, default="", max_length=64)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assemblies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.RunSQL(guard("store_assemblyrun"), unguard("store_assemblyrun")),
    ]
