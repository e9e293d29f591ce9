"""Faults put into letters at known places: what checks of a draft have to find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from kejiting.draft_checks import ReplyDraft, read_draft
from kejiting.draft_checks.stated import figures_of
from measures.extraction.same_name import names_of
from measures.models import IndicatorAlias, Target
from proposals.models import ReplyLetter


@dataclass(frozen=True, slots=True)
class Fault:
    """A letter's text with a fault at `place` characters from the start, which is `words`."""

    text: str
    place: int
    words: str


def draft_of(fault: Fault) -> ReplyDraft:
    return read_draft("稿.txt", fault.text.encode())


def with_sentence(letter: ReplyLetter, sentence: str, words: str, chance: Random) -> Fault:
    """Put a sentence at the end of some paragraph of the answer; `words` of it are the fault."""
    passage = chance.choice(
        [one for one in letter.passages.all() if one.part in ("measures", "outcomes", "next_steps")]
    )
    at = passage.end
    joined = "" if letter.text[:at].endswith("。") else "。"
    text = f"{letter.text[:at]}{joined}{sentence}{letter.text[at:]}"
    return Fault(text, at + len(joined) + sentence.rindex(words), words)


def replaced(letter: ReplyLetter, start: int, end: int, words: str) -> Fault:
    return Fault(letter.text[:start] + words + letter.text[end:], start, words)


