"""Read whom a letter addresses, and who it says put the proposal forward."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.lines import squeezed

_NAME = rf"[{HAN}](?:[{HAN}·•*＊×○ ]{{0,14}}[{HAN}*＊×○])?"
_BODY = r"(?:[省市县区州盟旗镇乡]?(?:政协|人大))"
_ROLE = "(?:委员|代表|同志|先生|女士)"
_PERSON = rf"{_BODY}?{_ROLE}"
_ASIDE = r"(?:[（(][^（）()]{1,12}[）)])?"
_COUNT = r"[\d一二两三四五六七八九十]{1,3}[余多]?\s*(?:[名位]人?|人)"
# 等, 等8名, 等三位, （等10名）, 共12人
_OTHERS = rf"(?:[（(]?(?:等|共|一行)\s*(?:{_COUNT})?[）)]?|{_COUNT})?"
_HELLO = r"\s*(?:[:：]|[，,]?[您你]们?好[:：！!。]?)"
# Longer lines are paragraphs.
_LONGEST = 200
_LONGEST_NAME = 4
_NAMES = r"[^\s:：。；！？!《“](?:[^:：。；！？!《“]*?[^\s:：。；！？!《“])"
_OTHERS_BEHIND = rf"\s*+{_OTHERS}{_ASIDE}\s*+"
# 王洪福委员:, 尊敬的林清禾、陆言代表：, 程瑾行等8名代表:, 李锐代表等12人：, 陈金辉（福鼎团）代表：, 李锐代表您好：; not 有关委员指出:
_PEOPLE = lazy_re(
    rf"(?:尊敬的?|致)?\s*+(?:[省市县区州旗](?:政协|人大))?(?P<names>{_NAMES}){_OTHERS_BEHIND}{_PERSON}们?{_ASIDE}"
    rf"{_OTHERS}(?:{_PERSON})?(?:[及和与暨并转]*(?:各位|其他)?(?:联名|附议|附名)(?:委员|代表)?们?)?{_ASIDE}{_HELLO}"
)
_ONE_PERSON = lazy_re(rf"{_NAME}(?:{_PERSON})?")
_SHORT_NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}]{{1,8}})"
# 市政协委员王洪福：, 尊敬的高新区人大代表李锐、王松伟同志:, 青川市第五届政协委员王洪福：; not 各位政协委员、人大代表：, 人大代表建议：
_PEOPLE_BEHIND = lazy_re(
    rf"(?:尊敬的?)?(?:[{HAN}]{{0,10}}(?:全国|[省市县区州盟旗镇乡]|街道))?(?:第?[\d一二三四五六七八九十]{{1,3}}届)?"
    rf"(?:政协(?:[{HAN}]{{0,12}}委员会)?委员|人大(?:常委会)?代表|委员|代表)"
    rf"(?!们|建议|提|意见|议案|所|反|指|认|表|强|关|您|你|在|就|对|工委|联|小组|团|之|会|名)(?P<names>{_SHORT_NAME}(?:[、，,]{_SHORT_NAME}){{0,19}}?){_OTHERS}(?:同志|先生|女士)?{_HELLO}"
)
# 施远帆、汤怀瑾等12人：, 施远帆（朝阳区代表团）：
_SEVERAL = lazy_re(
    rf"(?:尊敬的?)?(?P<names>{_SHORT_NAME}(?:[、，,]{_SHORT_NAME}){{0,19}}?)"
    r"(?:等\s*" + _COUNT + r"|[（(][^（）()]{0,12}(?:代表|委员|团|界)[^（）()]{0,4}[）)])\s*[:：]"
)
# 经开区|施远帆: where the name is longer than names are
_FROM = lazy_re(rf"[{HAN}]{{1,6}}[省市县区州旗镇乡](?=[{HAN}]{{2,4}}$)")
# 朝阳区人大代表：, 经开区政协委员： name nobody; 姚广义区人大代表： does
_SOMEBODY = lazy_re(
    rf"(?:尊敬的?)?(?:[{HAN}]{{2}}|[{HAN}]{{2,8}}[新开高景山林])[省市县区州旗](?:政协委员|人大代表)们?{_HELLO}"
)
# 农工党保山市委:, 民革吉林省委员会：, 民盟市委、省工商联:; not 各市州人民政府：
_ONE_ORGANISATION = (
    r"(?:(?:民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|台盟|中国(?:民主|国民党|农工|致公)|共青团|团|无党派)"
    rf"[{HAN}]{{0,16}}|[{HAN}]{{0,12}}(?:工商联|工商业联合会|总商会|总工会|妇联|妇女联合会|科协|侨联|台联|青联|文联"
    rf"|知联会|新联会|欧美同学会|专门委员会|专委会|政协工委|界别组?|活动组|委员会|党派|政协[{HAN}]{{2,8}}委|代表团|代表小组|委员小组)(?:[{HAN}]{{0,6}}[委组])?)"
)
_ORGANISATION = lazy_re(rf"(?:尊敬的?)?(?P<names>{_ONE_ORGANISATION}(?:[、，,]{_ONE_ORGANISATION})*){_ASIDE}\s*[:：]")
# 医药卫生界委员：, 农业界别全体委员: speak to a sector, not to a person of that name; not 金界委员：
_SECTOR = lazy_re(rf"(?:尊敬的?)?(?P<names>[{HAN}]{{2,12}}界(?:别组?)?)(?:全体|各位)?(?:委员|代表)们?\s*[:：]")
# 王洪福|政协, 李锐|等, 王松伟|三位, 王洪福|委员 in a list of names
_NOT_THE_NAME = lazy_re(rf"(?:{_BODY}|{_ROLE}|等|{_COUNT})+$")
# 市政协办公室并|谢宁远, 代表工委及|李锐: the office that passes the letter on; not 并明远
_OFFICE = lazy_re(rf"[{HAN}]{{0,16}}(?:办公室|办公厅|工委|委员会|提案委|联络委|政协|人大)(?:并转?|及|和|转)")
# 市政协提案委, 区政协提案和委员联络委员会, 县人大选联任工委: they pass proposals on, and put some forward themselves
# and 市发展和改革委员会, which asks for an opinion; not 民革吉林省委员会, who put proposals forward
_PASSES_ON = lazy_re(
    rf"[{HAN}]{{0,8}}(?:政协|人大)(?:常委会)?[{HAN}]{{0,12}}(?:委|委员会|办公室|办公厅)"
    rf"|(?!民革|民盟|民建|民进|农工|致公|九三|台盟|中国|共青团|团|无党派)[{HAN}]{{2,16}}委员会"
)
_NO_NAMES = frozenset(
    (
        "各位",
        "有关",
        "各",
        "全体",
        "广大",
        "诸位",
        "部分",
        "我国",
        "我市",
        "我省",
        "尊敬",
        "尊敬的",
        "领衔",
        "附议",
        "联名",
    )
)
_NOT_A_NAME = rf"(?![的对就将据由]|现[就将对]|关于|感谢|您|你|根据|按照|结合|[{HAN}]{{0,3}}(?:各位|有关|全体|广大|部分|本届|政协|人大|全国))"
# 会议|岳小川委员提出的第25号提案, 转来|何以安委员“关于…”, 现就|薛静好委员提出的; not 对政协委员提出的, 感谢代表提出的
_PROPOSER = lazy_re(
    rf"(?:^|(?<=[，,。:：、（(对就将由据交来议于在复协大的])){_NOT_A_NAME}(?P<names>{_SHORT_NAME}(?:、{_SHORT_NAME}){{0,19}}?)(?:等(?:{_COUNT})?)?"
    rf"{_BODY}?(?P<person>委员|代表)(?:等(?:.{{1,6}}人|\d{{1,3}}[名位]\S{{0,4}}))?(?:联名)?(?:的|所|在[^，。]{{2,30}})?(?:所?提出?|提交|反映|第|[“《]关于|关于|[“《])"
)


@dataclass(frozen=True, slots=True)
class Salutation:
    """`person`: 委员 or 代表, as it says; `passes_on`: an office that may only hand the letter on."""

    delegates: tuple[PlacedText, ...]
    person: str | None
    organisation: bool
    passes_on: bool = False

    def moved(self, place: Callable[[PlacedText], PlacedText]) -> Salutation:
        """Return it with its names in other places: those of the text that the line is from."""
        return replace(self, delegates=tuple(map(place, self.delegates)))


NOBODY = Salutation((), None, organisation=False)


def read_salutation(line: str) -> Salutation | None:
    """Return whom a line addresses, None if it is no salutation."""
    if len(line) > _LONGEST:
        return None
    if _SOMEBODY.fullmatch(line):
        return Salutation((), "委员" if "委员" in line else "代表", organisation=False)
    sector = _SECTOR.fullmatch(line)
    if sector:
        return Salutation((_placed(sector, "names"),), None, organisation=True)
    people = _PEOPLE_BEHIND.fullmatch(line) or _PEOPLE.fullmatch(line) or _SEVERAL.fullmatch(line)
    if people:
        person = next((word for word in ("代表", "委员") if word in line), None)
        # what is no name is left blank, so that names keep their places
        printed = _OFFICE.sub(_blank, re.sub(_ASIDE, _blank, people["names"]), count=1)
        names = _names(printed, people.start("names"))
        if all(2 <= len(name) <= 16 and name not in _NO_NAMES for name in names) and _are_people(printed):
            return Salutation(names, person, organisation=False)
    organisation = _ORGANISATION.fullmatch(line)
    if organisation:
        names = _names(organisation["names"], organisation.start("names"), organisation=True)
        return Salutation(names, None, organisation=True, passes_on=any(map(_PASSES_ON.fullmatch, names)))
    return None


def named_in_cell(names: PlacedText, person: str | None) -> Salutation:
    """Return who a cell such as 提案人：王洪福、李锐 names: people, or organisations by the look of their names."""
    organisation = _ORGANISATION.fullmatch(f"{names}：") is not None
    return Salutation(_names(names, names.span.start), None if organisation else person, organisation)


def _are_people(printed: str) -> bool:
    return all(_ONE_PERSON.fullmatch(name.strip()) for name in re.split("[、，,]", printed))


def _names(printed: str, start: int, *, organisation: bool = False) -> tuple[PlacedText, ...]:
    """Return the names of a list that begins at `start`; 委员 and 等 behind a person's are no part of it."""
    found = []
    for match in re.finditer("[^、，,]+" if organisation else "[^、，, ]+", printed):
        name, place = match[0], match.start()
        if not organisation:
            name = _NOT_THE_NAME.sub("", name)
            lead = _FROM.match(name) if len(name) > _LONGEST_NAME else None
            name, place = (name[lead.end() :], place + lead.end()) if lead else (name, place)
        if match[0].strip():
            found.append(PlacedText(squeezed(name), Span(place, place + len(name)).shifted(start)))
    return tuple(found)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _placed(match: re.Match[str], group: str) -> PlacedText:
    return PlacedText(match[group], Span(*match.span(group)))


def read_proposers(said: str) -> Salutation | None:
    """Return who put the proposal forward, as the opening sentence or the title says: 岳小川委员提出的第25号提案."""
    match = _PROPOSER.search(said)
    names = _names(match["names"], match.start("names")) if match else ()
    return Salutation(names, match["person"], organisation=False) if match else None
