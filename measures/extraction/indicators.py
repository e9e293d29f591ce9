"""Name what an amount counts, in the words that stand beside it."""

from __future__ import annotations

import re

from kejiting.text.lazy_re import lazy_re
from measures.extraction.brackets import BLANK, blank_brackets
from measures.extraction.endings import without_end
from measures.extraction.quantities import Quantity

_LONGEST = 200
# 实现知识产权质押融资额 → 知识产权质押融资额; 到2020年全省研发投入 → 全省研发投入; not 使用率, 及格率, 并网容量, 实现率
_LEADING = lazy_re(
    r"^(?:[“\"]?十[一二三四五六七八九]五[”\"]?(?:末|期末|期间)|(?:到|至|在)?[0-9０-９]{4}年[底末]?前?[、和及]?|每年|"
    r"[0-9０-９一二三四五六七八九十]{1,3}年(?:内|累计)|[三五]年(?![级制期以内累])|年均(?![增收降])|使(?!用)|并(?![网购联])|和(?!谐)|及(?!格)|[与以的将把]|"
    r"力争|确保|努力|争取|达到|实现(?!率)|推动(?!力)|促进|其中|给予)+"
)
# 能耗|比2020年|下降, 到位资金|由2023年的: what a value is held against
_HELD_AGAINST = lazy_re(
    r"(?:比|较|(?<!自)由|从)(?:[0-9０-９]{4}年[底末]?|[上去]年|目前|现在|[“\"]?十[一二三四五六七八九]五[”\"]?末)(?:同期)?的?"
    r"|(?:(?<!自)由|从)$"
)
# 培训技术经纪人100名 → 技术经纪人; not 培训人数, 建设用地, which are counted themselves
_DONE = (
    "加快|重点|累计|募集|完成|实施|设立|创建|铺设|新改建|建设|建成|建立|培育|培养|组建|打造|构建|认定|引进|培训|遴选|选拔|支持|"
    "组织|举办|开展|发布"
)
_VERBS = lazy_re(rf"^(?:(?:{_DONE})(?!人数|人次|用地|数量|规模|总数|期|班|会)(?:[和及、与并](?={_DONE}))?)+")
# 技术合同交易额|力争, 单个项目支持额度|一般为, 覆盖率|均; not 人均, 供应, 许可, 行为, whose last word is their own
_TRAILING = lazy_re(
    r"(?:力争|确保|争取|努力|(?:保持|稳定|维持)在?|平均|翻了?|(?<![0-9])[0-9一二三四五六七八九十]{1,3}年|"
    r"分别|总计|合计|累计|一般|原则上|按照|给予|予以|每年|[再将并的以按、和及与]|(?<![人平年户])均|"
    r"(?<![需主重])要|(?<![供响适反效相对])应|(?<![许认])可|(?<![行作成])为)+$"
)
# 三年累计|突破1000个, 年均增长|18%, 新增|100万平方米: words that name nothing; what they are said of stands before them
_SAYS_HOW = lazy_re(
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}年|全年)?(?:内|来)?(?:累计|合计|总计|共|总数|总量|总额)?"
    r"(?P<growth>(?:年均|平均|每年|同比|净)?(?:新增|净增|增长|增加|增速|增幅|提高|提升|下降|降低|减少)?)(?:达到|突破|完成|实现)?"
)
# 市场主体总量|年均增长: what is said of a subject, not the subject
_GROWTH = lazy_re(r"(?:年均|平均|每年|同比|净)?(?:增长|增加|增速|增幅|提高|提升|下降|降低|减少)$")
# 培训|800人次, where the unit counts how often it is done
OFTEN = ("次", "期", "场")
# 突破1.5万亿元|大关
_MARK = lazy_re("大关|关口|目标|任务|规模")
# 5万吨|/年, 0.2元|/千瓦时|补贴
_PER = lazy_re("^[/／](?:千瓦时|平方米|立方米|公里|[年月日天人户亩吨次台件辆座家个])")
# 50万元的支持, 不低于70％的比例奖励给成果完成人; what links an amount to the noun behind it
_LINK = lazy_re(r"^的?(?:比例|标准|额度|幅度)?(?:给予|予以)?")
# 30个县（市）|建设, where another amount follows; not 30个县建设用地
_MAKING = "建设|建立|建成|设立|培育|培养|组建|打造|新增|认定|引进|培训"
_CUT_VERB = lazy_re(rf"(?<!{_MAKING})(?<![、和及与或以])(?:{_MAKING}|[、和及与或以])++$")
# 中试基地（其中国家级3个）: amounts of their own; not 孵化器（“双创”平台）
_AMOUNTS_IN_BRACKETS = lazy_re(r"[（(][^（()）0-9０-９]*+[0-9０-９][^（()）]*+[）)]$")
# 对获得当年国内发明授权的专利，…; 对联盟项目|每项支持; not 面对…, 对接…, 对外…
_RECEIVER = lazy_re(
    r"(?:^|(?<=[，。；,;.．、）)]))对于?(?![接外内策])(?P<receiver>[^，。；\n0-9]{2,120}?)"
    r"(?=，|给予|予以|一次性|按|每[家项件个户人名年])，?"
)
# 给予补助, 一次性奖励; not 支撑
_GRANT = lazy_re(r"一次性(?:奖励|补助|补贴)|后补助|奖励|补助|补贴|资助|支持")
# 成交额|由2015年的26亿元, 按照研发投入的|10%给予补助; not 自由贸易区
_AMOUNT_ON = lazy_re(r"[0-9０-９].*$|(?<!自)[由从][^，]*[0-9０-９].*$", re.DOTALL)


