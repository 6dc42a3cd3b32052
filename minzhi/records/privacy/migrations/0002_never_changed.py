from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]
    operations = [ForbidChange("privacy_noticetext"), ForbidChange("privacy_noticegiven"), ForbidChange("privacy_assessment")]
