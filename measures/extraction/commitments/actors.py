"""Who must act, and with whom, in the folded words of a commitment."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span

_DEED = "加[快大强]|做好|推[进动]|制定|建[设立]|开展|落实|继续|积极|进一步|认真|立足|配合"
_HAN = "[\u4e00-\u9fff]"
_AREA = r"(?:(?:(?![由与同向在对从将把及我本全各立推])[\u4e00-\u9fff]){2,3}(?:省|市|州|县|区|旗)|各市\(州\)|各县\(市(?:、区|,区)?\)|各地|省|市|县|区|州)"
_OFFICE = "厅|局|委员会|委(?!员|托|派)|办公室|办(?![公理事学好])|财政(?!资金|投入|支持|厅|局)|科协|工商联|团委|妇联|残联|管委会|电视台|中心支行|人民政府|政府|法院|检察院"
_KINDS = (
    # 省委组织部, 省委金融办; not 省委省政府
    rf"(?:中共)?{_AREA}委(?:组织部|宣传部|统战部|政法委|编办|{_HAN}{{2,6}}?(?:办公室|办|领导小组))",
    # 科技部, 工业和信息化部; not 干部
    "(?:科技|科学技术|教育|财政|工业和信息化|工信|农业农村|人力资源社会保障|人社|商务|自然资源|生态环境)部",
    # 国家自然科学基金委, 国家知识产权局; not 国家级
    rf"国家(?!级|重点|战略){_HAN}{{2,12}}?(?:委员会|委|局|署)",
    # 省科技厅, 白城市人民政府, 省科技信息研究所; not 市加快推进
    rf"{_AREA}(?![推加建开制做落研举争实])(?:{_HAN}{{0,12}}?(?:{_OFFICE}))(?:(?:相关|有关)部门)?",
    # 长春市, 各市(州); not 城市
    rf"(?:(?![由与同向在对从将把及我本全各立推]){_HAN}){{2,3}}[市州](?!场|级|委)|各(?:市\(州\)|县\(市\)|地|市州|地区)(?:政府|科技(?:管理)?部门)?",
    # 吉林大学, 省科技信息研究所, 一汽集团, 中科院长春分院, 中国科学院; not 企业研究院
    rf"(?:省(?!级|实验)|中国|中科院|吉林|东北|长春|延边|北华|一汽|{_HAN}{{2}}(?=大学|集团|公司)){_HAN}{{0,10}}?(?:大学|学院|研究院|研究所|科学院|分院|公司|集团|银行|协会|学会)",
    # 各有关单位, 相关企业, 高校院所; not 高校毕业生
    "(?:各有关|各级|各|有关|相关|省属|省内|省直)?(?:高等院校|高等学校|高校院所|高校|科研院所|科研单位|科研机构|金融机构|基金管理机构|企业|院校|部门|单位|机构)(?!家|化|毕业)",
)
BODY = lazy_re("|".join(_KINDS))
# 吉林大学、东北师范大学, 省教育厅和省财政厅; not 省发展和改革委 (one name). What is taken is not tried another way.
BODIES = lazy_re(rf"(?>{BODY.pattern})(?:(?:、|和|与|及|以及)(?>{BODY.pattern})){{0,19}}+")

# 我厅, 省科技厅, 吉林省科学技术厅, 我省; not 长春市科技局, 市科技局
_OURSELVES = lazy_re(
    r"(?:我们|我(?:省|市|县|区|州|盟|旗|厅|局|委|部|办|院|会|镇|乡|街道|社|校|台|馆|站|所|队|中心)|本(?:厅|局|委)|(?:吉林)?省?(?:科技|科学技术)厅)(?:也|还)?"
)


def is_ourselves(name: str, agency: str | None = None) -> bool:
    """Is it the office that writes? `agency`: its name, folded, as the letter has it (吉林省科学技术厅)."""
    return _OURSELVES.fullmatch(name) is not None or (agency is not None and len(name) > 2 and agency.endswith(name))


# 省财政厅|将, 各部门|立足职能, 吉林大学|等高校将; not 将 alone
_SUBJECT = lazy_re(
    rf"(?P<who>{BODIES.pattern})(?:等[\u4e00-\u9fff]{{0,4}})?(?:\([^()]{{1,12}}\))?(?:也|还|均|都)?"
    rf"(?:将|要(?!求)|会(?!议|商)|拟|应(?!用)|负责|牵头|联合(?!体)|计划|力争|(?:已|也)?表示|下一?步|{_DEED})"
)
# 由省人社厅牵头, 由省科技信息研究所负责; not 建立由省委组织部牵头的机制
_CHARGED = lazy_re(
    rf"(?<![\u4e00-\u9fff])由(?P<who>{BODIES.pattern})(?:等[\u4e00-\u9fff]{{0,4}})?(?:牵头|负责|组织|会同|主办|承担|实施|制定|具体|统筹|逐[一案个]|督促)"
)
# What may stand before the one who acts: 下一步, 按照…要求, 在…领导下; not 在全省开展
_OPENING = lazy_re(
    r"(?:下一?步(?:打算|工作)?|今后|接下来|同时|此外|届时)?[,:]?"
    r"(?:(?:在|按照?|根据|围绕|以|结合|针对|面向|聚焦|充分发挥)[^,;。]*,)*"
)
# 会同|省财政厅, 争取|科技部, 配合|省发展改革委; not 配合做好
_WITH = lazy_re(rf"(?:会同|联合|配合|协同|协调|商请|争取|对接|依靠)(?:好)?(?P<who>我[厅局委]|{BODIES.pattern})")
# 与|科技部|的沟通, 与|省人社厅|进行对接; not 与企业需求
_BESIDE = lazy_re(
    rf"(?<!高校)(?<!企业)(?<!院所)(?:与|同|和)(?P<who>{BODIES.pattern})(?=的?(?:进行|积极|密切|深度|加强|开展)?(?:沟通|衔接|联系|协作|合作|对接|协调|共建|共同|联合|一道|联动|配合))"
)


def find_actor(text: str, within: Span, agency: str | None = None) -> Span | None:
    """Return who must act where the words begin, or with 由…牵头; None where that is us or nobody is named."""
    opening = _OPENING.match(text, within.start, within.end)
    begin = opening.end() if opening else within.start
    match = _SUBJECT.match(text, begin, within.end) or _CHARGED.search(text, within.start, within.end)
    if match is None:
        return None
    others = [name for name in _names(text, Span(*match.span("who"))) if not is_ourselves(name.of(text), agency)]
    return Span(others[0].start, others[-1].end) if others else None


def find_partners(text: str, within: Span) -> tuple[Span, ...]:
    """Return with whom: each name is one span."""
    matches = [match for pattern in (_WITH, _BESIDE) for match in pattern.finditer(text, within.start, within.end)]
    return tuple(sorted({name for match in matches for name in _names(text, Span(*match.span("who")))}))


def _names(text: str, within: Span) -> list[Span]:
    return [Span(*match.span()) for match in BODY.finditer(text, within.start, within.end)] or [within]
