from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("tasklist", "0001_initial")]
    operations = [ForbidChange("tasklist_sentence"), ForbidChange("tasklist_notice", ("text", "file_id"))]
