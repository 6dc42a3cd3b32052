"""Cases entrusted before a case kept to whom: it follows from their logs, and is written beside them."""

from django.db import migrations


def fill(apps, schema_editor):
    """Give every case whose last move entrusted it the unit that was named."""
    del schema_editor
    case, event = apps.get_model("casework", "Case"), apps.get_model("casework", "Event")
    moves = event.objects.filter(action__in=("@hand_over", "@take_back")).order_by("case_id", "sequence")
    last = {row.case_id: row.form for row in moves.iterator()}
    entrusted = {key: form["to"] for key, form in last.items() if form.get("how") == "entrust"}
    for row in case.objects.filter(pk__in=entrusted).only("desk"):
        row.desk = {**row.desk, "entrusted": entrusted[row.pk]}
        row.save(update_fields=["desk"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_next_due")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
