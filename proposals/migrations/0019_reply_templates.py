"""Templates to begin with, one for each kind; editors change them as they like."""

from typing import Any

from django.db import migrations

_AGENCY = "吉林省科学技术厅"
_CLOSING = "感谢您对科技工作的关心和支持，欢迎继续提出宝贵意见和建议。"
_OPENING = "您在{session}上提出的《{title}》收悉。经研究办理，现答复如下："
TEMPLATES = (
    {
        "name": "委员提案答复",
        "kind": "委员提案",
        "title": "对{session}第{number}号委员提案的答复",
        "opening": _OPENING,
        "closing": _CLOSING,
    },
    {
        "name": "代表建议答复",
        "kind": "代表建议",
        "title": "对{session}第{number}号代表建议的答复",
        "opening": _OPENING,
        "closing": _CLOSING,
    },
    {
        "name": "集体提案答复",
        "kind": "集体提案",
        "title": "对{session}第{number}号集体提案的答复",
        "opening": _OPENING.replace("您", "贵单位"),
        "closing": _CLOSING.replace("您", "贵单位"),
    },
)


def make(apps: Any, schema_editor: Any) -> None:
    templates = apps.get_model("proposals", "ReplyTemplate").objects.using(schema_editor.connection.alias)
    if not templates.exists():
        for row in TEMPLATES:
            templates.create(agency=_AGENCY, form="letter", **row)


class Migration(migrations.Migration):
    dependencies = [("proposals", "0018_requests")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
