"""Read a saved web page: the article, and above it what the page says about it, as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.message import Message

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.html.article import find_article
from kejiting.text.html.edges import without_edges
from kejiting.text.html.head import head_lines
from kejiting.text.html.layout import printed_lines
from kejiting.text.html.pictures import pictures_in
from kejiting.text.html.shown import prepare
from kejiting.text.html.surroundings import drop_chrome, drop_links_around
from kejiting.text.html.weights import weigh
from kejiting.text.marks import LOST
from kejiting.text.plain import read_plain, repair_mojibake
from kejiting.text.surrogates import join_surrogates
from kejiting.text.unreadable import UnreadableFile

_MOST_TAGS = 100_000
_MOST_DEPTH = 500
_MOST_PARTS = 200
_COPY = "请用浏览器打开，把正文复制后粘贴，或另存为 PDF 后再上传。"
_EMPTY = f"这份网页里没有正文（可能要联网才显示），{_COPY}"
_ODD = f"这份网页的结构异常，读不出来，{_COPY}"


def read_html(data: bytes) -> FileText:
    """Return the text of the page's article below lines for its fields and title; raise `UnreadableFile`.

    Lines are paragraphs; one that a browser indents begins with two wide spaces; cells of data are parted by tabs.
    """
    return _whole(*_page_lines(_tree(_decoded(data))))


def read_fragment(data: bytes) -> FileText:
    """Return all that is shown of a page that is a part of another file, in the lines of `read_html`."""
    page = _tree(_decoded(data))
    body = next(page.iter("body"), page)
    prepare(body)
    return _whole(printed_lines(body), pictures_in([body]))


def read_mht(data: bytes, read: Callable[[bytes], FileText] = read_html) -> FileText:
    """Return the fullest page of a web archive; raise `UnreadableFile`."""
    if data.count(b"boundary=") > _MOST_PARTS:
        raise UnreadableFile(_ODD)
    pages = [page for part in message_from_bytes(data).walk() if (page := _part(part, read))]
    if not pages:
        raise UnreadableFile(_EMPTY)
    return max(pages, key=lambda page: len(page.text))


def _part(part: Message, read: Callable[[bytes], FileText]) -> FileText | None:
    payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
    if not isinstance(payload, bytes):
        return None
    try:
        return read(payload)
    except UnreadableFile:
        # A frame without text, beside the page itself.
        return None


def _whole(lines: Sequence[str], left_out: Sequence[LeftOut]) -> FileText:
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableFile(_EMPTY)
    if LOST in text:
        raise UnreadableFile(f"这份网页的正文里有残缺的文字，{_COPY}")
    return FileText(text, tuple(left_out))


def _page_lines(page: HtmlElement) -> tuple[list[str], list[LeftOut]]:
    body = next(page.iter("body"), page)
    prepare(body)
    weights = drop_chrome(body, weigh(body))
    weights = drop_links_around(body, weights)
    article = find_article(body, weights)
    drop_links_around(body, weights, article)
    before = [] if article[0] is body else printed_lines(body, until=article[0])
    lines = without_edges([line for one in article for line in printed_lines(one)])
    return ([*head_lines(page, before, lines), *lines] if lines else []), pictures_in(article)


def _decoded(data: bytes) -> str:
    """What a page says of its encoding is wrong too often (it was saved again in another): its characters decide."""
    try:
        return read_plain(data)
    except UnreadableFile:
        # The lists of old sites cut titles in the middle of a character; in the article none may be lost.
        text = repair_mojibake(data)
        if text is None:
            raise
        return text


def _tree(text: str) -> HtmlElement:
    if text.count("<") > _MOST_TAGS:
        raise UnreadableFile(f"这份网页的标记超过 {_MOST_TAGS // 10_000} 万个，不像一份答复或方案，{_COPY}")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(join_surrogates(text.encode()), parser=parser)
    except etree.LxmlError as error:
        raise UnreadableFile(_EMPTY) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _is_too_deep(page):
        raise UnreadableFile(_ODD)
    return page


def _is_too_deep(page: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MOST_DEPTH:
            return True
    return False
