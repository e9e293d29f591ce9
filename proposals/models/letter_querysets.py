"""What is asked of letters, by words of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from kejiting.text.keys import number_key
from proposals.models.delegates import Delegate
from proposals.models.entered import Status
from proposals.models.querysets import InUseManager, LetterRowQuerySet
from proposals.parsing import DocNumber

if TYPE_CHECKING:
    from proposals.models.letters import ReplyLetter  # noqa: F401


class ReplyLetterQuerySet(LetterRowQuerySet["ReplyLetter"]):
    owner = "pk"

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def in_state(self, status: Status) -> Self:
        """Of those that are not published."""
        return self.unpublished().filter(status=status)

    def unpublished(self) -> Self:
        """Few, and found by an index that holds only what needs a look."""
        return self.exclude(status="published")

    def at_the_desk(self) -> Self:
        """What is not published, and what a later reading suggests something new for; as its index says it."""
        return self.filter(~Q(status="published") | Q(has_suggestions=True))

    def to_be_looked_at(self) -> Self:
        """What still needs a look: what is on its way to readers, and what a later reading suggests something new for."""
        return self.at_the_desk().exclude(status=Status.WITHDRAWN)

    def opinions(self) -> Self:
        """Few, and found by an index that holds nothing else."""
        return self.filter(document_type="会办意见")

    def replies(self) -> Self:
        """What is no opinion, without a look at the letters, whose type stands behind the long text."""
        return self.exclude(pk__in=self.model._default_manager.opinions().order_by().values("pk"))

    def answered_in(self, year: int) -> Self:
        return self.filter(written_on__year=year)

    def of_kind(self, kind: str) -> Self:
        return self._each_once(answers__proposal__kind=kind)

    def numbered(self, number: str) -> Self:
        """As people write it: 157, 第157号, １５７; 53 is also the 0053 of a letter that prints it so."""
        return self._each_once(answers__proposal__number_key=number_key(number))

    def with_doc_number(self, number: DocNumber) -> Self:
        """Of any issuer, if the number has no code."""
        code = {"doc_code": number.code} if number.code else {}
        return self.filter(doc_year=number.year, doc_serial=number.serial, **code)

    def to_delegate(self, name: str) -> Self:
        """王洪福, also when written 王洪福委员 or whf; 买买提·吐尔逊 by any dot."""
        return self._each_once(answers__proposal__delegates__in=Delegate.objects.named(name).order_by().values("pk"))

    def answering(self, delegate: Delegate) -> Self:
        return self._each_once(answers__proposal__delegates=delegate)

    def _each_once(self, **wanted: object) -> Self:
        """By key: a letter that answers several proposals that fit is still one letter."""
        return self.filter(pk__in=self.model._default_manager.filter(**wanted).values("pk"))

    def heads(self, *more: str) -> Self:
        """With no more than what cites a letter, and the fields that are named."""
        return self.only("title", "answering", "doc_number", "written_on", *more)

    def with_proposals(self) -> Self:
        """All that a list of letters shows, in a fixed number of queries."""
        return self.prefetch_related("answers__proposal__session", "answers__proposal__signatures__delegate")


ReplyLetterManager = InUseManager.from_queryset(ReplyLetterQuerySet)
