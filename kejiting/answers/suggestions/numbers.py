"""Document numbers, index numbers and proposal numbers that begin as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q

from kejiting.answers.suggestions.shape import MOST, Suggestion
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from proposals.models import Answer, ReplyLetter

# 吉科发成(2025)8, (2025)84号, 吉科发成(20, after folding of brackets; not 2025年84号
_DOC_NUMBER = lazy_re(r"(?P<code>[^\d]{0,20}?)\((?P<year>\d{1,4})(?:\)第?(?P<serial>\d{0,6})(?P<whole>号)?)?")
# 84, 84号, 第84; not 84人
_SERIAL = lazy_re(r"第?(?P<serial>[1-9]\d{0,5})(?P<whole>号)?")
# 吉科发, 吉科(提)字; not 吉, 84号
_CODE = lazy_re(r"[\u4e00-\u9fff()]{2,20}")
# 11220000013544429k/2025-0, 11220000; not 157, wanghongfu
_INDEX_NUMBER = lazy_re(r"(?=.*\d)[0-9a-z]{7,24}(?:/[\d-]{0,13})?")
# 2025-012, the end of an index number; not 2025
_INDEX_SERIAL = lazy_re(r"\d{4}-\d{0,8}")
# 15, 0157, 157号, 第157号委员提案; not 1928个
_NUMBER = lazy_re(r"第?0*(?P<number>[1-9]\d{0,5})(?P<whole>号\w{0,6})?")
_WIDTHS = range(1, 7)
# Enough to choose the newest published ones from
_LOOKED_AT = 200


def doc_numbers(words: str) -> list[Suggestion]:
    wanted = _wanted_doc_number(fold(words))
    return [
        Suggestion(letter.doc_number or "", "doc_number", str(letter), letter.get_absolute_url())
        for letter in _letters(wanted)
    ]


def _wanted_doc_number(folded: str) -> Q | None:
    if match := _DOC_NUMBER.fullmatch(folded):
        wanted = Q(doc_code__startswith=match["code"]) & _goes_on("doc_year", match["year"], widths=[4])
        return wanted & _serial(match) if match["serial"] else wanted
    if match := _SERIAL.fullmatch(folded):
        return _serial(match)
    return _of_office(folded) if _CODE.fullmatch(folded) else None


def _of_office(code: str) -> Q:
    """In the order of the index that holds them; of an office's many letters the newest."""
    numbers = ReplyLetter.objects.filter(doc_code__startswith=code)
    return Q(pk__in=numbers.order_by("-doc_code", "-doc_year", "-doc_serial").values("pk")[:_LOOKED_AT])


def _serial(match: re.Match[str]) -> Q:
    if match["whole"]:
        return Q(doc_serial=int(match["serial"]))
    return _goes_on("doc_serial", match["serial"], _WIDTHS)


def _goes_on(field: str, digits: str, widths: Iterable[int]) -> Q:
    """The whole numbers of these widths that begin with the digits: 84 → 84, 840 to 849, 8400 to 8499, …"""
    wanted = Q()
    for width in widths:
        if width >= len(digits):
            power = 10 ** (width - len(digits))
            wanted |= Q(**{f"{field}__range": (int(digits) * power, (int(digits) + 1) * power - 1)})
    return wanted


def index_numbers(words: str) -> list[Suggestion]:
    wanted = _wanted_index_number(fold(words))
    return [
        Suggestion(letter.index_number or "", "index_number", str(letter), letter.get_absolute_url())
        for letter in _letters(wanted)
    ]


def _wanted_index_number(folded: str) -> Q | None:
    if _INDEX_NUMBER.fullmatch(folded):
        return Q(index_key__startswith=folded)
    return Q(index_key__contains=f"/{folded}") if _INDEX_SERIAL.fullmatch(folded) else None


def _letters(wanted: Q | None) -> Iterator[ReplyLetter]:
    if wanted is not None:
        # the numbers first, which an index holds: whether a letter is published stands behind its long text
        fitting = ReplyLetter.objects.filter(wanted).order_by().values("pk")
        letters = ReplyLetter.objects.published().filter(pk__in=fitting).heads("index_number")
        yield from letters.order_by("-written_on", "-pk")[:MOST]


def proposal_numbers(words: str) -> list[Suggestion]:
    match = _NUMBER.fullmatch(fold(words))
    if not match:
        return []
    how = "exact" if match["whole"] else "startswith"
    wanted = Q(**{f"proposal__number_key__{how}": match["number"]})
    answers = Answer.objects.published().filter(wanted).select_related("letter", "proposal")
    head = ("title", "answering", "doc_number", "written_on")
    shown = answers.only(*(f"letter__{name}" for name in head), "proposal__number")
    return [
        Suggestion(
            answer.proposal.number_text or "",
            "number",
            str(answer.letter),
            answer.letter.get_absolute_url(),
        )
        for answer in shown.order_by("-letter__written_on", "-letter_id", "position")[:MOST]
    ]
