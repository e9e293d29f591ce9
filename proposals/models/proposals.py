"""提案和建议: what the letters answer."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kejiting.text.keys import number_key
from proposals.models.bounds import within
from proposals.models.delegates import Delegate
from proposals.models.keys import KeyField
from proposals.models.querysets import LetterRowQuerySet, in_wastebasket
from proposals.models.sessions import CongressSession

Answered = TypeVar("Answered", bound=models.Model)


class ProposalKind(models.TextChoices):
    MEMBER = "委员提案", "委员提案"
    DEPUTY = "代表建议", "代表建议"
    GROUP = "集体提案", "集体提案"


class Proposal(models.Model):
    """NULL in a field means that the letter does not say it."""

    kind = models.CharField("种类", max_length=4, choices=ProposalKind.choices, null=True, blank=True)
    session = models.ForeignKey(
        CongressSession, models.PROTECT, verbose_name="届次", null=True, blank=True, related_name="proposals"
    )
    number = models.CharField("编号", max_length=40, null=True, blank=True, help_text="如原文所写，不带“第”和“号”")
    number_key = KeyField(max_length=160, null=True, of="number", key=number_key)
    title = models.CharField("题目", max_length=300, null=True, blank=True)
    delegates = models.ManyToManyField(Delegate, through="Signature", related_name="proposals", verbose_name="提出人")
    history = HistoricalRecords(excluded_fields=["number_key"], verbose_name="提案改动")

    class Meta:
        verbose_name = verbose_name_plural = "提案和建议"
        ordering = ("-id",)
        # letters are looked for by a number alone; the constraint's index begins with the session
        indexes = (models.Index(fields=["number_key"], name="proposal_number"),)
        constraints = (
            # Two places print the same number for different proposals; the title tells them apart.
            models.UniqueConstraint(
                fields=("session", "kind", "number_key", "title"),
                condition=Q(number_key__isnull=False),
                name="proposal_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__isnull=True) | Q(kind__in=ProposalKind.values), name="proposal_kind"
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(title=""), name="proposal_null_not_empty"),
        )

    def __str__(self) -> str:
        return self.title or f"第{self.number}号" if self.title or self.number else "（题目未写）"

    @property
    def number_text(self) -> str | None:
        return f"第{self.number}号" if self.number else None


class SignatureQuerySet(LetterRowQuerySet["Signature"]):
    owner = "proposal__letters"


class Signature(models.Model):
    """Who signed a proposal, in the order of the letter. `printed`: the name there, where it is printed otherwise."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="signatures")
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="signatures", verbose_name="提出人")
    position = models.PositiveSmallIntegerField("顺序", default=0, validators=within(0, 999))
    printed = models.CharField("原文写作", max_length=60, blank=True, default="", editable=False)
    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提出人"
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("proposal", "delegate"), name="signature_once"),)

    def __str__(self) -> str:
        return self.delegate.titled(self.name)

    @property
    def name(self) -> str:
        """As the letter prints it."""
        return self.printed or self.delegate.name


class AnswerQuerySet(LetterRowQuerySet["Answer"]):
    pass


def answered_in_use(rows: models.QuerySet[Answered], to: str) -> models.QuerySet[Answered]:
    """Return those that not only letters in the wastebasket answer; `to` leads from an answer to them."""
    deleted = Answer.objects.filter(letter__in=in_wastebasket("proposals.ReplyLetter"), **{f"{to}__isnull": False})
    in_use = Answer.objects.in_use().filter(**{to: models.OuterRef("pk")})
    return rows.filter(~Q(pk__in=deleted.order_by().values(to)) | models.Exists(in_use))


class Answer(models.Model):
    """A letter may answer several proposals at once (并案); the first leads."""

    letter = models.ForeignKey("ReplyLetter", models.CASCADE, related_name="answers")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answers", verbose_name="提案")
    position = models.PositiveSmallIntegerField("顺序", default=0, validators=within(0, 999))
    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "所答复的提案"
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("letter", "proposal"), name="answer_once"),)

    def __str__(self) -> str:
        return str(self.proposal)
