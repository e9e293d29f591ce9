"""Tell the headings of an answer's sections: what was done, what came of it, what comes next, how things stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from proposals.parsing.markers import Marker, read_marker
from proposals.parsing.parsed import Part

_LONGEST_NAME = 24
_AHEAD = "下一步|下步|下一阶段|下阶段|今后一个时期|今后|后续|未来|接下来|下一步的|下半年|明年"
_PLANS = "打算|计划|安排|措施|思路|举措|考虑|方向|重点|工作|建议|目标|任务|设想|部署"
# 代表提出的意见建议, 提案反映的主要问题, 建议内容: what was asked, in the words of the office
_ASKER = r"(?:您|你们?|代表们?|委员们?|提案人?|提案者|建议人?|议案)"
_SAID = r"(?:所?提出?|所?反映|提到|关注|关心|涉及|所述)"
_MATTER = r"(?:主要|具体|有关|相关|突出|核心)?(?:问题|建议|意见|内容|诉求|事项|情况|要点|背景|由来|请求)(?:[和及与、]?(?:建议|意见|诉求))?"
_ASKED = rf"(?:(?:关于|针对|对|就)?{_ASKER}?(?:中|所)?{_SAID}的?{_MATTER}|{_ASKER}?的?(?:提案|建议|议案)的?{_MATTER})"
_NAMES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "next_steps",
        # 下一步工作, 下步打算, 今后工作计划, 下一步工作打算和安排, 努力方向, 工作思路; not 下一步我省将, 工作措施
        lazy_re(
            rf"(?:关于|(?:针对)?存在的?(?:主要)?(?:问题|困难|不足)[和及与、，,])?(?:{_AHEAD})(?:[和及、](?:{_AHEAD}))?(?:的?(?:主要|重点|工作|推进|具体|努力|发展|办理|改进))*"
            rf"的?(?:{_PLANS})?(?:[和及与、](?:{_PLANS}))?"
            # 下一步，我局将做好以下工作, 下步将从几个方面开展工作; not 下一步我局将加快建设
            rf"|(?:{_AHEAD})[，,]?(?:我[^，。]{{1,4}})?(?:将|拟|要|重点)[^，。]{{0,10}}(?:以下|如下|几)[^，。]{{0,10}}"
            r"|(?:今后的?|下步)?努力(?:的)?方向|(?:主要)?(?:工作|推进|整改|改进)的?(?:打算|计划|安排|思路|设想)|(?:整改|改进)(?:措施|方向)(?:[和及与](?:打算|计划))?|打算(?:[和及与]计划)?"
        ),
    ),
    (
        "outcomes",
        # 取得成效, 主要成效, 工作进展及成效; not 成效显著
        lazy_re(
            r"办理结果|(?:目前)?(?:已?取得|主要|工作|初步|所取得|实施|阶段性|落实|办理)*的?(?:成效|成果|效果|进展|成绩|进展情况)(?:[和及与](?:成效|成果|进展|效果))?"
            r"|取得的?(?:主要|初步|阶段性|工作)?(?:成效|成果|进展|成绩)|工作进展(?:情况)?[和及与、]?(?:成效)?"
        ),
    ),
    (
        "measures",
        # 落实举措, 主要措施, 工作开展情况, 已开展的工作; not 措施不力
        lazy_re(
            r"(?:目前)?(?:落实|主要|工作|具体|推进|已?采取|已?开展|已做|前期|办理|贯彻|重点|相关|当前|现有)*的?(?:主要|相关|重点)?"
            r"(?:举措|措施|做法|工作|落实情况|开展情况|办理情况|工作情况|推进情况|工作开展情况)(?:[和及与](?:举措|措施|做法|成效))?"
            # 所做的工作, 我局所做工作, 前期开展的工作, 已经做的主要工作; not 做好工作
            r"|(?:办理|落实)(?:过程|经过|情况)?[和及与](?:结果|情况|意见)"
            r"|(?:(?:针对|围绕|结合)(?:您|代表|委员)?的?(?:建议|提案|问题))?(?:目前|前期|近年来|今年以来|我[省市县区州局厅委镇])?(?:已经?|所)?(?:做|开展|完成)(?:了)?的?(?:主要|相关|具体)?工作"
            # 针对提案的具体答复, 对您所提建议的答复意见, 提案内容的答复, 对代表建议的办理意见; not 关于提案
            rf"|(?:答复|回复)内容|(?:我(?:们的?|[厅局委部办市县区省镇]))?(?:针对|关于|对|就)?(?:{_ASKED}|{_ASKER}?的?(?:提案|建议|问题)(?:中所?提)?)?的?(?:具体|逐条|逐项|有关|办理)*"
            r"(?:答复|回应|回复|办理|落实|处理|解决)(?:意见|情况|过程|措施)?"
            # 建议采纳落实情况, 提案有关建议办理情况; not 落实情况良好
            r"|(?:具体)?[会协分]办(?:意见|情况)"
            r"|(?:关于|针对|对|您|所提|提案|建议|意见|问题|有关|相关|主要|的)*(?:采纳|办理|落实|答复|推进|工作|及|和|与)+(?:情况|意见)"
        ),
    ),
    # 基本情况, 我市充电设施建设现状, 提案的主要内容, 存在的困难和问题: neither done, nor come of it, nor to come
    (
        "prose",
        lazy_re(
            r"(?:基本|总体|有关|相关|现状|目前|项目|背景)+(?:情况|现状|概况)(?:[和及与、](?:存在的?)?(?:主要)?(?:问题|困难|不足))?|(?!关于|针对|改善|改变).{0,16}(?:现状|基本情况)|关于.{0,16}的基本情况"
            r"|现状[和及与、](?:存在的?)?(?:主要)?(?:问题|困难|不足)"
            r"|(?:目前|当前)?(?:存在|面临)的?(?:主要|突出)?(?:问题|困难|不足)(?:[和及与、](?:主要)?(?:问题|困难|不足|原因)){0,2}(?:分析)?"
            r"|(?:办理|调研|协商)(?:过程|经过)|(?:问题|原因)分析|其他(?:需要|有关)?说明的?(?:问题|事项|情况)|(?:提案|建议)的?(?:主要|基本)?(?:内容|背景|情况)|总体(?:情况|要求)"
            rf"|{_ASKED}(?:摘要|概述)?|(?:问题|建议)的?(?:提出|由来)|案由"
        ),
    ),
)
# 针对提案的具体答复, 提案内容的答复, 关于提案所提建议的办理情况; not 办理工作开展情况
_ANSWERS = lazy_re(
    "(?:针对|关于|对|就)?.{0,8}(?:提案|建议|问题).{0,8}(?:答复|回应|回复).{0,4}"
    "|(?:针对|关于|对|您).{0,8}(?:提案|建议|问题).{0,8}(?:办理|落实|采纳).{0,4}"
)


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section's heading within a line; `end` is where its text may begin on the line.

    `answers`: it names the proposal's own points, so that headings under it are asks.
    """

    marker: Marker | None
    part: Part
    end: int
    answers: bool = False


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
    part = next((part for part, pattern in _NAMES if pattern.fullmatch(name)), None)
    return SectionHeading(marker, part, end, _ANSWERS.fullmatch(name) is not None) if part else None


def _is_numbered(marker: Marker | None) -> bool:
    """Only 一、 and （一） head a section with a full stop or text behind its name: 1.主要措施。 is an item."""
    return marker is not None and marker.level in ("chapter", "section")
