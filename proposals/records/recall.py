"""Read a letter back from the base in the shape in which it was read from its text."""

from __future__ import annotations

from typing import cast

from kejiting.text.spans import Span
from proposals.models import CongressSession, Part, Passage, ReplyLetter
from proposals.parsing import (
    ANSWER_PARTS,
    Body,
    DocNumber,
    DocumentType,
    Kind,
    LocatedText,
    ParsedLetter,
    ParsedPassage,
    ParsedRecommendation,
    ParsedSession,
    SentenceKind,
)
from proposals.records.problems import problem_of


def to_parsed(letter: ReplyLetter) -> ParsedLetter:
    """The letter with what people corrected. Texts are public ones: contacts are masked."""
    passages = list(letter.passages.all())
    answer = next(iter(letter.answers.all()), None)
    proposal = answer.proposal if answer else None
    return ParsedLetter(
        text=letter.public_text,
        title=_words(letter.title, passages, Part.TITLE),
        index_number=letter.index_number,
        category=letter.category,
        agency=letter.agency,
        doc_number=_doc_number(letter),
        written_on=letter.written_on,
        published_on=letter.published_on,
        kind=cast(Kind, proposal.kind) if proposal and proposal.kind else None,
        session=session_as_parsed(proposal.session if proposal else None),
        number=proposal.number if proposal else None,
        delegates=tuple(signature.name for signature in proposal.signatures.all()) if proposal else (),
        proposal_title=_words(proposal.title if proposal else None, passages, Part.PROPOSAL),
        handling_class=letter.handling_class,
        handling_role=letter.handling_role,
        document_type=cast(DocumentType, letter.document_type),
        addressee=letter.addressee,
        recommendations=tuple(
            _recommendation(recommendation.title, [p for p in passages if p.recommendation_id == recommendation.pk])
            for recommendation in letter.recommendations.all()
        ),
        letter_passages=_answers([p for p in passages if p.recommendation_id is None]),
        masked=tuple(Span(start, end) for start, end in letter.masked),
        problems=tuple(map(problem_of, letter.problems)),
        sentence_kinds=tuple(
            (judged.span, cast(SentenceKind, judged.kind)) for judged in letter.judged_sentences.all()
        ),
    )


def _words(value: str | None, passages: list[Passage], part: Part) -> LocatedText | None:
    span = next((passage.span for passage in passages if passage.part == part), None)
    return LocatedText(value, span) if value else None


def session_as_parsed(session: CongressSession | None) -> ParsedSession | None:
    """Return a session of the base as the rules read one."""
    if session is None:
        return None
    return ParsedSession(cast(Body, session.body), session.level, session.region, session.term, session.meeting)


def _doc_number(letter: ReplyLetter) -> DocNumber | None:
    if not letter.doc_number or letter.doc_code is None or letter.doc_year is None or letter.doc_serial is None:
        return None
    return DocNumber(letter.doc_number, letter.doc_code, letter.doc_year, letter.doc_serial)


def _recommendation(title: str | None, passages: list[Passage]) -> ParsedRecommendation:
    heading = next((passage.span for passage in passages if passage.part == Part.RECOMMENDATION), None)
    return ParsedRecommendation(title, heading, _answers(passages))


def _answers(passages: list[Passage]) -> tuple[ParsedPassage, ...]:
    return tuple(ParsedPassage(passage.part, passage.span) for passage in passages if passage.part in ANSWER_PARTS)
