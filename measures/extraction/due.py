"""Find by when a target is to be met: 到2020年, 每年, 3年内, “十四五”末."""

from __future__ import annotations

import re

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
