"""Letters know when they were first published. Those of today tell nobody anything: nobody followed anything yet."""

from django.db import migrations, models
from django.db.models import F, Q


def note_publications(apps, schema_editor):
    """A letter that was published and withdrawn will be no new one either."""
    alias = schema_editor.connection.alias
    once = apps.get_model("proposals", "HistoricalReplyLetter").objects.using(alias).filter(status="published")
    letters = apps.get_model("proposals", "ReplyLetter").objects.using(alias)
    published = letters.filter(Q(status="published") | Q(pk__in=once.order_by().values("id")))
    published.order_by().update(first_published_at=F("entered_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0011_long_questions'),
    ]

    operations = [
        migrations.AddField(
            model_name='replyletter',
            name='first_published_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='首次发布时间'),
        ),
        migrations.AddField(
            model_name='replyletter',
            name='is_news',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='告知关注的人'),
        ),
        migrations.AddIndex(
            model_name='replyletter',
            index=models.Index(condition=models.Q(('is_news', True)), fields=['first_published_at', 'status'], name='letter_news'),
        ),
        migrations.RunPython(note_publications, migrations.RunPython.noop),
    ]
