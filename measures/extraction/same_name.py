"""Tell by names whether a figure may count what a target aims at: 省级重点实验室 and 新建省重点实验室, not 国家重点实验室.

Nothing is decided here: a person says whether a figure is held against a target.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from measures.extraction.endings import without_end
from measures.extraction.figures.figure import BETWEEN

# What documents call by several names
_NAMES = (
    ("技术经纪人", "技术经理人", "科技经纪人", "技术转移人才"),
    ("科技大市场分市场", "分市场", "分市场网络服务平台"),
    ("技术合同交易额", "技术合同成交额", "技术合同成交金额", "技术合同成交总额", "技术合同登记额"),
    ("研发投入强度", "研发经费投入强度", "r&d经费投入强度"),
)
# Units in which the same is counted
_SAME_KIND = (frozenset("人名位"), frozenset("家户个所"), frozenset("项个件"))
# 孵化器|("双创"平台); not ("1+n"
_BRACKETS = lazy_re(r"\([^()]*\)")
# 具有行业特点的|检测中心; not 的
_SAID_OF_IT = lazy_re("^.*的(?=...)")
# 吉林省|科技大市场, 全省|技术合同交易额: 省 alone stays of a province's name; not 节省, 省级
_PLACE = lazy_re(r"^(?:全[省市县国]|[我本][省市县]|[\u4e00-\u9fff]{2,3}(?=省))")
# 专业化|技术转移人才: praise names nothing; not 高级
_PRAISE = lazy_re("^(?:专业化?|高水平|高素质|高质量|一批|各类)+")
# 技术经纪人|队伍, 有效发明专利|拥有量; not 在孵企业
_HOW_MANY = lazy_re(r"(?:\([^()]*\)|队伍|数量|总数|总量|拥有量|规模)+$")
# 资助额度, 人才团队: name nothing that can be told apart; not 知识产权质押融资额
_GENERAL = lazy_re(
    "(?:项目|资金|资助|奖励|补助|支持|额度|金额|比例|标准|企业|单位|平台|中心|机构|基地|人才|团队|人员|成果|技术|科技|产业|省)*"
)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """`asked` is the target's name, `name` the one by which the figure goes, `extra` how many characters it has besides."""

    asked: str
    name: str
    extra: int


def names_of(indicator: str) -> tuple[str, ...]:
    """The folded names of what a target aims at, its own first; none if it names nothing that can be told apart.

    A grant's amount for each receiver (…的企业：奖励) is a standard, which no reported number meets.
    """
    folded = fold(indicator)
    if ":" in folded:
        return ()
    bare = _PLACE.sub("", _SAID_OF_IT.sub("", _BRACKETS.sub("", folded))).replace("省级", "省")
    own = _PRAISE.sub("", bare)
    if len(own) < _SHORTEST or _GENERAL.fullmatch(own):
        return ()
    others = (name for group in _NAMES if own.removeprefix("省") in group for name in group)
    return tuple(dict.fromkeys((own, *others)))


def likeness(names: Iterable[str], counted: str) -> Likeness | None:
    """Whether what a figure counts, folded, is named so at its end: 国家级|高新技术企业; the longest name that fits."""
    words = counted.replace(BETWEEN, "").replace("省级", "省")
    named = without_end(words, _HOW_MANY)
    known = tuple(names)
    name = max((name for name in known if named.endswith(name)), key=len, default=None)
    return Likeness(known[0], name, len(named) - len(name)) if name else None


def same_kind(unit: str) -> frozenset[str]:
    """The units in which the same may be counted: 名 and 人, 家 and 个; not 人 and 人次."""
    return frozenset({unit}).union(*(units for units in _SAME_KIND if unit in units))
