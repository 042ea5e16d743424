"""The research log, design decisions and blockers, seen and named in their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
OF_TEAM = {**ORIGIN, "team_id": "store_team"}
NAMED = {
    "store_usergroup": ORIGIN,
    "store_researchround": {**OF_TEAM, "user_group_id": "store_usergroup", "service_id": "store_service"},
    "store_assumption": OF_TEAM,
    "store_designdecision": {**OF_TEAM, "service_id": "store_service"},
    "store_designvoice": {**ORIGIN, "decision_id": "store_designdecision", "employment_id": "store_employment"},
    "store_blocker": OF_TEAM,
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0025_weights_of_a_run"),
    ]

    operations = [
        migrations.CreateModel(
            name="DesignDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=300)),
                ("decided_on", models.DateField()),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("with_users", models.BooleanField(default=False)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("service", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.service")),
                (
                    "team",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.team"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="DesignVoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("wrote", models.BooleanField(default=False)),
                ("viewpoint", models.CharField(blank=True, default="", max_length=12)),
                ("decision", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.designdecision")),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="UserGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("is_seldom_heard", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="ResearchRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("held_on", models.DateField()),
                ("heard", models.IntegerField(blank=True, null=True)),
                ("asked", models.CharField(max_length=500)),
                ("learnt", models.CharField(max_length=500)),
                ("changes", models.CharField(blank=True, default="", max_length=500)),
                ("quote", models.CharField(blank=True, default="", max_length=500)),
                ("release", models.CharField(blank=True, default="", max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.service"
                    ),
                ),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("user_group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.usergroup")),
            ],
        ),
        migrations.CreateModel(
            name="Assumption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=300)),
                ("written_on", models.DateField()),
                ("tested_on", models.DateField(blank=True, null=True)),
                ("how", models.CharField(blank=True, default="", max_length=300)),
                ("is_wrong", models.BooleanField(blank=True, null=True)),
                ("built_on", models.DateField(blank=True, null=True)),
                ("changes", models.CharField(blank=True, default="", max_length=500)),
                ("release", models.CharField(blank=True, default="", max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("team"), models.Func(models.F("name"), function="lower"), name="assumption_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_wrong__isnull", True), ("tested_on__isnull", True)),
                            models.Q(("is_wrong__isnull", False), ("tested_on__gte", models.F("written_on"))),
                            _connector="OR",
                        ),
                        name="assumption_tested_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Blocker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=300)),
                ("raised_on", models.DateField()),
                ("whose", models.CharField(blank=True, default="", max_length=60)),
                ("removed_on", models.DateField(blank=True, null=True)),
                ("removed_by", models.CharField(blank=True, default="", max_length=60)),
                ("how", models.CharField(blank=True, default="", max_length=500)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.team")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("team"), models.Func(models.F("name"), function="lower"), name="blocker_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_on__isnull", True), ("removed_on__gte", models.F("raised_on")), _connector="OR"
                        ),
                        name="blocker_removed_after",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="designdecision",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="designdecision_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="designvoice",
            constraint=models.UniqueConstraint(fields=("decision", "employment"), name="designvoice_once"),
        ),
        migrations.AddConstraint(
            model_name="usergroup",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="usergroup_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="researchround",
            constraint=models.UniqueConstraint(fields=("team", "held_on", "user_group"), name="researchround_once"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
