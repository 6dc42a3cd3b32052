from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_made_version")]
    operations = [
        migrations.RenameModel("Sheet", "Arrival"),
        migrations.RemoveIndex("Line", "intake_line_sheet_i_b34038_idx"),
        migrations.RemoveConstraint("Line", "intake_one_line_a_row"),
        migrations.RenameField("Line", "sheet", "arrival"),
        migrations.AddIndex(
            "Line", models.Index(fields=["arrival", "state", "number"], name="intake_line_arrival_3769c8_idx")
        ),
        migrations.AddConstraint(
            "Line", models.UniqueConstraint(fields=("arrival", "number"), name="intake_one_line_a_row")
        ),
        migrations.AlterModelOptions("line", options={"base_manager_name": "unscoped", "ordering": ("arrival", "number")}),
        migrations.AddField(
            "arrival", "tally", models.JSONField(default=dict, help_text="what came of a whole file: counts, problems")
        ),
    ]
