from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial")]
    operations = [ForbidChange("facts_fact"), ForbidChange("facts_seal")]
