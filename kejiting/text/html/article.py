"""Find the article of a saved page and take away what surrounds it: navigation, tools, links, footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from kejiting.text.html.weights import Weights

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
_CHROME = re.compile(
    # mainnav, breadcrumb, dqwz (当前位置), xgwz (相关文章), yqlj (友情链接); not printArea, content
    r"nav|navigation|navbar|navlist|mainnav|leftnav|sitenav|subnav|menu|mainmenu|leftmenu|topmenu|breadcrumbs?|crumbs?|mbx|mianbaoxie"
    r"|position|curposition|currentposition|location|dqwz|weizhi|curmb|bdshare\w*|share|sharebox|sharebtn|fenxiang|fx|print|printbtn|dayin"
    r"|tools?|toolbar|toolbox|pagetools|gongneng|fontsize|changefont|ziti|foot|footer|footbox|pagefooter|bottombar|copyright|friendlinks?|yqlj"
    r"|search|searchbox|topsearch|sousuo|qrcode|ewm|ewmbox|erweima|saoma|sidebar|related|relatednews|relatedlinks?|xgwz|xglj|xgxw|xgyd|xgxx|xgwj"
    r"|prevnext|prenext|prev|next|updown|sxp|sxy|shangxia|shangxiapian|pagination|pager|pages|comments?|login|header|siteheader|topbar|banner|logo"
    r"|accessibility|wza|wzabtn|closebtn|backtop|gotop|totop|jiathis\w*|hits|counter|visitcount|floatbox|piaofu|toplink|toplinks"
)
_UNSEEN = frozenset((
    "script", "style", "template", "noscript", "iframe", "frame", "noframes", "object", "embed", "applet", "select",
    "button", "input", "textarea", "svg", "math", "audio", "video", "canvas", "map", "rt", "rp", "xml", "head", "title",
    "datalist", "dialog", "nav", "footer",
))  # fmt: skip
# display:none, visibility: hidden; not display: block
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What a letter begins and ends with does not stand outside the article.
# 王洪福委员：; not 各位代表建议
_BEGINS = re.compile(r"\s*\S{2,40}(?:委员|代表|委员会)\s*[:：]\s*$")
# 2025年6月18日, 附件：1., （联系人：…; not 发布日期：2025年6月18日
_ENDS = re.compile(
    r"\s*(?:[（(]?(?:\d\s?){4}年\s?\d[\d\s]?月\s?\d[\d\s]?日[）)]?\s*$|附件?\s*\d?[:：]|[（(]?(?:抄送|联系人|联系单位|承办人|此件)\S*[:：])"
)
# 索 引 号：112, 发布时间：2025; not 按发布时间
_SPEAKS = re.compile(r"\s*(?:索\s*引\s*号|(?:发文字|文)\s*号|(?:成文|发布|公开)(?:日期|时间))\s*(?:[:：]|$)")
_LISTS = ("ul", "ol", "dl", "div", "table", "p", "td", "section")
# 首页 | 机构 · 公开 >; not 1.
_SEPARATOR = re.compile(r"[\s|｜·•>»/\-—\[\]【】]+")
_WRAPPERS = frozenset(
    ("body", "div", "section", "article", "main", "form", "table", "tbody", "tr", "td", "center", "span", "font")
)


def drop_unseen(body: HtmlElement) -> None:
    """Take away what a browser does not show, and what is no text: scripts, styles, fields to fill in, hidden parts."""
    for element in list(body.iterdescendants()):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
        if element.tag in _UNSEEN or hidden:
            element.drop_tree()


def drop_chrome(body: HtmlElement, weights: Weights) -> None:
    """Take away parts that are called navigation, tools or footer; not what holds a good part of the sentences."""
    for element in list(body.iterdescendants()):
        called = any(map(_CHROME.fullmatch, _names(element)))
        if called and weights[element].prose * 3 < weights[body].prose and not _says_something(element):
            element.drop_tree()


def _says_something(element: HtmlElement) -> bool:
    return any(_BEGINS.match(text) or _SPEAKS.match(text) for text in map(str, element.itertext()))


def drop_links_around(body: HtmlElement, weights: Weights, article: Sequence[HtmlElement] = ()) -> None:
    """Take away lists and rows of links outside the article or, before it is found, outside what may be one."""
    kept = {one for root in article for one in root.iterancestors()}
    for root in article or _named(body):
        kept.update(root.iter())
    for element in list(body.iterdescendants(*_LISTS)):
        weight = weights[element]
        if element not in kept and weight.links > 1 and weight.linked * 10 >= weight.shown * 6 and not weight.attached:
            element.drop_tree()
    for link in [one for one in body.iterdescendants("a") if one not in kept and _is_in_row(one)]:
        link.drop_tree()


def _is_in_row(link: HtmlElement) -> bool:
    """Tell a link beside another one: `首页 | 机构`."""
    after, before = link.getnext(), link.getprevious()
    follows = before is not None and before.tag == "a" and not _SEPARATOR.sub("", before.tail or "")
    leads = after is not None and after.tag == "a" and not _SEPARATOR.sub("", link.tail or "")
    return follows or leads


def _named(body: HtmlElement) -> list[HtmlElement]:
    return [element for element in body.iter() if any(name in _CONTAINERS for name in _names(element))]


def find_article(body: HtmlElement, weights: Weights) -> list[HtmlElement]:
    """Return the elements that the article stands in, one after another.

    The fullest container by name counts if it holds half of the page's sentences, else the page. From there the way
    leads down as long as one part holds nearly all and nothing of a letter is left behind.
    """
    fullest = max(_named(body), key=lambda element: weights[element].prose, default=body)
    start = fullest if weights[fullest].prose * 2 >= weights[body].prose else body
    article = _narrowed(start, weights)
    parent = article.getparent()
    if article is start and article is not body and parent is not None:
        # Several blocks of one editor are one article.
        return [one for one in parent if one is article or (set(_names(one)) & set(_names(article)) & _CONTAINERS)]
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
    return any(map(_BEGINS.match, above)) or any(map(_ENDS.match, below))


def _texts(elements: list[HtmlElement]) -> Iterator[str]:
    for one in elements:
        yield "".join(map(str, one.itertext()))
        yield from map(str, one.itertext())
        yield one.tail or ""


def _names(element: HtmlElement) -> list[str]:
    printed = f"{element.get('id', '')} {element.get('class', '')}"
    names = printed.lower().replace("-", "").replace("_", "").split()
    return [*names, "article"] if element.tag == "article" else names
