"""Names stand in the order of pinyin."""

from django.db import migrations, models
from kejiting.text.pinyin import pinyin_order


def spell(apps, schema_editor):
    rows = apps.get_model("proposals", "Delegate").objects.using(schema_editor.connection.alias)
    spelled = [row for row in rows.only("name").order_by("pk")]
    for row in spelled:
        row.pinyin = pinyin_order(row.name)
    rows.bulk_update(spelled, ["pinyin"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("proposals", "0013_letter_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegate",
            name="pinyin",
            field=models.CharField(db_index=True, default="", editable=False, max_length=480),
        ),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
