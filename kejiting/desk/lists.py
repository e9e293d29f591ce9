"""The list of requests, as a page and as a file; the letters that answer a proposal of which there is no request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kejiting.desk.forms import RequestListForm
from kejiting.web.actions import form_errors
from kejiting.web.downloads import FormatForm, Table, download, export_links, refuse_download
from kejiting.web.filter_forms import filtered_by
from kejiting.web.permission import MAY_HANDLE, only_with
from kejiting.web.spreadsheets import Column
from proposals.models import Outline, ReplyLetter, Request, RequestAnswer, RequestRole
from proposals.models.requests import RequestQuerySet

PAGE_SIZE = 30
MOST_ROWS = 10_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in the list; `state` is the word for it, `kind` colours it as a promise's."""

    request: Request
    is_answered: bool
    is_begun: bool
    today: date

    @property
    def is_late(self) -> bool:
        due = self.request.due_on
        return self.is_open and due is not None and due < self.today

    @property
    def is_open(self) -> bool:
        return not self.is_answered and self.request.role != RequestRole.INFORMED

    @property
    def state(self) -> str:
        if self.is_late:
            return "已过期限"
        return "未答复" if self.is_open else "已答复" if self.is_answered else "参阅"

    @property
    def kind(self) -> str:
        return "late" if self.is_late else "under_way" if self.is_open else "done" if self.is_answered else ""


TABLE: Table[RequestRow] = Table(
    "来件",
    (
        Column("编号", 10, lambda row: row.request.number),
        Column("题目", 50, lambda row: row.request.title),
        Column("种类", 10, lambda row: row.request.kind),
        Column("届次", 24, lambda row: str(row.request.session) if row.request.session else None),
        Column("提出人", 24, lambda row: "、".join(row.request.proposers)),
        Column("办理角色", 10, lambda row: row.request.get_role_display()),
        Column("主办单位", 20, lambda row: row.request.main_unit),
        Column("会办单位", 24, lambda row: "、".join(row.request.co_units)),
        Column("承办处室", 16, lambda row: row.request.office),
        Column("重点件", 8, lambda row: "重点件" if row.request.is_key else None),
        Column("交办日期", 12, lambda row: row.request.handed_over_on),
        Column("办结期限", 12, lambda row: row.request.due_on),
        Column("状态", 10, lambda row: row.state),
    ),
    url=lambda row: row.request.get_absolute_url(),
    most=MOST_ROWS,
    more="以上是前 {most} 件来件，其余没有导出。请加上条件，分几次导出。",
)


class RequestExportForm(FormatForm, RequestListForm):
    """The filters of the list, and a format."""


@only_with(MAY_HANDLE)
@require_safe
@filtered_by(RequestListForm)
def request_list(request: HttpRequest) -> HttpResponse:
    form = RequestListForm(request.GET)
    if not form.is_valid():
        return render(request, "desk/request_list.html", {"form": form}, status=422)
    paginator: Paginator[Any] = Paginator(_keys(form.narrowed(Request.objects.all())), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page.object_list),
        "chips": form.chips("requests"),
        "is_asked": bool(form.asked),
        "exports": export_links("requests_export", form.asked),
    }
    return render(request, "desk/request_list.html", context)


@only_with(MAY_HANDLE)
@require_safe
def requests_export(request: HttpRequest) -> HttpResponse:
    form = RequestExportForm(request.GET)
    if not form.is_valid():
        return refuse_download(request, *form_errors(form))
    keys = list(_keys(form.narrowed(Request.objects.all()))[: MOST_ROWS + 1])
    return download(request, TABLE, _rows(keys), form.cleaned_data["format"])


@only_with(MAY_HANDLE)
@require_safe
def letters_without_request(request: HttpRequest) -> HttpResponse:
    """Letters of the base for which nobody entered the request that they answer."""
    letters = ReplyLetter.objects.published().filter(~Exists(RequestAnswer.objects.filter(letter=OuterRef("pk"))))
    keys = letters.order_by("-written_on", "-pk").values_list("pk", flat=True)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = ReplyLetter.objects.with_proposals().defer("text", "as_read_text").in_bulk(list(page))
    rows = [shown[pk] for pk in page if pk in shown]
    return render(request, "desk/letters_without_request.html", {"page": page, "rows": rows})


def rows_of(keys: Iterable[int]) -> list[RequestRow]:
    """The rows of these requests, in their order; three queries."""
    wanted = list(keys)
    shown = Request.objects.select_related("session").defer("text").in_bulk(wanted)
    answers = RequestAnswer.objects.given().filter(request__in=wanted).order_by()
    answered = set(answers.values_list("request_id", flat=True))
    begun = set(Outline.objects.filter(request__in=wanted).order_by().values_list("request_id", flat=True))
    today = timezone.localdate()
    return [RequestRow(shown[pk], pk in answered, pk in begun, today) for pk in wanted if pk in shown]


def _keys(requests: RequestQuerySet) -> Any:
    """Keys alone, so that a page far down reads no more requests than the first."""
    return requests.values_list("pk", flat=True)


def _rows(keys: list[int]) -> Iterator[RequestRow]:
    for start in range(0, len(keys), _AT_ONCE):
        yield from rows_of(keys[start : start + _AT_ONCE])
