"""The indicators that come with the seed letters: read from a file, with the letters' figures settled."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Set
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kejiting.text.fold import fold
from measures.models import Figure, Indicator, IndicatorAlias
from measures.records.checks import catch_up_checks
from measures.records.statements import queue_recheck
from proposals.models import ReplyLetter


def load_indicators(path: Path, letters: Collection[ReplyLetter]) -> int:
    """Make the indicators of the file as far as there are none of their names; how many figures were settled.

    A figure of the letters is settled by its words and its unit, exactly; or, where the words alone say too little to
    be learnt, by its printed form before them: `1012名 科技人才`. What is settled already stays.
    """
    count = _settle(tomllib.loads(path.read_text(encoding="utf-8"))["indicator"], letters)
    catch_up_checks()
    return count


@transaction.atomic
def forget_seeded_indicators(path: Path, *, but: Set[int]) -> int:
    """Delete those of the file that have no figures and are as they were made, save `but`; how many."""
    entries = {entry["name"]: entry for entry in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]}
    unused = Indicator.objects.filter(name__in=entries, figures__isnull=True).exclude(pk__in=but).order_by("pk")
    indicators = [one for one in unused.select_for_update(of=("self",)) if _is_as_made(one, entries[one.name])]
    for indicator in indicators:
        indicator.because("随样例取走").delete()
    return len(indicators)


def _is_as_made(indicator: Indicator, entry: dict[str, Any]) -> bool:
    wordings = set(indicator.aliases.values_list("wording", flat=True))
    is_same = (indicator.unit, indicator.note) == (entry["unit"], entry.get("note", ""))
    return is_same and wordings == set(entry.get("wordings", []))


@transaction.atomic
def _settle(entries: list[dict[str, Any]], letters: Collection[ReplyLetter]) -> int:
    """Indicators are held before figures, as everywhere."""
    for entry in entries:
        _make(entry)
    names = [entry["name"] for entry in entries]
    named = {one.name: one for one in Indicator.objects.select_for_update().filter(name__in=names).order_by("pk")}
    unsettled = Figure.objects.select_for_update().filter(letter__in=letters, assigned_at__isnull=True).order_by("pk")
    settled: list[Figure] = []
    for figure in unsettled:
        for name in [entry["name"] for entry in entries if _is_of(figure, entry)][-1:]:
            figure.indicator, figure.assigned_at = named[name], timezone.now()
            settled.append(figure)
    Figure.objects.bulk_update(settled, ["indicator", "assigned_at"])
    queue_recheck(figure.letter_id for figure in settled)
    return len(settled)


def _make(entry: dict[str, Any]) -> None:
    indicator, is_new = Indicator.objects.get_or_create(
        name=entry["name"], defaults={"unit": entry["unit"], "note": entry.get("note", "")}
    )
    if is_new:
        for words in entry.get("wordings", []):
            IndicatorAlias.objects.create(indicator=indicator, wording=words)


def _is_of(figure: Figure, entry: dict[str, Any]) -> bool:
    words = {fold(one) for one in entry.get("wordings", [])}
    alone = {fold(one) for one in entry.get("figures", [])}
    folded = figure.counted_folded or ""
    return figure.unit == entry["unit"] and (folded in words or fold(figure.printed) + folded in alone)
