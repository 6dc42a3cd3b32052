from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("data_ip", "0001_initial")]
    operations = [ForbidChange("data_ip_deposit"), ForbidChange("data_ip_kepthash")]
