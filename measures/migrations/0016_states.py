"""Plans can be checked and withdrawn. A draft that readers could see once is one that was withdrawn."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def withdraw_drafts(apps, schema_editor):
    """They became drafts by being withdrawn, and without a reason; so did those of the wastebasket."""
    alias = schema_editor.connection.alias
    once = apps.get_model("measures", "HistoricalPlan").objects.using(alias).filter(status="published")
    plans = apps.get_model("measures", "Plan").objects.using(alias)
    published = plans.filter(pk__in=once.order_by().values("id")).order_by()
    published.filter(status="draft").update(status="withdrawn", withdrawn_at=F("changed_at"))
    published.filter(status_before="draft").update(status_before="withdrawn", withdrawn_at=F("changed_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0015_wastebasket'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_status',
        ),
        migrations.AddField(
            model_name='plan',
            name='withdrawal_reason',
            field=models.CharField(blank=True, default='', editable=False, max_length=200, verbose_name='撤回原因'),
        ),
        migrations.AddField(
            model_name='plan',
            name='withdrawn_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='撤回时间'),
        ),
        migrations.AlterField(
            model_name='historicalplan',
            name='status',
            field=models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('checked', '已核对'), ('published', '已发布'), ('withdrawn', '已撤回'), ('deleted', '在回收站')], db_index=True, default='draft', editable=False, max_length=9, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='status',
            field=models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('checked', '已核对'), ('published', '已发布'), ('withdrawn', '已撤回'), ('deleted', '在回收站')], db_index=True, default='draft', editable=False, max_length=9, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='plan_withdrawn_with_day'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['arrived', 'draft', 'checked', 'published', 'withdrawn', 'deleted'])), name='plan_status'),
        ),
        migrations.RunPython(withdraw_drafts, migrations.RunPython.noop),
    ]
