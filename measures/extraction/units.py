"""What amounts are given in: units of money, share and measure, and the words that count things."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re

# These measure something named before them, or are given for something; the others count the noun behind them.
MEASURING = frozenset(("元", "美元", "欧元", "日元", "港元", "英镑", "%", "‰", "个百分点", "倍"))
_PHYSICAL = (
    "平方公里 平方千米 平方米 立方米 公里 千米 千瓦时 千瓦 兆瓦 兆瓦时 吉瓦 吉瓦时 度 吨标准煤 标准煤 吨标煤 微克/立方米 毫克/升 公顷 毫米 厘米 "
    "公斤 斤 千克 克 吨 亩 米 升 番"
)
PHYSICAL = frozenset(_PHYSICAL.split())
# 3成 and 4百分点 are said for 30% and 4个百分点.
_CONVERTED = {"成": ("%", 10), "百分点": ("个百分点", 1)}
# Signs and letters for units that have a word
_SIGNS = {
    **{"㎡": "平方米", "m²": "平方米", "m2": "平方米", "㎥": "立方米", "m³": "立方米", "m3": "立方米"},
    **{"㎞": "公里", "km": "公里", "㎏": "公斤", "kg": "公斤", "km²": "平方公里", "㎢": "平方公里"},
    **{"GW": "吉瓦", "GWh": "吉瓦时", "t": "吨", "ha": "公顷", "mm": "毫米", "cm": "厘米"},
    **{"MW": "兆瓦", "kW": "千瓦", "KW": "千瓦", "kWh": "千瓦时", "MWh": "兆瓦时"},
}
# Words for the same things counted: 18个 or 18家技术转移机构. Not so 项, 件, 篇, 台, 亩, and 人次, which counts visits.
FAMILIES = (("个", "家", "所", "座", "处", "户"), ("人", "名", "位"))
_FAMILY = {unit: units for units in FAMILIES for unit in units}
# No units of time: 3年, 15个工作日 and 6个月 say how long, not how much. Nor 类, 大, 届, 级, 岁.
_COUNTING = (
    "个 家 户 名 人 项 件 种 台 套 辆 条 座 处 所 支 批 批次 期 次 场 篇 头 位 门 对 艘 架 只 株 款 张 册 部 间 栋 幢 宗 例 "
    "笔 份 床 村 人次 户次 家次 场次 件次 项次 条次 班次 架次 轮次 人年 颗 起 羽 枚 块 箱 瓶 袋 根 粒 席 盏 尾 成 百分点"
)
# 100人|才, 10部|门, 三成|果: the unit is the beginning of another word; but 20家|电子企业, 30人|参加.
_OTHER_WORDS = {
    "个": "亿|万",
    "人": "才",
    "家": "庭",
    "条": "例",
    "部": "门|委|队|署",
    "处": "室|理|置|于|罚",
    "场": "景|所|馆",
    "期": "间|末|限|货",
    "支": "持|撑|付",
    "批": "准|复",
    "对": "外|接|口|于|全|省|市|我|照|标",
    "座": "谈",
    "头": "部|衔",
    "升": "级|至|到|为|格|高|学|温|降",
    "克": "服|隆|难",
    "位": "一体|置|于|居",
    "块": "链",
    "起": "步|来|草|到|点|始|源|诉|因|动",
    "根": "据|本",
    "门": "槛|类|户",
    "例": "如|会",
    "尾": "气|款|砂|矿|水",
    "成": "一|二|三|四|五|六|七|八|九|立|果|功|效|员|为|熟|本|交|都|长|套|绩|品|分|就|型|人|份|形|群|片|体|因|才|批|组|排|对|不",
    "元": "旦|素",
}


def _pattern(unit: str) -> str:
    if unit in _SIGNS:
        return f"{unit}(?![A-Za-z0-9²³])"
    if unit == "度":  # 500万度; not 30度
        return "(?<=[万亿])度(?!假)"
    return f"{unit}(?!{_OTHER_WORDS[unit]})" if unit in _OTHER_WORDS else unit


# The longest first: 个百分点 before 个, 人次 before 人.
UNIT = "|".join(
    map(_pattern, sorted({*MEASURING, *PHYSICAL, *_COUNTING.split(), *_SIGNS, "％"}, key=len, reverse=True))
)


def in_base_units(value: Decimal, printed: str) -> tuple[Decimal, str]:
    """3 成 → 30 %, 25 ％ → 25 %; others stay."""
    plain = _SIGNS.get(printed) or unicodedata.normalize("NFKC", printed)
    unit, times = _CONVERTED.get(plain, (plain, 1))
    return value * times, unit


# 万|元, 百万|人; not 百分点, 万 alone
_SCALE = lazy_re("^百?[千万亿]+(?=.)")


def base_unit(typed: str) -> str:
    """The unit in which values are kept: 万元 → 元, ％ → %."""
    return in_base_units(Decimal(1), _SCALE.sub("", fold(typed)))[1]


def units_alike(unit: str) -> tuple[str, ...]:
    """The units in which the same may be counted, this one first: 家 → 家, 个, 所, 座, 处, 户; others stand alone."""
    return (unit, *(other for other in _FAMILY.get(unit, ()) if other != unit))


def unit_family(unit: str) -> str:
    """One name for all units of a family: 家 and 个 → 个, 名 → 人; that of others is their own."""
    return _FAMILY.get(unit, (unit,))[0]
