"""Rounds that were opened keep their trees as they are: no further edition of them."""

from django.db import migrations

SETTLED = """UPDATE scoring_indicatortree SET settled = TRUE WHERE id IN (
    SELECT tree_id FROM plans_appraisal WHERE tree_id IS NOT NULL)"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("scoring", "0009_tree_editions")]
    operations = [migrations.RunSQL(SETTLED, migrations.RunSQL.noop)]
