from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [ForbidChange("audit_note")]
