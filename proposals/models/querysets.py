"""Reading letters, in the trade's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser, User
from django.db import models

from kejiting.text.fold import fold

if TYPE_CHECKING:
    from proposals.models.delegates import Delegate
    from proposals.models.letters import ReplyLetter
else:
    ReplyLetter = models.Model


class ReplyLetterQuerySet(models.QuerySet["ReplyLetter"]):
    def published(self) -> Self:
        return self.filter(status="published")

    def drafts(self) -> Self:
        return self.filter(status="draft")

    def arrived(self) -> Self:
        return self.filter(status="arrived")

    def to_be_looked_at(self) -> Self:
        """What still needs a look: what arrived, what is a draft, and what a later reading offers something new for."""
        return self.filter(~models.Q(status="published") | ~models.Q(offers=[]))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everyone sees what is published; editors see what arrived and the drafts, too."""
        return self.all() if user.has_perm("proposals.change_replyletter") else self.published()

    def answered_in(self, year: int) -> Self:
        return self.filter(written_on__year=year)

    def of_kind(self, kind: str) -> Self:
        return self._each_once(answers__proposal__kind=kind)

    def numbered(self, number: str) -> Self:
        """As people write it: 157, 第157号, １５７; 53 is also the 0053 of a letter that prints it so."""
        plain = re.sub(r"^第|号.*$", "", fold(number))
        bare = plain.lstrip("0") or plain
        padded = [bare.zfill(width) for width in range(1, 7)] if plain.isdecimal() else []
        return self._each_once(answers__proposal__number__in={number, plain, *padded})

    def to_delegate(self, name: str) -> Self:
        """王洪福, also when written 王洪福委员."""
        bare = re.sub(r"(?<=..)(?:委员|代表)$", "", name.strip())
        return self._each_once(answers__proposal__delegates__name__in={name, bare})

    def answering(self, delegate: Delegate) -> Self:
        return self._each_once(answers__proposal__delegates=delegate)

    def _each_once(self, **wanted: object) -> Self:
        """By key: a letter that answers several proposals that fit is still one letter."""
        return self.filter(pk__in=self.model._default_manager.filter(**wanted).values("pk"))

    def with_proposals(self) -> Self:
        """All that a list of letters shows, in a fixed number of queries."""
        return self.prefetch_related("answers__proposal__session", "answers__proposal__signatures__delegate")
