"""Who closed a discrepancy is named there for good, as who ruled on a promise is: the account may go."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_names(apps, schema_editor):
    reviews = apps.get_model("measures", "DiscrepancyReview").objects.using(schema_editor.connection.alias)
    for review in reviews.select_related("by").order_by("pk").iterator():
        by = review.by
        review.by_name = f"{by.first_name} {by.last_name}".strip() or by.username
        review.save(update_fields=["by_name"])


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0017_kept_acts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='discrepancyreview',
            name='by_name',
            field=models.CharField(blank=True, default='', max_length=310, verbose_name='认定人姓名'),
        ),
        migrations.AlterField(
            model_name='discrepancyreview',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='认定人'),
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
