"""No index that nobody asks. On SQLite a changed table is a new one, so what forbids change is put there again."""

import django.db.models.deletion
from django.db import migrations, models

from minzhi.records.tables.operations import ForbidChange

KEPT = ForbidChange("facts_fact")


def unguard(apps, schema_editor):
    KEPT.database_backwards("facts", schema_editor, None, None)


class Migration(migrations.Migration):
    dependencies = [
        ('facts', '0002_never_changed'),
        ('units', '0003_administrators_apart'),
    ]

    operations = [
        migrations.RunPython(unguard, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='fact',
            name='officer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.officer'),
        ),
        migrations.AlterField(
            model_name='fact',
            name='post',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post'),
        ),
        migrations.AlterField(
            model_name='fact',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        KEPT,
    ]
