"""What ledgers find in letters and in plans alike: a place in the text of one of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kejiting.text.spans import Span
from measures.models.plans import Plan, PlanItem
from measures.models.querysets import TextReferenceManager
from proposals.models import Passage, ReplyLetter


class TextReference(models.Model):
    """`text[start:end]` of a letter or a plan; `passage` or `item` is what it stands in, NULL if it stands in none.

    Nothing hangs on such a row: it is made anew whenever its letter is read.
    """

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, null=True, related_name="%(class)ss", verbose_name="答复函")
    passage = models.ForeignKey(Passage, models.CASCADE, null=True, related_name="%(class)ss", verbose_name="段落")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="%(class)ss", verbose_name="方案")
    item = models.ForeignKey(PlanItem, models.CASCADE, null=True, related_name="%(class)ss", verbose_name="方案条目")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    objects = TextReferenceManager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="%(class)s_not_empty"),
            models.CheckConstraint(
                condition=Q(letter__isnull=False, plan__isnull=True, item__isnull=True)
                | Q(letter__isnull=True, passage__isnull=True, plan__isnull=False),
                name="%(class)s_of_letter_or_plan",
            ),
        )

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
