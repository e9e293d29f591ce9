"""Tell the headings of the asks that a letter answers one by one from paragraphs that begin like them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.markers import Marker, read_marker

_ASKED_WORD = r"(?:建议|建議|提案|问题|問題|意见|情况|方面|工作|请求|诉求)"
_ASKED = rf"(?:{_ASKED_WORD}(?:[和及与、]?{_ASKED_WORD})?)"
# 关于, 针对您提出的, 您在建议中提到的关于, 关于建议中; not 您好
_FRAME = (
    r"(?:(?:关于|针对|对于|關於|針對)(?:您|你们?)?(?:在?(?:建议|提案)中)?(?:(?:所?提出|提到|反映|建议)的?|的)?(?:关于)?"
    r"|(?:您|你们?)(?:在?(?:建议|提案)中)?(?:(?:所?提出|提到|反映|建议)的?)?(?:关于)|(?:对|就)?(?:您|你们?)(?:在?(?:建议|提案)中)?(?:所?提出|提到|反映|建议)的?)"
)
# 第一条建议：“…”, 第2个问题“…”; not 第一批
_WHICH = rf"(?:第[一二三四五六七八九十\d]{{1,3}}[条点个项]{_ASKED_WORD}[：:，,]?即?)"
_TAIL = r"(?:[，,]?(?:现)?(?:答复|回复)如下|的?(?:采纳|办理|落实|答复|回复)(?:落实)?(?:情况)?)?"
# 关于“…”的建议, 针对…的建议的采纳落实情况, 关于…有关建议。; not 关于我省科技工作，我厅
_QUOTED_ASK = lazy_re(
    rf"{_FRAME}?(?:就|对)?{_WHICH}?[“\"「](?P<title>[^“”]*(?:“[^“”]*”[^“”]*)*)[”\"」]"
    rf"\s*的?(?:有关|相关)?{_ASKED}?{_TAIL}"
)
# 关于“加快修桥的建议, 关于“加快修桥“的建议: the quotation mark was forgotten or is the wrong one
_HALF_QUOTED_ASK = lazy_re(
    rf"{_FRAME}[“\"「](?P<title>[^“”。；]{{2,60}}?)[“\"]?的?(?:有关|相关)?{_ASKED}{_TAIL}(?=[。：:，,】]|$)"
)
_FRAMED_ASK = lazy_re(
    rf"{_FRAME}(?P<title>[^。；;“”\n]{{2,120}}?(?:“[^“”]*”[^。；;“”\n]*?)*)"
    rf"(?:的|有关|相关){{1,4}}{_ASKED}{_TAIL}(?=[。：:，,】]|$)"
)
# 关于提升服务质量, （一）关于完善转化政策, （二）关于修建道路方面。…; not 关于印发《办法》的通知, 关于资金方面，我局…。
_NAMED_ASK = lazy_re(
    r"(?:关于|针对|关於)(?!印发|转发|发布|公布|批转)(?P<title>[^，,。；;：:！？】]{2,40}(?<!通知|决定|公告)(?=[：:】]?$)"
    r"|[^，,。；;：:！？]{2,38}(?:方面|问题)(?=[。：:]))[：:】]?"
)
# 您的建议十分中肯, 我局已委托设计单位, 场馆已列入规划: sentences that are numbered; not 加强领导, 巩固已有成果
_SENTENCE = lazy_re(
    r"(?:您的?|你们?的|我[们局厅委部办])|(?=.*[，,。])(?:"
    r"(?:该|此[项件]|(?:建议|提案)(?:提得|很|非常|十分|符合|切合|收)|目前|当前|近年来|去年|今年|截[至止]|根据|按照|由于|鉴于|同意|现[已将]"
    r"|经(?!济|费|营|办|开|典|验|纪)|因(?!地|材|时|势|企|人|村))"
    r"|.+?(?:已(?!有|建|经)|正在|十分|非常|很|较[为大好多少高低]|仅|尚|仍|均(?!衡|等)|属实|无法|不能|没有|暂[无不未]|了[，,。])"
    r"|(?>.*?(?<![\d.,])(?=[.,]*\d)[\d.,]++\s*+(?:万|亿|个|家|人|名|元|平方|公里|米|处|%|％|所|件|台|辆|亩|吨|座|条|项|户|年|月)).*[，,。])"
)
# 对提案第一点建议：科学规划街区布局, 第二条建议：完善设施; not 第一批建议, 第三点建议，我委赞成
_COUNTED_ASK = lazy_re(
    rf"(?:针对|关于|对|就)?(?:您|你们?|提案|建议)?(?:提出|中)?的?{_WHICH}(?!{_SENTENCE.pattern})(?P<title>[^，,。；;：:！？“”]{{2,40}})(?=[。：:]?$)"
)
_HALF_CLOSED_ASK = lazy_re(
    rf"{_FRAME}(?P<title>[^“”。；]{{2,60}}?)[”\"]的?(?:有关|相关)?{_ASKED}{_TAIL}(?=[。：:，,】]|$)"
)
# 对增设路灯的建议，…, 关于路灯安装。…: too weak for one alone
_TO_ASK = lazy_re(
    r"(?:关于|针对|对于?|就)(?:(?:您|你们?|代表|委员)(?:所?提出?|所?反映|提到|建议|关注)的?)?"
    r"(?P<title>[^，,。；;：:“”！？]{2,60}?)的?(?:建议|问题|意见)(?=[，,：:])"
)
_TOPIC = lazy_re(r"(?:关于|针对)(?P<title>[^，,。；;：:“”！？]{2,30})(?=[。：:])")
# 在融资支持方面，…, 关于资金保障方面：…; not 一方面，, 各方面，
_ASPECT = lazy_re(r"(?:在|就|关于)?(?P<title>[^，,。；;：:“”！？]{2,24}(?<![一各多全])方面)(?=[，,：:])")
VERBS = (
    "加强|加快|加大|完善|推进|推动|健全|优化|强化|建立|提升|提高|深化|规范|落实|拓宽|拓展|支持|实施|开展|打造|创新|严格|培育|扩大|改造|改善"
    "|做好|抓好|构建|引导|鼓励|统筹|保障|丰富|发展|发挥|突出|聚焦|压实|增加|增设|建设|整治|治理"
)
# 加强人才培养。我委…, 完善医保政策：…
_PHRASE = lazy_re(rf"(?P<title>(?:{VERBS})[{HAN}、]{{2,14}})(?=[。：:]\S)")
_LONGEST_TITLE = 60
_QUOTES = '“”"「」'
_STOPS = "。.，,：:；;】"
_BULLETS = "【•●◆■□▪·—-"
# Forms of running headings, the surest first
_RUNNING = (
    ("quoted", _QUOTED_ASK),
    ("framed", _FRAMED_ASK),
    ("to", _TO_ASK),
    ("aspect", _ASPECT),
    ("topic", _TOPIC),
    ("phrase", _PHRASE),
)
RUNNING_FORMS = tuple(form for form, _ in _RUNNING)


@dataclass(frozen=True, slots=True)
class AskHeading:
    """An ask's heading within a line: `title` without its frame, `end` where the answer may begin on the line."""

    marker: Marker | None
    title: PlacedText
    end: int
    framed: bool


