"""A case keeps its next day, so that lists need not ask its clocks."""

from django.db import migrations, models
from django.db.models import Min, OuterRef, Subquery


def fill(apps, schema_editor):
    """Give every case that is there the first last day of what runs in it."""
    del schema_editor
    case, row = apps.get_model("casework", "Case"), apps.get_model("casework", "ClockRow")
    running = row.objects.filter(case=OuterRef("pk"), standing="running").order_by().values("case")
    case.objects.update(next_due=Subquery(running.annotate(first=Min("due")).values("first")))


class Migration(migrations.Migration):

    dependencies = [("casework", "0006_issued_papers")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="next_due",
            field=models.DateField(
                blank=True,
                editable=False,
                help_text="of what runs, the first day: follows from clocks",
                null=True,
                verbose_name="最近到期",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
