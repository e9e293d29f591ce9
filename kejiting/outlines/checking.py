"""The reply of an outline, as its Word file says it, held against the base; nothing is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kejiting.draft_checks import (
    LEVEL_NAMES,
    Base,
    CheckedDraft,
    DraftFinding,
    ReplyDraft,
    check_draft,
    facts_of_request,
    read_draft,
)
from kejiting.outlines.word_files import outline_of, word_file
from kejiting.text.spans import Span
from kejiting.web.permission import MAY_HANDLE, only_with
from proposals.models import Outline, Request

# F1 → F: what the kinds that begin alike are about
GROUPS = {"F": "格式和各栏", "C": "所提的建议", "N": "数据", "P": "承诺", "R": "沿用的文字", "E": "引用和名称", "X": "遗留和个人信息"}  # fmt: skip
_AROUND = 40


class FindingFilterForm(forms.Form):
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *GROUPS.items()])
    level = forms.ChoiceField(label="程度", required=False, choices=[("", "全部"), *LEVEL_NAMES.items()])

    def narrowed(self, findings: tuple[DraftFinding, ...]) -> Iterator[DraftFinding]:
        kind, level = (self.cleaned_data.get(name) or "" for name in ("kind", "level"))
        return (one for one in findings if one.kind.startswith(kind) and level in ("", one.level))


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its words and what stands around them."""

    finding: DraftFinding
    before: str
    words: str
    after: str

    @property
    def level(self) -> str:
        return LEVEL_NAMES[self.finding.level]

    @property
    def group(self) -> str:
        return GROUPS.get(self.finding.kind[:1], "其他")


@only_with(MAY_HANDLE)
@require_safe
def outline_check(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Request.objects.select_related("session"), pk=pk)
    outline = outline_of(row)
    checked = checked_outline(outline)
    form = FindingFilterForm(request.GET)
    form.full_clean()
    counts = Counter(finding.level for finding in checked.findings)
    context = {
        "row": row,
        "outline": outline,
        "form": form,
        "findings": [_row(checked.draft, finding) for finding in form.narrowed(checked.findings)],
        "counts": [(LEVEL_NAMES[level], counts[level]) for level in LEVEL_NAMES],
        "problems": checked.problems,
    }
    return render(request, "outlines/check.html", context)


def checked_outline(outline: Outline) -> CheckedDraft:
    """Read the Word file of the outline as any draft, and run all checks."""
    draft = read_draft("答复.docx", word_file(outline, cite=False))
    return check_draft(draft, Base(draft, request=facts_of_request(outline.request)))


def _row(draft: ReplyDraft, finding: DraftFinding) -> FindingRow:
    text, span = draft.text, finding.span
    before = Span(max(0, span.start - _AROUND), span.start).of(text).rpartition("\n")[2]
    after = Span(span.end, min(len(text), span.end + _AROUND)).of(text).partition("\n")[0]
    return FindingRow(finding, before, span.of(text), after)
