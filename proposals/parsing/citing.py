"""Read how a letter names the proposal it answers: its title and its number, in every form they are printed."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.lines import squeezed
from proposals.parsing.parsed import LocatedText

_ASKED = "建议|提案|议案|建議|意见"
# What a title says, with the titles that stand in it: 关于修订《科技进步条例》; its four first characters at least
_WORDS = "(?=[^“”》]{4})(?:[^“”《》]|《[^“”《》]{1,80}》)+"
_TITLE_FORMS = tuple(
    lazy_re(pattern)
    for pattern in (
        # “关于…的建议（第157号）”, 《关于…的提案（案号：0157）》; not “关于…的通知（第157号）”
        rf"[“《](?P<title>关于(?:[^“”《》]|《[^“”《》]{{1,80}}》)*(?:{_ASKED}))[（(][^（）()“”《》]{{1,20}}\d号?[）)][”》]",
        # 《关于…的建议》; not 《吉林省科技条例》
        rf"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*?(?:{_ASKED}))》",
        # “关于…的建议”; not “双创”
        rf"“(?P<title>[^“”]*(?:“[^“”]*”[^“”]*)*?(?:{_ASKED}))”",
        # “促进科技型小微企业健康发展”的提案, 《促进…》提案, 《推进…》（编号：146）提案, “补种护堤林”的第38号建议
        rf"[“《](?P<title>{_WORDS})[”》](?:[（(][^（）()]{{1,24}}[）)])?的?(?:第\d{{1,8}}号)?(?:{_ASKED})",
        # 您的提案《关于加强人才培养》收悉; not 该提案由“两所五校”提出
        rf"(?:{_ASKED})[“《](?P<title>关于{_WORDS})[”》]",
        # 提出的《关于加强人才培养》（第15号提案）收悉; not 根据《关于加强人才培养的意见》
        rf"提出的?[“《](?P<title>关于{_WORDS})[”》]",
        # 提出的《关于申报“试点城市》（第94号）: a quotation mark inside was forgotten
        r"提出的?《(?P<title>关于[^《》。]{4,})》",
        # 提出的《推进海绵城市建设》收悉, 提出的“加快…”（第15号）已收悉; not 提出的“两个确保”目标
        rf"提出的?[“《](?P<title>{_WORDS})[”》](?:[（(][^（）()]{{1,24}}[）)])?[，,]?已?(?:收悉|收到|收阅|转|交)",
        # 提出的修建桥梁的建议收悉; not 提出的第4号建议, 提出的宝贵建议
        r"提出的[“《]?(?!第|关于)(?P<title>[^，。；：号《》“”]{4,60}?的(?:建议|提案))(?=已?收|[，,（(])",
        # 市人大代表李锐提出的关于修建大桥的建议的答复; not 提出的第4号建议
        rf"提出的(?P<title>关于(?!《关于|“关于)[^。；;，《》“”]{{4,80}}?的?(?:{_ASKED}))(?=的?(?:答复|回复|复函|函))",
        # 提出的关于大桥至熊岭农村公路改造刷黑的建议收悉; not 关于加强管理的通知
        rf"(?P<title>关于(?!《关于|“关于)(?:[^。；;《》]|《[^《》]{{1,40}}》){{2,80}}?的?(?:{_ASKED}))",
    )
)
# 第157号, 第DH0271号, 第集27号, 第15-3-086号, 第（124）号, 第124、125号, No.124, 提案124号, 建议〔2023〕15号, 案号0157, 会议温3号建议; not 教建议〔2017〕第39号, 国家发改委第5号令
_NUMBER_FORMS = tuple(
    lazy_re(pattern)
    for pattern in (
        rf"(?:(?<=会议)|(?<=[第（(]))(?P<number>(?![第届案议次上])[\u4e00-\u9fff]\d{{1,4}})号(?=[）)]|(?:代表|委员)?(?:{_ASKED}))",
        r"(?<![〕﹞\]］】）)])第\s*[（(]?(?P<number>[集团闭平]?(?:[A-Za-z]{1,3}[-－])?[A-Za-z\d]{0,19}\d(?:[-－]\d{1,4}){0,3})[）)]?\s*"
        r"(?:号(?!令|文|公告|楼|线)|(?=(?:[、，,和及]\s*(?:第\s*)?\d{1,6}){1,19}\s*号))",
        r"(?:编号|代码|序号|提案号|建议号|N[oO]\s*[.．])\s*+[:：.．为是]?\s*+第?\s*+(?P<number>[A-Za-z]{0,6}\d{1,16}(?:-\d{1,4}){0,2})",
        rf"(?:{_ASKED})\s*(?P<number>\d{{1,8}})\s*号",
        rf"(?<![\dA-Za-z〕\]］】）)])(?P<number>[A-Za-z]{{0,6}}\d{{1,5}}|[A-Za-z]{{1,6}}\d{{6,16}})\s*号\s*(?:代表|委员|政协|人大|重点)?(?:{_ASKED})",
        r"第\s*(?P<number>[一二三四五六七八九十百〇零]{1,7})\s*号(?!令|文|公告)",
        rf"(?:(?<![\u4e00-\u9fff])|(?<=代表)|(?<=委员)|(?<=人大)|(?<=政协))(?:{_ASKED})[〔﹝\[［【（(]\d{{4}}[〕﹞\]］】）)]第?(?P<number>\d{{1,5}})号",
        r"案号\s*+[:：为是]?\s*+(?P<number>[A-Za-z]{0,4}\d{1,16})",
        # （35号）, 〔35号〕, 提出的35号《关于…; not （2021年5号令）, 〔2021〕35号
        r"[（(〔【\[]\s*(?P<number>[A-Za-z]{0,6}-?\d{1,16})\s*号\s*[）)〕】\]]",
        # 《…》（41）, 第41件建议, 提出的〔2021〕41号建议
        r"(?<=[》”])[（(]\s*(?P<number>(?!(?:19|20)\d\d\b)\d{1,6})\s*[）)]",
        rf"第\s*(?P<number>\d{{1,5}})\s*件(?=(?:代表|委员)?(?:{_ASKED}))",
        rf"(?<=的)[〔\[【（(]\d{{4}}[〕\]】）)]第?(?P<number>\d{{1,5}})号(?=(?:代表|委员)?(?:{_ASKED}))",
        r"(?<=提出的)(?P<number>[A-Za-z]{0,6}\d{1,16})\s*号(?=[《“])",
    )
)
# 第157号, 第14、92、205号, 第15号、第16号; not 第14届, 令第5号、6号令
_NUMBER_LIST = lazy_re(
    r"第\s*[（(]?(?P<list>[A-Za-z\d][A-Za-z\d-]{0,20}\s*+号?(?:\s*[、，,和及]\s*+第?\s*+[A-Za-z]{0,4}\d{1,8}\s*+号?){0,19})(?<=号)(?!令|文|公告|楼|线)"
)


def read_proposal_title(text: str, start: int, end: int) -> LocatedText | None:
    """Return the proposal's title as the opening sentence (or the letter's own title) names it."""
    for pattern in _TITLE_FORMS:
        match = pattern.search(text, start, end)
        if match:
            span = Span(*match.span("title"))
            inner = re.match(r"关于(?=[“《])", span.of(text))
            span = Span(span.start + (inner.end() if inner else 0), span.end) if _wraps(text, span) else span
            return LocatedText(squeezed(span.of(text)), span)
    return None


def _wraps(text: str, span: Span) -> bool:
    """`关于“关于…的建议”`: the outer 关于 belongs to the sentence."""
    return re.fullmatch(r"关于[“《]关于.*[”》]", span.of(text)) is not None


def read_number(text: str) -> PlacedText | None:
    """Return the proposal's number as printed, without 第 and 号; leading zeros and letters stay."""
    for pattern in _NUMBER_FORMS:
        match = pattern.search(text)
        if match:
            return PlacedText(match["number"], Span(*match.span("number")))
    return None


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the different numbers of the form 第157号: several where a letter answers several proposals at once."""
    lists = (match["list"] for match in _NUMBER_LIST.finditer(text))
    return tuple(dict.fromkeys(number for one in lists for number in re.findall(r"[A-Za-z]{0,9}\d[\d-]*", one)))
