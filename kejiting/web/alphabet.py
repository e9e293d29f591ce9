"""A–Z above a list of names, which stand in the order of pinyin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any, TypeVar

from django import forms
from django.db.models import Count, Model, QuerySet
from django.db.models.functions import Substr

from kejiting.web.filter_forms import FilterLink
from kejiting.web.querystring import address

# Where names stand that begin with a number or a mark
_OTHERS = "其他"
Row = TypeVar("Row", bound=Model)
_NOT_LATIN = r"^[^a-z]"


class _LetterField(forms.CharField):
    def clean(self, value: Any) -> str:
        return letter_asked(super().clean(value))


def letter_field() -> forms.CharField:
    return _LetterField(label="首字母", required=False, widget=forms.HiddenInput)


def letter_asked(given: str) -> str:
    """W, w → W; anything that is no place of the alphabet → ""."""
    return given.upper() if given.upper() in [*ascii_uppercase, _OTHERS] else ""


def beginning_with(rows: QuerySet[Row], letter: str) -> QuerySet[Row]:
    """Those whose column `pinyin` begins with the letter; all, if there is none."""
    if not letter:
        return rows
    return rows.filter(
        **({"pinyin__regex": _NOT_LATIN} if letter == _OTHERS else {"pinyin__startswith": letter.lower()})
    )


def count_initials(rows: QuerySet[Any]) -> Counter[str]:
    """How many names begin with each letter; one query."""
    initials = rows.order_by().values_list(Substr("pinyin", 1, 1)).annotate(Count("pk"))
    counts: Counter[str] = Counter()
    for initial, count in initials:
        counts[initial.upper() if initial and initial.upper() in ascii_uppercase else _OTHERS] += count
    return counts


def alphabet(initials: Counter[str], asked: Mapping[str, object], letter: str) -> list[FilterLink]:
    """The letters with which any of the names begin, each with its address."""
    places = [one for one in (*ascii_uppercase, _OTHERS) if initials[one]]
    every = [FilterLink("全部", address(asked, letter=None), not letter)]
    return every + [FilterLink(one, address(asked, letter=one), one == letter) for one in places]
