"""相近的段落: a passage as a question of its own, and the answer without the passage itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kejiting.answers import PART_LABELS, AnsweredQuestion, Question, answer
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.words import cut
from measures.models import PlanItem
from proposals.models import Passage

# 123, a letter's passage; plan-45, an item of a plan; not 0123
LIKE = lazy_re(r"(?P<plan>plan-)?(?P<pk>[1-9]\d{0,17})")
# 2025, 一是, 进一步; not 一体化
_EMPTY = lazy_re(r"\d|[一二三四五六七八九十]是|进一步")
# Near is what shares a third of a question's words; of more words hardly any passage shares a third
_MOST_WORDS = 9
_APART = "//"


@dataclass(frozen=True, slots=True)
class SimilarTo:
    """The passage that others are to be like. `key` is its name in addresses, `title` that of its letter or plan."""

    key: str
    text: str
    part: str
    title: str
    url: str

    @property
    def part_label(self) -> str:
        return PART_LABELS[self.part]

    @property
    def question(self) -> str:
        """Its most telling words, the long and the repeated, put so that they stand nowhere: all that is found is near."""
        times = Counter(word for word in cut(fold(self.text)) if len(word) > 1 and not _EMPTY.match(word))
        return _APART.join(sorted(times, key=lambda word: -len(word) * times[word])[:_MOST_WORDS]) or _APART


def passage_named(key: str) -> SimilarTo | None:
    """The published passage that an address names; None if there is none."""
    match = LIKE.fullmatch(key)
    if match is None:
        return None
    pk = int(match["pk"])
    if match["plan"]:
        items = PlanItem.objects.published().select_related("plan").defer("plan__as_read_text")
        item = items.filter(pk=pk).first()
        return SimilarTo(key, item.text, "plan", str(item.plan), item.get_absolute_url()) if item else None
    published = Passage.objects.published().filter(pk=pk).select_related("letter")
    passage = published.defer("letter__as_read_text").first()
    if passage is None:
        return None
    return SimilarTo(key, passage.text, passage.part, str(passage.letter), passage.get_absolute_url())


def answer_to(question: Question, like: SimilarTo | None) -> AnsweredQuestion:
    """Answer a question; if it is that of a passage, without the passage itself, which nobody asked for."""
    found = answer(question)
    if like is None:
        return found
    documents = tuple(
        replace(document, hits=tuple(hit for hit in document.hits if hit.url != like.url))
        for document in found.documents
    )
    return replace(found, documents=tuple(document for document in documents if document.hits), jumps=())
