"""What members of the board do there, seen and named in their own trust only."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
OF_MEETING = {**ORIGIN, "meeting_id": "store_meeting"}
NAMED = {
    "store_attendance": {**OF_MEETING, "member_id": "store_boardmember"},
    "store_challenge": OF_MEETING,
    "store_boardaction": OF_MEETING,
    "store_sponsorship": ORIGIN,
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0038_deputies_and_declarations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("presence", models.CharField(max_length=10)),
                ("deputy", models.CharField(blank=True, default="", max_length=200)),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.meeting")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.boardmember")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once")],
            },
        ),
        migrations.CreateModel(
            name="BoardAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=300)),
                ("item", models.CharField(blank=True, default="", max_length=40)),
                ("owner", models.CharField(max_length=60)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("tag", models.CharField(blank=True, default="", max_length=10)),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.meeting")),
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
                    models.UniqueConstraint(
                        models.F("meeting"), models.Func(models.F("name"), function="lower"), name="boardaction_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("question", models.CharField(max_length=300)),
                ("raised_by", models.CharField(max_length=60)),
                ("item", models.CharField(blank=True, default="", max_length=40)),
                ("decision", models.CharField(blank=True, default="", max_length=300)),
                ("raised_on", models.DateField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, default="", max_length=500)),
                ("changed", models.CharField(blank=True, default="", max_length=500)),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.meeting")),
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
                    models.UniqueConstraint(
                        models.F("meeting"), models.Func(models.F("question"), function="lower"), name="challenge_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sponsorship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("office", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("part", models.CharField(max_length=10)),
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
                        name="sponsorship_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("trust_id", "="),
                            ("office", "="),
                            ("kind", "="),
                            ("name", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="sponsorship_never_twice",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
