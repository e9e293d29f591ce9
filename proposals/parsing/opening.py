"""Read how a letter begins: whom it addresses, and the sentence that names the proposal it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kejiting.text.spans import Span
from proposals.parsing.lines import Line, squeezed
from proposals.parsing.parsed import Words

_NAME = r"[\u4e00-\u9fff](?:[\u4e00-\u9fff·•*＊×○ ]{0,14}[\u4e00-\u9fff*＊×○])?"
_PERSON = r"(?:政协|人大)?(?:委员|代表|同志|先生|女士)"
_ASIDE = r"(?:[（(][^（）()]{1,12}[）)])?"
# 王洪福委员:, 尊敬的林清禾、陆言代表：, 程瑾行等8名代表:, 陈金辉（福鼎团）代表：, 李锐代表，您好！; not 有关委员指出:, 各位代表:
_PEOPLE = re.compile(
    rf"(?:尊敬的?|致)?\s*(?:[省市县区州旗](?:政协|人大))?(?P<names>{_NAME}{_ASIDE}(?:{_PERSON})?(?:\s*[、，,]\s*{_NAME}{_ASIDE}(?:{_PERSON})?)*?)"
    rf"(?:等\s*[\d一二三四五六七八九十]*\s*[名位人]?)?{_ASIDE}\s*{_PERSON}(?:们)?"
    r"\s*(?:[:：]|[，,]?(?:您|你们?)好[:：！!])"
)
# 市政协委员王洪福：, 人大代表李锐、王松伟同志:; not 各位政协委员、人大代表：
_PEOPLE_BEHIND = re.compile(
    rf"(?:尊敬的?)?[省市县区州]?(?:政协委员|人大代表)(?P<names>{_NAME}(?:[、，,]{_NAME})*?)(?:同志|先生|女士)?\s*[:：]"
)
# 农工党保山市委:, 民革吉林省委员会：, 民盟市委、省工商联:; not 各市州人民政府：
_ONE_ORGANISATION = (
    r"(?:(?:民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|台盟|中国(?:民主|国民党|农工|致公)|共青团|团|无党派)"
    r"[\u4e00-\u9fff]{0,16}|[\u4e00-\u9fff]{0,12}(?:工商联|工商业联合会|总商会|总工会|妇联|妇女联合会|科协|侨联|台联|青联|文联"
    r"|知联会|新联会|欧美同学会|专门委员会|专委会|政协工委|界别|委员会|党派|政协[\u4e00-\u9fff]{2,8}委|代表团|代表小组|委员小组)(?:[\u4e00-\u9fff]{0,6}[委组])?)"
)
_ORGANISATION = re.compile(rf"(?:尊敬的?)?(?P<names>{_ONE_ORGANISATION}(?:[、，,]{_ONE_ORGANISATION})*)\s*[:：]")
# Lines between a salutation and the sentence that names the proposal: thanks, mostly.
_FARTHEST = 4
# 王洪福|政协, 李锐|等, 王松伟|三位, 王洪福|委员 in a list of names
_NOT_THE_NAME = re.compile(rf"(?:{_PERSON}|[省市州县区]?(?:政协|人大)|等|[\d一二三四五六七八九十]{{1,3}}[名位])+$")
_NOBODY = frozenset(("各位", "有关", "各", "全体", "广大", "诸位", "部分", "我国", "我市", "我省"))
_ASKED = "建议|提案|议案|建議|意见"
# 您…提出的《…》收悉, …已交我局办理, …收到; not 您的建议很有价值
_OPENING = re.compile(
    rf"(?:{_ASKED}).*?(?:收悉|收阅|收到|敬悉|知悉|已?(?:转|交|由)[^。]{{0,12}}(?:办理|承办|主办|会办|分办|答复)|如下\s*[:：。])"
)
# Without a salutation the sentence must speak to somebody: 你们提出的…; not 该建议由我局办理
_ADDRESSED = re.compile("[您你贵]|委员|代表")
_REPLY_BEGINS = re.compile(
    r"(?:答复|回复|复函|函复|答覆|反馈|汇报|报告|说明|函告|告知)(?:意见)?如下\s*[:：。]|如下(?:答复|回复|办理|会办)?(?:意见)?\s*[:：]$"
)
_TITLE_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        # 《关于…的建议》; not 《吉林省科技条例》
        rf"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*?(?:{_ASKED}))》",
        # “关于…的建议”; not “双创”
        rf"“(?P<title>[^“”]*(?:“[^“”]*”[^“”]*)*?(?:{_ASKED}))”",
        # “促进科技型小微企业健康发展”的提案, 《促进…》提案
        rf"[“《](?P<title>[^“”《》]{{4,}})[”》]的?(?:{_ASKED})",
        # 您的提案《关于加强人才培养》收悉; not 该提案由“两所五校”提出
        rf"(?:{_ASKED})[“《](?P<title>关于[^“”《》]{{4,}})[”》]",
        # 提出的《关于加强人才培养》（第15号提案）收悉; not 根据《关于加强人才培养的意见》
        r"提出的?[“《](?P<title>关于[^“”《》]{4,})[”》]",
        # 提出的修建桥梁的建议收悉; not 提出的第4号建议, 提出的宝贵建议
        r"提出的(?!第|关于)(?P<title>[^，。；：号《》“”]{4,60}?的(?:建议|提案))(?=已?收|[，,（(])",
        # 提出的关于大桥至熊岭农村公路改造刷黑的建议收悉; not 关于加强管理的通知
        rf"(?P<title>关于(?!《关于|“关于)[^。；;]{{2,80}}?的?(?:{_ASKED}))",
    )
)
# 第157号, 第DH0271号, 第15-3-086号, 第（124）号, 第124、125号, No.124, 提案124号; not 教建议〔2017〕第39号, 国家发改委第5号令
_NUMBER_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![〕﹞\]］】）)])第\s*[（(]?(?P<number>[A-Za-z\d]{0,9}\d(?:[-－]\d{1,4}){0,3})[）)]?\s*"
        r"(?:号(?!令|文|公告|楼|线)|(?=[、，,和]\s*\d{1,6}\s*号))",
        r"(?:编号|提案号|建议号|N[oO]\s*[.．])\s*[:：为是]?\s*第?\s*(?P<number>[A-Za-z]{0,4}\d{1,10})",
        rf"(?:{_ASKED})\s*(?P<number>\d{{1,8}})\s*号",
        rf"(?<![\dA-Za-z〕\]］】）)])(?P<number>[A-Za-z]{{0,4}}\d{{1,5}})\s*号\s*(?:代表|委员|政协|人大|重点)?(?:{_ASKED})",
        r"第\s*(?P<number>[一二三四五六七八九十百〇零]{1,7})\s*号(?!令|文|公告)",
    )
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands between the title and the answer.

    `said`: the sentence that names the proposal, empty where there is none; the answer begins at its end.
    `head_end`: where the title and the table end. `person`: 委员 or 代表, as the salutation says.
    """

    delegates: tuple[str, ...]
    organisation: bool
    person: str | None
    head_end: int
    said: Span


