from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("data_ip", "0002_guards")]

    operations = [
        migrations.AddField(
            "work",
            "open_papers",
            models.JSONField(default=list, help_text="SHA-256 of the evidence that everybody may take"),
        )
    ]