def read_ask(line: str) -> AskHeading | None:
    """Return the ask a line heads: 一、关于“…”的建议, 针对…的问题。 with or without text behind it, 二、short words."""
    marker = _inner(line, read_marker(line))
    start = marker.end if marker else len(line) - len(line.lstrip(_BULLETS))
    for pattern in (_QUOTED_ASK, _HALF_QUOTED_ASK, _HALF_CLOSED_ASK, _COUNTED_ASK, _FRAMED_ASK, _NAMED_ASK):
        match = pattern.match(line, start)
        if match and _stands_alone(line, match, marker) and match["title"].strip("。 "):
            return AskHeading(marker, _bare(line, *match.span("title")), _past_mark(line, match.end()), framed=True)
    return _unframed(line, marker) if marker else None


def read_running_ask(line: str) -> tuple[str, AskHeading] | None:
    """Return the ask that a paragraph begins with, and its form: 关于…的建议，我委…, 在…方面，…, 加强…。我委….

    A sentence may begin so, too: several of one form are asks.
    """
    for form, pattern in _RUNNING:
        match = pattern.match(line)
        if match and match["title"].strip("。 ") and match.end() + 1 < len(line) and line[match.end()] in "，,：:。":
            return form, AskHeading(None, _bare(line, *match.span("title")), match.end() + 1, framed=False)
    return None


def _inner(line: str, marker: Marker | None) -> Marker | None:
    """`一、建议一：加快修桥` is numbered twice: the heading begins behind the second number."""
    second = read_marker(line[marker.end :]) if marker and line.startswith(("建议", "问题"), marker.end) else None
    return Marker(marker.level, marker.number, marker.end + second.end) if marker and second else marker


def _stands_alone(line: str, match: re.Match[str], marker: Marker | None) -> bool:
    """A sentence may begin like a heading: without a number the heading is the whole line or ends in a full stop."""
    rest = line[match.end() :]
    named = re.match(r"(?:关于|针对|对|關於|針對|就|您|你|第)", line[marker.end if marker else 0 :].lstrip(_BULLETS))
    if not rest.strip("。：:】"):
        return bool(named or marker)
    return named is not None and rest[0] in ("。：:，," if marker else "。：:")


def _unframed(line: str, marker: Marker) -> AskHeading | None:
    """`一、培育合作长效和长效` alone, or `一、加强领导。` with the answer behind it; （一） and 1. head only what stands alone."""
    stop = re.search(r"[。：:]|(?<=方面)[，,]", line[marker.end :])
    if marker.level != "chapter" and (stop or re.search("[，,]", line)):
        return None
    end = marker.end + stop.start() if stop else len(line)
    title = line[marker.end : end]
    if (
        not 2 <= len(title) <= _LONGEST_TITLE
        or re.search(r"[；;！？]", title)
        or _SENTENCE.match(re.sub("^关于", "", line[marker.end : end + 1]))
    ):
        return None
    named = re.match(r"关于|针对|关於", title)
    start = marker.end + (named.end() if named else 0)
    return AskHeading(marker, _bare(line, start, end), _past_mark(line, end), bool(named))


def _past_mark(line: str, end: int) -> int:
    return end + 1 if line[end : end + 1] in ("。", "：", ":", "】", "，", ",") else end


def _bare(line: str, start: int, end: int) -> PlacedText:
    """Return the title between two places of a line without white space, quotation marks and stops at its ends."""
    while end > start and (line[end - 1].isspace() or line[end - 1] in _QUOTES):
        end -= 1
    while start < end and (line[start].isspace() or line[start] in _QUOTES):
        start += 1
    while end > start and (line[end - 1].isspace() or line[end - 1] in _STOPS):
        end -= 1
    return PlacedText("".join(line[start:end].split()), Span(start, end))
