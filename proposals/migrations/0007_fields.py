"""Fields by the words of the glossary. What they hold comes along."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0006_words'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='congresssession',
            name='session_once',
        ),
        migrations.RemoveConstraint(
            model_name='congresssession',
            name='session_without_meeting_once',
        ),
        migrations.RemoveConstraint(
            model_name='delegate',
            name='delegate_once',
        ),
        migrations.RemoveConstraint(
            model_name='delegate',
            name='delegate_of_unknown_kind_once',
        ),
        migrations.RemoveConstraint(model_name='congresssession', name='session_place_without_hyphen'),
        migrations.RenameField(
            model_name='congresssession',
            old_name='place',
            new_name='region',
        ),
        migrations.RenameField(
            model_name='delegate',
            old_name='place',
            new_name='region',
        ),
        migrations.RenameField(
            model_name='historicalreplyletter',
            old_name='offers',
            new_name='suggestions',
        ),
        migrations.RenameField(
            model_name='replyletter',
            old_name='offers',
            new_name='suggestions',
        ),
        migrations.RenameField(
            model_name='zeroresultquery',
            old_name='words',
            new_name='query',
        ),
        migrations.AlterField(
            model_name='letterversion',
            name='letter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='proposals.replyletter', verbose_name='答复函'),
        ),
        migrations.AlterField(
            model_name='pinyinkey',
            name='delegate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pinyin_keys', to='proposals.delegate'),
        ),
        migrations.AlterModelOptions(
            name='congresssession',
            options={'ordering': ('-year', 'body', 'region', '-term', '-meeting'), 'verbose_name': '届次', 'verbose_name_plural': '届次'},
        ),
        migrations.AddConstraint(
            model_name='congresssession',
            constraint=models.CheckConstraint(condition=models.Q(('region__contains', '-'), _negated=True), name='session_place_without_hyphen', violation_error_message='地方名称里不能有连字符“-”。'),
        ),
        migrations.AddConstraint(
            model_name='congresssession',
            constraint=models.UniqueConstraint(fields=('body', 'region', 'term', 'meeting'), name='session_once', violation_error_message='已登记过这一届次。'),
        ),
        migrations.AddConstraint(
            model_name='congresssession',
            constraint=models.UniqueConstraint(condition=models.Q(('meeting__isnull', True)), fields=('body', 'region', 'term'), name='session_without_meeting_once'),
        ),
        migrations.AddConstraint(
            model_name='delegate',
            constraint=models.UniqueConstraint(fields=('name', 'kind', 'region'), name='delegate_once', violation_error_message='已有同名、同身份、同地方的一条，请直接使用或合并。'),
        ),
        migrations.AddConstraint(
            model_name='delegate',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__isnull', True)), fields=('name', 'region'), name='delegate_of_unknown_kind_once'),
        ),
    ]