def name_indicator(before: str, after: str, *, quantity: Quantity, earlier: str, last: str = "") -> str:
    """Return what is counted; `before` and `after` stand beside the amount in its clause, `earlier` in its sentence.

    `last` is what the amount before it in the sentence counts: 项目数量翻一番，三年累计突破|1000个 → 项目数量.

    培育|100家以上|省级优势示范企业 → 省级优势示范企业; 技术合同交易额|达到50亿元| → 技术合同交易额;
    对获奖的企业，|给予|30万元|的奖励 → 获奖的企业：奖励
    """
    behind = _AMOUNTS_IN_BRACKETS.sub("", _CUT_VERB.sub("", _LINK.sub("", _PER.sub("", after.strip())))).strip()
    behind = behind if _is_noun(behind) and not _MARK.fullmatch(behind) else ""
    ahead = _ahead(before)
    last = _GROWTH.sub("", last) or last
    how = _SAYS_HOW.fullmatch(ahead)
    if how and ahead and not behind and (subject := last or _last_clause(earlier)):
        name = f"{subject}{how['growth']}"
    elif ahead.startswith("占") and last:
        name = f"{last}{ahead}"
    elif quantity.is_measured:
        name = _measured(before.strip(), behind, earlier, last, is_share=quantity.unit == "%")
    else:
        done = ahead if quantity.unit.endswith(OFTEN) else ""
        name = behind or _VERBS.sub("", ahead) or done or last or _last_clause(earlier)
    return (name or behind or before.strip() or quantity.unit)[:_LONGEST]


def _measured(before: str, behind: str, earlier: str, last: str, *, is_share: bool) -> str:
    own = _RECEIVER.match(before)
    ahead = _ahead(before[own.end() :] if own else before)
    # A share is one of what stands before it, unless it is a rate: 按研发投入的10%给予补助.
    if ahead and (not behind or (is_share and not ahead.startswith(("按", "以")))):
        grant = ahead
    else:
        grant = behind or _grant(earlier)
    receiver = own or (_last_receiver(earlier) if _GRANT.search(grant) else None)
    if receiver and grant:
        return f"{receiver['receiver'].removesuffix('的')}：{grant}"
    return grant or last or _last_clause(earlier)


def _ahead(before: str) -> str:
    before = before.rpartition("——")[2]  # “六个倍增”——研发投入
    words = _HELD_AGAINST.sub("", _LEADING.sub("", before.strip()))
    return without_end(words, _TRAILING).strip()


def _is_noun(behind: str) -> bool:
    # 达到10个（含国家级2个）: what stands in brackets comments on the amount, it is not what is counted.
    return behind != "" and not blank_brackets(behind).startswith((BLANK, "（", "(", "）", ")"))


def _last_receiver(earlier: str) -> re.Match[str] | None:
    return next(reversed(list(_RECEIVER.finditer(earlier))), None)


def _grant(earlier: str) -> str:
    """Return what the sentence was giving when an amount stands alone: 给予补助，最高不超过|200万元 → 补助."""
    return next(reversed(_GRANT.findall(earlier)), "")


def _last_clause(earlier: str) -> str:
    """Return the words before the amount of the clause before: 成交额由2015年的26亿元|增加到50亿元 → 成交额."""
    clauses = [clause for clause in re.split(r"[，,；;。：:]", earlier) if clause.strip()]
    return _ahead(_AMOUNT_ON.sub("", clauses[-1])) if clauses else ""
