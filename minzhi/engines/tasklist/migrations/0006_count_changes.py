"""The plan's pages keep what they read while nothing changes of what it was read from: these tables count."""

from django.db import migrations

from minzhi.records.changes.operations import CountChanges

WHOLE = (
    "tasklist_notice", "tasklist_section", "tasklist_task", "tasklist_taskunit", "tasklist_measure", "tasklist_duty",
    "tasklist_evidence", "tasklist_report", "tasklist_reportline", "units_unit", "units_placement",
    "parameters_parameter", "parameters_installation", "calendars_calendaryear", "places_place",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("tasklist", "0005_listed_duties"),
        ("casework", "0005_hours"),
        ("calendars", "0002_set_by"),
        ("changes", "0001_initial"),
        ("parameters", "0001_initial"),
        ("places", "0001_initial"),
        ("units", "0003_administrators_apart"),
    ]

    operations = [
        *(CountChanges(table, "plan") for table in WHOLE),
        CountChanges("casework_case", "plan", ("process", "quarter_report")),
    ]
