"""审计记录 as a page and as a file, for those who hold the right of it; nobody changes them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kejiting.audit.forms import AuditForm
from kejiting.audit.models import AuditHead, AuditRecord
from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, Table, download, export_links, refuse_download
from kejiting.web.filter_forms import filtered_by
from kejiting.web.permission import MAY_AUDIT, only_with
from kejiting.web.spreadsheets import Column

PAGE_SIZE = 50
MOST_EXPORTED = 100_000


class _ExportForm(FormatForm, AuditForm):
    pass


@never_cache
@require_safe
@only_with(MAY_AUDIT)
@filtered_by(AuditForm)
def audit_page(request: HttpRequest) -> HttpResponse:
    """GET /audit/: every act, the newest first."""
    form = AuditForm(request.GET)
    valid = form.is_valid()
    head = AuditHead.objects.first() or AuditHead()
    paginator = Paginator(form.records() if valid else AuditRecord.objects.none(), PAGE_SIZE)
    if valid and not form.asked:
        paginator.count = head.number  # they are numbered without a gap: none has to be counted
    context = {
        "form": form,
        "page": paginator.get_page(request.GET.get("page")),
        "head": head,
        "first": AuditRecord.objects.order_by("number").first(),
        "chips": form.chips("audit") if valid else [],
        "exports": export_links("audit_export", form.asked) if valid else [],
    }
    return render(request, "audit/audit.html", context, status=200 if valid else 422)


@never_cache
@require_safe
@only_with(MAY_AUDIT)
def audit_export(request: HttpRequest) -> HttpResponse:
    """GET /audit/export/?format=: what the page lists, as XLSX or CSV; itself an act."""
    form = _ExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    rows = form.records()[: MOST_EXPORTED + 1].iterator(chunk_size=1000)
    return download(request, TABLE, rows, form.cleaned_data["format"])


def _url(record: AuditRecord) -> str:
    return f"{reverse('audit')}?number={record.number}"


TABLE: Table[AuditRecord] = Table(
    "审计记录",
    (
        Column("序号", 10, lambda record: str(record.number)),
        Column("时间", 20, lambda record: f"{timezone.localtime(record.at):%Y-%m-%d %H:%M:%S}"),
        Column("谁", 24, lambda record: record.by_name),
        Column("做了什么", 16, lambda record: record.act_label),
        Column("对象种类", 12, lambda record: record.kind),
        Column("对象编号", 10, lambda record: "" if record.object_id is None else str(record.object_id)),
        Column("对象", 44, lambda record: record.name),
        Column("说明", 44, lambda record: record.detail),
        Column("来自", 18, lambda record: record.address),
        Column("命令", 18, lambda record: record.command),
        Column("请求编号", 18, lambda record: record.request_id),
        Column("上一条的校验值", 66, lambda record: record.former),
        Column("校验值", 66, lambda record: record.digest),
    ),
    _url,
    most=MOST_EXPORTED,
    more="只列出最近的{most}条，更早的请按日期分几次导出。",
)
