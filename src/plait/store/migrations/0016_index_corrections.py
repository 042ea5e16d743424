"""An index of the few events that put the past right, by their day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0015_champions")]
    operations = [
        migrations.AddIndex(
            "event",
            models.Index(fields=["trust", "at"], condition=models.Q(action="corrected"), name="event_of_correction"),
        ),
    ]
