"""The years of the sessions that the province's letters speak of; editors add and correct them in the admin."""

from django.db import migrations

# body, level, place, term, meeting, year
YEARS = (
    ("人大", "省", "省", 14, 3, 2024),
    ("人大", "省", "省", 14, 4, 2025),
    ("政协", "省", "省", 12, 3, 2020),
    ("政协", "省", "省", 13, 3, 2025),
)


def register(apps, schema_editor):
    Session = apps.get_model("proposals", "Session")
    for body, level, place, term, meeting, year in YEARS:
        Session.objects.get_or_create(
            body=body, place=place, term=term, meeting=meeting, defaults={"level": level, "year": year}
        )


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]
    operations = [migrations.RunPython(register, migrations.RunPython.noop)]
