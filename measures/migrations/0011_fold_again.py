"""More is alike when texts are matched than was: what is kept folded is folded again, so that it meets what is read now.

Of an indicator's wordings that are one now the first stays. Of two topics whose names are one now each keeps its own.
"""

from django.db import migrations
from kejiting.text.fold import fold

KEPT_FOLDED = (("Commitment", "folded"), ("Figure", "counted_folded"), ("Citation", "folded"))


def fold_again(apps, schema_editor):
    alias = schema_editor.connection.alias
    for name, column in KEPT_FOLDED:
        rows = apps.get_model("measures", name).objects.using(alias)
        for pk, folded in _changed(rows, column):
            rows.filter(pk=pk).update(**{column: folded[:220] if name == "Citation" else folded})


def fold_names_again(apps, schema_editor):
    alias = schema_editor.connection.alias
    wordings = apps.get_model("measures", "IndicatorAlias").objects.using(alias)
    for pk, folded in _changed(wordings, "folded"):
        wording = wordings.get(pk=pk)
        if wordings.filter(indicator=wording.indicator_id, folded=folded).exists():
            wording.delete()
        else:
            wordings.filter(pk=pk).update(folded=folded)
    names = apps.get_model("measures", "TopicName").objects.using(alias)
    for pk, folded in _changed(names, "folded"):
        if not names.filter(folded=folded).exists():
            names.filter(pk=pk).update(folded=folded)


def _changed(rows, column):
    """Ids and new values of those whose column folds otherwise."""
    held = rows.filter(**{f"{column}__isnull": False}).order_by("pk").values_list("pk", column)
    return [(pk, folded) for pk, value in held.iterator() if (folded := fold(value)) != value]


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0010_plans_in_states'),
    ]

    operations = [
        migrations.RunPython(fold_again, migrations.RunPython.noop),
        migrations.RunPython(fold_names_again, migrations.RunPython.noop),
    ]
