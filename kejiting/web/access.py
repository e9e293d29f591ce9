"""Who may read: everyone on the network, or only those who are logged in (KEJITING_PUBLIC)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# The addresses of feeds are their own keys
_OPEN = {"login", "display", "following_feed", "requests_due_feed", "healthz", "readyz"}


class LoginRequiredMiddleware:
    """Middleware. With KEJITING_PUBLIC off, pages lead to the login and the API answers 401."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.KEJITING_PUBLIC or _is_open(request.path_info) or request.user.is_authenticated:
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": "请先登录"}, status=401)
        return redirect_to_login(request.get_full_path())


def _is_open(path: str) -> bool:
    try:
        return resolve(path).url_name in _OPEN
    except Resolver404:
        return False
