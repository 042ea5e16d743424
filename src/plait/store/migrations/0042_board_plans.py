"""The plan to the next board, and what was found of it, of their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, unguard

TABLES = ("store_plannedmove", "store_planfinding")


class Migration(migrations.Migration):
    dependencies = [("store", "0041_strategy")]

    operations = [
        migrations.CreateModel(
            name="PlannedMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("board_on", models.DateField()),
                ("kind", models.CharField(max_length=30)),
                ("subject", models.CharField(max_length=200)),
                ("detail", models.CharField(blank=True, default="", max_length=40)),
                ("title", models.CharField(max_length=400)),
                ("needs", models.CharField(blank=True, default="", max_length=600)),
                ("decides", models.CharField(blank=True, default="", max_length=200)),
                ("owner", models.CharField(max_length=60)),
                ("due_on", models.DateField()),
                ("chosen_by", models.CharField(max_length=200)),
                ("chosen_on", models.DateField()),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="PlanFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("board_on", models.DateField()),
                ("predicted", models.JSONField(default=dict)),
                ("followed", models.JSONField(default=dict)),
                ("judged_at", models.DateTimeField()),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="plannedmove",
            constraint=models.UniqueConstraint(
                fields=("trust", "board_on", "kind", "subject", "detail"), name="plannedmove_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedmove",
            constraint=models.CheckConstraint(condition=~models.Q(owner=""), name="plannedmove_has_owner"),
        ),
        migrations.AddConstraint(
            model_name="planfinding",
            constraint=models.UniqueConstraint(fields=("trust", "board_on"), name="planfinding_once"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in TABLES),
    ]
