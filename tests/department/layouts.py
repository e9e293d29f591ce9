"""How the department's letters and the proposals that it answers are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.soak.chance import Chance

_A_LINE = 34
_HAN = "一二三四五六七八九十"
_LEADS = "一二三四五六七八九"
_PARTS = (
    ("落实举措", "取得成效", "下一步工作"),
    ("主要措施", "主要成效", "下步打算"),
    ("已开展的工作", "取得的成效", "下一步打算"),
)
_OPENINGS = (
    "您{with_others}在{session}上提出的《{title}》收悉,经认真研究办理,现答复如下:",
    "您{with_others}在{session}上提出的《{title}》收悉，经认真研究并商有关部门，现答复如下：",
    "您{with_others}提出的《{title}》（第{number}号）收悉。经研究，现答复如下：",
)
_THANKS = (
    "感谢您对我省科技工作的关注和支持，欢迎继续提出宝贵意见和建议。",
    "感谢您对{matter}工作的关心，欢迎您继续监督并提出意见建议。",
    "衷心感谢您长期以来对科技事业的关心和支持。",
)


@dataclass(frozen=True, slots=True)
class Block:
    """The answer to one ask: its title and the sentences of its three parts."""

    title: str
    measures: tuple[str, ...]
    outcomes: tuple[str, ...]
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    agency: str
    doc_number: str
    index_number: str
    kind: str
    session: str
    number: str
    title: str
    people: tuple[str, ...]
    written_on: date
    matter: str


def letter_text(head: Head, blocks: Sequence[Block], chance: Chance) -> str:
    """One of three layouts: with a table at the head, with the number first, or with wide spaces before paragraphs."""
    day = f"{head.written_on.year}年{head.written_on.month}月{head.written_on.day}日"
    name = f"对{head.session}第{head.number}号{head.kind}的答复"
    role = "代表" if head.kind == "代表建议" else "委员"
    others = "等" if len(head.people) > 1 else ""
    opening = chance.choice(_OPENINGS).format(
        with_others=others, session=head.session, title=head.title, number=head.number
    )
    names = "、".join(head.people)
    foot = (chance.choice(_THANKS).format(matter=head.matter), head.agency, day)
    body = [line for number, block in enumerate(blocks) for line in _block(number, block, chance)]
    form = chance.randrange(3)
    if form == 0:
        written = f"{head.written_on:%Y年%m月%d日}"
        table = (
            f"索引号:\t{head.index_number}\t分类:\t委员提案;议案\n发文机关:\t{head.agency}\t成文日期:\t{written}\n"
            f"标题:\t{name}\t\n发文字号:\t{head.doc_number}\t发布日期:\t{written}"
        )
        return "\n\n".join((table, name, head.doc_number, f"{names}{role}:", opening, *body, *foot)) + "\n"
    if form == 1 and chance.one_in(2):
        lines = (head.doc_number, name, f"{names}{role}：", *(f"    {line}" for line in (opening, *body, *foot)))
        return "\n\n".join(map(_wrapped, lines)) + "\n"
    if form == 1:
        return "\n\n".join((head.doc_number, name, f"{names}{role}：", opening, *body, *foot)) + "\n"
    lines = (f"{names}{role}：", *(f"　　{line}" for line in (opening, *body, *foot)))
    return "\n".join((f"　　{name}", f"　　{head.doc_number}", *lines)) + "\n"


def _wrapped(line: str) -> str:
    """A line of a page holds so many characters, whatever marks stand between them."""
    pieces, width, inside = [], 0, False
    for char in line:
        inside = char == "\ue000" or (inside and char != "\ue001")
        if not inside and char not in "\ue001\ue002":
            if width >= _A_LINE and not char.isdigit():
                pieces.append("\n")
                width = 0
            width += 1
        pieces.append(char)
    return "".join(pieces)


def _block(number: int, block: Block, chance: Chance) -> list[str]:
    title = f"{_HAN[number]}、关于“{block.title}”的建议"
    if chance.one_in(4):
        steps = "".join(f"{_LEADS[at]}是{step}" for at, step in enumerate(block.next_steps))
        return [title, "".join(block.measures), "".join(block.outcomes), f"下一步，{steps}"]
    lines = [title]
    for at, (name, sentences) in enumerate(
        zip(chance.choice(_PARTS), (block.measures, block.outcomes, block.next_steps), strict=True)
    ):
        lines.append(f"（{_HAN[at]}）{name}")
        if chance.one_in(2) and 1 < len(sentences) <= len(_LEADS):
            lines.append("".join(f"{_LEADS[place]}是{words}" for place, words in enumerate(sentences)))
        else:
            lines += [f"{place}.{words}" for place, words in enumerate(sentences, 1)]
    return lines


def request_text(
    head: Head, asks: Sequence[tuple[str, str]], co_units: Sequence[str], reason: str, chance: Chance
) -> str:
    """A proposal: with fields at the head, or as it was read out; its asks numbered, or one sentence each."""
    names = "、".join(head.people)
    by = "领衔代表" if head.kind == "代表建议" else "提案人"
    if chance.one_in(2):
        top = f"{head.session}\n第{head.number}号{head.kind}\n案由：{head.title}\n{by}：{names}\n主办单位：省科技厅\n会办单位：{'、'.join(co_units) or '无'}\n"
        asked = "".join(f"{_HAN[at]}、{title}\n{words}\n" for at, (title, words) in enumerate(asks))
        return f"{top}\n案据：\n{reason}\n建议：\n{asked}"
    asked = "".join(f"{at}.{title}。{words}\n" for at, (title, words) in enumerate(asks, 1))
    return f"{head.title}\n（{head.session}第{head.number}号，{by}：{names}）\n\n一、基本情况和问题\n{reason}\n二、对策建议\n{asked}"
