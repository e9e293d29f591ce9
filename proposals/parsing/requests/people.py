"""Read who made a proposal and who is to handle it: people, organisations, units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import PlacedText, Span
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.cells import Cells
from proposals.parsing.requests.label_marks import names_field, part
from proposals.parsing.requests.labels import UNIT_END
from proposals.parsing.salutation import NOBODY, Salutation, named_in_cell, read_proposers

_ASIDE = lazy_re(r"[（(][^（）()]{0,20}[）)]")
# 1.李锐 2.王洪
_PARTS = lazy_re(r"[；;/]|\d{1,2}[.．、]")
# 省政协教科卫体委员会, 科学技术界, 致公党界别: what no person is called
_GROUP = lazy_re(
    rf"[{HAN}（）()]{{2,30}}(?:委|委员会|党|党派|会|社|团|组|界|界别|联|盟|支部|总支|公司|大学|学院|院|所|协|局|厅)"
)
_SHORT_GROUP = lazy_re(
    "(?:全国|[省市县区州旗])?(?:科协|侨联|青联|工商联|妇联|文联|残联|社科联|台联|总工会|团委|贸促会)"
)
_SECTOR = "界"
_NAME = rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}]{{1,8}}"
# 程瑾行委员, 委员 程瑾行, 省人大代表程瑾行, alone on the line
_PERSON_LINE = lazy_re(
    rf"[（(]?(?P<first>{_NAME})(?P<word>委员|代表)[:：）)]?|[{HAN}]{{0,8}}(?P<word2>委员|代表)[:： ]?(?P<last>{_NAME})"
)
# 省人大代表|李锐
_ROLE_AHEAD = lazy_re(rf"[{HAN}]{{0,8}}(?:政协委员|人大代表)(?=[{HAN}]{{2,4}}$)")
# 李锐、王洪等2名代表（李锐领衔）, 李锐（领衔）
_LEADS = lazy_re(rf"(?P<first>{_NAME})(?:[（(](?:领衔|牵头|第一)(?:人|代表|委员|提案人|提案者)?[）)]|领衔[）)])")
# 县人大代表、渔场场长李锐: a role of its own, a post ahead of the name
_ROLE_ALONE = lazy_re(rf"(?<![^、，,])[{HAN}]{{0,10}}(?:人大代表|政协委员)[、，,]")
_POST_AHEAD = lazy_re(
    rf"[{HAN}]{{2,24}}(?:[院校所厅局处科站馆会场社厂村镇乡区县市省部组]长|董事长|秘书长|总?经理|主任|教授|研究员|工程师|书记|主席|主委|医师|教师|总工|负责人)(?=[{HAN}]{{2,4}}$)"
)
_NOTHING = ("无", "暂无", "空", "—", "——", "-", "--", "/")
_NO_PERSON = lazy_re(r"政协|人大|全国|建议|提案|议案|领衔|附议|联名")
# 王洪福 李锐, □ 王洪福, 文/王洪福
_BYLINE = lazy_re(rf"(?:[□■○●◆◇—-]{{1,2}}|文\s?[/／])?\s?(?P<names>(?:{_NAME})(?:[、 ](?:{_NAME})){{0,9}})")
# 民建吉林市委：关于…的提案, 【两会提案】岳麓委员：关于…, 第15号建议李锐代表
_AUTHOR = lazy_re(
    rf"(?:^|[】\]])(?P<name>[{HAN}]{{2,4}}?)(?P<word>委员|代表)[:：](?=《?关于)"
    rf"|\d号(?:提案|建议|议案)?(?P<name2>[{HAN}]{{2,4}})(?P<word2>委员|代表)$"
)
_BEFORE_TITLE = lazy_re(rf"(?P<group>[{HAN}]{{3,24}})[:：](?=《?关于)")
_ROLES = "主办|牵头|独办|承办|会办|协办|分办|配合|参与"
# 省科技厅（会办）, （主办）省科技厅, 2.省财政厅
_UNIT = lazy_re(
    rf"(?:[（(](?P<ahead>{_ROLES})(?:单位|部门)?[）)][:：]?)?(?:\d{{1,2}}[.．、])?(?P<unit>[^、，,；;\s（()）](?:(?!(?<={UNIT_END})(?:会办|协办|分办|配合)[{HAN}]{{2}}|\d{{1,2}}[.．][{HAN}])[^、，,；;\s（()）])*+)(?:[（(][^（）()]*[）)])?"
)
_HANDED = lazy_re(r"\d年|[交转]办$")
# ☐市商务局 beside ☑市科技局
_UNTICKED = lazy_re(rf"[□☐][{HAN}（）()]{{2,24}}|[☑☒✓√]")
_UNIT_LABEL = lazy_re(r"(?:主办|承办|会办|协办|分办|牵头)(?:单位|部门)?[为是:：]?")
# 省科技厅牵头
_ROLE_BEHIND = lazy_re(rf"(?<={UNIT_END})(?P<role>{_ROLES})(?:办理)?$")
# 县住建局：, 收文单位：县住建局
_ADDRESSED = lazy_re(
    rf"(?P<name>[{HAN}]{{2,20}}[局厅委会部府办院校司中心])[:：]|(?:收文|主送|受文|接收|承办)单位[:：](?P<unit>[{HAN}]{{2,20}})"
)
_ROLE = lazy_re(rf"[（(](?P<role>{_ROLES})[^（）()]{{0,4}}[）)]")
# 主办单位为省工信厅，会办单位为省科技厅; 主办：省科技厅；会办：省教育厅。 within a line; 转给省科技厅办理;
# 由省科技厅主办，省教育厅、省财政厅会办; 主办省科技厅会办省发改委
_HELPS = ("会办", "协办", "分办", "配合", "参与")
_UNITS = rf"[{HAN}（）()]{{2,20}}?(?:、[{HAN}（）()]{{2,20}}?){{0,9}}"
_SAID_UNITS = (
    lazy_re(
        rf"(?:主办|承办|牵头)(?:单位|部门)?(?:[为是]|[:：](?=[{HAN}]{{1,20}}{UNIT_END}[，,；;。]))(?P<main>[{HAN}]{{2,20}}?)"
        rf"(?:[，,；;](?:会办|协办|分办|配合)(?:单位|部门)?[为是:：](?P<co>{_UNITS}))?(?=[，,；;。]|$)"
    ),
    lazy_re(rf"主办单位(?P<main>[{HAN}]{{2,20}}?)(?:会同|商)(?P<co>{_UNITS})(?:研究)?办理"),
    lazy_re(
        rf"(?:交由?|由|请)(?!你|贵|有关|相关|各)(?P<main>[{HAN}]{{2,20}}?)(?:会同|商)(?P<co>{_UNITS})(?:共同|研究)?办理"
    ),
    lazy_re(
        rf"(?:请?(?:交由?|由|转交?)|请)(?:[给送])?+(?!由|有关|相关|各)(?P<main>[{HAN}]{{2,20}}?)(?:牵头|主办|承办|独办|办理|研究办理)"
        rf"(?:[，,、]?(?:会同|商|由)?(?P<co>{_UNITS})(?:会办|协办|分办|配合|协同|参与))?"
    ),
    lazy_re(
        rf"(?:确定|明确|指定|由)(?P<main>[{HAN}]{{2,20}}?)为[^。；;]{{0,40}}?(?:主办|承办|牵头)单位(?:[，,；;](?P<co>{_UNITS})为(?:会办|协办|配合)单位)?"
    ),
    lazy_re(
        rf"(?:^|(?<=[。，,；;：:（(]))(?P<main>[{HAN}]{{2,20}}?)(?:主办|独办|牵头办理)(?:[，,；;]?(?P<co>{_UNITS})(?:会办|协办|分办|配合))?(?=[，,；;。）)\d]|$)"
    ),
    lazy_re(rf"主办(?!单位|部门)(?P<main>[{HAN}]{{2,20}}?)(?:[，,；;]?(?:会办|协办|分办)(?P<co>{_UNITS}))?$"),
)


def read_people(cells: Cells, head: Sequence[LetterLine]) -> tuple[Salutation, tuple[PlacedText, ...]]:
    """Return who made the proposal, as a letter would address them, and who else signed it."""
    named = list(cells["proposers"])
    first = _named(named[0], "委员" if "委员" in named[0] else None) if named else _said(head)
    if lead := _LEADS.search(named[0]) if named else None:
        leader = next((name for name in first.delegates if name == lead["first"]), None)
        if leader:
            cells = {**cells, "co_proposers": [*first.delegates, *cells["co_proposers"]]}
            first = replace(first, delegates=(leader,))
    joint = [name for value in cells["joint_proposers"] for name in _named(value, None).delegates]
    first = replace(first, delegates=tuple(_once([*first.delegates, *joint])))
    others = [name for value in cells["co_proposers"] for name in _named(value, None).delegates]
    return first, tuple(_once(name for name in others if name not in first.delegates))


def _named(value: PlacedText, person: str | None) -> Salutation:
    blank = PlacedText(
        _PARTS.sub(lambda match: "、".ljust(len(match[0])), _ASIDE.sub(lambda match: " " * len(match[0]), value)),
        value.span,
    )
    blank = PlacedText(_ROLE_ALONE.sub(lambda match: " " * len(match[0]), blank), blank.span)
    whole = named_in_cell(blank, person)
    names = [_bare(name) for name in re.split(r"[、，,\s]", blank) if name]
    if whole.organisation or any(
        _SHORT_GROUP.fullmatch(name) or (_GROUP.fullmatch(name) and (len(name) > 4 or name.endswith(_SECTOR)))
        for name in names
    ):
        pieces = [part(blank, *match.span()) for match in re.finditer(r"[^、，,\s]+", blank)]
        return Salutation(tuple(pieces), None, organisation=True)
    return replace(
        whole, delegates=tuple(_without_role(name) for name in whole.delegates if name and name not in _NOTHING)
    )


def _without_role(name: PlacedText) -> PlacedText:
    bare = _POST_AHEAD.sub("", _ROLE_AHEAD.sub("", name))
    return PlacedText(bare, Span(name.span.end - len(bare), name.span.end))


def _bare(name: str) -> str:
    return re.sub("等$", "", name)


def _said(head: Sequence[LetterLine]) -> Salutation:
    """Return whom lines without a label name: 农工党吉林省委 alone, 程瑾行委员, 民建吉林市委：关于…, 王洪福 alone."""
    for line in head:
        before = _BEFORE_TITLE.match(line.text)
        group = line.placed(*before.span("group")) if before else line.placed(0, len(line.text))
        if named_in_cell(group, None).organisation and len(group) <= 30:
            return Salutation((group,), None, organisation=True)
        author = _AUTHOR.search(line.text)
        if author and not _NO_PERSON.search(author[0][-6:]):
            name, word = ("name", "word") if author["name"] else ("name2", "word2")
            return Salutation((line.placed(*author.span(name)),), author[word], organisation=False)
        person = None if names_field(line.text) else _PERSON_LINE.fullmatch(line.text)
        if person:
            name = "first" if person["first"] else "last"
            if not _NO_PERSON.search(person[name]):
                word = person["word"] or person["word2"]
                return Salutation((line.placed(*person.span(name)),), word, organisation=False)
    for line in head:
        if said := read_proposers(line.text):
            return said.moved(lambda name, start=line.start: name.shifted(start))  # type: ignore[misc]
    for place, line in enumerate(head):
        by = None if names_field(line.text) else _BYLINE.fullmatch(line.text)
        # the first line names a place or a form, unless a mark says who wrote it
        if (
            by
            and (place or by.start("names"))
            and not _NO_PERSON.search(by["names"])
            and not _GROUP.fullmatch(by["names"])
        ):
            return named_in_cell(line.placed(*by.span("names")), None)
    return NOBODY


def read_units(cells: Cells, head: Sequence[LetterLine]) -> tuple[PlacedText | None, tuple[PlacedText, ...]]:
    """Return the unit that handles the proposal, and those that help: 承办单位 may name all of them."""
    mains, helpers = list[PlacedText](), list[PlacedText]()
    for value in cells["main_unit"][:1]:
        for unit, role in _units(value):
            (helpers if role in _HELPS else mains).append(unit)
    helpers += [unit for value in cells["co_units"] for unit, _ in _units(value)]
    if not mains and not helpers:
        for line in head:
            said = next((match for pattern in _SAID_UNITS if (match := pattern.search(line.text))), None)
            if said and len(line.text) <= 200:
                main = line.placed(*said.span("main"))
                mains = [_addressed(head) or main] if main.startswith(("你", "贵")) else [main]
                helpers = [unit for unit, _ in _units(line.placed(*said.span("co")))] if said["co"] else []
                break
    return (mains[0] if mains else None), tuple(_once([*helpers, *mains[1:]]))


def _addressed(head: Sequence[LetterLine]) -> PlacedText | None:
    """县住建局： above 现交由你单位主办."""
    found = ((line, match) for line in head if (match := _ADDRESSED.fullmatch(line.text)))
    return next((line.placed(*match.span("name" if match["name"] else "unit")) for line, match in found), None)


def _units(value: PlacedText) -> list[tuple[PlacedText, str]]:
    """Return the units with their roles; 省教育厅、省财政厅（会办） says the role of all that the pause marks join."""
    value = PlacedText(_UNTICKED.sub(lambda match: " " * len(match[0]), value), value.span)
    units, ahead = list[tuple[PlacedText, str]](), ""
    for match in _UNIT.finditer(value):
        ahead = match["ahead"] or ahead
        role = _ROLE.search(match[0], match.end("unit") - match.start())
        label, behind = _UNIT_LABEL.match(match["unit"]), _ROLE_BEHIND.search(match["unit"])
        start = match.start("unit")
        if label and label.end() == len(match["unit"]):
            ahead = label[0][:2]  # 主办 ☑市科技局
        unit = part(
            value, start + (label.end() if label else 0), start + behind.start() if behind else match.end("unit")
        )
        if unit and unit not in _NOTHING and not _HANDED.search(unit):
            said = role["role"] if role else label[0][:2] if label else behind["role"] if behind else ahead
            units.append((unit, said))
    for at in range(len(units) - 2, 0, -1):
        (unit, own_role), (following, role_behind) = units[at], units[at + 1]
        between = value[unit.span.end - value.span.start : following.span.start - value.span.start]
        if not own_role and between.strip() in ("、", ""):
            units[at] = (unit, role_behind)
    return units


def _once(names: Iterable[PlacedText]) -> list[PlacedText]:
    return list({str(name): name for name in names if name}.values())
