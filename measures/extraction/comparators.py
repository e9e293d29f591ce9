"""Tell from the words beside an amount whether it is a floor, a ceiling, about or exact."""

from __future__ import annotations

from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re
from measures.extraction.parsed import Comparator
from measures.extraction.quantities import Quantity

# The words right before an amount; the first that fit decide. 力争达到50亿元, 最高不超过50万元, 控制在3%以内.
_BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("≥", "不低于|不少于|不小于|不得低于|不得少于|不下于|至少|最低|高于|多于|超过|超|突破"),
    (
        "≤",
        "不高于|不超过|不超|不大于|不多于|不得超过|不得高于|至多|最多|最高|低于|少于|控制在|控制到|下降到|下降至|降低到|降低至|降到|降至",
    ),
    ("≈", "大约|约|近|接近"),
    ("≥", "达到|达|提高到|提高至|提升到|提升至|增长到|增长至|增加到|增加至|扩大到|扩大至|发展到|[增升提扩][至到]|力争"),
)
# The words right behind it, or behind a comment on it. 25％以上, 10个左右, 12万个（含…）以上; not 以上海为
_AFTER: tuple[tuple[Comparator, str], ...] = (
    ("≥", "及以上|或以上|以上(?!海)"),
    ("≤", "以下|以内|之内"),
    ("≈", "左右|上下"),
)
_LINKS = "[为是的到在了至]?"
# 不少于转化收益的60%, 不超过总投资30%, 增加到2020年的50亿元: what the amount is a part of, or when it holds, may stand between
_BASE = "(?:[^，。；、,;]{0,12}(?:的|投资|[总金]额|费用|成本))?"
_BEFORE_PATTERNS = tuple(
    (comparator, lazy_re(rf"(?:力争|确保|努力|最高|最多|最低)?(?:{words}){_LINKS}(?P<base>{_BASE})\s*$"))
    for comparator, words in _BEFORE
)
_COMMENT = "(?:[（(][^（()）\\n]{1,60}[）)])?"
_AFTER_PATTERNS = tuple((comparator, lazy_re(f"{_COMMENT}(?:{words})")) for comparator, words in _AFTER)


@dataclass(frozen=True, slots=True)
class ComparatorMatch:
    """How an amount is meant; `before` and `after` count the characters beside it that say so."""

    comparator: Comparator
    before: int
    after: int


def compare(before: str, after: str, quantity: Quantity) -> ComparatorMatch:
    """Judge the amount between two pieces of text: 不高于|30万元 → ≤; 10个|左右 → ≈; a range stays one."""
    leading = [
        (comparator, match)
        for comparator, pattern in _BEFORE_PATTERNS
        if (match := pattern.search(before)) and (quantity.is_measured or not match["base"])
    ]
    # 不超过 ends with 超过: of the words that fit, those that begin first are the ones that stand there.
    first = min(leading, key=lambda found: found[1].start(), default=None)
    trailing = next(((c, match) for c, pattern in _AFTER_PATTERNS if (match := pattern.match(after))), None)
    said = trailing or first
    comparator: Comparator = said[0] if said else "≥" if quantity.more else "="
    return ComparatorMatch(
        "range" if quantity.low < quantity.high else comparator,
        len(first[1][0]) if first else 0,
        len(trailing[1][0]) if trailing else 0,
    )
