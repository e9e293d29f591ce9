"""Topics and indicators stand in the order of pinyin."""

from django.db import migrations, models
from kejiting.text.pinyin import pinyin_order

LENGTHS = {"Topic": 480, "Indicator": 800}


def spell(apps, schema_editor):
    for name in LENGTHS:
        rows = apps.get_model("measures", name).objects.using(schema_editor.connection.alias)
        spelled = list(rows.only("name").order_by("pk"))
        for row in spelled:
            row.pinyin = pinyin_order(row.name)
        rows.bulk_update(spelled, ["pinyin"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("measures", "0012_plans_apart"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name.lower(),
                name="pinyin",
                field=models.CharField(db_index=True, default="", editable=False, max_length=length),
            )
            for name, length in LENGTHS.items()
        ),
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
