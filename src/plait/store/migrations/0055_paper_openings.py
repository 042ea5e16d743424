"""A board paper opened for a day to somebody who asked, because somebody else agreed; of its own trust only."""

import datetime as dt

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLE = "store_paperopening"


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0054_paper_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("asked_at", models.DateTimeField()),
                ("wish", models.CharField(max_length=300)),
                ("reason", models.CharField(max_length=500)),
                ("title", models.CharField(blank=True, default="", max_length=300)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.boardpaper"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="paperopening_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_by__isnull", True), ("paper__isnull", True), ("until__isnull", True)),
                            models.Q(
                                ("agreed_by__isnull", False),
                                ("until__gt", models.F("agreed_at")),
                                (
                                    "until__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("agreed_at"), "+", models.Value(dt.timedelta(days=1))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="paperopening_for_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agreed_by__isnull", True), ("ended_at__isnull", True)),
                        fields=("trust", "user"),
                        name="paperopening_one_asked",
                    ),
                ],
            },
        ),
        migrations.RunSQL(guard(TABLE), unguard(TABLE)),
        migrations.RunSQL(keep_apart(TABLE, {"paper_id": "store_boardpaper"}), let_mix(TABLE)),
    ]
