"""Faults of each kind, put into letters at known places."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from kejiting.draft_checks.request import AskFacts, RequestFacts
from measures.extraction.topics import find_topics, seed_topics
from tests.draft_checks.letters import full_letters


@dataclass(frozen=True, slots=True)
class Faulty:
    """`words`: what a finding may be anchored at; where something is missing, the empty text. `request`: if one is given."""

    text: str
    words: tuple[str, ...]
    request: RequestFacts | None = None


Fault = Callable[[str, random.Random], Faulty | None]
_NUMBER = re.compile(r"吉科发\w{1,3}〔(\d{4})〕(\d+)号")


def _all(text: str, old: str, new: str, words: str | None = None) -> Faulty | None:
    return (
        Faulty(text.replace(old, new), (words if words is not None else new,)) if old in text and old != new else None
    )


def _once(text: str, match: re.Match[str] | None, new: str, *words: str) -> Faulty | None:
    return Faulty(text[: match.start()] + new + text[match.end() :], words or (new,)) if match else None


def _number(change: Callable[[str, random.Random], str]) -> Fault:
    def fault(text: str, dice: random.Random) -> Faulty | None:
        match = _NUMBER.search(text)
        return _all(text, match[0], change(match[0], dice)) if match else None

    return fault


def _brackets(number: str, dice: random.Random) -> str:
    left, right = dice.choice(("[]", "()", "（）", "【】", "［］"))
    return number.replace("〔", left).replace("〕", right)


def _other_year(number: str, dice: random.Random) -> str:
    return re.sub(r"〔(\d+)〕", lambda match: f"〔{int(match[1]) + dice.choice((-2, -1, 1, 2))}〕", number)


def _taken(number: str, dice: random.Random) -> str:
    others = ("吉科发成〔2025〕84号", "吉科发规划〔2025〕59号")
    return dice.choice([other for other in others if other != number])


F1: tuple[Fault, ...] = (
    _number(_brackets),
    _number(lambda number, dice: number.removesuffix("号")),
    _number(lambda number, dice: re.sub(r"〕", "〕0", number)),
    _number(lambda number, dice: number.replace("〔20", "〔")),
    _number(_other_year),
    lambda text, dice: _number(_taken)(text, dice) if "2025年" in text else None,
    _number(lambda number, dice: number.replace("〔", "")),
    _number(lambda number, dice: number.replace("吉科发", "吉科法")),
)


def _salutation(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"^(\w{2,4})(委员|代表)(?=[:：]\s*$)", text, re.MULTILINE)
    other = {"委员": "代表", "代表": "委员"}
    return _once(text, match, match[1] + other[match[2]], other[match[2]]) if match else None


def _session(text: str, dice: random.Random) -> Faulty | None:
    found = list(re.finditer(r"十([二三四])届(?:人大)?([二三四])次会议", text))
    if len(found) < 2:
        return None
    match = found[-1]
    if dice.random() < 0.5:
        new = match[0].replace(
            f"十{match[1]}届", f"十{dice.choice([one for one in '一二三四五' if one != match[1]])}届"
        )
    else:
        new = match[0].replace(f"{match[2]}次", f"{dice.choice([one for one in '一二三四五' if one != match[2]])}次")
    return _once(text, match, new)


def _proposal_number(text: str, dice: random.Random) -> Faulty | None:
    found = list(re.finditer(r"(?<=第)\d+(?=号)", text))
    return _once(text, dice.choice(found), str(dice.randint(300, 999))) if len(found) > 1 else None


def _kind(text: str, dice: random.Random) -> Faulty | None:
    match = re.search("(?<=号)(委员提案|代表建议)(?=的答复)", text)
    return _once(text, match, {"委员提案": "代表建议", "代表建议": "委员提案"}[match[0]]) if match else None


def _body(text: str, dice: random.Random) -> Faulty | None:
    match = re.search("(?<=您在省)政协(?=十)", text)
    return _once(text, match, "人大")


def _title(text: str, dice: random.Random) -> Faulty | None:
    match = re.search("《(关于[^》]+)》", text)
    if match is None:
        return None
    at = dice.randrange(4, len(match[1]) - 4)
    new = match[1][:at] + "新" + match[1][at + 1 :]
    made = _once(text, match, f"《{new}》", new)
    return Faulty(made.text, made.words, RequestFacts(title=match[1])) if made else None


F2: tuple[Fault, ...] = (_salutation, _session, _proposal_number, _kind, _body, _title)

_HOMOPHONES = {"洪": "鸿", "锐": "瑞", "松": "淞", "宇": "雨", "清": "青", "瑾": "锦", "宁": "凝"}


def _name(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"^(\w{2,4})(?=(?:委员|代表)[:：]\s*$)", text, re.MULTILINE)
    if match is None or match[0] in ("林清禾", "程瑾行", "袁宁源"):
        return None  # the base does not know these
    return _once(text, match, "".join(_HOMOPHONES.get(char, char) for char in match[0]))


def _name_in_copies(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"^(\w{2,4})(?=(?:委员|代表)[:：]\s*$)", text, re.MULTILINE)
    if match is None:
        return None
    other = "".join(_HOMOPHONES.get(char, char) for char in match[0])
    return Faulty(f"{text}\n抄送：{other}委员", (other, match[0]))


def _name_in_title(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"^(\w{2,4})(?=(?:委员|代表)[:：]\s*$)", text, re.MULTILINE)
    if match is None or "号委员提案的答复" not in text:
        return None
    other = "".join(_HOMOPHONES.get(char, char) for char in match[0])
    return Faulty(text.replace("号委员提案的答复", f"号{other}委员提案的答复"), (other, match[0]))


def _name_of_request(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"^(\w{3})(?=(?:委员|代表)[:：]\s*$)", text, re.MULTILINE)
    if match is None:
        return None
    other = match[0][:2] + dice.choice("华军伟明")
    made = _once(text, match, other)
    return Faulty(made.text, made.words, RequestFacts(proposers=(match[0],))) if made else None


F3: tuple[Fault, ...] = (_name, _name_in_copies, _name_in_title, _name_of_request)

_SIGNED = re.compile(r"(?<=\n)(\d{4})年(\d{1,2})月(\d{1,2})日(?=\s*$|\n)")


def _signed(new: Callable[[re.Match[str], random.Random], str]) -> Fault:
    def fault(text: str, dice: random.Random) -> Faulty | None:
        match = _SIGNED.search(text)
        return _once(text, match, new(match, dice)) if match else None

    return fault


def _weekday(text: str, dice: random.Random) -> Faulty | None:
    made = _insert(text, dice, "，2025年6月18日（星期五）")
    return Faulty(made.text, ("2025年6月18日（星期五）",)) if made else None


def _passed(text: str, dice: random.Random) -> Faulty | None:
    words = f"{dice.randint(2015, 2018)}年"
    made = _insert(text, dice, f"，将于{words}底前全部完成")
    return Faulty(made.text, (words,)) if made else None


def _impossible_inside(text: str, dice: random.Random) -> Faulty | None:
    words = dice.choice(("2024年2月30日", "2023年13月5日", "2024年6月31日", "2023年2月29日", "9月31日"))
    made = _insert(text, dice, f"，{words}召开推进会")
    return Faulty(made.text, (words,)) if made else None


def _published(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"(?<=发布日期:)\d{4}年\d\d月\d\d日", text)
    return _once(text, match, "2019年01月15日")


F4: tuple[Fault, ...] = (
    _signed(lambda match, dice: f"{match[1]}年{dice.choice((2, 6, 9))}月31日"),
    _signed(lambda match, dice: f"{int(match[1]) + dice.choice((-1, 1))}年{match[2]}月{match[3]}日"),
    _signed(lambda match, dice: f"{match[1]}年13月{match[3]}日"),
    _weekday,
    _passed,
    _impossible_inside,
    _published,
)

_PARTS = (
    "公开属性：主动公开\n", "办理类别：A类\n", "感谢您对科技工作的关心和支持！\n", "\n吉林省科学技术厅", "联系人：陆言\n",
    "联系电话：0431-88975566\n", "抄送：省政协提案委员会，省政府办公厅。",
)  # fmt: skip
F5: tuple[Fault, ...] = (
    *(lambda text, dice, part=part: _all(text, part, "\n" if part[0] == "\n" else "", "") for part in _PARTS),  # type: ignore[misc]
    lambda text, dice: _once(text, _SIGNED.search(text), "", "") if text in full_letters() else None,
    lambda text, dice: _once(text, _NUMBER.search(text), "", "") if text in full_letters() else None,
    lambda text, dice: (
        _once(text, re.search(r"(?m)^.*(?:委员|代表)：$\n", text), "", "") if text in full_letters() else None
    ),
)


def _renumber(pattern: str, numerals: str, words: str) -> Fault:
    """A number of a list, not the first, becomes another one."""

    def fault(text: str, dice: random.Random) -> Faulty | None:
        found = [match for match in re.finditer(pattern, text) if match["n"] != numerals[0]]
        if not found:
            return None
        match = dice.choice(found)
        at = numerals.index(match["n"])
        other = numerals[dice.choice((at + 1, at + 2, at - 1))]
        new = words.format(other)
        if new.replace("(", "（").replace(")", "）").startswith(("一、", "（一）", "1.", "一是")):
            new = words.format(numerals[at + 1])
        return _once(text, match, new, new)

    return fault


def _without_text(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"(?m)^(（二）取得成效|\(二\)取得成效|\(二\)主要成效)\n.+\n(?=[(（]三)", text)
    return _once(text, match, f"{match[1]}\n", match[1]) if match else None


def _same_heading(text: str, dice: random.Random) -> Faulty | None:
    found = re.findall(r"(?m)^[一二三四五]、(关于.+)$", text)
    if len(found) < 2:
        return None
    return Faulty(text.replace(found[1], found[0]), (f"二、{found[0]}",))


F6: tuple[Fault, ...] = (
    _renumber(r"(?m)^(?P<n>[一二三四五])、(?=关于)", "一二三四五六七", "{}、"),
    _renumber(r"(?m)^[（(](?P<n>[一二三])[）)]", "一二三四五六", "（{}）"),
    _renumber(r"(?m)^(?P<n>[1-6])\.(?=\w)", "123456789", "{}."),
    _renumber(r"(?<=[。；])(?P<n>[二三四])是", "一二三四五六七", "{}是"),
    _without_text,
    _same_heading,
)


def _without_next(text: str, dice: random.Random) -> Faulty | None:
    pattern = r"(?ms)^[（(]三[）)](?:下一步工作|下步打算)\n.*?(?=^[一二三四五]、|^吉林省科学技术厅|^感谢)"
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = dice.choice(found)
    headings = re.findall(r"(?m)^[一二三四五]、关于.+$", text[: match.start()])
    return _once(text, match, "", headings[-1]) if headings else None


def _without_answer(text: str, dice: random.Random) -> Faulty | None:
    match = re.search(r"(?ms)^(一、关于[^\n]+)\n.*?(?=^二、关于)", text)
    return _once(text, match, f"{match[1]}\n", match[1]) if match else None


def _unanswered(text: str, dice: random.Random) -> Faulty | None:
    titles = re.findall(r"(?m)^[一二三四五]、关于“(.+)”的建议$", text)
    if not titles:
        return None
    other = dice.choice(("修建农村公路桥梁", "减免小微商户摊位费", "提高乡村医生补助标准", "增设社区养老食堂"))
    asks = tuple(AskFacts(title, title) for title in (*titles, other))
    return Faulty(text, ("",), RequestFacts(asks=asks))


C1: tuple[Fault, ...] = (_without_next, _without_answer, _unanswered)
C2: tuple[Fault, ...] = (
    lambda text, dice: Faulty(
        text,
        ("",),
        RequestFacts(co_units=(dice.choice(("省交通运输厅", "省水利厅", "省体育局", "省卫生健康委", "省民政厅")),)),
    ),
)

_INSIDE = "策略管控改完善新产加深"


def _slip(words: str, dice: random.Random) -> str:
    """One character inside is another, missing, or changes its place with the next one."""
    at = dice.randrange(2, len(words) - 2)
    match dice.randrange(3):
        case 0:
            return words[:at] + dice.choice([char for char in _INSIDE if char != words[at]]) + words[at + 1 :]
        case 1:
            return words[:at] + words[at + 1 :]
        case _:
            return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def _cited(text: str, dice: random.Random) -> Faulty | None:
    body = text.find("答复如下")
    found = [
        match
        for match in re.finditer(r"《([\u4e00-\u9fff]{8,})》", text)
        if match.start() > body and not match[1].endswith("建议") and text not in full_letters()
    ]
    if not found:
        return None
    match = dice.choice(found)
    new = _slip(match[1], dice)
    return _once(text, match, f"《{new}》", new) if new != match[1] else None


E1: tuple[Fault, ...] = (_cited,)


def _topic(text: str, dice: random.Random) -> Faulty | None:
    """A name of six characters and more that no quotation marks part."""
    named = [mention.span for mention in find_topics(text, seed_topics())]
    named = [span for span in named if span.end - span.start > 5 and span.of(text).isalpha()]
    if not named:
        return None
    span = dice.choice(named)
    new = _slip(span.of(text), dice)
    return Faulty(text[: span.start] + new + text[span.end :], (new,)) if new != span.of(text) else None


E2: tuple[Fault, ...] = (_topic,)


def _insert(text: str, dice: random.Random, words: str) -> Faulty | None:
    """Put words before a comma or a full stop of the answer, outside quotation marks and brackets."""
    start, end = text.find("答复如下") + 5, text.rfind("吉林省科学技术厅")
    places = [
        match.start()
        for match in re.finditer("(?<=[\u4e00-\u9fff])[，。]", text[:end])
        if match.start() > start and not re.search(r"[“《（(][^”》）)\n]*$", text[: match.start()])
    ]
    if not places:
        return None
    at = dice.choice(places)
    return Faulty(text[:at] + words + text[at:], (words,))


def _inserting(*choices: str) -> Fault:
    def fault(text: str, dice: random.Random) -> Faulty | None:
        return _insert(text, dice, dice.choice(choices))

    return fault


def _twice(pattern: str) -> Fault:
    def fault(text: str, dice: random.Random) -> Faulty | None:
        body = text.find("答复如下")
        found = [match for match in re.finditer(pattern, text) if match.start() > body]
        if not found:
            return None
        match = dice.choice(found)
        return _once(text, match, match[0] * 2)

    return fault


def _lost(text: str, dice: random.Random) -> Faulty | None:
    """One mark of a pair is gone; the other stands alone."""
    body = text.find("答复如下")
    pairs = [match for match in re.finditer(r"[“《（][^“”《》（）()\n]+[”》）]", text) if match.start() > body]
    if not pairs:
        return None
    match = dice.choice(pairs)
    new = match[0][1:] if dice.random() < 0.5 else match[0][:-1]
    return _once(text, match, new, new[-1] if new == match[0][1:] else new[0])


X1: tuple[Fault, ...] = (
    _inserting("XX", "××", "___", "【待补充】", "【】", "（此处补充数据）", "TODO", "？？", "【请核实】", "XXX万元"),
    _twice("的(?=[\u4e00-\u9fff])(?<=[\u4e00-\u9fff]的)"),
    _twice("[。，；、](?=[\u4e00-\u9fff])"),
    _twice("(?<=[，。；])(?:加强|推动|建立|完善|开展|支持)(?=[\u4e00-\u9fff])"),
    _lost,
)


def _identity(dice: random.Random) -> str:
    digits = f"22010219{dice.randint(55, 99)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{dice.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def _person(make: Callable[[random.Random], str], around: str) -> Fault:
    def fault(text: str, dice: random.Random) -> Faulty | None:
        words = make(dice)
        made = _insert(text, dice, around.format(words))
        return Faulty(made.text, (words,)) if made else None

    return fault


X2: tuple[Fault, ...] = (
    _person(lambda dice: f"1{dice.choice('3578')}{dice.randint(100000000, 999999999)}", "（可致电{}）"),
    _person(_identity, "（身份证号{}）"),
    _person(
        lambda dice: f"user{dice.randint(10, 9999)}@{dice.choice(('qq.com', '163.com', 'sina.com'))}", "（邮箱{}）"
    ),
    _person(lambda dice: f"朝阳区湖西路{dice.randint(1, 99)}号{dice.randint(1, 9)}栋2单元501室", "，家住{}"),
)

FAULTS: dict[str, tuple[Fault, ...]] = {
    "F1": F1, "F2": F2, "F3": F3, "F4": F4, "F5": F5, "F6": F6, "C1": C1, "C2": C2, "E1": E1, "E2": E2, "X1": X1, "X2": X2,
}  # fmt: skip
