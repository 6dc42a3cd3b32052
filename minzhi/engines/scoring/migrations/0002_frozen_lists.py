from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):

    dependencies = [("scoring", "0001_initial")]

    operations = [
        ForbidChange("scoring_draw", ("draws_on", "tiers", "each", "root", "seed")),
        ForbidChange("scoring_lot", ("draw_id", "ref", "tier", "by_law", "conflicts", "label")),
        ForbidChange("scoring_hand"),
    ]
