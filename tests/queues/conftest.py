"""The seeds with something waiting in each queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kejiting.ingest.reading import read_letter
from measures.models import Commitment, Discrepancy, Indicator, Plan
from proposals.models import ReplyLetter, Request, Status
from proposals.records import save_letter
from proposals.records.outlines import begin_outline
from tests.queues.walking import Seeds, known_figures


@pytest.fixture
def waiting(seeds: Seeds, plan: Plan) -> Seeds:
    """At least one of each kind."""
    ReplyLetter.objects.filter(pk=seeds["003"].pk).update(status="arrived")
    ReplyLetter.objects.filter(pk=seeds["002"].pk).update(status="draft")
    seeds["001"].suggestions = [{"field": "agency", "value": "另一个机关"}]
    seeds["001"].save()
    reading = read_letter("又一份.txt", f"{seeds['001'].text}\n附件一份。".encode())
    save_letter(reading.parsed, source=reading.source, by=None, status=Status.CHECKED)
    for promise in Commitment.objects.filter(letter=seeds["000"]).order_by("pk")[:3]:
        Commitment.objects.filter(pk=promise.pk).update(due_on=timezone.localdate() + timedelta(3))
    for figure in known_figures(seeds["000"])[:3]:
        indicator, _ = Indicator.objects.get_or_create(name=f"指标{figure.counted}", unit=figure.unit)
        indicator.aliases.get_or_create(wording=figure.counted, defaults={"folded": figure.counted_folded})
    for key, figure in enumerate(known_figures(seeds["000"])[3:5]):
        check = Discrepancy.objects.create(kind="differs", key=str(key), is_doubt=True, message=f"疑点{key}")
        check.members.create(figure=figure, position=0, printed=figure.printed, sentence="", letter="")
    for status in ("arrived", "draft"):
        Plan.objects.create(
            title=f"{status}的方案", text="一、目标", as_read_text="一、目标", status=status, source_sha256=status
        )
    soon = timezone.localdate() + timedelta(3)
    for number, due_on in (("1", soon), ("2", None), ("3", soon + timedelta(60))):
        row = Request.objects.create(title=f"第{number}件来件", number=number, text="建议。", due_on=due_on)
    begin_outline(row, by=None)
    return seeds
