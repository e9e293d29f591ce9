"""Letters as pages of government sites, with all that such sites put around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kejiting.text.clean import clean

OTHER_LETTER = "对省政协十三届三次会议第64号委员提案的答复"
OTHER_NUMBER = "吉科发农〔2023〕7号"
OFFICE_TELEPHONE = "13800000000"
_ROW = re.compile(r"(?P<label>索引号|分类|发文机关|成文日期|标题|发文字号|发布日期):(?P<value>.*)")


@dataclass(frozen=True)
class Letter:
    """The paragraphs of a letter and the fields above it, as read from its text."""

    fields: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]

    @property
    def title(self) -> str | None:
        return next((line for line in self.paragraphs[:2] if line.endswith("的答复")), None)


def read_letter(path: Path) -> Letter:
    lines = clean(path.read_text(encoding="utf-8")).split("\n")
    rows = [match for line in lines if (match := _ROW.fullmatch(line))]
    fields = tuple((row["label"], row["value"]) for row in rows)
    return Letter(fields, tuple(line for line in lines if not _ROW.fullmatch(line)))


def _title_tag(letter: Letter) -> str:
    return (
        f"<title>{letter.title}_建议提案_吉林省科学技术厅</title>"
        if letter.title
        else "<title>吉林省科学技术厅</title>"
    )


def _meta(letter: Letter) -> str:
    named = {"标题": "ArticleTitle", "发布日期": "PubDate"}
    said = [f'<meta name="{named[label]}" content="{value}">' for label, value in letter.fields if label in named]
    return "".join(['<meta name="SiteName" content="吉林省科学技术厅">', *said])


def _paragraphs(lines: Sequence[str], begin: str, end: str) -> str:
    return "\n".join(f"{begin}{escape(line)}{end}" for line in lines)


_TOP = f"""<div class="header"><img alt="徽"><a href="/">首页</a><a href="/zw">政务公开</a><a>无障碍浏览</a>
<form><input value="搜索"><select><option>全站</option></select></form></div>
<ul class="nav"><li><a>机构职能</a></li><li><a>{OTHER_LETTER}</a></li></ul>
<div class="crumbs">您现在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 建议提案</div>
<script>document.write("{OTHER_NUMBER}")</script><noscript>请打开脚本</noscript>"""
_BOTTOM = f"""<div>上一篇：<a>{OTHER_LETTER}</a></div><div>下一篇：<a>{OTHER_NUMBER}</a></div>
<div class="xgwz"><h3>相关链接</h3><ul><li><a>{OTHER_LETTER}</a><span>2023-01-02</span></li><li><a>关于第99号建议的答复</a></li></ul></div>
<div style="display:none">发文字号：{OTHER_NUMBER}</div>
<div class="footer"><p>主办：吉林省科学技术厅　网站维护电话：{OFFICE_TELEPHONE}</p><p>吉ICP备00000000号　您是第12345位访客</p></div>"""


def trs_page(letter: Letter) -> str:
    """Fields in a table with colons, the article in nested editors."""
    cells = "".join(f"<tr><th>{label}：</th><td>{value}</td></tr>" for label, value in letter.fields)
    heading = f"<h1>{letter.title}</h1>" if letter.title else ""
    body = _paragraphs(letter.paragraphs, '<p style="text-indent: 2em;">', "</p>")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{_title_tag(letter)}{_meta(letter)}</head><body>{_TOP}
<div class="main"><table class="xxgk_table">{cells}</table>{heading}
<div class="info"><span>浏览次数：<b>22</b></span> <span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="view TRS_UEDITOR"><div class="TRS_Editor"><style>.TRS_Editor P {{margin:0}}</style><div class="TRS_Editor">{body}</div></div></div>
<div class="fx">分享到：<a>微信</a><a>微博</a></div><div>【<a>打印</a>】【<a>关闭</a>】</div></div>{_BOTTOM}</body></html>"""


def ucap_page(letter: Letter) -> str:
    """Fields side by side in one table, said once more for phones; the article in #UCAP-CONTENT."""
    pairs = [f"<td><b>{label[0]}&nbsp;{label[1:]}：</b></td><td>{value}</td>" for label, value in letter.fields]
    rows = "".join(f"<tr>{''.join(pairs[place : place + 2])}</tr>" for place in range(0, len(pairs), 2))
    again = "".join(f"<p><strong>{label}</strong>：{value}</p>" for label, value in letter.fields)
    body = _paragraphs(letter.paragraphs, "<p><span>　　</span><span>", "</span></p>")
    return f"""<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" ""><!-- 稿件 --><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">{_title_tag(letter)}{_meta(letter)}</head><body>{_TOP}
<div class="policyLibraryOverview_header"><table class="bd1"><tbody>{rows}</tbody></table></div><div class="phone">{again}</div>
<div class="article"><div class="pages_content" id="UCAP-CONTENT">{body}</div>
<div class="pages_print"><div class="share">分享 <a>微信</a></div></div></div>{_BOTTOM}</body></html>"""


