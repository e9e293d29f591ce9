"""Letters and plans of the base as the search index sees them: a document each, an entry a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db.models import Prefetch, QuerySet

from kejiting.search import Document, Entry, Properties, properties
from measures.models import Mention, Plan
from proposals.models import Passage, ReplyLetter
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.parsing import drafting_office

_AT_ONCE = 200


def all_documents() -> Iterator[Document]:
    yield from _letters(ReplyLetter.objects.published())
    yield from _plans(Plan.objects.published())


def documents_of(keys: Sequence[str]) -> Iterator[Document]:
    """The documents of these keys that are to be found: published letters and plans.

    Kinds that only a newer version knows are passed over.
    """
    pks: dict[str, list[int]] = {"letter": [], "plan": []}
    for key in keys:
        name, _, pk = key.partition(":")
        if name in pks:
            pks[name].append(int(pk))
    yield from _letters(ReplyLetter.objects.published().filter(pk__in=pks["letter"]))
    yield from _plans(Plan.objects.published().filter(pk__in=pks["plan"]))


def _letters(letters: ReplyLetterQuerySet) -> Iterator[Document]:
    passages = Passage.objects.select_related("recommendation").order_by("start", "id")
    queryset = letters.with_proposals().prefetch_related(Prefetch("passages", queryset=passages))
    every = queryset.iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(every, _AT_ONCE)):
        topics = _topics(letter.pk for letter in batch)
        yield from (letter_document(letter, topics.get(letter.pk, ())) for letter in batch)


def _topics(letters: Iterable[int]) -> Mapping[int, Sequence[str]]:
    """The topics that each letter names, by whichever of their names."""
    topics = defaultdict(list)
    named = Mention.objects.filter(letter__in=list(letters)).order_by("topic__name")
    for letter, topic in named.values_list("letter", "topic__name").distinct():
        topics[letter].append(topic)
    return topics


def properties_of(letters: Iterable[int]) -> dict[int, Properties]:
    """By the letters' ids, of those that are published; without the entries it takes no texts."""
    found = list(ReplyLetter.objects.published().filter(pk__in=letters).with_proposals().defer("text", "as_read_text"))
    topics = _topics(letter.pk for letter in found)
    return {letter.pk: letter_properties(letter, topics.get(letter.pk, ())) for letter in found}


def letter_properties(letter: ReplyLetter, topics: Sequence[str]) -> Properties:
    """What the letter states and which `topics` it names, never what could be guessed."""
    proposals = [answer.proposal for answer in letter.answers.all()]
    leading = proposals[0] if proposals else None
    return properties(
        year=letter.written_on.year if letter.written_on else None,
        kind=leading.kind if leading else None,
        session=leading.session.key if leading and leading.session else None,
        agency=letter.agency,
        office=drafting_office(letter.doc_code or ""),
        handling=letter.handling_class,
        document_type=letter.document_type,
        delegate=(signature.delegate.name for proposal in proposals for signature in proposal.signatures.all()),
        topic=topics,
        number=(proposal.number for proposal in proposals if proposal.number),
        doc_number=letter.doc_number,
    )


def letter_document(letter: ReplyLetter, topics: Sequence[str] = ()) -> Document:
    leading = next((answer.proposal for answer in letter.answers.all()), None)
    number = re.match(r"\d{1,9}", leading.number_key or "") if leading else None
    return Document(
        key=letter.key,
        title=letter.title or "",
        entries=tuple(
            Entry(
                passage=passage.pk,
                part=passage.part,
                text=letter.public_text[passage.start : passage.end],
                heading=passage.recommendation.title if passage.recommendation else None,
            )
            for passage in letter.passages.all()
        ),
        written_on=letter.written_on,
        number=int(number[0]) if number else None,
        properties=letter_properties(letter, topics),
    )


def _plans(plans: QuerySet[Plan]) -> Iterator[Document]:
    for plan in plans.prefetch_related("items"):
        yield Document(
            key=plan.key,
            title=plan.title or "",
            entries=tuple(
                Entry(
                    passage=item.pk,
                    part="plan",
                    text=plan.public_text[item.start : item.end],
                    heading=None,
                )
                for item in plan.items.all()
            ),
            written_on=plan.issued_on,
        )
