"""What a role is for and which post it is, which territory a programme belongs to, and claims that a settlement overrules."""

import django.db.models.deletion
from django.db import migrations, models

from plait.store.row_security import keep_apart, let_mix

ORIGIN = {"origin_id": "store_importedsheet"}
BEFORE = {
    "store_leadershiprole": ORIGIN,
    "store_programme": {
        **ORIGIN,
        **dict.fromkeys(("owner_id", "lead_id", "clinical_lead_id"), "store_employment"),
        "service_id": "store_service",
    },
}
AFTER = {
    "store_leadershiprole": {**BEFORE["store_leadershiprole"], "post_id": "store_post"},
    "store_programme": {**BEFORE["store_programme"], "portfolio_id": "store_territory"},
}


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0036_board_members"),
    ]

    operations = [
        migrations.AddField(
            model_name="accountabilityclaim",
            name="overruled_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="leadershiprole",
            name="emphasis",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="leadershiprole",
            name="post",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.post"
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="portfolio",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="store.territory"
            ),
        ),
        *(
            migrations.RunSQL(
                let_mix(table) + keep_apart(table, AFTER[table]), let_mix(table) + keep_apart(table, BEFORE[table])
            )
            for table in AFTER
        ),
    ]
