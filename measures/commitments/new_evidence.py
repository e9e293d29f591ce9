"""Promises on which a later letter may bear: it says of the same topic what was done, and nobody looked at it yet.

Cheap enough for a list. What each passage has to do with one promise is worked out on the promise's own page
(`evidence_suggestions`).
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from measures.models import CommitmentState, Mention
from proposals.models import Part

# Where letters tell what was done
_TELLING = (Part.MEASURES, Part.OUTCOMES, Part.PROSE)


def has_new_evidence(as_of: date | None) -> Q:
    """Of commitments with `known_state`, in letters written before the newest that tells of a topic they name."""
    newest = dict(
        Mention.objects.published(as_of)
        .filter(passage__part__in=_TELLING, letter__written_on__isnull=False)
        .order_by()
        .values_list("topic")
        .annotate(day=Max("letter__written_on"))
    )
    earlier = (Q(topic=topic, letter__written_on__lt=day) for topic, day in newest.items())
    named = Mention.objects.filter(reduce(or_, earlier, Q(pk__in=[])), passage__isnull=False).order_by()
    return Q(known_state=CommitmentState.OPEN, passage__in=named.values("passage"))
