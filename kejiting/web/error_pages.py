"""What people read when a request cannot be answered: one sentence, and what to do. The API gets it as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kejiting.runtime.request_id import current_request_id
from kejiting.web.actions import ActionError
from kejiting.web.rights import MissingRight, right_name, right_of_admin_page, roles_with
from kejiting.web.roles import ADMINISTRATOR, EDITOR


@dataclass(frozen=True, slots=True)
class ErrorPage:
    status: int
    title: str
    advice: str


class GoneError(Http404):
    """What was at this address once, and is withdrawn; `page` says so."""

    def __init__(self, page: ErrorPage) -> None:
        super().__init__(f"{page.title}，{page.advice}")
        self.page = page


NOT_UNDERSTOOD = ErrorPage(400, "请求无法识别", "请返回上一页，检查后再试。")
WRONG_HOST = ErrorPage(
    400, "网址里的主机名不对", "请用管理员给的网址打开。管理员可以把这个主机名写进 KEJITING_ALLOWED_HOSTS。"
)
REFUSED = "这一步没有做成"
NOT_ALLOWED = "您没有这项权限"
NOT_CHANGEABLE = ErrorPage(403, "这里不能改动", "这一条在这里不能改动或删除。确有需要，请找管理员。")
STALE_FORM = ErrorPage(
    403, "这一页已经过期", "没有保存任何内容。请返回上一页，刷新后再试；还不行，请允许本站使用 Cookie，并重新登录。"
)
NO_SUCH_PAGE = ErrorPage(404, "没有这一页", "内容可能已被撤回或删除，也可能网址有误。可以从检索页重新查找。")
WRONG_METHOD = ErrorPage(405, "不能这样访问这个网址", "保存、发布请用页面上的按钮；接口只读，只接受 GET。")
TOO_LARGE = ErrorPage(413, "送来的内容太多", "没有保存任何内容。文字请不要超过 20 万字，更长的请拆开。")
TOO_MANY_FILES = ErrorPage(
    413,
    "一次送来的文件太多",
    "没有保存任何内容。请分几次上传，每次不超过 100 份；浏览器开着 JavaScript 时会逐份上传，没有这个限制。",
)
FAILED = ErrorPage(500, "系统出错", "这一步没有做成，已有内容没有改动。原因已记入日志，请稍后再试或告诉管理员。")
BASE_GONE = ErrorPage(503, "暂时打不开", "数据库主机暂时连不上，已有内容没有改动。请过几分钟再试，或告诉管理员。")
NOT_SAVED = ErrorPage(
    503,
    "暂时不能保存",
    "数据库主机暂时连不上，没有保存任何内容；阅读和检索照常。请过几分钟再试，或告诉管理员。",
)
PERHAPS_SAVED = ErrorPage(
    503,
    "不能确定是否已经保存",
    "数据库主机刚刚断开。请过几分钟打开相应页面查看：已经保存的不会丢失，没有保存的请再做一次。",
)

BAD_REQUESTS: tuple[tuple[type[Exception], ErrorPage], ...] = (
    (DisallowedHost, WRONG_HOST),
    (RequestDataTooBig, TOO_LARGE),
    (TooManyFieldsSent, TOO_LARGE),
    (TooManyFilesSent, TOO_MANY_FILES),
    (Exception, NOT_UNDERSTOOD),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, next(trouble for kind, trouble in BAD_REQUESTS if isinstance(exception, kind)))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which right is missing, which roles have it and who gives it; an API's client gets the same sentence."""
    right = exception.right if isinstance(exception, MissingRight) else right_of_admin_page(request)
    roles = roles_with(right) if right else [EDITOR, ADMINISTRATOR]
    if not roles or (right and request.user.has_perm(right)):
        return error_response(request, NOT_CHANGEABLE)
    need = f"这一步需要“{right_name(right)}”的权限" if right else "这一页需要进入管理的权限"
    advice = f"{need}，有这项权限的是：{'、'.join(roles)}。如果工作需要，请找管理员给您开通。"
    return error_response(request, ErrorPage(403, NOT_ALLOWED, advice))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token that only our pages have; Django has logged the reason."""
    return error_response(request, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(request, exception.page if isinstance(exception, GoneError) else NO_SUCH_PAGE)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_response(request, FAILED)


def error_response(request: HttpRequest, trouble: ErrorPage) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse(
            {"detail": f"{trouble.title}：{trouble.advice}"},
            status=trouble.status,
            json_dumps_params={"ensure_ascii": False},
        )
    said = {"title": trouble.title, "advice": trouble.advice, "request_id": current_request_id()}
    if trouble.status >= 500:
        # who is logged in stands in the base, which may be what failed
        return HttpResponse(render_to_string("web/trouble.html", said), status=trouble.status)
    return render(request, "web/trouble.html", said, status=trouble.status)


class ErrorPageMiddleware:
    """Middleware: a wrong method gets its sentence, and a number that no base can hold names nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != WRONG_METHOD.status:
            return response
        said = error_response(request, WRONG_METHOD)
        said["Allow"] = response.get("Allow", "")
        return said

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PermissionDenied):  # here, before Django logs it with a traceback
            return permission_denied(request, exception)
        if isinstance(
            exception, ActionError
        ):  # where no page says itself why it was not done, as in the administration
            return error_response(request, ErrorPage(exception.status, REFUSED, f"没有改动。{exception}"))
        reads = request.method in {"GET", "HEAD"}
        return (
            error_response(request, NO_SUCH_PAGE)
            if reads and isinstance(exception, (OverflowError, DataError))
            else None
        )
