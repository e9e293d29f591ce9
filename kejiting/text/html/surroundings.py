"""Take away what surrounds the article of a saved page: navigation, tools, links, footers."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from kejiting.text.html.article import BEGINS, containers, names_of
from kejiting.text.html.weights import Weights, weigh
from kejiting.text.lazy_re import lazy_re

_CHROME = lazy_re(
    # mainnav, breadcrumb, dqwz (当前位置), xgwz (相关文章), yqlj (友情链接); not printArea, content
    r"nav|navigation|navbar|navlist|mainnav|leftnav|sitenav|subnav|menu|mainmenu|leftmenu|topmenu|breadcrumbs?|crumbs?|mbx|mianbaoxie"
    r"|position|curposition|currentposition|location|dqwz|weizhi|curmb|bdshare\w*|share|sharebox|sharebtn|fenxiang|fx|print|printbtn|dayin"
    r"|tools?|toolbar|toolbox|pagetools|gongneng|fontsize|changefont|ziti|foot|footer|footbox|pagefooter|bottombar|copyright|friendlinks?|yqlj"
    r"|search|searchbox|topsearch|sousuo|qrcode|ewm|ewmbox|erweima|saoma|sidebar|related|relatednews|relatedlinks?|xgwz|xglj|xgxw|xgyd|xgxx|xgwj"
    r"|prevnext|prenext|prev|next|updown|sxp|sxy|shangxia|shangxiapian|pagination|pager|pages|comments?|login|header|siteheader|topbar|banner|logo"
    r"|accessibility|wza|wzabtn|closebtn|backtop|gotop|totop|jiathis\w*|hits|counter|visitcount|floatbox|piaofu|toplink|toplinks"
)
# 索 引 号：112, 发布时间：2025; not 按发布时间
_SPEAKS = lazy_re(r"\s*(?:索\s*引\s*号|(?:发文字|文)\s*号|(?:成文|发布|公开)(?:日期|时间))\s*(?:[:：]|$)")
_LISTS = ("ul", "ol", "dl", "div", "table", "p", "td", "section")
# 首页 | 机构 · 公开 >; not 1.
_SEPARATOR = lazy_re(r"[\s|｜·•>»/\-—\[\]【】]+")


def drop_chrome(body: HtmlElement, weights: Weights) -> Weights:
    """Take away parts that are called navigation, tools or footer; not what holds a good part of the sentences.

    Return the weights of what is left.
    """
    dropped = False
    for element in list(body.iterdescendants()):
        called = any(map(_CHROME.fullmatch, names_of(element)))
        if called and weights[element].prose * 3 < weights[body].prose and not _says_something(element):
            element.drop_tree()
            dropped = True
    return weigh(body) if dropped else weights


def _says_something(element: HtmlElement) -> bool:
    return any(BEGINS.match(text) or _SPEAKS.match(text) for text in map(str, element.itertext()))


def drop_links_around(body: HtmlElement, weights: Weights, article: Sequence[HtmlElement] = ()) -> Weights:
    """Take away lists and rows of links outside the article or, before it is found, outside what may be one.

    Return the weights of what is left.
    """
    dropped = False
    kept = {one for root in article for one in root.iterancestors()}
    for root in article or containers(body):
        kept.update(root.iter())
    for element in list(body.iterdescendants(*_LISTS)):
        weight = weights[element]
        if element not in kept and weight.links > 1 and weight.linked * 10 >= weight.shown * 6 and not weight.attached:
            element.drop_tree()
            dropped = True
    for link in [one for one in body.iterdescendants("a") if one not in kept and _is_in_row(one)]:
        link.drop_tree()
        dropped = True
    return weigh(body) if dropped else weights


def _is_in_row(link: HtmlElement) -> bool:
    """Tell a link beside another one: `首页 | 机构`."""
    after, before = link.getnext(), link.getprevious()
    follows = before is not None and before.tag == "a" and not _SEPARATOR.sub("", before.tail or "")
    leads = after is not None and after.tag == "a" and not _SEPARATOR.sub("", link.tail or "")
    return follows or leads
