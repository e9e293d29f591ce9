"""Tell headings from paragraphs: the asks a letter answers one by one, and the sections under each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.numerals import to_int
from proposals.parsing.parsed import Part

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARKERS = (
    ("chapter", re.compile(rf"(?P<number>{_NUMERAL})\s*[、.．，,]\s*")),
    ("chapter", re.compile(rf"第(?P<number>{_NUMERAL})\s*(?:[、，,:：.．]|个?(?:建议|问题)[:：、，,])\s*")),
    ("chapter", re.compile(rf"(?:建议|问题|提案)(?P<number>{_NUMERAL}|\d{{1,2}})\s*[:：、.．]\s*")),
    ("section", re.compile(rf"[（(]\s*(?P<number>{_NUMERAL})\s*[）)]\s*[、.．]?\s*")),
    ("item", re.compile(r"(?P<number>\d{1,2})\s*(?:[、．]|\.(?!\d))\s*")),
    ("point", re.compile(r"[（(]\s*(?P<number>\d{1,2})\s*[）)]\s*")),
)
_ASKED_WORD = r"(?:建议|建議|提案|问题|問題|意见|情况|方面|工作|请求|诉求)"
_ASKED = rf"(?:{_ASKED_WORD}(?:[和及与、]?{_ASKED_WORD})?)"
# 关于, 针对您提出的, 您在建议中提到的关于, 关于建议中; not 您好
_FRAME = (
    r"(?:(?:关于|针对|对于|關於|針對)(?:您|你们?)?(?:在?(?:建议|提案)中)?(?:(?:所?提出|提到|反映|建议)的?|的)?(?:关于)?"
    r"|(?:您|你们?)(?:在?(?:建议|提案)中)?(?:(?:所?提出|提到|反映|建议)的?)?(?:关于)|(?:您|你们?)(?:在?(?:建议|提案)中)?(?:所?提出|提到|反映)的?)"
)
_TAIL = r"(?:的?(?:采纳|办理|落实|答复|回复)(?:落实)?(?:情况)?)?"
# 关于“…”的建议, 针对…的建议的采纳落实情况, 关于…有关建议。; not 关于我省科技工作，我厅
_QUOTED_ASK = re.compile(
    rf"{_FRAME}?(?:就|对)?[“\"「](?P<title>[^“”]*(?:“[^“”]*”[^“”]*)*)[”\"」]"
    rf"\s*的?(?:有关|相关)?{_ASKED}?{_TAIL}"
)
_FRAMED_ASK = re.compile(
    rf"{_FRAME}(?P<title>[^。；;“”\n]{{2,120}}?(?:“[^“”]*”[^。；;“”\n]*?)*)"
    rf"(?:的|有关|相关)+{_ASKED}{_TAIL}(?=[。：:，,】]|$)"
)
# 关于提升服务质量, （一）关于完善转化政策; not 关于印发《办法》的通知, 关于资金方面，我局…。
_NAMED_ASK = re.compile(r"(?:关于|针对|关於)(?P<title>[^，,。；;：:！？]{3,40})(?<!通知|办法|方案|细则|决定)[：:]?$")
_LONGEST_TITLE = 60
_LONGEST_NAME = 24
# Section names in letters, and the part of an answer they head.
_SECTION_NAMES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "next_steps",
        # 下一步工作, 下步打算, 今后工作计划, 下一步工作打算和安排; not 下一步我省将
        re.compile(
            r"(?:关于|存在的?(?:主要)?(?:问题|困难)[和及与、])?(?:下一步|下步|下一阶段|下阶段|今后|后续|未来|接下来|下一步的)(?:的?(?:主要|重点|工作|推进|具体|努力))*"
            r"的?(?:打算|计划|安排|措施|思路|举措|考虑|方向|重点|工作|建议|目标|任务)?(?:[和及与](?:打算|计划|安排|措施|思路|举措))?"
        ),
    ),
    (
        "outcomes",
        # 取得成效, 主要成效, 工作进展及成效; not 成效显著
        re.compile(
            r"(?:目前)?(?:已?取得|主要|工作|初步|所取得|实施|阶段性|落实)*的?(?:成效|成果|效果|进展|成绩|进展情况)(?:[和及与](?:成效|成果|进展|效果))?"
            r"|取得的?(?:主要|初步|阶段性|工作)?(?:成效|成果|进展|成绩)|工作进展(?:情况)?[和及与、]?(?:成效)?"
        ),
    ),
    (
        "measures",
        # 落实举措, 主要措施, 工作开展情况, 已开展的工作; not 措施不力
        re.compile(
            r"(?:目前)?(?:落实|主要|工作|具体|推进|已?采取|已?开展|办理|贯彻|重点|相关|当前|现有)*的?(?:主要|相关|重点)?"
            r"(?:举措|措施|做法|工作|落实情况|开展情况|办理情况|工作情况|推进情况|工作开展情况)(?:[和及与](?:举措|措施|做法|成效))?"
            # 建议采纳落实情况, 提案有关建议办理情况; not 落实情况良好
            r"|(?:关于|您|所提|提案|建议|意见|问题|有关|相关|主要|的)*(?:采纳|办理|落实|答复|推进|工作|及|和|与)+(?:情况|意见)"
        ),
    ),
    # 基本情况, 我市充电设施建设现状, 提案的主要内容, 存在的困难和问题: neither done, nor come of it, nor to come
    (
        "prose",
        re.compile(
            r"(?:基本|总体|有关|相关|现状|目前|项目|背景)+(?:情况|现状|概况)|(?!关于|针对|改善|改变).{0,16}(?:现状|基本情况)"
            r"|(?:目前|当前)?存在的?(?:主要|突出)?(?:问题|困难|不足)(?:[和及与、](?:问题|困难|不足))?|(?:提案|建议)的?(?:主要|基本)?(?:内容|背景|情况)|总体(?:情况|要求)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number a line begins with: 一、 is a chapter's, （一） a section's, 1. an item's; `end` is where it ends."""

    level: str
    number: int
    end: int


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section's heading within a line; `end` is where its text may begin on the line."""

    marker: Marker | None
    part: Part
    end: int


