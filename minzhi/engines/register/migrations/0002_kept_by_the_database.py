from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [
        ForbidChange("register_change"),
        ForbidChange("register_leaf"),
        ForbidChange("register_checkpoint"),
        ForbidChange("register_cosignature"),
        ForbidChange("register_entry", ("uid", "register", "number", "subject_type", "subject_uid", "entered_on")),
    ]
