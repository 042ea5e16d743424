"""An index of the few events after which their row is no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0007_notes_of_imports")]
    operations = [
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["trust", "kind"],
                condition=models.Q(before__isnull=False, after__isnull=True),
                name="event_of_removal",
            ),
        ),
    ]