def hanweb_page(letter: Letter) -> str:
    """Fields as a list, the article as lines between <br>."""
    rows = "".join(f"<li><b>{label}：</b><span>{value}</span></li>" for label, value in letter.fields)
    title = f'<div class="title">{letter.title}</div>' if letter.title else ""
    body = _paragraphs(letter.paragraphs, "&nbsp;&nbsp;&nbsp;&nbsp;", "<br>")
    return f"""<html><head>{_title_tag(letter)}{_meta(letter)}</head><body>{_TOP}<ul class="xxgk-top">{rows}</ul>{title}
<table><tr><td><div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{body}<meta name="ContentEnd"><!--ZJEG_RSS.content.end-->
</div></td></tr><tr><td>扫一扫在手机打开当前页</td></tr></table>{_BOTTOM}</body></html>"""


def table_page(letter: Letter) -> str:
    """A page of the years of tables: capitals, tags left open, fields without colons."""
    rows = "".join(f"<TR><TD align=right>{label}<TD>{value}" for label, value in letter.fields)
    body = _paragraphs(letter.paragraphs, "<P>　　", "")
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">{_title_tag(letter)}</HEAD>
<BODY bgColor=#ffffff><TABLE><TR><TD><A href="a">首页</A>｜<A href="b">机构</A>｜<A href="c">{OTHER_LETTER}</A></TD></TR></TABLE>
<TABLE><TR><TD width=180><TABLE><TR><TD><A href="d">{OTHER_LETTER}</A></TD></TR><TR><TD><A href="e">公告</A></TD></TR></TABLE></TD>
<TD><TABLE border=1>{rows}</TABLE><TABLE><TR><TD><FONT size=3>{body}</FONT></TD></TR></TABLE></TD></TR></TABLE>
<CENTER>【<A href="javascript:window.print()">打印本页</A>】　【<A>关闭窗口</A>】</CENTER>{_BOTTOM}</BODY></HTML>"""


def word_page(letter: Letter) -> str:
    """A document saved as a page by Word, numbers in runs of their own."""
    rows = "".join(f"<p class=MsoNormal><b>{label}</b>：{value}<o:p></o:p></p>" for label, value in letter.fields)
    runs = [re.sub(r"(\d+)", r"<span lang=EN-US>\1</span>", escape(line, quote=False)) for line in letter.paragraphs]
    body = "\n".join(
        f"<p class=MsoNormal style='text-indent:32.0pt'><span\nstyle='font-family:仿宋'>{run}<o:p></o:p></span></p>"
        for run in runs
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<!--[if gte mso 9]><xml><o:Author>某某</o:Author></xml><![endif]--><style><!-- p.MsoNormal {{margin:0}} --></style></head>
<body lang=ZH-CN><div class=WordSection1 style='layout-grid:15.6pt'>{rows}{body}</div></body></html>"""


def unknown_page(letter: Letter) -> str:
    """A page that a script has made: names without meaning, fields as pairs of <div>."""
    rows = "".join(
        f"<div class=k1><div class=k2>{label}</div><div class=k3>{value}</div></div>" for label, value in letter.fields
    )
    heading = f"<h2>{letter.title}</h2>" if letter.title else ""
    body = _paragraphs(letter.paragraphs, "<div data-v-1>", "</div>")
    return f"""<!doctype html><html lang=zh><head><meta charset=UTF-8>{_title_tag(letter)}</head><body><div id=app><div class=a1>
<a>首页</a><a>服务</a><a>{OTHER_LETTER}</a></div><div class=b7>当前位置：<a>首页</a> / <a>提案</a></div><div class=c3><div class=d1>{rows}</div>
{heading}<div class=e5>{body}</div><div class=f2>【打印】 【关闭】</div></div>{_BOTTOM}</div></body></html>"""


SITES: dict[str, Callable[[Letter], str]] = {
    "TRS": trs_page,
    "UCAP": ucap_page,
    "Hanweb": hanweb_page,
    "table": table_page,
    "Word": word_page,
    "unknown": unknown_page,
}
