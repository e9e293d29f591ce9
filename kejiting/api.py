"""The API: everything under /api/, with its description at /api/openapi.json and its reader at /api/docs."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI, Router
from ninja.errors import HttpError
from ninja.openapi.docs import Swagger

from kejiting.search_pages import parts_api as search
from kejiting.search_pages import suggest_api
from kejiting.web.api_errors import refuse_in_chinese
from kejiting.web.api_parameters import EmptyParamsParser
from measures.citations import api as citations
from measures.commitments import api as commitments
from measures.figures import api as figures
from measures.indicators import api as indicators
from measures.plans import api as plans
from measures.topics import api as topics
from proposals.pages import api as letters


class ApiReader(Swagger):
    """The reader with our page around it, which takes nothing from the internet."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        asked = {**self.settings, "url": self.get_openapi_url(api, kwargs)}
        return render(request, self.template, {"swagger_settings": json.dumps(asked, indent=1), "api": api})


api = NinjaAPI(
    title="科技厅答复函库接口",
    version="1",
    description=(
        "检索、读取已发布的答复函和实施方案，只读；POST 只用来送整篇建议，不保存。文中位置（start、end）按字符计，text[start:end] 即原文。"
        "文件没有写明的内容为 null；联系人姓名、电话以“＊”遮去。参数有误答 422，并写明原因。"
    ),
    urls_namespace="api",
    parser=EmptyParamsParser(),
    docs=ApiReader(
        settings={
            "validatorUrl": None,  # its badge would ask a server on the internet
            "deepLinking": False,  # it puts links into buttons, which a screen reader cannot tell apart
            "defaultModelsExpandDepth": 0,
            "displayRequestDuration": True,
        }
    ),
)
refuse_in_chinese(api)

elsewhere = Router()


@elsewhere.get("/{path:rest}", include_in_schema=False)
def no_such_endpoint(request: HttpRequest, rest: str) -> None:
    raise HttpError(404, "没有这个接口")


@elsewhere.get("/", include_in_schema=False)
def no_endpoint_named(request: HttpRequest) -> None:
    raise HttpError(404, "没有这个接口")


# The last one takes every address that the others leave
for endpoints in (search, suggest_api, letters, plans, figures, topics, citations, commitments, indicators):
    api.add_router("", endpoints.router)
api.add_router("", elsewhere)
