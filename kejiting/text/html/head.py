"""Keep what a page says about its article: the fields above it, the title, the `<meta>` of government pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from kejiting.text.clean import strip_whitespace
from kejiting.text.fields import read_field
from kejiting.text.html.fields import DOC_NUMBER, DOCUMENT, fields_in
from kejiting.text.lazy_re import lazy_re

# What government pages say in <meta>: the label it gets, and the labels that say the same.
_META = {
    "pubdate": ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "时间", "日期", "信息时间", "录入时间", "发表时间"),
    "contentsource": ("来源", "信息来源", "文章来源"),
    "columnname": ("公开目录", "分类", "组配分类", "信息分类", "主题分类", "体裁分类"),
}  # fmt: skip
# More lines are no head of a letter.
_LONGEST_HEAD = 200
# 2023-06-12 10:22 来源：市科技局; not 2023年6月12日召开
_DATED = lazy_re(
    r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:信息|文章)?来源\s*[:：]\s*\S*"
)
# 对…的答复_委员提案_吉林省科学技术厅, 对…的答复-科技厅; not 15-3-086
_BETWEEN = lazy_re(
    r"(?!(?<=\s)\s)(?:\s*[_|｜]+\s*|\s+[-–—]+\s+|(?<=[\u4e00-\u9fff）)])[-–—]+(?=[\u4e00-\u9fff])|[–—]{2,}|\s*[<>»]+\s*)"
)


def head_lines(page: HtmlElement, before: Sequence[str], article: Sequence[str]) -> list[str]:
    """Return what is to stand above the article and does not yet: fields, a document number, the title.

    `before`: the lines of the page above the article.
    """
    begin = list(takewhile(lambda line: "。" not in line, article[:_LONGEST_HEAD]))
    before = [line.strip() for line in before[-_LONGEST_HEAD:]]
    meta = _meta(page)
    said, found = fields_in(begin), fields_in(before)
    kept = [f"{label}：{value}" for label, value in found.items() if label not in said]
    dated = [match[0] for line in before if (match := _DATED.match(line))]
    is_dated = any(_DATED.match(line.strip()) for line in begin)
    if dated and not is_dated:
        kept.append(dated[-1])
    kept.extend(_from_meta(meta, {*said, *found}, is_dated=is_dated or bool(dated)))
    numbers = [line for line in before if DOC_NUMBER.fullmatch(line)]
    titles = _titles(page, meta, before)
    for line in (*numbers[-1:], *titles[:1]):
        if strip_whitespace(line) not in strip_whitespace("".join([*kept, *begin])):
            kept.append(line)
    return kept


def _meta(page: HtmlElement) -> dict[str, str]:
    found = ((one.get("name", "").lower(), " ".join(one.get("content", "").split())) for one in page.iter("meta"))
    return {name: value for name, value in found if value}


def _from_meta(meta: Mapping[str, str], said: set[str], *, is_dated: bool) -> Iterator[str]:
    for name, labels in _META.items():
        if name in meta and said.isdisjoint(labels) and not (is_dated and name != "columnname"):
            yield f"{labels[0]}：{meta[name]}"


def _titles(page: HtmlElement, meta: Mapping[str, str], before: Sequence[str]) -> list[str]:
    """Return what may be the title, the surest first: what the page's <meta> says, lines that its <title> repeats."""
    window = " ".join((page.findtext(".//title") or "").split())
    parts = [part for part in _BETWEEN.split(window) if DOCUMENT.fullmatch(part)]
    lines = [line for line in reversed(before) if DOCUMENT.fullmatch(line) and not read_field(line)[0]]
    repeated = [line for line in lines if strip_whitespace(line) in strip_whitespace(window)]
    whole = [part for part in parts if not part.endswith(("…", "..."))]
    return [*filter(None, [meta.get("articletitle")]), *repeated, *whole, *lines]
