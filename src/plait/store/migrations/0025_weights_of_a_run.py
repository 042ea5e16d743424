"""What a run of the assembler weighs beside coverage."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0024_needs_copied_from"),
    ]

    operations = [
        migrations.AddField(
            model_name="assemblyrun",
            name="weights",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
