"""Amounts as people write them: 5000000000 元 → 50亿元."""

from __future__ import annotations

from decimal import Decimal

SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def amount_text(low: Decimal, high: Decimal, unit: str) -> str:
    """One value or a range in one scale: 500000–1000000 元 → 50–100万元. Only money is scaled; counts stay whole."""
    scale, word = next(
        ((scale, word) for scale, word in SCALES if unit == "元" and low >= scale), (Decimal(1), "")
    )  # fmt: skip
    values = [f"{(value / scale).normalize():f}" for value in dict.fromkeys((low, high))]
    return f"{'–'.join(values)}{word}{unit}"
