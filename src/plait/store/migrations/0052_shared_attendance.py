"""A trust may say that another sees whether an executive of both came to its board; drafts show only where they clash."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plait.store import shared_board_views


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0051_shifts_people_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="executiveshare",
            name="attendance_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(shared_board_views.SHOW, shared_board_views.HIDE),
    ]
