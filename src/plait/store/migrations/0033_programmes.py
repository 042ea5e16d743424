"""Programmes, what they report and promise, what people said, and figures by place; of their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
OF_PROGRAMME = {**ORIGIN, "programme_id": "store_programme"}
NAMED = {
    "store_programme": {
        **ORIGIN,
        **dict.fromkeys(("owner_id", "lead_id", "clinical_lead_id"), "store_employment"),
        "service_id": "store_service",
    },
    "store_milestone": OF_PROGRAMME,
    "store_programmereport": {**OF_PROGRAMME, "improving_id": "store_outcome"},
    "store_programmeoutcome": {**OF_PROGRAMME, "outcome_id": "store_outcome"},
    "store_listeningtheme": {**OF_PROGRAMME, "decision_id": "store_designdecision"},
    "store_remark": {**OF_PROGRAMME, "user_group_id": "store_usergroup"},
    "store_placefigure": {**ORIGIN, "outcome_id": "store_outcome"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0032_outcomes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.CharField(blank=True, default="", max_length=300)),
                ("relaunched_on", models.DateField(blank=True, null=True)),
                ("relaunch_reason", models.CharField(blank=True, default="", max_length=500)),
                (
                    "clinical_lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="programmes_led_clinically",
                        to="store.employment",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="programmes_led",
                        to="store.employment",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="programmes_owned",
                        to="store.employment",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.service"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("planned_on", models.DateField()),
                ("replanned_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.programme")),
            ],
        ),
        migrations.CreateModel(
            name="ListeningTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("answer_kind", models.CharField(blank=True, default="", max_length=12)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, default="", max_length=500)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.designdecision"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.programme")),
            ],
        ),
        migrations.CreateModel(
            name="ProgrammeOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("outcome", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.outcome")),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.programme")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="ProgrammeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("reported_on", models.DateField()),
                ("status", models.CharField(max_length=10)),
                ("says", models.CharField(max_length=1000)),
                ("written_by", models.CharField(blank=True, default="", max_length=200)),
                ("in_time", models.CharField(blank=True, default="", max_length=200)),
                (
                    "improving",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.outcome"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.programme")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("said_on", models.DateField()),
                ("remark", models.CharField(max_length=400)),
                ("session", models.CharField(blank=True, default="", max_length=200)),
                ("theme", models.CharField(blank=True, default="", max_length=200)),
                ("told_on", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.programme")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                (
                    "user_group",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.usergroup"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("place", models.CharField(max_length=200)),
                ("observed_on", models.DateField()),
                ("value", models.DecimalField(blank=True, decimal_places=8, max_digits=20, null=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("outcome", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.outcome")),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("outcome"),
                        models.Func(models.F("place"), function="lower"),
                        models.F("observed_on"),
                        name="placefigure_once_a_day",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="programme_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="programme_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("relaunch_reason", ""), ("relaunched_on__isnull", True)),
                    models.Q(
                        ("relaunched_on__gte", models.F("starts")), models.Q(("relaunch_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="programme_relaunched_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(
                models.F("programme"), models.Func(models.F("name"), function="lower"), name="milestone_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="listeningtheme",
            constraint=models.UniqueConstraint(
                models.F("programme"), models.Func(models.F("name"), function="lower"), name="listeningtheme_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="listeningtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answer_kind", ""), ("answered_on__isnull", True)),
                    models.Q(
                        ("answered_on__isnull", False),
                        models.Q(("answer_kind", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="listeningtheme_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeoutcome",
            constraint=models.UniqueConstraint(fields=("programme", "outcome"), name="programmeoutcome_once"),
        ),
        migrations.AddConstraint(
            model_name="programmereport",
            constraint=models.UniqueConstraint(fields=("programme", "reported_on"), name="programmereport_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.UniqueConstraint(
                models.F("programme"),
                models.F("said_on"),
                models.Func(models.F("remark"), function="lower"),
                name="remark_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_on__isnull", True), ("told_on__gte", models.F("said_on")), _connector="OR"),
                name="remark_told_after",
            ),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
