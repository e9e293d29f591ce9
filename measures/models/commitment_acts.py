"""What people found of commitments: what became of them, and whether they are promises at all. Only ever added to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kejiting.text.mask import mask
from measures.models.commitments import Commitment, CommitmentState
from proposals.models import AppendOnlyModel, Passage
from proposals.parsing import find_contacts

LONGEST_REASON = 500


class CommitmentStep(AppendOnlyModel):
    """What became of a commitment, as a person found it: with the passage that says so, or a written reason.

    `quoted` and `cited` keep the passage's words and its citation as they were written, whatever becomes of the letter;
    readers see `quote_for_readers`.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps", verbose_name="承诺")
    state = models.CharField("状态", max_length=9, choices=CommitmentState.choices)
    evidence = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="佐证")
    quoted = models.TextField("佐证原文", blank=True, default="")
    cited = models.CharField("佐证出处", max_length=500, blank=True, default="")
    reason = models.CharField("说明", max_length=LONGEST_REASON, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "承诺进展"
        ordering = ("commitment", "pk")
        indexes = (models.Index(fields=("at",), name="step_at"),)
        constraints = (
            models.CheckConstraint(condition=~Q(quoted="") | ~Q(reason=""), name="step_with_evidence_or_reason"),
            models.CheckConstraint(condition=Q(quoted="") | ~Q(cited=""), name="step_quote_cited"),
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="step_state_known"),
        )

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def quote_for_readers(self) -> str:
        """The passage's words without contacts; empty once its letter is not published or the passage is gone."""
        if self.evidence is None or not self.evidence.letter.is_published:
            return ""
        return mask(self.quoted, find_contacts(self.quoted))


class ReviewAction(models.TextChoices):
    ADDED = "added", "认定为承诺"
    SET_ASIDE = "set_aside", "认定不是承诺"
    RESTORED = "restored", "恢复为承诺"


class CommitmentReview(AppendOnlyModel):
    """A person found words to be a promise, found a promise to be none, or took that back, and why."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reviews", verbose_name="承诺")
    action = models.CharField("认定", max_length=9, choices=ReviewAction.choices)
    reason = models.CharField("理由", max_length=LONGEST_REASON, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "承诺的认定"
        ordering = ("commitment", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(action="added") | ~Q(reason=""), name="verdict_with_reason"),
            models.CheckConstraint(condition=Q(action__in=ReviewAction.values), name="verdict_deed_known"),
        )

    def __str__(self) -> str:
        return self.get_action_display()
