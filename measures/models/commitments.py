"""承诺: what letters say will be done next."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kejiting.text.spans import Span
from kejiting.web.addresses import page_address
from measures.models.querysets import LedgerRowManager
from proposals.citation import cite
from proposals.models import Passage, ReplyLetter


class Verifiability(models.TextChoices):
    NUMBER_OR_DATE = "number_or_date", "有数量或时限"
    DELIVERABLE = "deliverable", "有具体成果"
    VAGUE = "vague", "只有方向"


class CommitmentState(models.TextChoices):
    OPEN = "open", "待落实"
    UNDER_WAY = "under_way", "有进展"
    DONE = "done", "已落实"
    CHANGED = "changed", "调整或终止"


class CommitmentOrigin(models.TextChoices):
    RULE = "rule", "规则识别"
    PERSON = "person", "人工认定"


class Commitment(models.Model):
    """`passage.text[start:end]`, one thing promised. `actor` NULL: the office that writes.

    `lead`: the words that open the list in which it stands, 下一步将做好以下工作：, NULL outside of one; they are
    `letter.text[lead_start:lead_end]`, for they may stand in a passage before.
    `wording`, `action`, `actor`, `partners` and `due` are the passage's own words; `due_on` is the last day that they allow,
    NULL where none can be reckoned. `cues` says which words made it verifiable, and why: [{"words", "reason"}]. `state`
    is that of the last step. `passage` NULL: the letter does not say it in these words any more (原文已改); only a
    commitment that people followed up or ruled on stays so, with its words as they were. `origin` says who found it to
    be a promise; `is_dismissed` is as the last review says: a person found that it is none.
    """

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="commitments", verbose_name="答复函")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, related_name="commitments", verbose_name="段落")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    wording = models.TextField("原文")
    folded = models.TextField(editable=False)
    action = models.TextField("做什么")
    actor = models.CharField("谁来做", max_length=200, null=True)
    partners = models.CharField("会同", max_length=300, null=True)
    due = models.CharField("时限", max_length=60, null=True)
    due_on = models.DateField("最迟", null=True)
    verifiability = models.CharField("可否核对", max_length=14, choices=Verifiability.choices)
    cues = models.JSONField("依据", default=list)
    lead = models.TextField("总领句", null=True)
    lead_start = models.PositiveIntegerField("总领句起", null=True)
    lead_end = models.PositiveIntegerField("总领句止", null=True)
    state = models.CharField("状态", max_length=9, choices=CommitmentState.choices, default=CommitmentState.OPEN)
    origin = models.CharField("来源", max_length=6, choices=CommitmentOrigin.choices, default=CommitmentOrigin.RULE)
    is_dismissed = models.BooleanField("不是承诺", default=False)
    objects = LedgerRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "承诺"
        ordering = ("letter", "passage__start", "start")
        # The board is filtered and counted without reading words, which stand in the same rows.
        indexes = (
            models.Index(
                fields=("letter", "state", "due_on", "verifiability", "actor", "origin", "is_dismissed"),
                name="commitment_board",
            ),
            # What falls due is looked up by its day, however many there are
            models.Index(
                fields=("due_on", "state"),
                name="commitment_due",
                condition=Q(due_on__isnull=False, is_dismissed=False),
            ),
            # All of them are counted state by state, with what is late among them
            models.Index(
                fields=("state", "due_on", "letter"), name="commitment_states", condition=Q(is_dismissed=False)
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="commitment_not_empty"),
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="commitment_state_known"),
            models.CheckConstraint(
                condition=Q(verifiability__in=Verifiability.values), name="commitment_checkable_known"
            ),
            models.CheckConstraint(condition=Q(origin__in=CommitmentOrigin.values), name="commitment_origin_known"),
        )

    def __str__(self) -> str:
        return self.wording[:60]

    def get_absolute_url(self) -> str:
        return page_address("commitment", self.pk)

    @property
    def span(self) -> Span | None:
        """In the letter's text; None for words that do not stand there any more."""
        return Span(self.start, self.end).shifted(self.passage.start) if self.passage else None

    @property
    def lead_span(self) -> Span | None:
        """In the letter's text, as long as the commitment stands there."""
        is_known = self.passage and self.lead_start is not None and self.lead_end is not None
        return Span(self.lead_start or 0, self.lead_end or 0) if is_known else None

    @property
    def citation(self) -> str:
        """Of the letter, where the words do not stand any more."""
        return cite(self.letter, self.passage.recommendation if self.passage else None)

    @property
    def who(self) -> str:
        """Who is to do it: the body that is named, otherwise the office that writes."""
        return self.actor or self.letter.agency or "发文机关"

    @property
    def is_reworded(self) -> bool:
        return self.passage_id is None

    @property
    def is_by_person(self) -> bool:
        return self.origin == CommitmentOrigin.PERSON
