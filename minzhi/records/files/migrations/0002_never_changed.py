from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [ForbidChange("files_storedfile", ('sha256', 'size', 'media_type'))]
