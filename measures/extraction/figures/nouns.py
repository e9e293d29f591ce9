"""Trim the words beside an amount to what it counts: 累计培育|技术经纪人 → 技术经纪人; 科技人才|到企业兼任 → 科技人才."""

from __future__ import annotations

import re

from kejiting.text.spans import Span

# 其中，|目前|全省|共|…: what leads in; not 在孵企业, 共性技术, 现代农业, 并购, 从业人员, 为主, 含量
_LEADING = re.compile(
    r"(?:[\s，,；;：:、。]|其中|同时|另外|此外|并(?![购网])|还|也|已经?|共计|合计|总计|累计|平均|目前|现有|现(?![代场金行])|共有|"
    r"共(?![性建享同赢])|先后|仅|就(?![业近地])|均|将(?!军)|了|的|按照|按(?!揭)|根据|以(?!太)|由(?!于)|从(?![业事])|为(?!主)|对(?!外|接|口|策)|在(?![孵建研校轨职册线])|"
    r"与(?!会)|和(?!谐)|及(?!格|时)|预计|力争|[全我本][省市县区](?!域)|我厅|我局|省科技厅|省教育厅|各类|各项|[一二三四五六七八九]是|截至|成功(?=..)|"
    r"含(?!量)|包括[^，。]*的|首批|通过(?!率)|带动(?=企业|农户|社会)|引导(?=企业)|达成|实现(?!率)|一次性|每[项人家户件](?=[一给最补奖资支]|$))+"
)
# 培育|技术经纪人, 举办|对接会: verbs that say no more than that there are so many; not 建设项目, 支持计划, 培训班
_VERBS = re.compile(
    r"(?:建设(?!项目|用地|规模|面积|资金)|建成|建立|建有|组建|共建|新建|改建|打造|设立|成立|培育(?!项目|计划)|培养|培训(?=[^班中项课活人]..?)|引进|认定(?!数)|遴选|选派|选聘|选育|育成|"
    r"举办|召开|开展|组织|发布|拥有|具有|有(?![效机关限色偿序])|设有|新增|实现|达成|完成|促成|获得|获批|获(?!奖)|取得|争取|实施|安排|吸引|吸纳|引导(?!基金)|撬动|拉动|推广(?!面积)|"
    r"辐射|带动|服务(?!业|平台|中心|机构|站|体系|网络|贸易|外包)|惠及|解决|帮助|扶持|支持(?!力度|计划|项目|强度|额度|资金|范围)|给予|予以|发放(?!量)|提供|落实|受理|征集|查处|签订|签署|聘请|聚集|"
    r"梳理出|梳理|主导制定|制定|参与|立项(?!数)|遴选出|评选|开设|编写|布局|突破|入库|新(?=[增建设认])|了|启动|谋划|推动|开通|配备|研发(?=新)|集中|企业(?=解决)|为企业(?=解决|提供))+"
)
# 教育厅会同工信厅|支持|实验室, 主站|吸纳|专家: verbs with the one who acts before them; not 支持计划, 技术服务
_MIDDLE = re.compile(
    r"(?:吸纳|育成|选育|建成|建有|组建了?|设立|选派|选聘|遴选|举办|召开|引进|拥有|现有|共有|已有|新增|新建|新?认定|(?<=[厅局])支持|(?<=首批)备案|"
    r"新培育|(?:共|累计)(?:培育|培养|培训|支持|实施|建设|投入|完成|开展)|签订|签署|达成|促成|受理|征集|获批|惠及|提供(?=.{2}))"
)
_LONG = 20
_DRIVE = re.compile("带动|拉动|撬动")
# 入库数量|由, 面积|扩大到, 收益率|为: what leads over to the amount; not 行为, 自由
_TRAILING = re.compile(
    r"(?:[\s，,、：:（(]|增加到|增加至|增长到|增长至|提高到|提高至|提升到|提升至|扩大到|扩大至|上升到|上升至|下降到|下降至|降低到|降至|降到|增至|升至|"
    r"稳定在|保持在|控制在|发展到|(?<![行作成])为|(?<![就总])是|(?<!自)由|至|到|从|的|了|共|共计|合计|总计|累计|平均|一般|分别|力争|预计|原则上|(?<![人平户年])均|翻|已|现|占|有|按|"
    r"给予|予以|发放|安排|最高|不|每年)+$"
)
# 38人|申报…, 科技人才|到企业…, 高校院所|累计…: where what is counted ends and what it does begins
_ACTS = re.compile(
    r"(?:增长|增加|提高|提升|扩大|上升|下降|减少|降低|缩短|压缩)(?:了|到|至)|达到|到(?![位期])|赴|由|进行|实现|开展|获|入选|通过|取得|承接|承担|签订|签署|担任|提供|参加|参展|参与|参会|领衔|申报|建立|设立|组建|发放|落户|落地(?!项目)|投产|"
    r"均(?!衡)|整合|合并|已|被|为(?!主)|在(?![孵建研校轨职册线])|与|以及|纳入|累计|共(?![性建享同])|完成(?![人单者率时])|达成|深入|覆盖|活跃|占|来自|"
    r"转化(?!率|项目|基金|中心|机构|平台|应用|成果|收益|联盟|中试|示范)|赋权(?!改革)|服务(?![业平中机站体网贸团])|给予|用于|主要|全年|每年|年均|带动|拉动|撬动|成为|分别|参投|力争|涵盖|的(?=\d)|"
    r"(?<=企业|高校|院所|单位|机构|人员|专家|团队|农户|学生|人才|教师)(?:提交|申请|报名|入驻|上市|挂牌|享受|推进|建成|布局|创办|领办|从事|拥有|具备|达|超|组成|联合(?!会)|牵头)"
)
# 20台|（套）, 给|的: what stands right behind an amount and is no noun
_BEHIND = re.compile(r"\s*的?(?:比例|标准|额度|幅度)?(?:给予|予以)?\s*")
# 3个省实验室|建设, 12个县|等
_TAIL = re.compile(r"(?:建设|等|的|和|及|、|\s|（|\()+$")
# 技术先进、市场空间较大: says how it is; the noun follows behind the comma
_ADJECTIVE = re.compile(r"[^，,。；]{2,24}(?:较[快大强高好多]|清晰|先进|明显|显著|突出|完善)")
_NOUN_LATER = re.compile(r"[，,、][^。；，,\n]{2,40}的(?P<noun>[^，,。；\s0-9０-９]{2,30})")


