"""The desk: three ways in, what still needs a look, and what was published last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kejiting.text.files import MAX_FILE_BYTES
from kejiting.web.permission import MAY_ENTER, require_permission
from proposals.entry.arrival_forms import FilesForm, PasteForm, desk_forms
from proposals.entry.permission import editors_only
from proposals.entry.several import SeveralForm
from proposals.models import ReplyLetter, Status
from proposals.records import open_to

ROWS_A_PAGE = 20
PUBLISHED_SHOWN = 8
TOO_LARGE = f"文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB，没有上传，请拆分或压缩图片后再传。"
MINE = "mine"
FILTERS = {
    Status.ARRIVED: "待核对",
    Status.DRAFT: "草稿",
    Status.CHECKED: "已核对，待发布",
    Status.PUBLISHED: "已发布，有新的识别结果",
    Status.WITHDRAWN: "已撤回",
    MINE: "分给我的",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A link that narrows the queue; `status` is "" for all of it, MINE for what is assigned to who asks."""

    status: str
    label: str
    count: int
    is_chosen: bool


@editors_only
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return show_desk(request)


def show_desk(request: HttpRequest, refused: FilesForm | PasteForm | None = None, *, status: int = 200) -> HttpResponse:
    """Render the desk; a form that was refused is shown with its reason."""
    letters = ReplyLetter.objects.select_related("entered_by", "assigned_to").defer(
        "text", "as_read_text", "masked", "reading"
    )
    waiting = ReplyLetter.objects.to_be_looked_at()
    chosen = request.GET.get("status", "")
    # arrived, checked, draft, published: the alphabet has the order in which they need a look
    queue = letters.to_be_looked_at().order_by("status", "-changed_at", "-pk")
    by = require_permission(MAY_ENTER, request)
    mine = waiting.filter(assigned_to=by)
    if chosen == Status.WITHDRAWN:
        queue = letters.in_state(Status.WITHDRAWN).order_by("-changed_at", "-pk")
    elif chosen in Status.values:
        queue = queue.filter(status=chosen)
    elif chosen == MINE:
        queue = queue.filter(assigned_to=by)
    page = Paginator(queue, ROWS_A_PAGE).get_page(request.GET.get("page"))
    counts = dict(ReplyLetter.objects.at_the_desk().order_by().values_list("status").annotate(Count("pk")))
    context = {
        **desk_forms(refused, PasteForm),
        "most_bytes": MAX_FILE_BYTES,
        "too_large": TOO_LARGE,
        "filters": list(_filters({**counts, MINE: mine.count()}, chosen)),
        "several": SeveralForm(auto_id="several_%s"),
        "queue": page,
        "rows": [(letter, open_to(letter, by)) for letter in page],
        "published": [
            (letter, open_to(letter, by))
            for letter in letters.published().order_by("-changed_at", "-pk")[:PUBLISHED_SHOWN]
        ],
    }
    return render(request, "entry/desk.html", context, status=status)


def _filters(counts: dict[str, int], chosen: str) -> Iterator[Filter]:
    waiting = sum(count for status, count in counts.items() if status not in (MINE, Status.WITHDRAWN))
    yield Filter("", "全部", waiting, is_chosen=chosen not in FILTERS)
    for status, label in FILTERS.items():
        if counts.get(status) or status == chosen:
            yield Filter(status, label, counts.get(status, 0), is_chosen=status == chosen)
