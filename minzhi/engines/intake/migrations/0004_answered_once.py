from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_arrivals")]
    operations = [
        migrations.AddField(
            "answer",
            "key",
            models.CharField(blank=True, default="", help_text="what the fields say that may not come twice", max_length=300),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "answer",
            models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True), models.Q(("key", ""), _negated=True)),
                fields=("task", "key"),
                name="intake_a_key_is_answered_once",
            ),
        ),
    ]
