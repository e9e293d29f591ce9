"""What a draft is held against: the published letters of the base without its own, and the proposal it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.text.keys import name_key, number_key
from proposals.models import Answer, ReplyLetter
from proposals.models.letters import ReplyLetterQuerySet
from proposals.parsing import Body, ParsedSession

_KEY = re.compile(r"(?P<body>政协|人大)-(?P<region>[^-]{0,60})-(?P<term>\d{1,2})(?:-(?P<meeting>\d{1,2}))?")
_BODIES: dict[str, Body] = {"政协": "政协", "人大": "人大"}


def session_of_key(key: str) -> ParsedSession | None:
    """`政协-省-13-3`, as addresses name a session; None for what is no such key."""
    match = _KEY.fullmatch(key.strip())
    if match is None:
        return None
    region, meeting = match["region"], match["meeting"]
    return ParsedSession(_BODIES[match["body"]], region, region, int(match["term"]), int(meeting) if meeting else None)


@dataclass(frozen=True)
class Base:
    """`number` and `session` are given by who asks, and go before those that the draft states."""

    draft: ReplyDraft
    given_number: str | None = None
    given_session: ParsedSession | None = None

    @property
    def number(self) -> str | None:
        return self.given_number or self.draft.parsed.number

    @property
    def session(self) -> ParsedSession | None:
        return self.given_session or self.draft.parsed.session

    @cached_property
    def own(self) -> tuple[int, ...]:
        """The keys of letters in the base that are this draft itself, already published: no letter to compare with.

        Same number and session; where either states no number, the same session, document number and delegates.
        """
        session = self.session
        if session is None:
            return ()
        answers = Answer.objects.filter(
            proposal__session__body=session.body,
            proposal__session__term=session.term,
            proposal__session__meeting=session.meeting,
        )
        if session.region:
            answers = answers.filter(proposal__session__region=session.region)
        return tuple(answers.filter(self._same()).order_by().values_list("letter", flat=True)[:100])

    def _same(self) -> Q:
        parsed, doc = self.draft.parsed, self.draft.parsed.doc_number
        same = Q(pk__in=[])
        if self.number:
            same = Q(proposal__number_key=number_key(self.number))
        unnumbered = Q() if not self.number else Q(proposal__number_key__isnull=True)
        if parsed.delegates:
            by = Q(proposal__delegates__name_key__in=[name_key(name) for name in parsed.delegates])
            titled = Q(proposal__title=parsed.proposal_title.value) if parsed.proposal_title else Q(pk__in=[])
            if doc:
                titled |= Q(letter__doc_code=doc.code, letter__doc_year=doc.year, letter__doc_serial=doc.serial)
            same |= by & titled & unnumbered
        return same

    def letters(self) -> ReplyLetterQuerySet:
        """The published letters of the base but the draft's own."""
        return ReplyLetter.objects.published().exclude(pk__in=self.own)
