"""Checks found before are known by what their figures print, too; all letters with settled figures are looked at anew."""

from hashlib import sha256

from django.db import migrations

_DOUBTS = ('differs', 'unchanged', 'sum', 'percent')
_AT_ONCE = 1000


def know_checks_by_what_they_print(apps, schema_editor):
    Check = apps.get_model('measures', 'Check')
    Check.objects.filter(kind__in=_DOUBTS).update(is_doubt=True)
    changed = []
    for check in Check.objects.prefetch_related('members').iterator(_AT_ONCE):
        members = [(member.figure_id, ''.join(member.printed.split())) for member in check.members.all()]
        # one whose figure is gone is never found again
        if all(figure for figure, _ in members):
            check.key = sha256(f'{check.kind} {sorted(members)}'.encode()).hexdigest()
            changed.append(check)
    Check.objects.bulk_update(changed, ['key'], batch_size=_AT_ONCE)


def note_letters(apps, schema_editor):
    DueLetter = apps.get_model('measures', 'DueLetter')
    settled = apps.get_model('measures', 'Figure').objects.filter(indicator__isnull=False).values('letter')
    letters = apps.get_model('proposals', 'ReplyLetter').objects.filter(pk__in=settled).order_by('written_on', 'pk')
    DueLetter.objects.bulk_create(
        (DueLetter(letter=pk) for pk in letters.values_list('pk', flat=True)), batch_size=_AT_ONCE
    )


class Migration(migrations.Migration):

    dependencies = [
        ('measures', '0003_checks_near_a_change'),
    ]

    operations = [
        migrations.RunPython(know_checks_by_what_they_print, migrations.RunPython.noop),
        migrations.RunPython(note_letters, migrations.RunPython.noop),
    ]
