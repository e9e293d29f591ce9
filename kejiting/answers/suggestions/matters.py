"""Topics and indicators one of whose names holds what was typed."""

from __future__ import annotations

from django.db.models import Q

from kejiting.answers.suggestions.shape import MOST, Suggestion
from kejiting.text.fold import fold
from measures.models import Indicator, IndicatorAlias, Topic, TopicName

_SHORTEST = 2


def topics(words: str) -> list[Suggestion]:
    folded = fold(words)
    if len(folded) < _SHORTEST:
        return []
    named = Topic.objects.filter(pk__in=TopicName.objects.filter(folded__contains=folded).order_by().values("topic"))
    return [Suggestion(topic.name, "topic", "主题", topic.get_absolute_url()) for topic in named[:MOST]]


def indicators(words: str) -> list[Suggestion]:
    folded = fold(words)
    if len(folded) < _SHORTEST:
        return []
    worded = IndicatorAlias.objects.filter(folded__contains=folded).order_by().values("indicator")
    named = Indicator.objects.filter(Q(name__icontains=words) | Q(pk__in=worded))
    return [Suggestion(one.name, "indicator", f"指标（{one.unit}）", one.get_absolute_url()) for one in named[:MOST]]
