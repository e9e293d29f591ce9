"""Former requests that one repeats: by how alike their titles and what they ask for are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kejiting.text.lazy_re import lazy_re
from kejiting.text.likeness import likeness
from proposals.models import Request, RequestAsk

# 关于加强…的建议 → 加强…
_FRAME = lazy_re("^(?:关于|对)|(?:的?(?:建议|提案|意见)){1,3}$")
_LENGTH = 4
_MOST_STRETCHES = 24
_MOST_CANDIDATES = 200
_MOST_SHOWN = 5
# A title shares a third of its stretches of five characters, an ask half of them
TITLE_IS_LIKE, ASK_IS_LIKE = 0.33, 0.5


@dataclass(frozen=True, slots=True)
class RepeatedRequest:
    """A request that was there before, with the asks of it that come again, as pairs of ours and theirs."""

    request: Request
    asks: tuple[tuple[RequestAsk, RequestAsk], ...]
    score: float


def repeats_of(request: Request, asks: Sequence[RequestAsk]) -> list[RepeatedRequest]:
    """Those before it, the most alike first; a number of queries that does not grow."""
    titles = [bare(title) for title in (request.title, *(ask.title for ask in asks)) if title]
    stretches = _stretches(titles)
    if not stretches:
        return []
    wanted, asked = Q(), Q()
    for stretch in stretches:
        wanted |= Q(title__contains=stretch)
        asked |= Q(title__contains=stretch)
    others = Request.objects.exclude(pk=request.pk).order_by("-pk")
    keys = set(others.filter(wanted).values_list("pk", flat=True)[:_MOST_CANDIDATES])
    of_asks = RequestAsk.objects.filter(asked).exclude(request=request).order_by("-pk")
    keys |= set(of_asks.values_list("request_id", flat=True)[:_MOST_CANDIDATES])
    theirs: dict[int, list[RequestAsk]] = defaultdict(list)
    for ask in RequestAsk.objects.filter(request__in=keys, title__isnull=False).order_by("request", "position"):
        theirs[ask.request_id].append(ask)
    candidates = Request.objects.filter(pk__in=keys).select_related("session").defer("text")
    compared = [_compared(request, asks, other, theirs[other.pk]) for other in candidates if _is_before(other, request)]
    alike = [one for one in compared if one.asks or one.score >= TITLE_IS_LIKE]
    return sorted(alike, key=lambda one: (-one.score, -one.request.pk))[:_MOST_SHOWN]


def bare(title: str) -> str:
    """The title without the words around every one: 关于…的建议."""
    return _FRAME.sub("", "".join(title.split()))


def _stretches(titles: Iterable[str]) -> list[str]:
    found = (title[at : at + _LENGTH] for title in titles for at in range(0, max(1, len(title) - _LENGTH + 1), 2))
    return list(dict.fromkeys(stretch for stretch in found if len(stretch) == _LENGTH))[:_MOST_STRETCHES]


def _is_before(other: Request, request: Request) -> bool:
    years = [one.session.year if one.session else None for one in (other, request)]
    if None not in years and years[0] != years[1]:
        return (years[0] or 0) < (years[1] or 0)
    days = [one.handed_over_on or one.entered_at.date() for one in (other, request)]
    return (days[0], other.pk) < (days[1], request.pk)


def _compared(
    request: Request, asks: Sequence[RequestAsk], other: Request, theirs: Sequence[RequestAsk]
) -> RepeatedRequest:
    score = likeness(bare(request.title), bare(other.title)) if request.title and other.title else 0.0
    pairs = []
    for ask in asks:
        scored = [(likeness(bare(ask.title), bare(their.title or "")), their) for their in theirs if ask.title]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] >= ASK_IS_LIKE:
            pairs.append((ask, best[1]))
            score += best[0]
    return RepeatedRequest(other, tuple(pairs), score)
