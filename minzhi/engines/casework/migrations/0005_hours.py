"""Periods of hours have their moments; an act writes no index that nobody asks. The guards are put there again."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from minzhi.records.tables.operations import ForbidChange


FORMER = import_module("minzhi.engines.casework.migrations.0004_held_by_events")
ON_SQLITE = ("casework_case_moves", "casework_case_begins", "casework_event_no_update", "casework_event_no_delete")


def unguard(apps, schema_editor):
    """Take the guards away while the tables are made anew: on SQLite a changed table is a new one."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ON_SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_held_by_events'),
        ('units', '0003_administrators_apart'),
    ]

    operations = [
        migrations.RunPython(unguard, FORMER.guard),
        migrations.AddField(
            model_name='clockrow',
            name='due_at',
            field=models.DateTimeField(blank=True, help_text='of hours: the moment they end', null=True),
        ),
        migrations.AddField(
            model_name='clockrow',
            name='from_at',
            field=models.DateTimeField(blank=True, help_text='of hours: the moment they count from', null=True),
        ),
        migrations.AddField(
            model_name='clockrow',
            name='stopped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='clockrow',
            name='stopped_minutes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='clockrow',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='casework.case'),
        ),
        migrations.AlterField(
            model_name='event',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='casework.case'),
        ),
        migrations.AlterField(
            model_name='event',
            name='officer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.officer'),
        ),
        migrations.AlterField(
            model_name='event',
            name='post',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post'),
        ),
        migrations.AlterField(
            model_name='event',
            name='unit',
            field=models.ForeignKey(blank=True, db_index=False, help_text='who holds the case after it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.RunPython(FORMER.guard, migrations.RunPython.noop),
        ForbidChange("casework_event"),
    ]
