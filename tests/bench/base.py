"""Generated letters as rows of the base, published; to be run where Django is set up: `manage.py shell`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from kejiting.search import Document
from kejiting.text.pinyin import pinyin_keys
from proposals.models import (
    Answer,
    CongressSession,
    Delegate,
    Passage,
    PinyinKey,
    Proposal,
    Recommendation,
    ReplyLetter,
    Signature,
)
from proposals.records.save import text_digest
from tests.bench.corpus import documents

_BATCH = 500


def fill(letters: int) -> None:
    """Write the rows that the product would have written; the seeds are left out, as there is an administrator."""
    get_user_model().objects.create_superuser("admin", password="admin")
    made = documents(letters)
    while batch := list(islice(made, _BATCH)):
        with transaction.atomic():
            _add(batch)


def session_key() -> str:
    """Log the administrator in, as a browser would be."""
    client = Client()
    client.force_login(get_user_model().objects.get(username="admin"))
    return str(client.session.session_key)


def _add(made: Sequence[Document]) -> None:
    people = _people({name for document in made for name in document.properties["delegate"]})
    sessions = {
        key: _session(key) for key in dict.fromkeys(document.properties["session"][0] for document in made) if key
    }
    letters = ReplyLetter.objects.bulk_create(map(_letter, made))
    proposals = Proposal.objects.bulk_create(
        Proposal(
            kind=document.properties["kind"][0],
            session=sessions[document.properties["session"][0]],
            number=str(document.number),
            title=f"{document.title.removesuffix('的答复')}的建议",
        )
        for document in made
    )
    Answer.objects.bulk_create(
        Answer(letter=letter, proposal=proposal) for letter, proposal in zip(letters, proposals, strict=True)
    )
    Signature.objects.bulk_create(
        Signature(proposal=proposal, delegate=people[name], position=place)
        for document, proposal in zip(made, proposals, strict=True)
        for place, name in enumerate(document.properties["delegate"])
    )
    asks = Recommendation.objects.bulk_create(
        Recommendation(letter=letter, position=place, title=heading)
        for document, letter in zip(made, letters, strict=True)
        for place, heading in enumerate(_headings(document), start=1)
    )
    by_heading = {(ask.letter_id, ask.title): ask for ask in asks}
    Passage.objects.bulk_create(
        Passage(letter=letter, recommendation=by_heading[letter.pk, heading], part=part, start=start, end=end)
        for document, letter in zip(made, letters, strict=True)
        for part, heading, start, end in _places(document)
    )


def _people(names: set[str]) -> dict[str, Delegate]:
    known = set(Delegate.objects.filter(name__in=names).values_list("name", flat=True))
    new = Delegate.objects.bulk_create(Delegate(name=name, region="省") for name in sorted(names - known))
    PinyinKey.objects.bulk_create(
        PinyinKey(delegate=delegate, letters=letters) for delegate in new for letters in pinyin_keys(delegate.name)
    )
    return {delegate.name: delegate for delegate in Delegate.objects.filter(name__in=names)}


def _session(key: str) -> CongressSession:
    body, place, term, meeting = key.split("-")
    return CongressSession.objects.get_or_create(
        body=body, region=place, term=term, meeting=meeting, defaults={"level": place}
    )[0]


def _letter(document: Document) -> ReplyLetter:
    text = _text(document)
    year = document.written_on.year if document.written_on else 2000
    serial = int(document.key.partition(":")[2])
    return ReplyLetter(
        title=document.title,
        doc_number=f"吉科发成〔{year}〕{serial}号",
        doc_code="吉科发成",
        doc_year=year,
        doc_serial=serial,
        index_number=f"11220000013544429K/{year}-{serial:05}",
        agency=document.properties["agency"][0],
        written_on=document.written_on,
        published_on=document.written_on,
        text=text,
        as_read_text=text,
        text_sha256=text_digest(text),
        status="published",
    )


def _headings(document: Document) -> list[str]:
    return list(dict.fromkeys(entry.heading or "" for entry in document.entries))


def _lines(document: Document) -> Iterator[tuple[str, str | None, str]]:
    """The letter line by line: the part ("" for what is no passage), the ask, the words."""
    yield "", None, document.title
    last = None
    for entry in document.entries:
        if entry.heading != last:
            yield "", entry.heading, entry.heading or ""
            last = entry.heading
        yield entry.part, entry.heading, entry.text


def _text(document: Document) -> str:
    return "\n".join(line for _, _, line in _lines(document))


def _places(document: Document) -> Iterator[tuple[str, str | None, int, int]]:
    """Every passage: part, ask, and where it stands in the letter's text."""
    start = 0
    for part, heading, line in _lines(document):
        if part:
            yield part, heading, start, start + len(line)
        start += len(line) + 1
