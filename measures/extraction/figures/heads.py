"""Read a cell that names: 2024年|机构数量|（个） → its period, its name, its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.figures.periods import Periods
from measures.extraction.figures.tables import YEAR
from measures.extraction.numbers import scale_of, value_of
from measures.extraction.units import MEASURING, UNIT, in_base_units

# 万元, 亿元, 万人次, 个; not 万, 元/吨, 个、项
_PRINTED = lazy_re(rf"(?P<scale>[十百千]?[万亿]|[百千])?(?P<unit>{UNIT})")
# 数量|（个）, 金额|（单位：万元）, 企业数|/家, 投入|：万元, 占比|%; not 个数, 中心（一期）建设
_MARKED = lazy_re(
    r"(?!(?<=\s)\s)\s*(?:[（(](?:单位[:：])?\s*(?P<inside>[^（()）]{0,12})[)）]|[/／:：，,]\s*(?P<behind>\S{1,4})|(?P<share>[%％]))$"
)
# 单位：万元, （单位：家、万元）; not 单位名称
_CAPTION = lazy_re(r"单位\s*[:：]\s*(?P<units>[^\s（()）:：]+?)[)）]?\s*[:：]?\s*$")
_BETWEEN_UNITS = lazy_re("[、，,/和]")
# 培训人|（次）: 人次 in two pieces; not 数量（次）
_HALF_UNIT = lazy_re(r"[人户家场件项班架][（(/／]次")
# 序号, 文号, 联系电话, 立项年度, 名次: numbers that count nothing; not 型号数量
_NO_COUNT = lazy_re(
    r"(?:序|编|文|字|符|证|型|批|期|房)号$|号码|年[份度限]|^年$|日期|时间|期限|期间|月份|电话|手机|邮编|邮政编码|邮箱|传真|代码|排名|排序|[名位届批]次$|备注|备考|说明"
)
_YEAR = lazy_re("(?:统计|截至)?(?:年[份度]?|时间|时期|月份|季度)")
_UNITS = lazy_re("(?:计量)?单位")
# What one unit for a whole table cannot be that of: 项目数 and 占比 of 万元, 经费 and 占比 of 个
_RATE = r"(?:率|比|比例|比重|[增降升涨]?幅|增速|倍数?|同比增?[长减]?|增长|评分|得分|分数)$"
_NO_MONEY = lazy_re(rf"{_RATE}|(?:数|数量|人次|次数|面积|产量)$")
_NO_THINGS = lazy_re(rf"{_RATE}|(?:额|资金|经费|产值|收入|收益|投入|投资|支出|利润|税|费用?|面积|价格?)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: 万元 is 元, ten thousand at a time."""

    scale: str
    unit: str

    @classmethod
    def read(cls, printed: str) -> Unit | None:
        match = _PRINTED.fullmatch(printed.strip())
        return cls(match["scale"] or "", match["unit"]) if match else None

    def value(self, number: str) -> tuple[Decimal, str] | None:
        """In base units; None if the number is none. What it is counted in itself comes first: 3.5亿 below 万元."""
        value, scale = value_of(number), value_of(f"1{'' if scale_of(number) else self.scale}")
        return None if value is None or scale is None else in_base_units(value * scale, self.unit)

    def fits(self, name: str) -> bool:
        """A unit that is said of a whole table is said of a column or row of this name, too."""
        if self.unit in MEASURING:
            return _NO_MONEY.search(name) is None
        return _NO_THINGS.search(name) is None


@dataclass(frozen=True, slots=True)
class CellLabel:
    """What a cell names: `pieces` are its words without period and unit.

    `is_marked`: it says a unit, even if that is none that we know (年, 元/吨).
    """

    pieces: tuple[Span, ...]
    name: str
    period: Span | None
    unit: Unit | None
    is_marked: bool

    def above(self, lower: CellLabel) -> CellLabel:
        """Join it with the label of the cell below it in the same column."""
        return CellLabel(
            (*self.pieces, *lower.pieces),
            self.name + lower.name,
            lower.period or self.period,
            lower.unit if lower.is_marked else self.unit,
            self.is_marked or lower.is_marked,
        )

    @property
    def counts_nothing(self) -> bool:
        return _NO_COUNT.search(self.name) is not None

    @property
    def is_time(self) -> bool:
        return _YEAR.fullmatch(self.name) is not None

    @property
    def is_of_units(self) -> bool:
        return _UNITS.fullmatch(self.name) is not None


NO_LABEL = CellLabel((), "", None, None, is_marked=False)


def read_label(text: str, cell: Span) -> CellLabel:
    words = cell.of(text)
    mark = _MARKED.search(words)
    printed = (mark["inside"] or mark["behind"] or mark["share"] or "") if mark else ""
    unit = Unit.read(printed)
    if mark and unit is None and not mark["inside"]:  # 高校：院所, 省/市
        mark = None
    named = Span(cell.start, cell.start + mark.start()) if mark else cell
    if _HALF_UNIT.search(words) or Unit.read(named.of(text)):  # 人（次）, 元/吨
        unit = None
    period = max(Periods.of(text, named).lasting, default=None)
    if period is None and YEAR.fullmatch(named.of(text)):
        period = named
    pieces = _without(text, named, period)
    return CellLabel(pieces, "".join(piece.of(text) for piece in pieces), period, unit, mark is not None)


def units_above(line: str) -> tuple[Unit, ...]:
    """单位：家、万元 in the line above a table."""
    match = _CAPTION.search(line)
    units = map(Unit.read, _BETWEEN_UNITS.split(match["units"])) if match else ()
    return tuple(unit for unit in units if unit)


def _without(text: str, named: Span, period: Span | None) -> tuple[Span, ...]:
    """The pieces around a period, without white space at their ends."""
    pieces = [Span(named.start, period.start), Span(period.end, named.end)] if period else [named]
    return tuple(piece for one in pieces if (piece := _bare(text, one)).start < piece.end)


def _bare(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
