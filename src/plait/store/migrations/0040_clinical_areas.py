"""Clinical areas and the visits to them, seen and named in their own trust only."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import guard, keep_apart, let_mix, unguard

NAMED = {
    "store_clinicalarea": {"origin_id": "store_importedsheet", "site_id": "store_site"},
    "store_clinicalvisit": {
        "origin_id": "store_importedsheet",
        "area_id": "store_clinicalarea",
        "employment_id": "store_employment",
    },
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0039_board_record_of_members"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClinicalArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.importedsheet"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="store.site"
                    ),
                ),
                ("trust", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.trust")),
            ],
        ),
        migrations.CreateModel(
            name="ClinicalVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=1)),
                ("origin_line", models.IntegerField(blank=True, null=True)),
                ("visited_on", models.DateField()),
                ("purpose", models.CharField(max_length=12)),
                ("took_place", models.BooleanField(default=True)),
                ("area", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.clinicalarea")),
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
        migrations.AddConstraint(
            model_name="clinicalarea",
            constraint=models.UniqueConstraint(
                models.F("trust"), models.Func(models.F("name"), function="lower"), name="clinicalarea_one_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="clinicalarea",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                name="clinicalarea_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="clinicalvisit",
            constraint=models.UniqueConstraint(fields=("area", "visited_on", "employment"), name="clinicalvisit_once"),
        ),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in NAMED),
        *(migrations.RunSQL(keep_apart(table, named), let_mix(table)) for table, named in NAMED.items()),
    ]
