"""What a run of the assembler changes in an earlier one of its own trust."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import keep_apart, let_mix

NAMED = {"changes_id": "store_assemblyrun"}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0016_index_corrections"),
    ]

    operations = [
        migrations.AddField(
            model_name="assemblyrun",
            name="changes",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.assemblyrun"),
        ),
        migrations.AddField(
            model_name="assemblyrun",
            name="left_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
        migrations.RunSQL(keep_apart("store_assemblyrun", NAMED), let_mix("store_assemblyrun")),
    ]
