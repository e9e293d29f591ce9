"""An installation in which every table that a bundle holds has a row: run as a process on its data folder."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import django
from django.utils import timezone


def main() -> None:
    """Fill the base, and print the tables that have no row still, one a line."""
    django.setup()
    from kejiting.backup.exporting import CONTENTS, PEOPLE  # noqa: PLC0415 - models are there after setup
    from kejiting.backup.rows import label_of, models_of  # noqa: PLC0415

    _fill()
    empty = [model for model in models_of(*CONTENTS, *PEOPLE) if not model._base_manager.exists()]
    for model in empty:
        _sample(model)
    sys.stdout.write("\n".join(label_of(model) for model in empty if not model._base_manager.exists()))


def _fill() -> None:
    """What people do, as far as tests have it already."""
    from django.contrib.auth.models import User  # noqa: PLC0415

    from kejiting.models import Follow, SavedView  # noqa: PLC0415
    from kejiting.web.roles import ensure_roles  # noqa: PLC0415
    from measures.models import Commitment, CommitmentStep  # noqa: PLC0415
    from proposals.models import (  # noqa: PLC0415
        JudgedSentence,
        ReplyLetter,
        SetAsideAct,
        Synonym,
    )
    from tests.every_page import make_rare_states  # noqa: PLC0415

    ensure_roles()
    by = User.objects.get(username="admin")
    make_rare_states(by)
    letter = ReplyLetter.objects.published().earliest("pk")
    JudgedSentence.objects.create(letter=letter, start=0, end=5, kind="measures")
    Synonym.objects.create(word="一种说法", other="另一种")
    SetAsideAct.objects.create(key="F1", number=1, kind="F1", wording="话", reason="不是", by=by)
    CommitmentStep.objects.create(
        commitment=Commitment.objects.earliest("pk"), state="under_way", reason="已经开工", by=by
    )
    Follow.objects.create(person=by, kind="search", subject="q=省")
    SavedView.objects.create(person=by, listing="letters", query="year=2025", name="去年")


def _sample(model: Any) -> None:
    """Some row that the table takes: of what is nobody's doing here it is enough that it comes back."""
    from django.db import IntegrityError, models, transaction  # noqa: PLC0415

    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.auto_created or field.null or field.has_default():
            continue
        if field.is_relation:
            values[field.attname] = (
                field.related_model._base_manager.order_by("pk").values_list("pk", flat=True).first()
            )
        elif field.choices:
            values[field.name] = field.flatchoices[0][0]
        elif isinstance(field, models.DateTimeField):
            values[field.name] = timezone.now()
        elif isinstance(field, models.DateField):
            values[field.name] = date(2026, 1, 1)
        elif isinstance(field, (models.IntegerField, models.DecimalField, models.BooleanField)):
            values[field.name] = 1
        else:
            values[field.name] = "一"
    try:
        with transaction.atomic():
            model(**values).save()
    except IntegrityError:
        return  # told by the caller
