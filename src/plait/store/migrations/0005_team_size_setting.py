"""A trust says why it chose another size of teams, and its setting has a version."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_rows_of_one_trust")]
    operations = [
        migrations.AddField("trust", "team_sizes_reason", models.CharField(blank=True, default="", max_length=500)),
        migrations.AddField("trust", "version", models.IntegerField(default=1)),
    ]
