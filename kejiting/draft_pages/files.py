"""What was found as files: the draft's own DOCX with comments, and the list for a spreadsheet."""

from __future__ import annotations

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kejiting.draft_checks import commented
from kejiting.draft_pages.forms import FindingsForm
from kejiting.draft_pages.kinds import KIND_LABELS, LEVEL_LABELS
from kejiting.draft_pages.result import FindingPlace, chosen, findings_of, level_of, places_of
from kejiting.text.unreadable import UnreadableFile
from kejiting.web.actions import form_errors
from kejiting.web.downloads import (
    WORD,
    FormatForm,
    Table,
    attachment,
    download,
    name_for_file,
    refuse_download,
)
from kejiting.web.spreadsheets import Column
from proposals.entry.permission import editors_only
from proposals.models import CheckedDraftFile
from proposals.parsing.stops import sentences_at


class FindingsExportForm(FormatForm, FindingsForm):
    """The filters of the page, and a format."""


@editors_only
@require_safe
def commented_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The DOCX with a comment at the words of each finding; all else of it as it was sent."""
    draft = get_object_or_404(CheckedDraftFile, pk=pk)
    if not draft.is_word:
        raise Http404
    try:
        data = commented(bytes(draft.data), draft.text, findings_of(draft))
    except UnreadableFile as error:
        return refuse_download(request, str(error))
    return attachment(data, f"{_stem(draft)}_批注.docx", WORD)


@editors_only
@require_safe
def findings_export(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(CheckedDraftFile.objects.defer("data"), pk=pk)
    form = FindingsExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    places = chosen(places_of(draft, findings_of(draft)), form.cleaned_data["kind"], form.cleaned_data["level"])
    text, page = draft.text, draft.get_absolute_url()

    def ruled(place: FindingPlace) -> str:
        aside = place.finding.set_aside
        return f"{aside.by_name}：{aside.reason}" if aside else ""

    def against(place: FindingPlace, name: str) -> str:
        other = place.finding.against
        return str(getattr(other, name)) if other else ""

    columns: tuple[Column[FindingPlace], ...] = (
        Column("程度", 8, lambda place: LEVEL_LABELS[level_of(place.finding)]),
        Column("种类", 20, lambda place: KIND_LABELS.get(place.finding.kind, place.finding.kind)),
        Column("说明", 44, lambda place: place.finding.message),
        Column("稿中文字", 24, lambda place: place.finding.span.of(text)),
        Column("所在的句子", 44, lambda place: sentences_at(text, place.finding.span).of(text)),
        Column("对照的文字", 44, lambda place: against(place, "text")),
        Column("对照的出处", 30, lambda place: against(place, "citation")),
        Column("搁置", 24, ruled),
    )
    table = Table("发文前核对", columns, lambda place: f"{page}#finding-{place.number}")
    return download(request, table, places, form.cleaned_data["format"], named=f"核对_{_stem(draft)}")


def _stem(draft: CheckedDraftFile) -> str:
    return name_for_file(PurePath(draft.name).stem) or "答复稿"
