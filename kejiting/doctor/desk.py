"""The desk: requests with their asks, outlines with their quotations, drafts that were checked; each span inside its text."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q
from django.db.models.functions import Length

from kejiting.doctor.examination import Defect, Depth, Looked, listed
from proposals.models import CheckedDraftFile, OutlineItem, Request, RequestAsk

_AT_ONCE = 500


def look_at_desk(depth: Depth) -> Looked:
    """Nothing mends it: all of it is what people said."""
    asks = RequestAsk.objects.annotate(length=Length("request__text")).order_by("pk")
    misplaced = [
        f"来件 {request} 的建议 {pk}" for pk, request in asks.filter(end__gt=F("length")).values_list("pk", "request")
    ]
    overlapping = asks.filter(
        request__asks__pk__lt=F("pk"), request__asks__start__lt=F("end"), request__asks__end__gt=F("start")
    )
    misplaced += [f"来件 {request} 的建议 {pk}" for pk, request in overlapping.values_list("pk", "request").distinct()]
    misplaced += [f"来件 {pk} 遮住的联系方式" for pk in _wrongly_masked()]
    misplaced += [f"送核的答复稿 {pk}" for pk in _wrong_findings()]
    quoted = OutlineItem.objects.filter(start__isnull=False).annotate(length=Length("text")).order_by("pk")
    changed = quoted.exclude(length=F("end") - F("start"))
    others = OutlineItem.objects.filter(ask__isnull=False).exclude(ask__request=F("outline__request"))
    wrong = OutlineItem.objects.filter(Q(pk__in=changed.values("pk")) | Q(pk__in=others.values("pk"))).order_by("pk")
    pieces = [
        f"提纲 {outline} 的第 {position + 1} 段" for outline, position in wrong.values_list("outline", "position")
    ]
    return Looked(
        f"{asks.count()} 条来件的建议、{quoted.count()} 处引用和送核的答复稿是否与原文相符",
        [*_said("位置不在正文里", misplaced), *_said("引用或所属的建议被绕过程序改动", pieces)],
    )


def _said(what: str, names: list[str]) -> Iterator[Defect]:
    if names:
        yield Defect(f"{what}：{listed(names)}。请打开这一份对照原件改正，或在改动记录里恢复到以前。")


def _wrongly_masked() -> Iterator[int]:
    rows = Request.everything.exclude(masked=[]).annotate(length=Length("text")).order_by("pk")
    for pk, masked, length in rows.values_list("pk", "masked", "length").iterator(_AT_ONCE):
        if not all(0 <= start < end <= length for start, end in masked):
            yield pk


def _wrong_findings() -> Iterator[int]:
    rows = CheckedDraftFile.objects.annotate(length=Length("text")).order_by("pk")
    for pk, findings, length in rows.values_list("pk", "findings", "length").iterator(_AT_ONCE):
        spans = ((finding.get("start", 0), finding.get("end", 0)) for finding in findings)
        if not all(0 <= start <= end <= length for start, end in spans):
            yield pk
