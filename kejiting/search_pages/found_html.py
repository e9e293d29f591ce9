"""Letters and plans found, with their passages, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.safestring import SafeString

from kejiting.answers import FoundDocument, FoundPassage
from kejiting.web.markup import fill
from measures.models import Plan

# The others are folded away at first
_SHOWN = 4
_ARTICLE = """<article class="sheet found">
  <h2><a href="{url}">{name}</a></h2>
  <p class="meta">
    {meta}
  </p>
  {hits}{more}
</article>
"""
_MORE = """<details class="more-hits">
  <summary>另有 {count} 段</summary>
  {hits}
</details>"""
_HIT = """<div class="hit">
  {ask}
  <p class="words"><span class="part part-{part}">{label}</span>{synonym} <a href="{url}">{snippet}</a></p>
  <p class="hit-tools small"><a href="?like={like}">相近的段落</a></p>
</div>
"""
_ASK = '<p class="ask">建议：{title}</p>'
_SYNONYM = SafeString(' <span class="part">同义</span>')
_SPAN = "<span>{words}</span>"
_DAY = '<time datetime="{machine}">{day}</time>'
_PERSON = '<a href="{url}">{name}</a>'
_NOTHING = SafeString("")


def article(found: FoundDocument) -> SafeString:
    """A letter's or a plan's head and its hits, the first of them in sight."""
    return fill(
        _ARTICLE,
        url=found.url,
        name=found.document,
        meta=SafeString("\n    ".join(_meta(found))),
        hits=_hits(found.hits[:_SHOWN]),
        more=fill(_MORE, count=len(rest), hits=_hits(rest)) if (rest := found.hits[_SHOWN:]) else _NOTHING,
    )


def _hits(hits: Iterable[FoundPassage]) -> SafeString:
    return SafeString("".join(map(_hit, hits)))


def _hit(hit: FoundPassage) -> SafeString:
    has_ask = hit.recommendation and hit.part != "recommendation"
    return fill(
        _HIT,
        ask=fill(_ASK, title=hit.recommendation) if has_ask else _NOTHING,
        part=hit.part,
        label=hit.part_label,
        synonym=_SYNONYM if hit.match == "synonym" else _NOTHING,
        url=hit.url,
        snippet=hit.snippet,
        like=f"plan-{hit.id}" if hit.part == "plan" else hit.id,
    )


def _meta(found: FoundDocument) -> Iterator[SafeString]:
    if isinstance(found.document, Plan):
        yield fill(_SPAN, words="方案") + fill(_SPAN, words=found.document.issuer or "")
        yield from _day(found.document.issued_on)
        return
    if found.document.title and found.document.doc_number:
        yield fill(_SPAN, words=found.document.doc_number)
    yield from _day(found.document.written_on)
    for asked in found.asked:
        yield fill(_SPAN, words=asked.name)
        if asked.people:
            people = (fill(_PERSON, url=person.url, name=person.name) for person in asked.people)
            yield fill(_SPAN, words=SafeString("、".join(people)))


def _day(day: date | None) -> Iterator[SafeString]:
    if day:
        yield fill(_DAY, machine=day.isoformat(), day=f"{day.year}年{day.month}月{day.day}日")
