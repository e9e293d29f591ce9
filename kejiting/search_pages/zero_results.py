"""Count what was looked for and not found, so that somebody sees which words are missing. Nobody is named."""

from __future__ import annotations

import logging

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone

from kejiting.text.fold import fold
from proposals.models import ZeroResultQuery

logger = logging.getLogger(__name__)

# What is asked by machines must not fill the base: the rarest go
MOST_KEPT = 2000
_LONGEST = 200


class NoResultsResponse(HttpResponse):
    """Tells that nothing was found. It is counted when the page has been sent: nobody waits for the disk."""

    def __init__(self, page: str, q: str) -> None:
        super().__init__(page)
        self._q = q

    def close(self) -> None:
        note_missed(self._q)
        super().close()


def note_missed(q: str) -> None:
    """Count the question; a search never fails for this."""
    query = fold(q.replace("\0", ""))[:_LONGEST]
    if not query:
        return
    try:
        with transaction.atomic():
            known = ZeroResultQuery.objects.filter(query=query)
            if known.update(times=F("times") + 1, last_at=timezone.now()):
                return
            ZeroResultQuery.objects.create(query=query)
            rarest = ZeroResultQuery.objects.order_by("-times", "-last_at").values_list("pk", flat=True)[MOST_KEPT:]
            ZeroResultQuery.objects.filter(pk__in=list(rarest)).delete()
    except IntegrityError:
        logger.info("two people missed the same at the same moment")
    except DatabaseError:
        logger.exception("a question without an answer could not be counted")
