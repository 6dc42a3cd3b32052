from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):

    dependencies = [("scoring", "0003_grades")]

    operations = [
        ForbidChange(
            "scoring_mark", ("graded_id", "rule", "amount", "document", "effective_on", "ends_on", "known_from")
        ),
        ForbidChange("scoring_standing", ("graded_id", "first", "last", "total", "grade", "known_from")),
    ]
