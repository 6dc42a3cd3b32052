from django.db import migrations

from minzhi.records.units.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [("units", "0002_constraints")]
    operations = [KeepApart()]
