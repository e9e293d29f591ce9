"""The parts that letters of agencies are built of, and letters put together from them at random."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from kejiting.text.numerals import to_chinese

NAMES = ("孟书澜", "丁远航", "彭嘉树", "敖登", "呼和木其尔", "阿依古丽·买买提")
AGENCIES = ("岳池县交通运输局", "河西市医疗保障局", "东岭省农业农村厅", "石桥镇人民政府", "河西市卫生健康委员会")
TOPICS = (
    "完善农村公路养护机制",
    "加强校外培训机构监管",
    "发展社区养老服务",
    "优化门诊慢特病保障",
    "推进垃圾分类进社区",
)
ASKS = ("建立长效管护机制", "加大财政资金投入", "培养专业技术人才", "完善考核评价办法")
DONE = "我局会同有关部门建成示范点36个，覆盖居民4.2万人。"
CAME = "去年累计办理业务1280件，群众满意率达到97%。"
STEPS = ("一是健全工作制度，明确责任分工。", "二是加大宣传力度，引导群众参与。", "三是开展督促检查，确保取得实效。")
# Session, with the body that meets
SESSIONS = (
    ("政协", "省政协{term}届{meeting}次会议"),
    ("政协", "政协河西市第{term}届委员会第{meeting}次会议"),
    ("政协", "县政协第{term}届{meeting}次会议"),
    ("人大", "市{term}届人大{meeting}次会议"),
    ("人大", "岳池县第{term}届人民代表大会第{meeting}次会议"),
    ("人大", "区人大{term}届{meeting}次会议"),
    ("人大", "市{term}届{meeting}次人代会"),
)
TITLES = (
    "对{session}第{number}号{word}的答复",
    "关于{session}第{number}号{word}的答复函",
    "{agency}关于对{session}第{number}号{word}的答复",
    "{agency}关于{session}第{number}号{word}办理情况的复函",
)
TABLES = (
    "",
    "索引号：{index}\n发布机构：{agency}\n发布日期：{published}\n",
    "索 引 号：{index} 主题分类：其他\n发布机构：{agency} 发布日期：{published}\n",
    "索引号 | {index} | 发布机构 | {agency} |\n文号 | 发布日期 | {published} |\n",
    "索引号\n{index}\n发布机构\n{agency}\n发布日期\n{published}\n",
    "【索引号】{index}\n【发布日期】{published}\n【有效性】\n",
    "索引号：{index}\n发布日期：{published}\n" * 2,
)
SALUTATIONS = (
    "{names}{person}：",
    "尊敬的{names}{person}:",
    "{names}等{count}名{person}：",
    "{names} {person}：",
    "{names}{person}",
)
OPENINGS = (
    "您提出的《{proposal}》收悉，现答复如下：",
    "你们提出的“{proposal}”收悉。现将办理情况答复如下：",
    "您提出的{proposal}收悉，经认真研究，现答复如下。",
    "您提出的《{proposal}》（第{number}号）收悉。感谢您的关心。现就有关情况答复如下：",
    "你提出的“{proposal}”，已交我局研究办理，现答复如下：",
)
HEADINGS = (
    "{han}、关于“{ask}”的建议",
    "{han}、关于{ask}的建议",
    "{han}、关于{ask}",
    "{han}、{ask}",
    "（{han}）关于{ask}的建议",
    "{arabic}.关于{ask}的建议",
    "（{arabic}）关于{ask}的建议。",
    "第{han}：关于{ask}的问题",
    "建议{han}：{ask}",
    "问题{arabic}：{ask}",
    "【建议{arabic}】{ask}",
    "针对您提出的“{ask}”的建议",
    "关于{ask}的建议",
)
SECTIONS = (("（一）主要做法", "（二）取得成效", "（三）下一步打算"), ("1.工作措施", "2.工作成效", "3.下步工作计划"))
LEADS = ("下一步，我们将", "下步，我们将", "今后，我们将", "接下来，我们将", "下一阶段，我们将")
NEW_LINE = "\n"
ONE_STEP = "完善配套政策，并逐步扩大实施范围。"
THANKS = ("", "感谢您对我们工作的关心和支持。\n", "特此答复。\n", "以上答复如有不妥，请批评指正。\n")
DATES = (
    "{day.year}年{day.month}月{day.day}日",
    "{day.year} 年 {day.month} 月 {day.day} 日",
    "{day:%Y-%m-%d}",
    "（{day.year}年{day.month}月{day.day}日）",
)
BELOW = (
    "",
    "联系人：陆言，联系电话：13800000000\n",
    "（联系人及电话：苏景和，0000-0000000）\n抄送：县人大常委会办公室，县政府办公室。\n",
    "上一篇：关于省政协九届一次会议第907号提案的答复\n下一篇：关于县九届人大一次会议第908号建议的答复\n",
    "【打印】【关闭】\n",
)
ABOVE = ("", "当前位置：首页 > 政府信息公开 > 建议提案办理\n", "2025年11月5日 星期三\n无障碍浏览\n")


@dataclass(frozen=True)
class Written:
    """What a letter was put together from, and the text."""

    text: str
    body: str
    term: int
    meeting: int
    number: str
    names: tuple[str, ...]
    title: str
    proposal: str
    agency: str
    day: date
    doc_number: str | None
    published: date | None
    asks: tuple[str, ...]
    measures: tuple[str, ...]
    next_steps: tuple[str, ...]


def indented(text: str) -> str:
    return "".join(f"　　{line}" for line in text.splitlines(keepends=True))


def spaced_out(text: str) -> str:
    return text.replace("\n", "\n\n   \r\n")


def wrapped(text: str) -> str:
    """Print the paragraphs as a PDF does: indented, and broken after 36 characters."""
    lines = [f"    {line}" for line in text.splitlines()]
    return "".join("\n".join(line[at : at + 36] for at in range(0, len(line), 36)) + "\n" for line in lines)


def answer(draw: st.DrawFn, *, under_heading: bool) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the text that answers one ask, and the measures and next steps it holds."""
    style = draw(st.sampled_from(("prose", "inline", "list", "sections", "done")))
    lead = draw(st.sampled_from(LEADS))
    if style == "sections" and under_heading:
        done, came, ahead = draw(st.sampled_from(SECTIONS))
        return f"{done}\n{DONE}\n{came}\n{CAME}\n{ahead}\n{''.join(STEPS)}\n", (DONE,), STEPS
    if style == "list":
        lead += "做好以下工作："
        return f"{DONE}{CAME}\n{lead}{''.join(STEPS)}\n", (), (lead, *STEPS)
    if style == "done":
        return f"{DONE}\n{CAME}\n", (), ()
    return f"{DONE}{CAME}{'' if style == 'inline' else NEW_LINE}{lead}{ONE_STEP}\n", (), (lead + ONE_STEP,)


