"""People lent to another trust, seen there only within the dates of the grant, and as far as it goes."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from plait.store.lent_views import HIDE, SHOW
from plait.store.row_security import guard, keep_apart, let_mix, unguard

TABLES = ("store_borrowing", "store_lentperson")
NAMED = {"origin_id": "store_importedsheet", "employment_id": "store_employment"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0028_consent_to_a_second_team"),
    ]

    operations = [
        migrations.CreateModel(
            name="Borrowing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("lender", models.CharField(max_length=40)),
                ("starts", models.DateField()),
                ("ends", models.DateField()),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="borrowing_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("trust_id", "="),
                            ("lender", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="borrowing_never_twice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LentPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("borrower", models.CharField(max_length=40)),
                ("wte", models.DecimalField(blank=True, decimal_places=5, max_digits=6, null=True)),
                ("named", models.BooleanField(default=False)),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.employment")),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
            options={
                "indexes": [
                    models.Index(django.db.models.functions.text.Upper("borrower"), name="lentperson_borrower")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="lentperson_ends_after",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employment_id", "="),
                            ("borrower", "="),
                            (models.Func(models.F("starts"), models.F("ends"), function="daterange"), "&&"),
                        ],
                        name="lentperson_never_twice",
                    ),
                    models.CheckConstraint(condition=models.Q(("ends__isnull", False)), name="lentperson_ends"),
                ],
            },
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in TABLES),
        migrations.RunSQL(keep_apart("store_lentperson", NAMED), let_mix("store_lentperson")),
        migrations.RunSQL(SHOW, HIDE),
    ]
