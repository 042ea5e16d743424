"""People are asked whether they move to a second team or join it, as for any plan."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import keep_apart, let_mix

TABLE = "store_proposal"
BEFORE = {"run_id": "store_assemblyrun", "employment_id": "store_employment"}
NAMED = {**BEFORE, "second_id": "store_secondteam"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0027_part_time_offers"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="second",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="store.secondteam",
            ),
        ),
        migrations.AddField(
            model_name="secondteam",
            name="left_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="run",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="store.assemblyrun"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("second", "team", "employment"),
                name="proposal_once_second",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("run__isnull", True), ("second__isnull", True), _connector="XOR"),
                name="proposal_of_run_or_second",
            ),
        ),
        migrations.RunSQL(let_mix(TABLE), keep_apart(TABLE, BEFORE)),
        migrations.RunSQL(keep_apart(TABLE, NAMED), let_mix(TABLE)),
    ]
