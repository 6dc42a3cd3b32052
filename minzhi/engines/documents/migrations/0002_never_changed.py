from django.db import migrations

from minzhi.records.tables.operations import ForbidChange


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("files", "0002_never_changed")]
    operations = [
        ForbidChange("documents_template"),
        ForbidChange("documents_revision"),
        ForbidChange("documents_issue"),
        ForbidChange("documents_rendition"),
        ForbidChange("documents_document", ("unit_id", "kind", "subject_type", "subject_uid", "drafted_by_id")),
    ]
