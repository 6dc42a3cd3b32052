from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("scoring", "0010_panels_of_experts")]

    operations = [
        migrations.AddField(
            model_name="expert",
            name="code",
            field=models.CharField(
                blank=True, default="", editable=False, help_text="hash of what opens their own page", max_length=64
            ),
            preserve_default=False,
        ),
    ]
