"""What a phone kept without a network is called by another name than a file that an office delivered."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0003_open_hours_of_fairs"), ("casework", "0001_initial")]

    operations = [
        migrations.RenameModel("Delivery", "LateEntry"),
        migrations.AlterField(
            "lateentry", "order",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="late_entries", to="casework.case"
            ),
        ),
    ]
