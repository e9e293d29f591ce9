"""What the API says when it cannot answer: one sentence in Chinese, and for parameters what is wrong with each."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from kejiting.runtime.logs import shown_path
from kejiting.web.error_pages import GoneError

logger = logging.getLogger(__name__)


class Refusal(BaseModel):
    detail: str = Field(description="原因")


class WrongParameter(BaseModel):
    field: str = Field(description="参数名")
    message: str = Field(description="哪里不对")


class WrongParameters(Refusal):
    problems: list[WrongParameter] = Field(description="逐个参数的原因")


NEEDS_LOGIN = {401: Refusal}
UNKNOWN_ID = {404: Refusal}
WITHDRAWN = {410: Refusal}
WRONG_PARAMETERS = {422: WrongParameters}

NOT_JSON = "送来的内容不是有效的 JSON"
# What pydantic found wrong → what people read; the names in braces are those of its context
MESSAGES = {
    "int_parsing": "应当是整数",
    "int_parsing_size": "数太大了",
    "int_from_float": "应当是整数",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "string_too_short": "不能留空",
    "string_too_long": "太长，请不要超过{max_length}字",
    "string_pattern_mismatch": "写法不对，请照接口说明里的样子写",
    "string_unicode": "含有无法识别的字符",
    "no_value": "看不懂这个数值，可以写 5000万元、>1亿元、≥100名、100..500名",
    "date_from_datetime_parsing": "应当是 2024-12-31 这样的日期",
    "date_from_datetime_inexact": "应当是 2024-12-31 这样的日期",
    "nul_character": "含有不可用的空字符",
    "unreadable": "读不了：{reason}",
    "literal_error": "只能是 {expected}",
    "missing": "不能缺少",
    "too_long": "太多，请不要超过{max_length}项",
}


def refuse_in_chinese(api: NinjaAPI) -> None:
    """Make `api` answer wrong parameters, unknown ids and its own failures in the shapes above."""

    def invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        found = error.errors if isinstance(error, ValidationError) else []
        problems = ((_named(one["loc"]), reason(one)) for one in found)
        return api.create_response(request, wrong_parameters(problems), status=422)

    def refused(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
        status = error.status_code if isinstance(error, HttpError) else 400
        if status == 400:  # what was sent cannot be read
            return api.create_response(request, {"detail": NOT_JSON, "problems": []}, status=422)
        return api.create_response(request, {"detail": str(error)}, status=status)

    def failed(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        logger.error(
            "the API failed at %s", shown_path(request.path), exc_info=error if isinstance(error, Exception) else None
        )
        return api.create_response(request, {"detail": "系统出错，原因已记入日志"}, status=500)

    def gone(request: HttpRequest, error: GoneError | type[GoneError]) -> HttpResponse:
        return api.create_response(request, {"detail": str(error)}, status=410)

    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(GoneError, gone)
    api.add_exception_handler(HttpError, refused)
    api.add_exception_handler(Exception, failed)


def wrong_parameters(found: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Fill the shape `WrongParameters` with names of parameters and what is wrong with each."""
    problems = [{"field": name, "message": message} for name, message in found]
    detail = "；".join(f"参数 {problem['field']} {problem['message']}" for problem in problems)
    return {"detail": detail, "problems": problems}


def _named(location: Sequence[str | int]) -> str:
    """The parameter; of one that comes several times its name, not the place among its values."""
    return next((place for place in reversed(location) if isinstance(place, str)), "")


def reason(error: Mapping[str, Any]) -> str:
    """Put what pydantic found into one Chinese phrase; what the table does not know is 不合要求."""
    context = dict(error.get("ctx", {}))
    if "expected" in context:
        # 'measures', 'outcomes' or 'prose' → measures、outcomes、prose
        context["expected"] = context["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
    return MESSAGES.get(str(error["type"]), "不合要求").format(**context)
