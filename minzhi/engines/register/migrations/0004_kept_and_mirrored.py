from django.db import migrations, models

from minzhi.records.tables.operations import ForbidAgain

NEVER = ("uid", "register", "number", "subject_type", "subject_uid", "entered_on")


class Migration(migrations.Migration):
    dependencies = [("register", "0003_certificate")]

    operations = [
        migrations.AddField("entry", "salt", models.CharField(blank=True, default="", editable=False, max_length=32), preserve_default=False),
        ForbidAgain("register_entry", NEVER),
        migrations.AddField("mirrored", "receipt", models.JSONField(default=dict)),
        migrations.AlterModelOptions("mirrored", {"ordering": ("-pk",)}),
    ]
