"""Count what an article shows and its text does not say: pictures that stand for themselves, other files set into it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from kejiting.text.file_text import LeftOut
from kejiting.text.lazy_re import lazy_re

_KINDS = {
    "img": "图片",
    "iframe": "嵌入的内容",
    "frame": "嵌入的内容",
    "object": "嵌入的内容",
    "embed": "嵌入的内容",
    "video": "视频",
}
# icon_doc.gif, blank.png, qrcode; not 附件.jpg
_ORNAMENT = lazy_re(
    r"icon|logo|blank|spacer|space\.gif|dot\.|line\.|arrow|qrcode|ewm|erweima|print|weixin|share", re.IGNORECASE
)
_SIZE = lazy_re(r"(?<![\w-])(?:width|height)\s*:\s*(\d+(?:\.\d+)?)px", re.IGNORECASE)
# Pixels: an icon, a line
_SMALL = 48
_LINES = ("p", "div", "td", "li", "section", "article", "figure", "center", "body")


def pictures_in(article: Sequence[HtmlElement]) -> list[LeftOut]:
    """Return how many pictures and embedded contents an article holds; icons beside words and ornaments do not count."""
    found = [_KINDS[one.tag] for root in article for one in root.iter(*_KINDS) if _counts(one)]
    return [LeftOut(kind, times=found.count(kind)) for kind in sorted(set(found))]


def _counts(element: HtmlElement) -> bool:
    source = element.get("src") or element.get("data-src") or element.get("data") or ""
    if not source and element.tag in ("img", "iframe", "frame", "embed"):
        return False
    if _ORNAMENT.search(source[:200].rpartition("/")[2]) or _is_small(element):
        return False
    return element.tag != "img" or _stands_alone(element)


def _is_small(element: HtmlElement) -> bool:
    written = [element.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    sizes = [
        float(size)
        for size in (*written, *_SIZE.findall(element.get("style", "")))
        if re.fullmatch(r"\d{1,6}(\.\d+)?", size)
    ]
    return bool(sizes) and min(sizes) < _SMALL


def _stands_alone(picture: HtmlElement) -> bool:
    """Tell a picture on a line of its own from the icon of a link."""
    line = next((one for one in picture.iterancestors() if one.tag in _LINES), None)
    if line is None or line.tag in ("body", "div", "section", "article", "td"):
        beside = f"{_tail_before(picture)}{picture.tail or ''}"
        return not beside.strip()
    return not "".join(map(str, line.itertext())).strip()


def _tail_before(picture: HtmlElement) -> str:
    before = picture.getprevious()
    parent = picture.getparent()
    if before is not None:
        return before.tail or ""
    return "" if parent is None else parent.text or ""
