"""答复模板: the fixed words around a reply, kept by editors."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kejiting.ingest.wastebasket import throw_away
from kejiting.outlines.forms import ReplyTemplateForm
from kejiting.web.actions import ActionError
from kejiting.web.parameters import row_id
from kejiting.web.permission import MAY_HANDLE, only_with, require_permission
from proposals.models import ReplyTemplate
from proposals.records.reply_templates import save_reply_template, unknown_names_of, with_names_of_today

MAY_ADD, MAY_CHANGE, MAY_DELETE = (f"proposals.{action}_replytemplate" for action in ("add", "change", "delete"))
_MOST = 200
# What may stand in braces, and what it becomes
NAMES = (
    ("{称谓}", "王洪福委员："), ("{题目}", "关于……的建议"), ("{编号}", "157"), ("{届次}", "省政协十三届三次会议"),
    ("{种类}", "委员提案"), ("{提出人}", "王洪福"), ("{主办单位}", "省科技厅"),
)  # fmt: skip


@only_with(MAY_HANDLE)
@require_safe
def reply_templates(request: HttpRequest) -> HttpResponse:
    rows = ReplyTemplate.objects.annotate(outlines=Count("outline"))[:_MOST]
    for row in rows:
        row.title = with_names_of_today(row.title)
        row.unknown_names = unknown_names_of(row)  # type: ignore[attr-defined]
    return render(request, "outlines/reply_templates.html", {"rows": rows})


@only_with(MAY_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def reply_template_new(request: HttpRequest) -> HttpResponse:
    return _edited(request, None)


@only_with(MAY_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def reply_template(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(ReplyTemplate, pk=pk)
    if request.method == "POST" and request.POST.get("action") == "delete":
        return _deleted(request, template)
    return _edited(request, template)


def _edited(request: HttpRequest, template: ReplyTemplate | None) -> HttpResponse:
    version = template.version if template else 0
    initial = {"expected_version": version}
    form = ReplyTemplateForm(request.POST or None, instance=template, initial=initial)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["expected_version"] or 0
        by = require_permission(MAY_HANDLE, request)
        known = ReplyTemplate.objects.filter(pk=template.pk).first() if template else None
        try:
            saved = save_reply_template(form.words, template=known, expected_version=expected, by=by)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已保存模板“{saved}”。")
            return redirect("reply_templates")
    context = {"form": form, "template": template, "names": NAMES}
    return render(request, "outlines/reply_template.html", context, status=422 if form.errors else 200)


def _deleted(request: HttpRequest, template: ReplyTemplate) -> HttpResponse:
    by, name = require_permission(MAY_DELETE, request), str(template)
    sent = row_id(request.POST.get("expected_version", ""))
    try:
        throw_away(template, by=by, expected_version=-1 if sent is None else sent)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("reply_template", template.pk)
    messages.success(request, f"已删除模板“{name}”，放进了回收站。用它起过头的提纲没有变。")
    return redirect("reply_templates")
