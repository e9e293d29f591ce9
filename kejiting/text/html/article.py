"""Find the article of a saved page: by the names that systems give its container, and by where the sentences are."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from kejiting.text.html.weights import Weights
from kejiting.text.lazy_re import lazy_re

# Where the systems that governments use put an article, without -, _ and capitals, as ids and classes.
_CONTAINERS = frozenset((
    # TRS
    "trseditor", "trseditorview", "trsueditor", "trspaperdefault", "trsword", "customunionstyle", "view", "xlcontent",
    # UCAP, the State Council's
    "ucapcontent", "pagescontent", "articlecon",
    # Hanweb (大汉)
    "zoom", "zoomcon", "fontzoom", "btcontent", "artcontent", "wzcon", "wzy", "ivscontent", "xxgkcontent", "xxgkcontentdiv",
    # VSB (博达), EasySite, Epoint (新点), Founder, WeChat
    "vsbcontent", "vnewscontent", "easysitenewstext", "easysitenewscontent", "ewbarticleinfo", "ewbinfocon", "jscontent",
    "founderzbs", "tddoccontent", "mydoccontent",
    # Word, saved as a page
    "wordsection1", "section1", "section0",
    # Others
    "article", "articlecontent", "articlebody", "articletext", "articledetail", "articleinfo", "content", "contents",
    "contenttext", "contentbody", "contentmain", "maincontent", "maintext", "detail", "detailcontent", "detailnews",
    "newscontent", "newstext", "newsdetail", "infocontent", "textcontent", "context", "contxt", "bodytext", "artibody",
    "zwcontent", "zwnr", "nrcontent", "zhengwen", "divzhengwen", "wenzhang", "zfxxgkcontent", "zfxxgkzwcontent",
    "gkcontent", "gknbxqdetail", "xxgkcontentnr", "printarea", "printcontent", "arccont", "textcon",
))  # fmt: skip
# What a letter begins and ends with does not stand outside the article.
# 王洪福委员：; not 各位代表建议
BEGINS = lazy_re(r"\s*\S{2,40}(?:委员|代表|委员会)\s*[:：]\s*$")
# 2025年6月18日, 附件：1., （联系人：…; not 发布日期：2025年6月18日
_ENDS = lazy_re(
    r"\s*(?:[（(]?(?:\d\s?){4}年\s?\d[\d\s]?月\s?\d[\d\s]?日[）)]?\s*$|附件?\s*\d?[:：]|[（(]?(?:抄送|联系人|联系单位|承办人|此件)\S*[:：])"
)
_WRAPPERS = frozenset(
    ("body", "div", "section", "article", "main", "form", "table", "tbody", "tr", "td", "center", "span", "font")
)


def containers(body: HtmlElement) -> list[HtmlElement]:
    """Return the elements that are called as containers of articles are."""
    return [element for element in body.iter() if any(name in _CONTAINERS for name in names_of(element))]


def find_article(body: HtmlElement, weights: Weights) -> list[HtmlElement]:
    """Return the elements that the article stands in, one after another.

    The fullest container by name counts if it holds half of the page's sentences, else the page. From there the way
    leads down as long as one part holds nearly all and nothing of a letter is left behind.
    """
    fullest = max(containers(body), key=lambda element: weights[element].prose, default=body)
    start = fullest if weights[fullest].prose * 2 >= weights[body].prose else body
    article = _narrowed(start, weights)
    parent = article.getparent()
    if article is start and article is not body and parent is not None:
        # Several blocks of one editor are one article.
        return [one for one in parent if one is article or (set(names_of(one)) & set(names_of(article)) & _CONTAINERS)]
    return [article]


def _narrowed(element: HtmlElement, weights: Weights) -> HtmlElement:
    while True:
        inner = next((one for one in element if weights[one].prose * 10 >= weights[element].prose * 9), None)
        if inner is None or not weights[inner].prose or inner.tag not in _WRAPPERS or _leaves_behind(element, inner):
            return element
        element = inner


def _leaves_behind(element: HtmlElement, inner: HtmlElement) -> bool:
    parts = list(element)
    place = parts.index(inner)
    above = [element.text or "", *_texts(parts[:place])]
    below = [inner.tail or "", *_texts(parts[place + 1 :])]
    return any(map(BEGINS.match, above)) or any(map(_ENDS.match, below))


def _texts(elements: list[HtmlElement]) -> Iterator[str]:
    for one in elements:
        yield "".join(map(str, one.itertext()))
        yield from map(str, one.itertext())
        yield one.tail or ""


def names_of(element: HtmlElement) -> list[str]:
    """Return the ids and classes, without -, _ and capitals."""
    printed = f"{element.get('id', '')} {element.get('class', '')}"
    names = printed.lower().replace("-", "").replace("_", "").split()
    return [*names, "article"] if element.tag == "article" else names
