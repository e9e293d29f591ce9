"""Models by the words of the field (docs/words.md). Rows, histories and what people may do come along."""

from django.conf import settings
from django.db import migrations

RENAMED = {
    "Session": "CongressSession",
    "FormerVersion": "LetterVersion",
    "Spelling": "PinyinKey",
    "MissedQuestion": "ZeroResultQuery",
}


def rename_permissions(apps, schema_editor):
    """What a person or a group may do hangs on names that Django does not rename along with a model."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    for old, new in RENAMED.items():
        for permission in permissions.filter(content_type__app_label="proposals", codename__endswith=f"_{old.lower()}"):
            deed = permission.codename.removesuffix(f"_{old.lower()}")
            if deed in {"add", "change", "delete", "view"}:
                permission.codename = f"{deed}_{new.lower()}"
                permission.save(update_fields=["codename"])


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0005_index_outbox"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.RenameModel(old, new) for old, new in RENAMED.items()),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
    ]
