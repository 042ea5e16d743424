"""What staging finds out about a file is kept, so that its page reads neither the file nor the whole record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_people_by_name")]
    operations = [
        migrations.AddField("import", "has_report", models.BooleanField(default=False)),
        migrations.AddField("import", "cleaned", models.JSONField(default=list)),
        migrations.AddField("import", "tried", models.JSONField(null=True)),
    ]
