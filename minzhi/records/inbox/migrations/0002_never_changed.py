from django.db import migrations

from minzhi.records.tables.operations import ForbidChange

WORDS = ("uid", "source", "external_id", "payload", "file_id", "digest", "received_at")


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial")]
    operations = [ForbidChange("inbox_received", WORDS)]
