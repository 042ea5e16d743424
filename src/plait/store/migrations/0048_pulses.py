"""Pulses, their sums and who answered them, kept apart and seen in their own trust only."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

NAMED = {
    "store_pulse": {"team_id": "store_team"},
    "store_pulsetally": {"pulse_id": "store_pulse"},
    "store_pulseturns": {"pulse_id": "store_pulse"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0047_decisions_across_trusts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("kind", models.CharField(max_length=8)),
                ("asked", models.IntegerField()),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.team"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="PulseTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counts", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ("pulse", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to="store.pulse")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="PulseTurns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "users",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("pulse", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to="store.pulse")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on", None)),
                fields=("trust", "kind", "team"),
                name="pulse_one_open",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.CheckConstraint(condition=models.Q(("asked__gte", 0)), name="pulse_asked"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
