"""Tables and Word files as downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Generic

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.text.lazy_re import lazy_re
from kejiting.web.querystring import address
from kejiting.web.spreadsheets import CONTENT_TYPES, Cell, Column, Row, csv_file, xlsx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# what no file name may hold anywhere: 概念验证/中试?; not 概念验证 中试
_NOT_IN_NAMES = lazy_re(r'[\\/:*?"<>|“”\s\x00-\x1f\x7f]+')


class FormatForm(forms.Form):
    """Which of `CONTENT_TYPES` is asked for."""

    format = forms.ChoiceField(
        choices=[(name, name) for name in CONTENT_TYPES], error_messages={"required": "请选择导出的格式。"}
    )


def refuse_download(request: HttpRequest, *reasons: str) -> HttpResponse:
    """Answer 422 with a page that says why there is no file."""
    return render(request, "web/trouble.html", {"title": "不能导出", "advice": "".join(reasons)}, status=422)


def export_links(name: str, asked: Mapping[str, object], *args: object) -> list[dict[str, str]]:
    """Where a page leads for its file in each format, as `web/_exports.html` shows it; `name` is that of the address."""
    begins = reverse(name, args=args)
    return [{"label": kind.upper(), "address": begins + address(asked, format=kind)} for kind in CONTENT_TYPES]


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """What a file says: the title of its sheet, its columns, and where a row leads, which makes the last column.

    Behind `most` rows stands the sentence `more`, in which {most} is their number.
    """

    title: str
    columns: tuple[Column[Row], ...]
    url: Callable[[Row], str]
    most: int | None = None
    more: str = ""


def download(
    request: HttpRequest, table: Table[Row], rows: Iterable[Row], chosen: str, *, named: str = ""
) -> HttpResponse:
    """Answer with a file, named as its sheet, or as `named`, and by the day. `chosen` is one of `CONTENT_TYPES`."""
    link: Column[Row] = Column("链接", 44, lambda row: request.build_absolute_uri(table.url(row)))
    columns = (*table.columns, link)
    cells = _cells(table, columns, rows)
    data = xlsx(table.title, columns, cells) if chosen == "xlsx" else csv_file(columns, cells)
    name = f"{named or table.title}_{timezone.localdate().isoformat()}.{chosen}"
    return attachment(data, name, CONTENT_TYPES[chosen])


def _cells(table: Table[Row], columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    ahead = iter(rows)
    for row in islice(ahead, table.most):
        yield [column.cell(row) for column in columns]
    if any(True for _ in ahead):
        yield [table.more.format(most=table.most), *[None] * (len(columns) - 1)]


def download_word(title: str, paragraphs: Iterable[tuple[str, str]]) -> HttpResponse:
    """Answer with a Word file named `title`; of `paragraphs` see `kejiting.official_document.writer.docx_file`."""
    # 100 modules, and most processes never write one
    data: bytes = import_module("kejiting.official_document.writer").docx_file(title, paragraphs)
    return attachment(data, f"{name_for_file(title)}.docx", WORD)


def attachment(data: bytes | str, name: str, content_type: str) -> HttpResponse:
    """Answer with a file to be saved. The audit says that it was taken out."""
    record_act(AuditAct.EXPORTED, kind="文件", name=name)
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(data, content_type=content_type, headers=headers)


def name_for_file(words: str, most: int = 80) -> str:
    """Return the words without what file names may not hold, at most `most` characters."""
    return _NOT_IN_NAMES.sub(" ", words).strip(" .")[:most].strip(" .")