def before(text: str, span: Span, *, is_measured: bool) -> Span | None:
    """Return the noun that ends the span: 其中，累计培养|技术经纪人| → 技术经纪人; None if no words are left."""
    words = span.of(text)
    end = len(_TRAILING.sub("", words))
    start = _start(words, end)
    noun = _after_drive(words, start, end) if is_measured else _after_verbs(words, start, end)
    # 转化|760个: a verb alone is what is counted.
    return Span(noun, end).shifted(span.start) if noun < end else None


def _start(words: str, end: int) -> int:
    match = _LEADING.match(words, 0, end)
    return match.end() if match else 0


def _after_drive(words: str, start: int, end: int) -> int:
    """20亿元财政投入|带动|企业投入230亿元."""
    return max((match.end() for match in _DRIVE.finditer(words, start, end - 2)), default=start)


def _after_verbs(words: str, start: int, end: int) -> int:
    place = start
    for match in _MIDDLE.finditer(words, start, max(start, end - 2)):
        place = match.end()
    while match := _VERBS.match(words, place, end) or _LEADING.match(words, place, end):
        place = match.end()
    # 科技沙龙、成果路演等系列活动: of a long list its last words
    return words.rfind("等", place, end) + 1 if end - place > _LONG and "等" in words[place : end - 2] else place


def verb_before(text: str, span: Span) -> Span | None:
    """Return the verb that is all there is before an amount: 现场|签约|37项."""
    words = span.of(text)
    end = len(_TRAILING.sub("", words))
    start = _start(words, end)
    return Span(start, end).shifted(span.start) if start < end else None


def behind(text: str, span: Span) -> Span | None:
    """Return the noun that begins the span: |科技人才|到企业兼任; None if the span begins with none."""
    start = span.start + len(_leading_link(span.of(text)))
    words = text[start : span.end]
    if adjective := _ADJECTIVE.match(words):
        later = _NOUN_LATER.match(text, start + adjective.end())
        if later and "的" not in words[adjective.end() :]:
            return _until_act(text, Span(*later.span("noun")))
    return _until_act(text, Span(start, span.end))


def _leading_link(words: str) -> str:
    match = _BEHIND.match(words)
    return match[0] if match else ""


def _until_act(text: str, span: Span) -> Span | None:
    words = span.of(text)
    act = _ACTS.search(words)
    words = _TAIL.sub("", words[: act.start()] if act else words)
    if not words or words[0] in "（()），,。；;、":
        return None
    return Span(span.start, span.start + len(words))


def act_behind(text: str, span: Span) -> Span | None:
    """Return what the counted do, when no noun names them: 26人|通过评审."""
    start = span.start + len(_leading_link(span.of(text)))
    words = _TAIL.sub("", text[start : span.end])
    return Span(start, start + len(words)) if words and words[0] not in "（()），,。；;、" else None
