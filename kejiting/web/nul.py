"""The character NUL, which no base can be asked for: left out of what pages are asked, refused by the API."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse, QueryDict

from kejiting.web.api_errors import MESSAGES, wrong_parameters


class NulMiddleware:
    """Middleware for what stands in addresses; what forms send, Django's own fields refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.urlencode() if "%00" in request.META["QUERY_STRING"] else ""
        if "%00" in asked and request.path.startswith("/api/"):
            odd = [name for name, values in request.GET.lists() if "\0" in "".join((name, *values))]
            return JsonResponse(wrong_parameters((name, MESSAGES["nul_character"]) for name in odd), status=422)
        if "%00" in asked:
            request.GET = QueryDict(asked.replace("%00", ""))
        return self.get_response(request)
