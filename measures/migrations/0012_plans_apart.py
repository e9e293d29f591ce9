"""Figures of next steps stand on lines of plans: those that are settled are to be put on their lines anew."""

from django.db import migrations


def queue_all(apps, schema_editor):
    alias = schema_editor.connection.alias
    points = apps.get_model("measures", "SeriesPoint").objects.using(alias)
    pending = apps.get_model("measures", "PendingRecheck")
    letters = points.order_by("letter_id").values_list("letter_id", flat=True).distinct()
    pending.objects.using(alias).bulk_create([pending(letter=pk) for pk in letters])


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0011_fold_again'),
    ]

    operations = [
        migrations.RunPython(queue_all, migrations.RunPython.noop),
    ]
