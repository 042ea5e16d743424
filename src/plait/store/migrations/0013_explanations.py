"""Explanations of questions not met, and who owns a question, seen in their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, unguard

TABLES = ("store_explanation", "store_questionowner")


class Migration(migrations.Migration):
    dependencies = [("store", "0012_accountability")]
    operations = [
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("question", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=1000)),
                ("verdict", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=12)),
                ("written_by", models.CharField(max_length=200)),
                ("written_on", models.DateField()),
                ("published_by", models.CharField(blank=True, default="", max_length=200)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("trust", "question", "state"),
                        name="explanation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="explanation_has_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("question", models.CharField(max_length=60)),
                ("owner", models.CharField(max_length=60)),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("trust", "question"), name="questionowner_once")],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in TABLES),
    ]