def other_values(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """N1: a settled figure that another letter tells within the same weeks, with another value."""
    known = {*IndicatorAlias.objects.values_list("folded", flat=True)}
    places = [(letter, figure) for letter in letters for figure in figures_of(_own(letter)) if figure.counted in known]
    for _ in range(number):
        letter, figure = chance.choice(places)
        printed = figure.parsed.text
        digits = [at for at, char in enumerate(printed) if char.isdigit() and char != "0"]
        at = chance.choice(digits)
        char = chance.choice([one for one in "123456789" if one != printed[at]])
        yield replaced(letter, figure.span.start, figure.span.end, printed[:at] + char + printed[at + 1 :])


def slips_of_scale(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """N3: 万 for 亿, a 0 too many."""
    places = [(letter, figure) for letter in letters for figure in figures_of(_own(letter)) if figure.counted]
    for _ in range(number):
        letter, figure = chance.choice(places)
        printed = figure.parsed.text
        if "亿" in printed:
            words = printed.replace("亿", "万")
        elif "万" in printed:
            words = printed.replace("万", "亿")
        else:
            digits = max(at for at, char in enumerate(printed) if char.isdigit())
            if "." in printed or not printed[: digits + 1].isdigit():
                continue
            words = f"{printed[: digits + 1]}{'0' * chance.choice((1, 2))}{printed[digits + 1 :]}"
        yield replaced(letter, figure.span.start, figure.span.end, words)


def _own(letter: ReplyLetter) -> ReplyDraft:
    return read_draft("稿.txt", letter.text.encode())


def sums(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """N2: totals that are not the sum, shares that are not the share, a figure told twice with two values."""
    things = ("科技企业孵化器", "星创天地", "产业技术创新联盟", "农业科技园区", "临床医学研究中心")
    for index in range(number):
        first, second = chance.randint(11, 60), chance.randint(11, 60)
        thing = chance.choice(things)
        wrong = first + second + chance.choice((-2, -1, 1, 2))
        forms = (
            (f"全省共有{thing}{wrong}家，其中国家级{first}家、省级{second}家。", f"{wrong}家"),
            (f"国家级{thing}{first}家、省级{thing}{second}家，共计{wrong}家。", f"{wrong}家"),
            (
                f"全省{thing}达到{first + second}家，其中国家级{second + 3}家，占比{second * 100 / (first + second):.1f}%。",
                f"{second + 3}家",
            ),
            (f"全省{thing}由{first}家增加到{first * 2}家，增长{chance.choice((50, 150, 200))}%。", f"{first * 2}家"),
        )
        sentence, words = forms[index % len(forms)]
        yield with_sentence(chance.choice(letters), sentence, words, chance)


WORDINGS = (
    ("近20余家企业参加", "近20余家"), ("超过50多人报名", "超过50多人"), ("约30家左右企业入库", "约30家左右"),
    ("大约100项上下", "大约100项上下"), ("成本降低了2倍", "降低了2倍"), ("时间缩短3倍", "缩短3倍"),
    ("合格率达百分之95%", "百分之95%"), ("增长12%%", "12%%"), ("截止2024年底，已完成验收", "截止"), ("截止目前，已完成验收", "截止"),
    ("投入3千5百万元", "3千5百万元"), ("投入5百万元", "5百万元"), ("支持项目1,23项", "1,23"), ("投入1,2345万元", "1,2345"),
    ("投入1.2.3亿元", "1.2.3"), ("培育企业12.5家", "12.5家"), ("新增50-30家", "50-30家"),
    ("至少80余名专家", "至少80余名"), ("接近60人以上", "接近60人以上"),
)  # fmt: skip


def number_wordings(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """N4."""
    for index in range(number):
        sentence, words = WORDINGS[index % len(WORDINGS)]
        yield with_sentence(chance.choice(letters), f"{sentence}。", words, chance)


def named_otherwise(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """N5: a target of the plan with another number."""
    targets = [
        one
        for one in Target.objects.order_by("pk")
        if one.low == one.high and one.low == int(one.low) and one.low > 4 and names_of(one.indicator)
    ]
    for _ in range(number):
        target = chance.choice(targets)
        value = f"{int(target.low) + chance.choice((1, 2, 3, 10))}{target.unit}"
        if target.unit == "元":
            value = f"{int(target.low) / 100_000_000 + chance.choice((1, 5, 20)):g}亿元"
        due = target.due or "2020年"
        when = "" if due[:2] in ("每年", "年均") else "到"
        sentence = f"按照实施方案确定的目标，{when}{due}{target.indicator}达到{value}。"
        yield with_sentence(chance.choice(letters), sentence, value, chance)


def vague(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """P3."""
    promises = (
        "我厅将认真研究您的建议", "我厅将适时研究推动相关工作", "我厅将积极研究考虑相关政策", "我们将进一步加大工作力度",
        "我厅将在条件成熟时研究推进", "我们将尽快推动相关工作落实", "我厅将进一步加强统筹协调工作", "我厅将视情况研究出台相关政策",
        "我们将继续关注并积极推动", "我厅将逐步推进相关工作",
    )  # fmt: skip
    for index in range(number):
        words = promises[index % len(promises)]
        letter = chance.choice(letters)
        steps = [one for one in letter.passages.all() if one.part == "next_steps"]
        if steps:
            at = chance.choice(steps).end
            joined = "" if letter.text[:at].endswith("。") else "。"
            text = f"{letter.text[:at]}{joined}下一步，{words}。{letter.text[at:]}"
            yield Fault(text, at + len(joined) + 4, words)


def left_over(letters: Sequence[ReplyLetter], chance: Random, number: int) -> Iterator[Fault]:
    """R2: another's name, number, place, unit."""
    people = [
        (one, [person.name for answer in one.answers.all() for person in answer.proposal.delegates.all()])
        for one in letters
    ]
    for index in range(number):
        letter, names = chance.choice(people)
        other = chance.choice([name for _, some in people for name in some if name not in names])
        wrong = chance.choice([n for n in ("23", "088", "456", "1024") if n != letter.answers.all()[0].proposal.number])
        sentence, words = (
            (f"感谢{other}委员对科技工作的支持。", other),
            (f"您提出的第{wrong}号提案我们认真研究。", wrong),
            ("在湖北省委、省政府的坚强领导下，工作取得进展。", "湖北"),
            ("我局高度重视成果转化。", "我局"),
            ("我市科技创新能力不断提高。", "我市"),
        )[index % 5]
        yield with_sentence(letter, sentence, words, chance)