@dataclass(frozen=True, slots=True)
class AskHeading:
    """An ask's heading within a line: `title` without its frame, `end` where the answer may begin on the line."""

    marker: Marker | None
    title: str
    end: int
    framed: bool


def read_marker(line: str) -> Marker | None:
    """Return the number a line begins with: 一、, （二）, 3.; 一是 is none of them."""
    for level, pattern in _MARKERS:
        match = pattern.match(line)
        number = to_int(match["number"]) if match else None
        if match and number:
            return Marker(level, number, match.end())
    return None


def read_section(line: str) -> SectionHeading | None:
    """Return the section a line heads: `( 一 )主要措施` → measures, `三、下一步打算。一是…` with its text behind it."""
    marker = read_marker(line)
    start = marker.end if marker else 0
    stop = re.search("[。：:]", line[start:])
    end = start + stop.end() if stop else len(line)
    name = re.sub("[。：:]$", "", line[start:end]).strip("【】[]")
    alone = end == len(line) and not line.endswith("。")
    if not name or len(name) > _LONGEST_NAME or not (alone or _is_numbered(marker)):
        return None
    part = next((part for part, pattern in _SECTION_NAMES if pattern.fullmatch(name)), None)
    return SectionHeading(marker, part, end) if part else None


def _is_numbered(marker: Marker | None) -> bool:
    """Only 一、 and （一） head a section with a full stop or text behind its name: 1.主要措施。 is an item."""
    return marker is not None and marker.level in ("chapter", "section")


def read_ask(line: str) -> AskHeading | None:
    """Return the ask a line heads: 一、关于“…”的建议, 针对…的问题。 with or without text behind it, 二、short words."""
    marker = read_marker(line)
    start = marker.end if marker else len(line) - len(line.lstrip("【"))
    for pattern in (_QUOTED_ASK, _FRAMED_ASK, _NAMED_ASK):
        match = pattern.match(line, start)
        if match and _stands_alone(line, match, marker) and match["title"].strip("。 "):
            return AskHeading(marker, _bare(match["title"]), _past_mark(line, match.end()), framed=True)
    if marker and marker.level == "chapter":
        return _unframed(line, marker)
    return None


def _stands_alone(line: str, match: re.Match[str], marker: Marker | None) -> bool:
    """A sentence may begin like a heading: without a number the heading is the whole line or ends in a full stop."""
    rest = line[match.end() :]
    named = re.match(r"【?(?:关于|针对|对于|關於|針對|就|您|你)", line[marker.end if marker else 0 :])
    if not rest.strip("。：:】"):
        return bool(named or marker)
    return named is not None and rest[0] in ("。：:，," if marker else "。：:")


def _unframed(line: str, marker: Marker) -> AskHeading | None:
    """`一、培育合作长效和长效` alone, or `一、加强领导。` with the answer behind it."""
    stop = re.search(r"[。：:]", line[marker.end :])
    end = marker.end + stop.start() if stop else len(line)
    title = line[marker.end : end]
    if not 2 <= len(title) <= _LONGEST_TITLE or re.search(r"[；;！？]", title):
        return None
    return AskHeading(marker, _bare(title), _past_mark(line, end), framed=False)


def _past_mark(line: str, end: int) -> int:
    return end + 1 if line[end : end + 1] in ("。", "：", ":", "】") else end


def _bare(title: str) -> str:
    return "".join(title.split()).strip('“”"「」').rstrip("。.，,：:；;")
