"""Names and numbers are told apart by keys. Rows that differ in print only become one, with all that hangs on them."""

from collections import defaultdict

from django.db import migrations, models
from kejiting.text.keys import code_key, name_key, number_key


def key_rows(apps, schema_editor):
    alias = schema_editor.connection.alias
    _set_key(apps.get_model("proposals", "Delegate").objects.using(alias), "name", "name_key", name_key)
    _set_key(apps.get_model("proposals", "Proposal").objects.using(alias), "number", "number_key", number_key)
    letters = apps.get_model("proposals", "ReplyLetter").objects.using(alias)
    _set_key(letters, "index_number", "index_key", code_key)
    _set_key(letters, "doc_code", "doc_code", code_key)


def _set_key(rows, printed, column, key):
    values = rows.filter(**{f"{printed}__isnull": False}).order_by().values_list(printed, flat=True).distinct()
    for value in list(values):
        rows.filter(**{printed: value}).update(**{column: key(value)})


def join_delegates(apps, schema_editor):
    """The first of them stays. Each signature keeps the name that its letter prints."""
    alias = schema_editor.connection.alias
    Delegate, Signature = (apps.get_model("proposals", name) for name in ("Delegate", "Signature"))
    for kept, *others in _alike(Delegate.objects.using(alias), ("name_key", "kind", "region")):
        for other in others:
            signatures = Signature.objects.using(alias).filter(delegate=other)
            both = Signature.objects.using(alias).filter(delegate=kept).values("proposal")
            signatures.filter(proposal__in=list(both.values_list("proposal", flat=True))).delete()
            signatures.update(delegate=kept, printed=other.name if other.name != kept.name else "")
            _give_log(apps, alias, "delegate", other.pk, kept.pk)
            other.delete()


def join_proposals(apps, schema_editor):
    """Of the same session, kind, number and title: the first stays, with the answers, signatures and history of all."""
    alias = schema_editor.connection.alias
    names = ("Proposal", "Answer", "Signature", "HistoricalProposal")
    Proposal, Answer, Signature, History = (apps.get_model("proposals", name) for name in names)
    stated = Proposal.objects.using(alias).exclude(session=None).exclude(kind=None)
    stated = stated.exclude(number_key=None).exclude(title=None)
    for kept, *others in _alike(stated, ("session_id", "kind", "number_key", "title")):
        for other in others:
            for model, field in ((Answer, "letter_id"), (Signature, "delegate_id")):
                rows = model.objects.using(alias)
                there = list(rows.filter(proposal=kept).values_list(field, flat=True))
                rows.filter(proposal=other, **{f"{field}__in": there}).delete()
                behind = max([0, *rows.filter(proposal=kept).values_list("position", flat=True)]) + 1
                moved = {"position": models.F("position") + behind} if model is Signature else {}
                rows.filter(proposal=other).update(proposal=kept, **moved)
            History.objects.using(alias).filter(id=other.pk).update(id=kept.pk)
            _give_log(apps, alias, "proposal", other.pk, kept.pk)
            other.delete()


def _alike(rows, fields):
    """The rows that have the same values in the fields, in the order of their ids, where there are several."""
    groups = defaultdict(list)
    for row in rows.order_by("pk"):
        groups[tuple(getattr(row, field) for field in fields)].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _give_log(apps, alias, model, former, kept):
    """What the administration notes of a row is found at the row that it became."""
    entries = apps.get_model("admin", "LogEntry").objects.using(alias)
    of_model = entries.filter(content_type__app_label="proposals", content_type__model=model)
    of_model.filter(object_id=str(former)).update(object_id=str(kept))


def settle(apps, schema_editor):
    """PostgreSQL changes no table whose foreign keys it has still to look at."""
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0007_fields'),
        ('admin', '0003_logentry_add_action_flag_choices'),
    ]

    operations = [
        migrations.AddField(
            model_name='delegate',
            name='name_key',
            field=models.CharField(default='', editable=False, max_length=240),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='proposal',
            name='number_key',
            field=models.CharField(editable=False, max_length=160, null=True),
        ),
        migrations.AddField(
            model_name='replyletter',
            name='index_key',
            field=models.CharField(db_index=True, editable=False, max_length=240, null=True),
        ),
        migrations.AddField(
            model_name='signature',
            name='printed',
            field=models.CharField(blank=True, default='', editable=False, max_length=60, verbose_name='原文写作'),
        ),
        migrations.RunPython(key_rows, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='delegate',
            name='delegate_once',
        ),
        migrations.RemoveConstraint(
            model_name='delegate',
            name='delegate_of_unknown_kind_once',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_once',
        ),
        migrations.RemoveIndex(
            model_name='proposal',
            name='proposal_number',
        ),
        migrations.RunPython(join_delegates, migrations.RunPython.noop),
        migrations.RunPython(join_proposals, migrations.RunPython.noop),
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='historicalreplyletter',
            name='index_number',
            field=models.CharField(blank=True, max_length=120, null=True, verbose_name='索引号'),
        ),
        migrations.AlterField(
            model_name='replyletter',
            name='index_number',
            field=models.CharField(blank=True, max_length=120, null=True, verbose_name='索引号'),
        ),
        migrations.AddIndex(
            model_name='replyletter',
            index=models.Index(fields=['doc_code', 'doc_year', 'doc_serial'], name='letter_doc_number', opclasses=['varchar_pattern_ops', '', '']),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['number_key'], name='proposal_number'),
        ),
        migrations.AddConstraint(
            model_name='delegate',
            constraint=models.UniqueConstraint(fields=('name_key', 'kind', 'region'), name='delegate_once', violation_error_message='已有同名、同身份、同地方的一条，请直接使用或合并。'),
        ),
        migrations.AddConstraint(
            model_name='delegate',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__isnull', True)), fields=('name_key', 'region'), name='delegate_of_unknown_kind_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('number_key__isnull', False)), fields=('session', 'kind', 'number_key', 'title'), name='proposal_once'),
        ),
    ]
