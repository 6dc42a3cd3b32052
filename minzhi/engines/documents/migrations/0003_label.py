from django.db import migrations, models

from minzhi.records.tables.operations import ForbidAgain


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_never_changed")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="label",
            field=models.CharField(
                choices=[("open", "公开"), ("internal", "内部"), ("sensitive", "敏感")],
                default="internal",
                max_length=9,
                verbose_name="安全标记",
            ),
        ),
        ForbidAgain("documents_document", ("unit_id", "kind", "subject_type", "subject_uid", "drafted_by_id")),
    ]
