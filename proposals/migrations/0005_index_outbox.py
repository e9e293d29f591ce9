"""Notes of changes are kept for every web server's index to read, instead of going with the first who reads them.

What older versions noted is dropped: their indexes are built anew, as the first note of all says.
"""

import proposals.models.outbox
from django.db import migrations, models
from proposals.models.outbox import EVERYTHING, CurrentTransaction


def note_everything(apps, schema_editor):
    apps.get_model("proposals", "IndexOutbox").objects.create(key=EVERYTHING, transaction=CurrentTransaction())


class Migration(migrations.Migration):
    dependencies = [("proposals", "0004_drop_search_in_postgres")]

    operations = [
        migrations.DeleteModel(name="Unindexed"),
        migrations.CreateModel(
            name="IndexOutbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("transaction", models.BigIntegerField()),
                ("mark", models.BigIntegerField(default=proposals.models.outbox.new_mark)),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"verbose_name": "检索目录待读的改动", "verbose_name_plural": "检索目录待读的改动"},
        ),
        migrations.AddIndex(
            model_name="indexoutbox",
            index=models.Index(fields=["transaction", "mark"], name="outbox_transaction"),
        ),
        migrations.RunPython(note_everything, migrations.RunPython.noop),
    ]
