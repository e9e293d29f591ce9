"""承诺: what letters say will be done next, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.db.models.base import ModelBase
from django.urls import reverse

from kejiting.text.mask import mask
from proposals.models import Passage, ReplyLetter
from proposals.parsing import find_contacts

LONGEST_REASON = 500


class Checkable(models.TextChoices):
    NUMBER_OR_DATE = "number_or_date", "有数量或时限"
    DELIVERABLE = "deliverable", "有具体成果"
    VAGUE = "vague", "只有方向"


class State(models.TextChoices):
    OPEN = "open", "待落实"
    UNDER_WAY = "under_way", "有进展"
    DONE = "done", "已落实"
    CHANGED = "changed", "调整或终止"


class Commitment(models.Model):
    """`passage.text[start:end]`, one thing promised. `actor` NULL: the office that writes.

    `words`, `what`, `actor`, `partners` and `due` are the passage's own words; `due_on` is the last day that they allow,
    NULL where none can be reckoned. `signs` says which words made it checkable, and why: [{"words", "reason"}]. `state`
    is that of the last step. `passage` NULL: the letter does not say it in these words any more (原文已改); only a
    commitment that people followed up stays so, with its words as they were.
    """

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="commitments", verbose_name="答复函")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, related_name="commitments", verbose_name="段落")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    words = models.TextField("原文")
    folded = models.TextField(editable=False)
    what = models.TextField("做什么")
    actor = models.CharField("谁来做", max_length=200, null=True)
    partners = models.CharField("会同", max_length=300, null=True)
    due = models.CharField("时限", max_length=60, null=True)
    due_on = models.DateField("最迟", null=True)
    checkable = models.CharField("可否核对", max_length=14, choices=Checkable.choices)
    signs = models.JSONField("依据", default=list)
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.OPEN)

    class Meta:
        verbose_name = verbose_name_plural = "承诺"
        ordering = ("letter", "passage__start", "start")
        # The board is filtered and counted without reading words, which stand in the same rows.
        indexes = (models.Index(fields=("letter", "state", "due_on", "checkable", "actor"), name="commitment_board"),)
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="commitment_not_empty"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="commitment_state_known"),
            models.CheckConstraint(condition=Q(checkable__in=Checkable.values), name="commitment_checkable_known"),
        )

    def __str__(self) -> str:
        return self.words[:60]

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.pk])

    @property
    def who(self) -> str:
        """Who is to do it: the body that is named, otherwise the office that writes."""
        return self.actor or self.letter.agency or "发文机关"

    @property
    def is_reworded(self) -> bool:
        return self.passage_id is None


class CommitmentStep(models.Model):
    """What became of a commitment, as a person found it: with the passage that says so, or a written reason.

    Steps are only ever added. `quoted`, `cited` and `by_name` keep the passage's words, its citation and the person's
    name as they were written, whatever becomes of letter and person; readers see `quote_for_readers`.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps", verbose_name="承诺")
    state = models.CharField("状态", max_length=9, choices=State.choices)
    evidence = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="佐证")
    quoted = models.TextField("佐证原文", blank=True, default="")
    cited = models.CharField("佐证出处", max_length=500, blank=True, default="")
    reason = models.CharField("说明", max_length=LONGEST_REASON, blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    by_name = models.CharField("认定人姓名", max_length=310, blank=True, default="")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "承诺进展"
        ordering = ("commitment", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(quoted="") | ~Q(reason=""), name="step_with_evidence_or_reason"),
            models.CheckConstraint(condition=Q(quoted="") | ~Q(cited=""), name="step_quote_cited"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="step_state_known"),
        )

    def __str__(self) -> str:
        return self.get_state_display()

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not self._state.adding:
            raise TypeError("a step that was taken stays as it is")
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        raise TypeError("a step that was taken stays")

    @property
    def quote_for_readers(self) -> str:
        """The passage's words without contacts; empty once its letter is not published or the passage is gone."""
        if self.evidence is None or not self.evidence.letter.is_published:
            return ""
        return mask(self.quoted, find_contacts(self.quoted))
