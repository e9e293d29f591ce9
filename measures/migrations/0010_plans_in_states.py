"""Plans have states, as letters do, and a history; those that are there are published already."""

import hashlib

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

HEAD = ['doc_number', 'issued_on', 'issuer', 'period', 'title']
_CHANGED = 2


def digest_texts(apps, schema_editor):
    """As `proposals.records.text_digest` reckons it."""
    Plan = apps.get_model('measures', 'Plan')
    for plan in Plan.objects.only('text'):
        digest = hashlib.sha256(''.join(plan.text.split()).encode()).hexdigest()
        Plan.objects.filter(pk=plan.pk).update(text_sha256=digest)


def mark_corrected_heads(apps, schema_editor):
    """Of a head that was corrected in the administration nobody knows which fields: all are that person's."""
    changes = apps.get_model('admin', 'LogEntry').objects.filter(
        content_type__app_label='measures', content_type__model='plan', action_flag=_CHANGED
    )
    corrected = [int(pk) for pk in changes.values_list('object_id', flat=True) if pk and pk.isdecimal()]
    apps.get_model('measures', 'Plan').objects.filter(pk__in=corrected).update(set_by_person=HEAD)


class Migration(migrations.Migration):

    dependencies = [
        ('admin', '0003_logentry_add_action_flag_choices'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('measures', '0009_leads_of_promises'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPlan',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('title', models.TextField(blank=True, null=True, verbose_name='标题')),
                ('issuer', models.TextField(blank=True, null=True, verbose_name='发文机关')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='印发日期')),
                ('doc_number', models.TextField(blank=True, null=True, verbose_name='发文字号')),
                ('period', models.TextField(blank=True, null=True, verbose_name='规划期')),
                ('cites', models.JSONField(blank=True, default=list, verbose_name='所依据的文件')),
                ('text', models.TextField(editable=False, verbose_name='正文')),
                ('problems', models.JSONField(default=list, editable=False)),
                ('set_by_person', models.JSONField(default=list, editable=False, verbose_name='人工改定的字段')),
                ('source_name', models.CharField(blank=True, default='', editable=False, max_length=200, verbose_name='原件文件名')),
                ('source_sha256', models.CharField(db_index=True, editable=False, max_length=64, verbose_name='原件校验值')),
                ('text_sha256', models.CharField(db_index=True, default='', editable=False, max_length=64, verbose_name='正文校验值')),
                ('status', models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('published', '已发布')], db_index=True, default='draft', editable=False, max_length=9, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('entered_at', models.DateTimeField(blank=True, editable=False, verbose_name='录入时间')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, verbose_name='改动时间')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': '方案改动',
                'verbose_name_plural': 'historical 方案',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPlanItem',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('level', models.CharField(choices=[('chapter', '章'), ('section', '节'), ('measure', '措施'), ('paragraph', '段')], max_length=9, verbose_name='层级')),
                ('path', models.TextField(blank=True, verbose_name='编号')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='措施序号')),
                ('title', models.TextField(blank=True, null=True, verbose_name='标题')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': '方案条目改动',
                'verbose_name_plural': 'historical 方案条目',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTarget',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('indicator', models.TextField(verbose_name='指标')),
                ('comparator', models.CharField(choices=[('=', '等于'), ('≥', '不低于'), ('≤', '不高于'), ('≈', '左右'), ('range', '区间')], max_length=5, verbose_name='要求')),
                ('low', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='下限')),
                ('high', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='上限')),
                ('unit', models.TextField(blank=True, verbose_name='单位')),
                ('due', models.TextField(blank=True, null=True, verbose_name='期限')),
                ('start', models.PositiveIntegerField(verbose_name='起')),
                ('end', models.PositiveIntegerField(verbose_name='止')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': '量化目标改动',
                'verbose_name_plural': 'historical 量化目标',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='plan',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, verbose_name='改动时间'),
        ),
        migrations.AddField(
            model_name='plan',
            name='entered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='plan',
            name='set_by_person',
            field=models.JSONField(default=list, editable=False, verbose_name='人工改定的字段'),
        ),
        migrations.AddField(
            model_name='plan',
            name='status',
            field=models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('published', '已发布')], db_index=True, default='published', editable=False, max_length=9, verbose_name='状态'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='status',
            field=models.CharField(choices=[('arrived', '待核对'), ('draft', '草稿'), ('published', '已发布')], db_index=True, default='draft', editable=False, max_length=9, verbose_name='状态'),
        ),
        migrations.AddField(
            model_name='plan',
            name='text_sha256',
            field=models.CharField(db_index=True, default='', editable=False, max_length=64, verbose_name='正文校验值'),
        ),
        migrations.AddField(
            model_name='plan',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['arrived', 'draft', 'published'])), name='plan_status'),
        ),
        migrations.AddField(
            model_name='historicalplan',
            name='entered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='historicalplan',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalplanitem',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalplanitem',
            name='parent',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='measures.planitem'),
        ),
        migrations.AddField(
            model_name='historicalplanitem',
            name='plan',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='measures.plan'),
        ),
        migrations.AddField(
            model_name='historicaltarget',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaltarget',
            name='item',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='measures.planitem'),
        ),
        migrations.RunPython(digest_texts, migrations.RunPython.noop),
        migrations.RunPython(mark_corrected_heads, migrations.RunPython.noop),
    ]
