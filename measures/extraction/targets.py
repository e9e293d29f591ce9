"""Find the numbers that a plan commits to: indicator, comparator, value in base units, and by when."""

from __future__ import annotations

import re

from kejiting.text.spans import Span
from measures.extraction.clauses import Clause, find_clauses
from measures.extraction.comparators import compare
from measures.extraction.indicators import name_indicator
from measures.extraction.parsed import ParsedTarget

# 截至2015年底，建有20个: what was reached; from 到2020年 on the sentence looks ahead again; not 直截了当
_REACHED_BY = re.compile(r"截[至止]")
# 到2020年新增10个; not 2015年, 达到
_AHEAD = re.compile(r"到[0-9０-９]{4}年|力争|新增|再")
# 已建成20个, 目前拥有30家; not 对已完成备案的项目，每项给予5万元
_REACHED = re.compile(r"(?:已经?|目前|现已)(?:建成|建立|达到|达|累计|实现|形成|培育|认定|拥有|建有|有)[^，。；]{0,15}$")
# 由20个增加到50个, 比2015年的26亿元翻一番: where it starts from; not 从业人员
_START = re.compile(r"(?:由|从(?!业|事|严)|比)[^，。；]{0,12}$")
# 由20个|左右增加到50个; not 由20个部门组成
_GROWS = re.compile(r"\s*(?:左右|以上)?(?:增加|增长|提高|提升|上升|下降|降低|减少|扩大|发展|翻)")
# 对年销售收入5000万元以上的企业，…: who is meant, not what is aimed at; not 对获奖企业给予5万元的奖励
_CONDITION = re.compile(r"^(?:对于?|凡)(?!.*(?:给予|支持|奖励|补助|补贴))")


def find_targets(text: str, within: Span, *, item: int, running_due: bool = False) -> tuple[ParsedTarget, ...]:
    """Return the targets of one item. With `running_due` a year once named governs the sentences after it too."""
    clauses = (clause for clause in find_clauses(text, within, spelled=True) if not _is_no_target(text, clause))
    return tuple(
        _target(text, clause, item, within.start if running_due else clause.sentence_start) for clause in clauses
    )


def _target(text: str, clause: Clause, item: int, due_from: int) -> ParsedTarget:
    quantity, start = clause.quantity, clause.span.start
    before, after = clause.before(text), clause.after(text)
    comparison = compare(before, after, quantity)
    indicator = name_indicator(
        before[: len(before) - comparison.before],
        after[comparison.after :],
        quantity=quantity,
        earlier=text[clause.sentence_start : start],
    )
    due = find_due(text[due_from : clause.span.end], start - due_from, quantity.span.start - due_from)
    return ParsedTarget(
        item,
        clause.span,
        indicator,
        comparison.comparator,
        float(quantity.low),
        float(quantity.high),
        quantity.unit,
        due,
    )


def _is_no_target(text: str, clause: Clause) -> bool:
    before, after = clause.before(text), clause.after(text)
    reached = list(_REACHED_BY.finditer(text, clause.sentence_start, clause.quantity.span.start))
    if reached and not _AHEAD.search(text, reached[-1].end(), clause.quantity.span.start):
        return True
    if _REACHED.search(before) or (_START.search(before) and _GROWS.match(after)):
        return True
    return _CONDITION.search(before) is not None and "的" in after


# 到2020年, 2021年3月底前, 2025年末; not 2016年以来, 2018年度, 截至2023年, the ends of 2016－2020年, 〔2016〕28号
_BY_YEAR = re.compile(
    r"(?<![0-9０-９－—–~～-])(?<![0-9０-９年][至到])(?<!截至)(?<!截止)"
    r"(?P<due>[0-9０-９]{4}年(?:[0-9０-９]{1,2}月)?[底末]?)(?!度|以来|起|后|版|[0-9０-９底末]|[-－—–~～至])"
)
# “十四五”末, 十三五期间; not 十三五规划
_BY_PERIOD = re.compile(r"[“\"]?(?P<due>十[一二三四五六七八九]五)[”\"]?(?P<end>末|期末|期间|时期)")
# 3年内建成, 三年内; not 允许3年以上
_WITHIN = re.compile(r"(?P<due>[0-9０-９一二三四五六七八九十两]{1,3}年(?:时间)?内)")
# 每年培训100名; not 每季度, which says when, not by when
_EVERY_YEAR = re.compile(r"(?P<due>每年)")


def find_due(sentence: str, clause_start: int, amount_start: int) -> str | None:
    """Return the date that governs an amount: 每年 or 3年内 in its own clause, else the last year named before it."""
    clause = sentence[clause_start:amount_start]
    for pattern in (_EVERY_YEAR, _WITHIN):
        if matches := list(pattern.finditer(clause)):
            return matches[-1]["due"]
    named = [*_BY_YEAR.finditer(sentence, 0, amount_start), *_BY_PERIOD.finditer(sentence, 0, amount_start)]
    last = max(named, key=re.Match.start, default=None)
    return last["due"] + (last.groupdict().get("end") or "") if last else None
