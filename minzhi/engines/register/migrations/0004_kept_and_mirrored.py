from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0003_certificate")]

    operations = [
        migrations.AddField("entry", "salt", models.CharField(blank=True, default="", editable=False, max_length=32), preserve_default=False),
        migrations.AddField("mirrored", "receipt", models.JSONField(default=dict)),
        migrations.AlterModelOptions("mirrored", {"ordering": ("-pk",)}),
    ]
