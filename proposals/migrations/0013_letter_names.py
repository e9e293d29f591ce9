"""What letters without a title are called by: 对王松伟代表《…》的答复."""

from django.db import migrations, models
from proposals.models.letter_names import answering_name

TITLES = {"member": "委员", "deputy": "代表"}


def name_untitled(apps, schema_editor):
    rows = apps.get_model("proposals", "ReplyLetter").objects.using(schema_editor.connection.alias)
    for letter in rows.filter(title__isnull=True).order_by("pk").only("pk").iterator():
        answer = letter.answers.select_related("proposal").order_by("position", "id").first()
        if answer is None:
            continue
        proposal = answer.proposal
        signatures = proposal.signatures.select_related("delegate").order_by("position", "id")
        people = [f"{one.printed or one.delegate.name}{TITLES.get(one.delegate.kind, '')}" for one in signatures]
        name = answering_name(people, proposal.title, proposal.number, proposal.kind)
        rows.filter(pk=letter.pk).update(answering=name)


class Migration(migrations.Migration):

    dependencies = [
        ("proposals", "0012_first_publications"),
    ]

    operations = [
        migrations.AddField(
            model_name="replyletter",
            name="answering",
            field=models.CharField(default="", editable=False, max_length=300, verbose_name="答复什么"),
        ),
        migrations.RunPython(name_untitled, migrations.RunPython.noop),
    ]
