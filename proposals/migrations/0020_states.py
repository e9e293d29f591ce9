"""Letters can be checked and withdrawn. A draft that readers could see once is one that was withdrawn."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def withdraw_drafts(apps, schema_editor):
    """They became drafts by being withdrawn, and without a reason; so did those of the wastebasket."""
    letters = apps.get_model("proposals", "ReplyLetter").objects.using(schema_editor.connection.alias)
    published = letters.filter(first_published_at__isnull=False).order_by()
    published.filter(status="draft").update(status="withdrawn", withdrawn_at=F("changed_at"))
    published.filter(status_before="draft").update(status_before="withdrawn", withdrawn_at=F("changed_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0019_reply_templates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='replyletter',
            name='letter_status',
        ),
        migrations.AddField(
            model_name='replyletter',
            name='withdrawal_reason',
            field=models.CharField(blank=True, default='', editable=False, max_length=200, verbose_name='撤回原因'),
        ),
        migrations.AddField(
            model_name='replyletter',
            name='withdrawn_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='撤回时间'),
        ),
        migrations.AlterField(
            model_name='historicalreplyletter',
            name='status',
            field=models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('checked', '已核对'), ('published', '已发布'), ('withdrawn', '已撤回'), ('deleted', '在回收站')], default='draft', max_length=9, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='letteract',
            name='kind',
            field=models.CharField(choices=[('found', '原来的内容'), ('corrected', '改正'), ('read', '重新识别'), ('replaced', '用新的版本替换'), ('assigned', '分配'), ('drafted', '存为草稿'), ('checked', '核对'), ('published', '发布'), ('withdrawn', '撤回'), ('deleted', '放进回收站'), ('brought_back', '从回收站恢复'), ('undone', '撤销上一步'), ('restored', '恢复到以前'), ('elsewhere', '提案、人名或数据的认定在别处改动')], max_length=12, verbose_name='改动'),
        ),
        migrations.AlterField(
            model_name='replyletter',
            name='status',
            field=models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('checked', '已核对'), ('published', '已发布'), ('withdrawn', '已撤回'), ('deleted', '在回收站')], default='draft', max_length=9, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='replyletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='letter_withdrawn_with_day'),
        ),
        migrations.AddConstraint(
            model_name='replyletter',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['arrived', 'draft', 'checked', 'published', 'withdrawn', 'deleted'])), name='letter_status'),
        ),
        migrations.RunPython(withdraw_drafts, migrations.RunPython.noop),
    ]
