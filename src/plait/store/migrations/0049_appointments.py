"""The record of an appointment, for chair and chief executive alone, and who those are."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
NAMED = {
    "store_officeholder": ORIGIN,
    "store_appointmentevidence": {**ORIGIN, "role_id": "store_leadershiprole"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0048_pulses"),
    ]

    operations = [
        migrations.CreateModel(
            name="AppointmentEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("criterion", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=1000)),
                ("document", models.CharField(max_length=200)),
                ("recorded_on", models.DateField()),
                ("recorded_by", models.CharField(max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("role", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.leadershiprole")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficeHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("office", models.CharField(max_length=20)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="officeholder_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("trust_id", "="),
                            ("office", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="officeholder_never_twice",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
