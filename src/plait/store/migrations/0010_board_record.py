"""Meetings, their items and decisions, and standing rights, seen and named in their own trust only."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

ORIGIN = {"origin_id": "store_importedsheet"}
OF_MEETING = {**ORIGIN, "meeting_id": "store_meeting"}
NAMED = {
    "store_meeting": ORIGIN,
    "store_agendaitem": OF_MEETING,
    "store_decision": OF_MEETING,
    "store_standingright": ORIGIN,
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0009_leadership_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=10)),
                ("held_on", models.DateField()),
                ("begins", models.CharField(blank=True, default="", max_length=5)),
                ("finishes", models.CharField(blank=True, default="", max_length=5)),
                ("status", models.CharField(default="draft", max_length=10)),
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
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(max_length=300)),
                ("item", models.CharField(blank=True, default="", max_length=40)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("is_technology", models.BooleanField()),
                ("specialist", models.BooleanField(blank=True, null=True)),
                ("advice", models.CharField(blank=True, default="", max_length=200)),
                ("advice_by", models.CharField(blank=True, default="", max_length=200)),
                (
                    "leads",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "challenged_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.meeting")),
            ],
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("number", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
                ("minutes", models.IntegerField(blank=True, null=True)),
                ("tag", models.CharField(blank=True, default="", max_length=10)),
                ("is_confirmed", models.BooleanField(default=False)),
                ("for_decision", models.BooleanField(default=False)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.meeting")),
            ],
        ),
        migrations.CreateModel(
            name="StandingRight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("right", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=10)),
                ("has", models.BooleanField()),
                ("since", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, default="", max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="meeting_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins", ""), ("finishes", ""), ("finishes__gt", models.F("begins")), _connector="OR"
                ),
                name="meeting_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                models.F("meeting"), models.Func(models.F("name"), function="lower"), name="decision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                models.F("meeting"), models.Func(models.F("number"), function="lower"), name="agendaitem_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="standingright",
            constraint=models.UniqueConstraint(fields=("trust", "right", "subject"), name="standingright_once"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