@dataclass(frozen=True, slots=True)
class _Salutation:
    delegates: tuple[str, ...]
    person: str | None
    organisation: bool


def find_opening(lines: Sequence[Line]) -> Opening | None:
    """Return the salutation and the opening sentence, None if the text has neither."""
    greeted = next(((place, said) for place in range(len(lines)) if (said := _greeting(lines, place))), None)
    if greeted is None:
        first = next((at for at, line in enumerate(lines) if _opens(line.text) and _ADDRESSED.search(line.text)), None)
        return None if first is None else _opening(lines, _Salutation((), None, organisation=False), first, first)
    place, said = greeted
    following = range(place + 1, min(place + 1 + _FARTHEST, len(lines)))
    first = next((at for at in following if _opens(lines[at].text)), None)
    if first is None:
        # A salutation without the sentence that usually follows: the answer begins below it.
        end = lines[place].end
        return Opening(said.delegates, said.organisation, said.person, lines[place].start, Span(end, end))
    return _opening(lines, said, place, first)


def _opening(lines: Sequence[Line], said: _Salutation, place: int, first: int) -> Opening:
    """Put together the salutation in line `place` and the sentence that begins below it and ends from line `first` on."""
    start = lines[min(place + 1, first)].start
    span = Span(start, _end(lines, first))
    return Opening(said.delegates, said.organisation, said.person, lines[place].start, span)


def _greeting(lines: Sequence[Line], place: int) -> _Salutation | None:
    """Return whom a line addresses; its colon may be missing if the opening sentence follows at once."""
    said = _salutation(lines[place].text)
    if said is None and place + 1 < len(lines) and _opens(lines[place + 1].text):
        return _salutation(f"{lines[place].text.rstrip('，,；;。')}：")
    return said


def _opens(line: str) -> bool:
    return _OPENING.search(line) is not None


def _end(lines: Sequence[Line], first: int) -> int:
    """Return the place in the text where the answer begins."""
    for line in (lines[first], *(line for line in lines[first + 1 : first + 2] if len(line.text) <= 60)):
        begins = _REPLY_BEGINS.search(line.text)
        if begins:
            return line.start + begins.end()
    received = re.search(r"(?:收悉|收阅|收到|办理|承办)[^。]*。", lines[first].text)
    return lines[first].start + received.end() if received else lines[first].end


def _salutation(line: str) -> _Salutation | None:
    people = _PEOPLE_BEHIND.fullmatch(line) or _PEOPLE.fullmatch(line)
    if people:
        person = next((word for word in ("代表", "委员") if word in line), None)
        printed = re.sub(_ASIDE, "", people["names"])
        names = tuple(squeezed(_NOT_THE_NAME.sub("", name)) for name in re.split("[、，,]", printed))
        if not any(name in _NOBODY for name in names) and all(2 <= len(name) <= 16 for name in names):
            return _Salutation(names, person, organisation=False)
    organisation = _ORGANISATION.fullmatch(line)
    if organisation:
        names = tuple(map(squeezed, re.split("[、，,]", organisation["names"])))
        return _Salutation(names, None, organisation=True)
    return None


def read_proposal_title(text: str, start: int, end: int) -> Words | None:
    """Return the proposal's title as the opening sentence (or the letter's own title) names it."""
    for pattern in _TITLE_FORMS:
        match = pattern.search(text, start, end)
        if match:
            span = Span(*match.span("title"))
            inner = re.match(r"关于(?=[“《])", span.of(text))
            span = Span(span.start + (inner.end() if inner else 0), span.end) if _wraps(text, span) else span
            return Words(squeezed(span.of(text)), span)
    return None


def _wraps(text: str, span: Span) -> bool:
    """`关于“关于…的建议”`: the outer 关于 belongs to the sentence."""
    return re.fullmatch(r"关于[“《]关于.*[”》]", span.of(text)) is not None


def read_number(text: str) -> str | None:
    """Return the proposal's number as printed, without 第 and 号; leading zeros and letters stay."""
    for pattern in _NUMBER_FORMS:
        match = pattern.search(text)
        if match:
            return match["number"]
    return None


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the different numbers of the form 第157号: several where a letter answers several proposals at once."""
    return tuple(dict.fromkeys(match["number"] for match in _NUMBER_FORMS[0].finditer(text)))
