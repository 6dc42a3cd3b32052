"""A movement of goods is never changed: the database sees to it."""

from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("geographical_indications", "0001_initial")]
    operations = [ForbidChange("geographical_indications_movement")]
