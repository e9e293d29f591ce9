"""Every form of the pages as it stands there, and what somebody hostile puts into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.bench.letters import as_docx, as_pdf
from tests.security.addresses import every_address
from tests.security.asking import ask
from tests.security.documents import Documents
from tests.soak.cases import flipped, make_case
from tests.soak.chance import Chance

VALUES = (
    "", " ", "\u3000", "\0", "成\0果", "0", "-1", "1.5", "²", "٣", "NaN", "1e400", "9" * 30, "9" * 5000, "0x10", "true",
    "省" * 10_000, "零" * 30_000, "a" * 200_000, "（" * 5_000, "《" * 5_000, "\n" * 5_000, "\t零" * 3_000, "一、" * 3_000,
    "\ud800", "\udfff成果", "\u202e果成\u202c", "\u200b" * 50, "e" + "\u0301" * 500, "\ufeff标题", "𠮷" * 300, "\x1b[31m",
    "' OR 1=1 --", "\"; DROP TABLE proposals_replyletter; --", "%s%s%n", "{0.__class__}", "{{ 7*7 }}", "{% debug %}",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "//evil.example/", "../../etc/passwd",
    "a\r\nSet-Cookie: x=1", "9999-99-99", "0000-00-00", "2025-02-30", "10000-01-01", "=1+1", "@SUM(A1)", "[]", "{}", "null",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: where it goes, and what it sends if nothing is changed."""

    method: str
    url: str
    fields: dict[str, str]

    @property
    def has_file(self) -> bool:
        return self.url.endswith("/read/")


def every_form(client: Client, documents: Documents) -> list[Form]:
    """Of each page, and one for each address that takes a form and stands on no page; each kind of form once."""
    found: dict[tuple[str, str, tuple[str, ...]], Form] = {}
    for address in every_address(documents):
        if address.rule.reads is not None and address.status in {"", "draft", "published", "deleted"}:
            _, page = ask(client, "get", address.url)
            for form in _forms_of(address.url, page):
                found.setdefault((form.method, address.name, tuple(form.fields)), form)
        if address.rule.writes is not None:
            bare = Form("post", address.url, dict.fromkeys(("action", "version", "expected_version", "name", "q"), "1"))
            found.setdefault(("post", address.name, ()), bare)
    return [form for form in found.values() if "logout" not in form.url]


def _forms_of(url: str, page: bytes) -> Iterator[Form]:
    if not page.lstrip().lower().startswith(b"<!doctype html"):
        return
    for form in html.fromstring(page).forms:
        to = urlsplit(urljoin(url, form.get("action") or ""))
        if to.netloc:
            continue
        fields = {name: value if isinstance(value, str) else "" for name, value in form.form_values()}
        names = {one.get("name") for one in form.xpath(".//*[@name]")} - {"csrfmiddlewaretoken", None}
        yield Form(
            (form.get("method") or "get").lower(),
            to.path + (f"?{to.query}" if to.query else ""),
            {name: fields.get(name, "") for name in sorted(names)},
        )


def hostile(form: Form, number: int, chance: Chance) -> dict[str, Any]:
    """What to send: some fields, or all, with what they should not hold; now and then thousands more, or a file."""
    sent: dict[str, Any] = dict(form.fields)
    for name in chance.sample(sorted(sent), min(len(sent), chance.choice([1, 1, 2, len(sent)]))):
        sent[name] = chance.choice(VALUES)
    if chance.one_in(6):
        sent = {name: [value, chance.choice(VALUES)] for name, value in sent.items()}
    if chance.one_in(25) and form.method == "post":
        sent |= {f"{chance.choice(['x', 'ask-', 'part-', 'title-'])}{place}": "1" for place in range(1500)}
    if form.has_file and not chance.one_in(4):
        name, data = hostile_file(number, chance)
        sent["file"] = SimpleUploadedFile(name, data)
    if form.method == "get":
        # a browser sends no half of a pair of surrogates
        return {name: _sendable(value) for name, value in sent.items() if len(str(value)) < 100_000}
    return {name: _sendable(value) for name, value in sent.items()}


def _sendable(value: Any) -> Any:
    """Lone surrogates as the bytes that a program would send."""
    if isinstance(value, list):
        return [_sendable(one) for one in value]
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(value, str) else value


def hostile_file(number: int, chance: Chance) -> tuple[str, bytes]:
    if chance.one_in(2):
        case = make_case(16, number)
        return case.name, case.data
    name = chance.choice(sorted(FILES))
    data = FILES[name]()
    return chance.choice([name, f"../{name}", "\u202e" + name, "长" * 300 + name]), (
        flipped(data, chance) if chance.one_in(3) else data
    )


def _package(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


@cache
def _whole(kind: str) -> bytes:
    return {"docx": as_docx, "pdf": as_pdf}[kind](
        "关于测试提案的答复\n王五委员：\n您的提案收悉，现答复如下：\n一、好。\n"
    )


@cache
def _bomb() -> bytes:
    return _package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w>" + b" " * 150_000_000 + b"</w>"})


_LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + place, b"&%c;" % (97 + place) * 10) for place in range(9)
) + b"]><w>&j;</w>"  # fmt: skip
FILES: dict[str, Callable[[], bytes]] = {
    "空.txt": lambda: b"",
    "空.docx": lambda: b"",
    "NUL.txt": lambda: b"\0" * 100_000,
    "长行.txt": ("标题：" + "零" * 8_000 + "\t").encode,
    "括号.txt": ("（" * 20_000).encode,
    "半个.docx": lambda: _whole("docx")[: len(_whole("docx")) // 2],
    "炸弹.docx": _bomb,
    "实体.docx": lambda: _package({"[Content_Types].xml": b"<Types/>", "word/document.xml": _LAUGHS}),
    "外部.docx": lambda: _package(
        {"word/document.xml": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'}
    ),
    "路径.docx": lambda: _package({"../../../tmp/x": b"x", "word/document.xml": b"<w/>"}),
    "许多.docx": lambda: _package({f"word/{place}.xml": b"<w/>" for place in range(5_000)}),
    "半个.pdf": lambda: _whole("pdf")[: len(_whole("pdf")) // 2],
    "只有头.pdf": lambda: b"%PDF-1.7\n%%EOF",
    "转圈.pdf": lambda: b"%PDF-1.4\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>",
    "表格.xlsx": lambda: _package({"xl/workbook.xml": b"<workbook/>"}),
    "深.html": lambda: b"<div>" * 20_000 + "答复".encode(),
    "伪装.pdf": lambda: _whole("docx"),
    "程序.exe": lambda: b"MZ" + b"\x90" * 5_000,
    "图.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
}
