"""Fields and related names by the words of the field (docs/words.md), with what rows hold."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0007_words'),
        ('proposals', '0006_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='discrepancyfigure',
            options={'ordering': ('discrepancy', 'position'), 'verbose_name': '疑点里的数据', 'verbose_name_plural': '疑点里的数据'},
        ),
        migrations.AlterModelOptions(
            name='discrepancyreview',
            options={'ordering': ('discrepancy', 'pk'), 'verbose_name': '疑点的核对', 'verbose_name_plural': '疑点的核对'},
        ),
        migrations.AlterModelOptions(
            name='indicatoralias',
            options={'ordering': ('indicator', 'wording'), 'verbose_name': '指标的说法', 'verbose_name_plural': '指标的说法'},
        ),
        migrations.AlterModelOptions(
            name='seriespoint',
            options={'ordering': ('indicator', 'series', 'sort_key'), 'verbose_name': '序列中的数据', 'verbose_name_plural': '序列中的数据'},
        ),
        migrations.RemoveConstraint(
            model_name='commitment',
            name='commitment_checkable_known',
        ),
        migrations.RemoveConstraint(
            model_name='commitmentreview',
            name='verdict_with_reason',
        ),
        migrations.RemoveConstraint(
            model_name='commitmentreview',
            name='verdict_deed_known',
        ),
        migrations.RemoveConstraint(
            model_name='discrepancyfigure',
            name='check_member_once',
        ),
        migrations.RemoveIndex(
            model_name='commitment',
            name='commitment_board',
        ),
        migrations.RemoveIndex(
            model_name='figure',
            name='figure_unsettled',
        ),
        migrations.RemoveIndex(
            model_name='figure',
            name='figure_letter_unsettled',
        ),
        migrations.RemoveIndex(
            model_name='seriespoint',
            name='point_on_its_line',
        ),
        migrations.RemoveIndex(
            model_name='seriespoint',
            name='point_in_time',
        ),
        migrations.RenameField(
            model_name='commitment',
            old_name='what',
            new_name='action',
        ),
        migrations.RenameField(
            model_name='commitment',
            old_name='signs',
            new_name='cues',
        ),
        migrations.RenameField(
            model_name='commitment',
            old_name='is_set_aside',
            new_name='is_dismissed',
        ),
        migrations.RenameField(
            model_name='commitment',
            old_name='checkable',
            new_name='verifiability',
        ),
        migrations.RenameField(
            model_name='commitment',
            old_name='words',
            new_name='wording',
        ),
        migrations.RenameField(
            model_name='commitmentreview',
            old_name='deed',
            new_name='action',
        ),
        migrations.RenameField(
            model_name='discrepancy',
            old_name='says',
            new_name='message',
        ),
        migrations.RenameField(
            model_name='discrepancy',
            old_name='beside',
            new_name='other_indicators',
        ),
        migrations.RenameField(
            model_name='discrepancyfigure',
            old_name='of',
            new_name='discrepancy',
        ),
        migrations.RenameField(
            model_name='discrepancyreview',
            old_name='of',
            new_name='discrepancy',
        ),
        migrations.RenameField(
            model_name='discrepancyreview',
            old_name='closes',
            new_name='resolved',
        ),
        migrations.RenameField(
            model_name='figure',
            old_name='settled_at',
            new_name='assigned_at',
        ),
        migrations.RenameField(
            model_name='figure',
            old_name='settled_by',
            new_name='assigned_by',
        ),
        migrations.RenameField(
            model_name='historicalindicatoralias',
            old_name='words',
            new_name='wording',
        ),
        migrations.RenameField(
            model_name='indicatoralias',
            old_name='words',
            new_name='wording',
        ),
        migrations.RenameField(
            model_name='seriespoint',
            old_name='line',
            new_name='series',
        ),
        migrations.RenameField(
            model_name='seriespoint',
            old_name='place',
            new_name='sort_key',
        ),
        migrations.AlterField(
            model_name='commitmentreview',
            name='commitment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='measures.commitment', verbose_name='承诺'),
        ),
        migrations.AlterField(
            model_name='discrepancy',
            name='indicator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='discrepancies', to='measures.indicator', verbose_name='指标'),
        ),
        migrations.AlterField(
            model_name='discrepancyfigure',
            name='figure',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='discrepancy_figures', to='measures.figure', verbose_name='数据'),
        ),
        migrations.AlterField(
            model_name='historicalindicator',
            name='name',
            field=models.CharField(db_index=True, error_messages={'blank': '请填写指标名称。', 'unique': '已有这个名称的指标。'}, max_length=100, verbose_name='名称'),
        ),
        migrations.AlterField(
            model_name='historicalindicator',
            name='unit',
            field=models.CharField(error_messages={'blank': '请填写单位。'}, max_length=20, verbose_name='单位'),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='name',
            field=models.CharField(error_messages={'blank': '请填写指标名称。', 'unique': '已有这个名称的指标。'}, max_length=100, unique=True, verbose_name='名称'),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='unit',
            field=models.CharField(error_messages={'blank': '请填写单位。'}, max_length=20, verbose_name='单位'),
        ),
        migrations.AlterField(
            model_name='indicatoralias',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='measures.indicator', verbose_name='指标'),
        ),
        migrations.AlterField(
            model_name='targetevidence',
            name='figure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='target_evidence', to='measures.figure', verbose_name='数据'),
        ),
        migrations.AlterField(
            model_name='targetevidence',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='measures.target', verbose_name='量化目标'),
        ),
        migrations.AlterField(
            model_name='targetsuggestion',
            name='figure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='target_suggestions', to='measures.figure', verbose_name='数据'),
        ),
        migrations.AlterField(
            model_name='targetsuggestion',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='measures.target', verbose_name='量化目标'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['letter', 'state', 'due_on', 'verifiability', 'actor', 'origin', 'is_dismissed'], name='commitment_board'),
        ),
        migrations.AddIndex(
            model_name='figure',
            index=models.Index(condition=models.Q(('assigned_at__isnull', True)), fields=['unit', 'counted_folded'], name='figure_unsettled'),
        ),
        migrations.AddIndex(
            model_name='figure',
            index=models.Index(condition=models.Q(('assigned_at__isnull', True)), fields=['letter'], name='figure_letter_unsettled'),
        ),
        migrations.AddIndex(
            model_name='seriespoint',
            index=models.Index(fields=['indicator', 'series', 'sort_key'], name='point_on_its_line'),
        ),
        migrations.AddIndex(
            model_name='seriespoint',
            index=models.Index(fields=['indicator', 'sort_key'], name='point_in_time'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('verifiability__in', ['number_or_date', 'deliverable', 'vague'])), name='commitment_checkable_known'),
        ),
        migrations.AddConstraint(
            model_name='commitmentreview',
            constraint=models.CheckConstraint(condition=models.Q(('action', 'added'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='verdict_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='commitmentreview',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['added', 'set_aside', 'restored'])), name='verdict_deed_known'),
        ),
        migrations.AddConstraint(
            model_name='discrepancyfigure',
            constraint=models.UniqueConstraint(fields=('discrepancy', 'position'), name='check_member_once'),
        ),
        migrations.AlterField(
            model_name='discrepancy',
            name='other_indicators',
            field=models.ManyToManyField(related_name='other_discrepancies', to='measures.indicator', verbose_name='也涉及的指标'),
        ),
        migrations.AlterField(
            model_name='discrepancyreview',
            name='discrepancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='measures.discrepancy', verbose_name='疑点'),
        ),
    ]
