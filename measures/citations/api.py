"""GET /api/citations and /api/citations/{key}: what is cited, and where."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import P, PathEx, Query, Router
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from kejiting.web.api_errors import NEEDS_LOGIN, UNKNOWN_ID, WRONG_PARAMETERS
from kejiting.web.api_parameters import Page, Words, page_slice
from kejiting.web.api_shapes import Shape, taken_from
from measures.citations.rows import cited_documents, document_rows, name_of
from measures.models import Citation, document_address
from measures.quotations.api_shapes import PlaceShape, in_time, place_shapes

router = Router(tags=["引用"])
KEY = P(pattern=r"^[0-9a-f]{16}$", description="被引文件的编号")


class DocumentShape(Shape):
    key: str = Field(description="被引文件的编号，同一份文件不变")
    title: str | None = Field(description="标题；只引了文号的为 null")
    number: str | None = Field(description="文号；没有引文号的为 null")
    letters: int = Field(description="引用它的已发布答复函份数")
    plans: int = Field(description="引用它的方案份数")
    times: int = Field(description="引用的处数")
    url: str = taken_from("address")


class DocumentPage(BaseModel):
    count: int = Field(description="全部被引文件数，不只本页")
    items: list[DocumentShape]


class DocumentAnswer(BaseModel):
    key: str = Field(description="被引文件的编号")
    title: str | None = Field(description="标题")
    number: str | None = Field(description="文号")
    url: str
    count: int = Field(description="引用的处数，不只本页")
    citations: list[PlaceShape] = Field(description="引用之处，成文日期新的在前，方案里的在最后")


class CitedDocumentParams(BaseModel):
    as_of: date | None = Field(None, description="只看这一天为止成文、印发的", examples=["2024-12-31"])
    page: Page = 1
    size: int = Field(50, ge=1, le=200, description="每页多少个")


class CitedDocumentsParams(CitedDocumentParams):
    q: Words | None = Field(None, description="标题或文号里有的词", examples=["国办发〔2016〕28号"])


@router.get(
    "/citations",
    response={200: DocumentPage, **NEEDS_LOGIN, **WRONG_PARAMETERS},
    operation_id="list_citations",
    summary="列出被引用的文件",
    description="已发布的答复函和方案引用的文件，引用它的答复函多的在前。所答复的提案不算在内。",
)
def list_citations(request: HttpRequest, asked: Query[CitedDocumentsParams]) -> DocumentPage:
    documents = cited_documents(asked.q or "", asked.as_of)
    rows = document_rows(documents[page_slice(asked)])
    return DocumentPage.model_validate({"count": documents.count(), "items": rows})


@router.get(
    "/citations/{key}",
    response={200: DocumentAnswer, **NEEDS_LOGIN, **UNKNOWN_ID, **WRONG_PARAMETERS},
    operation_id="read_citation",
    summary="一份文件被谁引用",
    description="标题、文号，以及已发布的答复函和方案在哪里引用它。",
)
def read_citation(request: HttpRequest, key: PathEx[str, KEY], asked: Query[CitedDocumentParams]) -> DocumentAnswer:
    of_document = Citation.objects.filter(document=key).order_by()
    public = of_document.published()
    if not public.exists():
        raise HttpError(404, "没有这份被引文件")
    citations = of_document.published(asked.as_of)
    title, number = name_of(public)
    return DocumentAnswer(
        key=key,
        title=title,
        number=number,
        url=document_address(key),
        count=citations.count(),
        citations=place_shapes(in_time(citations)[page_slice(asked)]),
    )