def answers(draw: st.DrawFn) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the whole answer, its asks, and all measures and next steps."""
    heading = draw(st.sampled_from(("", *HEADINGS)))
    asks = ASKS[: draw(st.integers(2, len(ASKS)))] if heading else ()
    text, measures, next_steps = "", (), ()
    for place, ask in enumerate(asks or ("",), start=1):
        said, done, ahead = answer(
            draw, under_heading=bool(asks) and "{arabic}." not in heading and "（" not in heading
        )
        head = heading.format(han=to_chinese(place), arabic=place, ask=ask)
        text, measures, next_steps = f"{text}{head}\n{said}".lstrip(), measures + done, next_steps + ahead
    if asks and heading.startswith("{han}、") and not next_steps:
        text, next_steps = f"{text}{to_chinese(len(asks) + 1)}、下一步工作打算\n{''.join(STEPS)}\n", STEPS
    return text, asks, measures, next_steps


@st.composite
def letters(draw: st.DrawFn) -> Written:
    body, session = draw(st.sampled_from(SESSIONS))
    term, meeting, number = (
        draw(st.integers(1, 20)),
        draw(st.integers(1, 9)),
        draw(st.from_regex("0{0,2}[1-9][0-9]{0,3}", fullmatch=True)),
    )
    names = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)))
    agency, topic = draw(st.sampled_from(AGENCIES)), draw(st.sampled_from(TOPICS))
    day = draw(st.dates(date(2008, 1, 1), date(2025, 12, 31)))
    word, person = ("提案", "委员") if body == "政协" else ("建议", "代表")
    known = {
        "session": session.format(term=to_chinese(term), meeting=to_chinese(meeting)),
        "number": number, "word": word, "person": person, "names": "、".join(names), "count": len(names) + 3,
        "agency": agency, "proposal": f"关于{topic}的{word}", "day": day,
        "index": "11220000MB1234567X/2021-00123", "published": "2026-01-08",
    }  # fmt: skip
    doc_number = draw(st.sampled_from((None, "岳交函〔2021〕26号", "河医保提字【2019】第8号", "东农函[2023]115号")))
    title = draw(st.sampled_from(TITLES)).format(**known)
    table = draw(st.sampled_from(TABLES))
    head = draw(st.permutations([title, *([doc_number] if doc_number else [])]))
    answered, asks, measures, next_steps = answers(draw)
    lines = (
        draw(st.sampled_from(ABOVE)), table.format(**known), *(f"{line}\n" for line in head),
        draw(st.sampled_from(SALUTATIONS)).format(**known) + "\n", draw(st.sampled_from(OPENINGS)).format(**known) + "\n",
        answered, draw(st.sampled_from(THANKS)), f"{agency}\n", draw(st.sampled_from(DATES)).format(**known) + "\n",
        draw(st.sampled_from(BELOW)),
    )  # fmt: skip
    text = draw(st.sampled_from((str, indented, spaced_out, wrapped)))("".join(lines))
    published = date(2026, 1, 8) if table else None
    return Written(
        text,
        body,
        term,
        meeting,
        number,
        names,
        title,
        known["proposal"],
        agency,
        day,
        doc_number,
        published,
        asks,
        measures,
        next_steps,
    )
