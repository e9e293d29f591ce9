"""What the base knows about a draft: the proposal it answers, its own letter, and where its sentences come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.indicator_points import SaidPoint, figures_with_points
from kejiting.draft_checks.request import RequestFacts
from kejiting.draft_checks.stated import DraftFigure
from kejiting.origins import SentenceOrigin, origins_of
from kejiting.text.keys import name_key, number_key
from kejiting.text.spans import Span
from proposals.models import Answer, CongressSession, Proposal, ReplyLetter
from proposals.models.letter_querysets import ReplyLetterQuerySet
from proposals.parsing import Body, ParsedSession, level_of
from proposals.records import text_digest

_KEY = re.compile(r"(?P<body>政协|人大)-(?P<region>[^-]{0,60})-(?P<term>\d{1,2})(?:-(?P<meeting>\d{1,2}))?")
_BODIES: dict[str, Body] = {"政协": "政协", "人大": "人大"}


def session_of_key(key: str) -> ParsedSession | None:
    """`政协-省-13-3`, as addresses name a session; None for what is no such key."""
    match = _KEY.fullmatch(key.strip())
    if match is None:
        return None
    region, meeting = match["region"], match["meeting"]
    term, body = int(match["term"]), _BODIES[match["body"]]
    return ParsedSession(body, level_of(region), region, term, int(meeting) if meeting else None)


@dataclass(frozen=True)
class DraftMemory:
    """`number` and `session` are given by who asks, and go before those that the draft states."""

    draft: ReplyDraft
    given_number: str | None = None
    given_session: ParsedSession | None = None
    request: RequestFacts | None = None

    @property
    def number(self) -> str | None:
        """The proposal's: given, of the request, or as the draft states it."""
        return self.asked_number or self.draft.parsed.number

    @property
    def session(self) -> ParsedSession | None:
        return self.asked_session or self.draft.parsed.session

    @property
    def asked_number(self) -> str | None:
        """What the draft's number is held against: given, or of the request."""
        return self.given_number or (self.request.number if self.request else None)

    @property
    def asked_session(self) -> ParsedSession | None:
        return self.given_session or (self.request.session if self.request else None)

    @cached_property
    def own(self) -> tuple[int, ...]:
        """The keys of letters in the base that are this draft itself, already published: no letter to compare with.

        They answer the same proposal: by number and session or, where one of them is not stated, by title and delegates.
        """
        letters = ReplyLetter.objects.filter(text_sha256=text_digest(self.draft.text)).values_list("pk", flat=True)
        # what a helping unit wrote about the proposal is another text
        opinions = ReplyLetter.objects.opinions().order_by().values("pk")
        answers = (
            Answer.objects.filter(same).exclude(letter__in=opinions).values_list("letter", flat=True)
            for same in self._same_proposal()
        )
        return tuple(sorted({pk for found in (letters, *answers) for pk in found.order_by()[:100]}))

    def _same_proposal(self) -> Iterator[Q]:
        """Each is asked for by itself, since each has an index."""
        parsed, session = self.draft.parsed, self.session
        where = _in_session(session, "proposal__") if session else Q()
        if self.number and session:
            yield where & Q(proposal__number_key=number_key(self.number))
        if parsed.delegates and parsed.proposal_title:
            by = Q(proposal__delegates__name_key__in=[name_key(name) for name in parsed.delegates])
            yield where & by & Q(proposal__title=parsed.proposal_title.value)

    @cached_property
    def origins(self) -> list[SentenceOrigin]:
        """Where sentences of the answer come from, in other letters."""
        written = self.draft.parsed.written_on
        return origins_of(self.draft.text, answer_spans(self.draft), but=self.own, written_on=written)

    @cached_property
    def issued(self) -> list[SentenceOrigin]:
        """The sentences of the answer as its own letter has them, where it is published already."""
        return origins_of(self.draft.text, answer_spans(self.draft), only=self.own) if self.own else []

    @cached_property
    def indicator_points(self) -> list[tuple[DraftFigure, list[SaidPoint]]]:
        """The figures of indicators, each with what other letters said of it, the newest first."""
        return figures_with_points(self.draft, self.own)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals of this number and session that the base knows, with those who made them."""
        if not (self.number and self.session):
            return ()
        found = Proposal.objects.filter(_in_session(self.session), number_key=number_key(self.number))
        return tuple(found.prefetch_related("delegates").order_by("pk")[:20])

    @cached_property
    def session_year(self) -> int | None:
        """The year of the session, where the base knows it."""
        session = self.session
        if session is None or session.meeting is None:
            return None
        stated = {"body": session.body, "term": session.term, "meeting": session.meeting, "region": session.region}
        years = CongressSession.objects.filter(**stated, year__isnull=False).values_list("year", flat=True)
        return years.first()

    @cached_property
    def opinions(self) -> tuple[ReplyLetter, ...]:
        """The published opinions on the proposal that other units sent to whoever answers it."""
        if self.draft.parsed.document_type == "会办意见":
            return ()
        found = self.letters().opinions().filter(answers__proposal__in=[one.pk for one in self.proposals])
        return tuple(
            found.only("title", "answering", "doc_number", "written_on", "agency", "addressee").distinct()[:20]
        )

    def letters(self) -> ReplyLetterQuerySet:
        """The published letters of the base but the draft's own."""
        return ReplyLetter.objects.published().exclude(pk__in=self.own)


def _in_session(session: ParsedSession, to: str = "") -> Q:
    """Proposals of a session, of whatever region if it states none; `to` leads to them: proposal__."""
    stated = {"body": session.body, "term": session.term, "meeting": session.meeting, "region": session.region or None}
    return Q(**{f"{to}session__{name}": value for name, value in stated.items() if value is not None})


def answer_spans(draft: ReplyDraft) -> list[Span]:
    """The passages of the answer, in their order."""
    parsed = draft.parsed
    passages = [passage for ask in parsed.recommendations for passage in ask.passages]
    return sorted({passage.span for passage in (*passages, *parsed.letter_passages)})
