"""Saved pages: encodings, what is shown and what is not, what stands above the article, what is refused."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from kejiting.text.files import read_file
from kejiting.text.html import read_html, read_mht
from kejiting.text.unreadable import UnreadableFile

SENTENCES = "我厅高度重视，会同有关部门认真研究，积极推进各项工作，取得明显成效。"
BODY = f"<p>李锐委员：</p><p>您提出的《关于甲的建议》收悉，现答复如下：</p><p>{SENTENCES * 3}</p>"
SIGNED = "<p>某某省科学技术厅</p><p>2025年6月18日</p>"
LINES = ["李锐委员：", "您提出的《关于甲的建议》收悉，现答复如下：", SENTENCES * 3, "某某省科学技术厅", "2025年6月18日"]


def lines_of(body: str, head: str = "") -> list[str]:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode()).text.split("\n")


@pytest.mark.parametrize(
    "page",
    [
        f'<meta charset="gb2312"><p>{SENTENCES}'.encode("gb18030"),
        f"<meta http-equiv=Content-Type content='text/html; charset=big5'><p>{SENTENCES.replace('会', '')}".encode(
            "gb18030"
        ),
        f'<meta charset="gb2312"><p>{SENTENCES}'.encode(),
        f"<html><p>{SENTENCES}".encode("utf-16"),
        f"<html><p>{SENTENCES}".encode("utf-16-le"),
        f"<html><ul><li><a>公告</a><li><a>截断的标</a></ul><p>{SENTENCES}".encode("gb18030").replace(
            "标".encode("gb18030"), b"\xb1"
        ),
    ],
    ids=["gb18030", "another than it says", "utf-8 saved again", "utf-16", "utf-16 without mark", "a title cut in two"],
)
def test_a_page_is_read_in_its_encoding(page: bytes) -> None:
    assert SENTENCES.replace("会", "") in read_html(page).text.replace("会", "")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>甲\n 乙  丙</p>", ["甲 乙 丙"], id="white space is one space"),
        pytest.param("甲<br>乙<br/>丙<div>丁</div>戊", ["甲", "乙", "丙", "丁", "戊"], id="line ends"),
        pytest.param("<p>&nbsp;&nbsp;&nbsp;&nbsp;甲</p><p>　　乙</p>", ["　　甲", "　　乙"], id="spaces that indent"),
        pytest.param("<p style='text-indent:2em'>甲</p><p style='text-indent:0'>乙", ["　　甲", "乙"], id="style that indents"),
        pytest.param("<pre>甲\n  乙</pre>", ["甲", "　　乙"], id="preformatted"),
        pytest.param("面积10m<sup>2</sup>，<ruby>甲<rp>(</rp><rt>jia</rt><rp>)</rp></ruby>", ["面积10m2，甲"], id="sup and ruby"),
        pytest.param("甲<script>x</script><style>y</style><template>z</template><noscript>u</noscript><!-- v -->", ["甲"], id="no text"),
        pytest.param("甲<p hidden>x</p><p style='display: none'>y</p><p style='VISIBILITY:hidden'>z", ["甲"], id="hidden"),
        pytest.param("甲<script>if (a<b) document.write('<p>x</p>')</script>乙", ["甲乙"], id="script with tags"),
        pytest.param("&lt;script&gt;甲&lt;/script&gt;&ldquo;乙&rdquo;&#65288;", ["<script>甲</script>“乙”（"], id="entities"),
        pytest.param("甲\u200b乙\ufeff", ["甲乙"], id="characters without width"),
        pytest.param("<ol><li>甲<li><p>乙</p><p>丙</p></ol>", ["1. 甲", "2. 乙", "丙"], id="list"),
        pytest.param("<ol start=3 type=a><li>甲<li value=9>乙</ol>", ["c. 甲", "i. 乙"], id="list of letters"),
        pytest.param("<ol type=I start=4><li>甲<li>乙</ol>", ["IV. 甲", "V. 乙"], id="list of Roman numbers"),
        pytest.param("<ol style='list-style-type:cjk-ideographic' start=20><li>甲<li>乙</ol>", ["二十、甲", "二十一、乙"], id="Chinese"),
        pytest.param("<ol style='list-style:cjk-ideographic' start=105><li>甲</ol>", ["一百零五、甲"], id="a long list"),
        pytest.param("<ol class='custom_cn2 list-paddingleft-1'><li>甲</ol>", ["（一）甲"], id="list of UEditor"),
        pytest.param("<ol><li>（一）甲<li>2.乙</ol><ol style='list-style:none'><li>丙</ol>", ["（一）甲", "2.乙", "丙"], id="own numbers"),
        pytest.param("<ul><li>甲<ol><li>乙</ol><li>丙</ul>", ["甲", "1. 乙", "丙"], id="lists in lists"),
        pytest.param("<p><![if !supportLists]>1.<![endif]>甲<!--[if x]>y<![endif]--><o:p></o:p>", ["1.甲"], id="Word"),
    ],
)  # fmt: skip
def test_elements_become_lines_as_a_browser_shows_them(body: str, expected: list[str]) -> None:
    assert lines_of(body) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "<tr><td>索 引 号：</td><td>112</td><th>【文号】<td></td></tr><tr><td>标题<td colspan=3>对甲的答复",
            ["索引号：112", "文号：", "标题：对甲的答复"],
            id="fields",
        ),
        pytest.param("<tr><td>索引号<td>文号<td>发布日期<tr><td>112<td><td>2025-06-18", ["索引号：112", "文号：", "发布日期：2025-06-18"], id="names above"),
        pytest.param(
            "<tr><td>序号<td>名称<td>金额<tr><td>1<td>甲<br>乙<td><tr><td>2<td><td>3",
            ["序号\t名称\t金额", "1\t甲 乙", "2\t\t3"],
            id="data",
        ),
        pytest.param(f"<tr><td>导航<td>{BODY}{SIGNED}", LINES, id="a table that arranges the page"),
        pytest.param("<tr><td><table><tr><td>甲<td>乙</table>丙<td>丁", ["甲\t乙 丙\t丁"], id="table in table"),
    ],
)  # fmt: skip
def test_tables_become_rows(table: str, expected: list[str]) -> None:
    assert lines_of(f"<table>{table}</table>") == expected


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=content><div class=TRS_Editor>{BODY}</div><div align=right>{SIGNED}</div></div>",
        f"<div><div class=TRS_Editor>{BODY}</div><div class=TRS_Editor>{SIGNED}</div></div>",
        f"<div class=nav>{'<a>公告，公示。</a>' * 9}</div>{BODY}{SIGNED}",
        f"<a>首页</a> | <a>关于乙的答复</a><hr>{BODY}{SIGNED}<hr>上一篇：<a>关于丙的答复</a><br>主办：某某厅",
        f"<div id=zoom>{BODY}{SIGNED}<p>相关链接</p><p><a>关于丙的答复</a></p></div>",
        f"<div class=main-nav-wrap><div class=header>{BODY}{SIGNED}</div></div>",
        f"<div id=content></div><div class=x>{BODY}{SIGNED}</div><div>吉ICP备00000000号</div>",
        f"<nav><p>{SENTENCES}</p></nav><div>{BODY}{SIGNED}</div><footer>{SENTENCES}</footer>",
    ],
    ids=[
        "signature beside",
        "two editors",
        "links",
        "no container",
        "links below",
        "misnamed",
        "empty container",
        "html 5",
    ],
)
def test_the_article_is_whole_and_alone(body: str) -> None:
    assert lines_of(body) == LINES


@pytest.mark.parametrize("repeated", ["（一）落实举措", "（二）取得成效"])
def test_headings_that_repeat_stay(repeated: str) -> None:
    part = f"<p>{repeated}</p><p>{SENTENCES}</p>"
    assert lines_of(f"<div>{BODY}{part * 4}{SIGNED}</div>").count(repeated) == 4


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        (
            "<ul><li>索引号：112/2025-1</li><li><b>发布机构</b>：某局</li></ul>",
            ["索引号：112/2025-1", "发布机构：某局"],
        ),
        (
            "<dl><dt>索 引 号</dt><dd>112</dd><dt>发布机构</dt><dd></dd><dt>文号</dt><dd>无</dd></dl>",
            ["索引号：112", "文号：无"],
        ),
        ("<div><div>索引号：</div><div>112</div></div>", ["索引号：112"]),
        ("<div>文号：</div><h2>关于甲建议的答复</h2>", ["关于甲建议的答复"]),
        ("<div>主题词：</div><div>某科函〔2025〕8号</div>", ["某科函〔2025〕8号"]),
        ("<div><label>文 号</label><em>某函〔2025〕8号</em></div>", ["文号：某函〔2025〕8号"]),
        ("<span>索引号：112</span><span>文号：无</span>", ["索引号：112", "文号：无"]),
        ("<p>发布日期：2025-06-20 浏览次数：22 字体：【大 中 小】 【打印】</p>", ["发布日期：2025-06-20"]),
        ("<p>2025-06-20 10:22 来源：某局 点击数：22</p>", ["2025-06-20 10:22 来源：某局"]),
        ("<p>某科函〔2025〕8号</p>", ["某科函〔2025〕8号"]),
        ("<h1>关于甲建议的答复</h1>", ["关于甲建议的答复"]),
        ("<div class=header><h1>关于甲建议的答复</h1>文号：无</div>", ["文号：无", "关于甲建议的答复"]),
        ("<p>标题：关于关闭煤矿的答复 【打印】</p>", ["标题：关于关闭煤矿的答复"]),
        ("<h1>建议提案</h1><p>您的位置：首页 &gt; 公开</p>", []),
        ("<p>索引号：1</p><p>索引号：2</p>", ["索引号：2"]),
    ],
)
def test_fields_above_the_article_are_kept(above: str, kept: list[str]) -> None:
    assert lines_of(f"<div>{above}</div><div id=zoom>{BODY}{SIGNED}</div>") == [*kept, *LINES]


META = (
    '<meta name="ArticleTitle" content="关于甲建议的答复"><meta name="PubDate" content="2025-06-20 10:22">'
    '<meta name="ContentSource" content="某局"><meta name="ColumnName" content="建议提案">'
)


@pytest.mark.parametrize(
    ("head", "above", "kept"),
    [
        (META, "", ["发布日期：2025-06-20 10:22", "来源：某局", "公开目录：建议提案", "关于甲建议的答复"]),
        (META, "<p>公开时间：2025-06-21 信息来源：乙局 分类：提案</p>", ["公开时间：2025-06-21", "信息来源：乙局", "分类：提案", "关于甲建议的答复"]),
        (META, "<p>2025-06-21 来源：乙局</p>", ["2025-06-21 来源：乙局", "公开目录：建议提案", "关于甲建议的答复"]),
        ("<title>关于甲建议的答复_建议提案_某某厅</title>", "", ["关于甲建议的答复"]),
        ("<title>某某厅 - 关于甲建议的答复</title>", "<p>标题：关于甲建议的答复</p>", ["标题：关于甲建议的答复"]),
        ("<title>某某省科学技术厅</title>", "", []),
    ],
)  # fmt: skip
def test_what_the_page_says_elsewhere_is_said_once(head: str, above: str, kept: list[str]) -> None:
    assert lines_of(f"<div>{above}</div><div id=zoom>{BODY}{SIGNED}</div>", head) == [*kept, *LINES]


@pytest.mark.parametrize("begins", ["您的位置：首页>公开 ", "网站首页>公开 ", "浏览次数：22", "主办：某厅 "])
def test_a_letter_on_one_line_is_no_furniture(begins: str) -> None:
    line = f"{begins}李锐委员：您提出的《关于甲的建议》收悉，现答复如下：{SENTENCES * 5}某某厅2025年6月18日"
    assert lines_of(f"<p>{line}</p>") == [line]


@pytest.mark.parametrize("name", ["文号", "标题"])
def test_an_empty_field_does_not_swallow_the_salutation(name: str) -> None:
    assert lines_of(f"<div id=zoom><p>{name}：</p>{BODY}{SIGNED}</div>") == [f"{name}：", *LINES]


def test_a_title_in_the_article_is_not_said_again() -> None:
    title = "<p>关于甲建议</p><p>的答复</p>"
    assert lines_of(f"<div id=zoom>{title}{BODY}{SIGNED}</div>", META + "<title>关于甲建议的答复</title>")[-6:-4] == [
        "的答复",
        LINES[0],
    ]


def archive(*pages: str) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "page"
    message.set_content("<html></html>", subtype="html", cte="quoted-printable")
    message.make_related()
    for page in pages:
        message.add_related(page.encode("gb18030"), "text", "html", cte="base64")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.txt"])
def test_the_fullest_page_of_a_web_archive_is_read(name: str) -> None:
    data = archive("<html><p>短", f"<html>{BODY}{SIGNED}")
    assert read_file(name, data).text.split("\n") == LINES


@pytest.mark.parametrize(
    "data", [archive(), b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a", b""]
)
def test_a_web_archive_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="没有正文"):
        read_mht(data)


def test_a_web_archive_of_archives_without_end_is_refused() -> None:
    nested = b"".join(b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (one, one) for one in range(3000))
    with pytest.raises(UnreadableFile, match="结构异常"):
        read_mht(b"MIME-Version: 1.0\n" + nested)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"", "没有正文"),
        (b"<html></html>", "没有正文"),
        (b"<html><!-- x", "没有正文"),
        (b"<html><script>document.write(1)</script><frameset><frame src=a></frameset></html>", "没有正文"),
        (b"<html>" + b"<div>" * 1000 + "字。".encode(), "结构异常"),
        (b"<html>" + b"<div>" * 90_000 + "字。".encode(), "结构异常"),
        (b"<html>" + b"<b>" * 100_001, "10 万个"),
        (b"<html>a\0b", "空字节"),
        (f"<meta charset=gbk><p>{SENTENCES * 9}".encode("gb18030").replace("认".encode("gb18030"), b"\xff", 1), "残缺"),
        (bytes(range(128, 256)) * 20, "编码"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_refused_with_what_to_do(page: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as refusal:
        read_html(page)
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(
    "begins",
    [
        "<!DOCTYPE html><html>", '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x">',
        "<!-- a > b --><!-- c -->\n<HTML>", "\r\n <head>", "<body>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_page_is_known_by_its_beginning(begins: str, encoding: str) -> None:
    assert read_file("a.txt", f"{begins}{BODY}{SIGNED}".encode(encoding)).text.split("\n") == LINES
