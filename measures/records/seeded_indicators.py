"""The indicators that come with the seed letters: read from a file, with the letters' figures settled."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kejiting.text.fold import fold
from measures.models import Figure, Indicator, Wording
from measures.records.checks import catch_up_checks, note_due
from proposals.models import ReplyLetter


@transaction.atomic
def load_indicators(path: Path, letters: Collection[ReplyLetter]) -> int:
    """Make the indicators of the file as far as there are none of their names; how many figures were settled.

    A figure of the letters is settled by its words and its unit, exactly; or, where the words alone say too little to
    be learnt, by its printed form before them: `1012名 科技人才`. What is settled already stays.
    """
    unsettled = list(Figure.objects.filter(letter__in=letters, settled_at__isnull=True))
    settled: list[Figure] = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]:
        indicator, is_new = Indicator.objects.get_or_create(
            name=entry["name"], defaults={"unit": entry["unit"], "note": entry.get("note", "")}
        )
        if is_new:
            for words in entry.get("wordings", []):
                Wording.objects.create(indicator=indicator, words=words)
        for figure in unsettled:
            if _is_of(figure, entry):
                figure.indicator, figure.settled_at = indicator, timezone.now()
                settled.append(figure)
    Figure.objects.bulk_update(settled, ["indicator", "settled_at"])
    note_due(figure.indicator_id for figure in settled)
    catch_up_checks()
    return len(settled)


def _is_of(figure: Figure, entry: dict[str, Any]) -> bool:
    words = {fold(one) for one in entry.get("wordings", [])}
    alone = {fold(one) for one in entry.get("figures", [])}
    folded = figure.counted_folded or ""
    return figure.unit == entry["unit"] and (folded in words or fold(figure.printed) + folded in alone)
