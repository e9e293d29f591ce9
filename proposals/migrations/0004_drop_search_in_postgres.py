"""Drop the search index that older versions kept in PostgreSQL: each server has its own in files now."""

from django.db import migrations


def drop_schema(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP SCHEMA IF EXISTS kejiting_search CASCADE")


class Migration(migrations.Migration):
    dependencies = [("proposals", "0003_reading_indexes")]

    operations = [migrations.RunPython(drop_schema, migrations.RunPython.noop)]
