from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):

    dependencies = [("scoring", "0005_trees")]

    operations = [ForbidChange("scoring_frozen")]
