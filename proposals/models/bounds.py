"""What a number or a name that a person enters may be."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator

# 人大 and 政协 begin in 1949
FIRST_YEAR, LAST_YEAR = 1949, 2999


def within(low: int, high: int) -> tuple[MinValueValidator, MaxValueValidator]:
    """Both bounds count as well."""
    words = f"应当是 {low} 到 {high} 的整数。"
    return MinValueValidator(low, words), MaxValueValidator(high, words)


def year_or_always(year: int) -> None:
    """0: no year."""
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(f"应当是 {FIRST_YEAR} 到 {LAST_YEAR} 的年份，或者 0。")


# -1, 3.5, 1e400; not 863计划, %, ㎡
not_a_number = RegexValidator(
    r"^[\s\d.,，+＋\-−－/*^eE]+$", "应当是文字，不能只是一个数。", code="number", inverse_match=True
)
