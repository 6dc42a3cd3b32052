from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("numbering", "0001_initial")]
    operations = [ForbidChange("numbering_issued")]
