"""来件: a proposal as it was handed over, what it asks for, and by when the department has to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kejiting.text.keys import asked_name_keys, name_key, number_key
from kejiting.text.mask import mask
from kejiting.text.pinyin import pinyin_keys, typed
from kejiting.text.spans import Span
from kejiting.web.addresses import page_address
from proposals.models.deletable import (
    DeletableModel,
    DeletableQuerySet,
    once_in_use,
    wastebasket_index,
)
from proposals.models.keys import KeyField
from proposals.models.letters import ReplyLetter
from proposals.models.proposals import ProposalKind
from proposals.models.querysets import InUseManager, LetterRowQuerySet, in_wastebasket
from proposals.models.sessions import CongressSession


class RequestRole(models.TextChoices):
    """What the department does with it (办理角色)."""

    LEAD = "lead", "主办"
    SHARED = "shared", "分办"
    SUPPORT = "support", "会办"
    INFORMED = "informed", "参阅"


LONGEST_NAMES = 4000


def names_key(names: Sequence[str]) -> str:
    """Write names so that each is found by its beginning or a part, or by pinyin: |王洪福|wanghongfu|whf|."""
    keys = (key for name in names for key in (name_key(name), *sorted(pinyin_keys(name_key(name)))))
    return f"|{'|'.join(keys)}|"[:LONGEST_NAMES] if names else ""


class RequestQuerySet(DeletableQuerySet["Request"]):
    """参阅 wants no answer: it is neither answered nor open."""

    def answered(self) -> Self:
        """Those that a published letter answers."""
        return self.filter(_published_answers())

    def unanswered(self) -> Self:
        return self.exclude(role=RequestRole.INFORMED).exclude(_published_answers())

    def due_between(self, first: date, last: date) -> Self:
        """Those that are not answered and are due on one of these days, both included."""
        return self.unanswered().filter(due_on__gte=first, due_on__lte=last)

    def late(self, day: date) -> Self:
        """Those that are not answered and were due before the day."""
        return self.unanswered().filter(due_on__lt=day)

    def proposed_by(self, words: str) -> Self:
        """Those whose proposer's name holds the words, or begins so in pinyin or initials (whf)."""
        letters = typed(words)
        wanted = Q()
        for key in [f"|{letters}"] if letters else asked_name_keys(words):
            wanted |= Q(proposer_names__contains=key)
        return self.filter(wanted)


def _published_answers() -> Exists:
    return Exists(RequestAnswer.objects.given().filter(request=OuterRef("pk")))


RequestManager = InUseManager.from_queryset(RequestQuerySet)


class Request(DeletableModel):
    """NULL or an empty list in a field means that neither the text nor a person said it.

    `text` is the canonical text, in which spans count; `masked` are spans that no page shows. `due_on` is worked out by the
    table of deadlines, unless the paper states it or a person set it: `due_by_person`. Requests are the house's own:
    readers see none.
    """

    title = models.CharField("题目", max_length=300, null=True, blank=True)
    kind = models.CharField("种类", max_length=4, choices=ProposalKind.choices, null=True, blank=True)
    session = models.ForeignKey(
        CongressSession, models.PROTECT, verbose_name="届次", null=True, blank=True, related_name="requests"
    )
    number = models.CharField("编号", max_length=40, null=True, blank=True, help_text="如原文所写，不带“第”和“号”")
    number_key = KeyField(max_length=160, null=True, of="number", key=number_key, db_index=True)
    proposers = models.JSONField("提出人", default=list, blank=True)
    co_proposers = models.JSONField("附议人", default=list, blank=True)
    proposer_names = KeyField(max_length=LONGEST_NAMES, default="", of="proposers", key=names_key)
    role = models.CharField("办理角色", max_length=8, choices=RequestRole.choices, default=RequestRole.LEAD)
    main_unit = models.CharField("主办单位", max_length=300, null=True, blank=True)
    co_units = models.JSONField("会办单位", default=list, blank=True)
    office = models.CharField("承办处室", max_length=100, blank=True, default="")
    handed_over_on = models.DateField("交办日期", null=True, blank=True)
    due_on = models.DateField("办结期限", null=True, blank=True)
    due_by_person = models.BooleanField("期限由人填写", default=False)
    is_key = models.BooleanField("重点件", default=False)
    text = models.TextField("正文")
    masked = models.JSONField(default=list, editable=False)
    problems = models.JSONField(default=list, editable=False)
    set_by_person = models.JSONField(default=list, editable=False)
    source_name = models.CharField("原件文件名", max_length=200, blank=True, default="", editable=False)
    source_sha256 = models.CharField(max_length=64, null=True, db_index=True, editable=False)
    letters = models.ManyToManyField(
        ReplyLetter, through="RequestAnswer", related_name="requests", verbose_name="答复函"
    )
    # what a person said is no answer to it; no rule finds it again
    not_answered_by = models.ManyToManyField(ReplyLetter, related_name="+", editable=False)
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, related_name="+")
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    objects = RequestManager()
    everything = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来件"
        ordering = (F("due_on").asc(nulls_last=True), "-pk")
        # what is counted of those without an answer; the rows themselves stand around long texts
        indexes = (models.Index(fields=["due_on", "role"], name="request_due"), wastebasket_index("request"))
        constraints = (
            once_in_use("source_sha256", "request_of_file_once"),
            models.CheckConstraint(condition=Q(role__in=RequestRole.values), name="request_role"),
            models.CheckConstraint(
                condition=Q(kind__isnull=True) | Q(kind__in=ProposalKind.values), name="request_kind"
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(title="") & ~Q(main_unit=""), name="request_null_not_empty"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.number_text or "未写题目的来件"

    def get_absolute_url(self) -> str:
        return page_address("request", self.pk)

    @property
    def number_text(self) -> str | None:
        return f"第{self.number}号" if self.number else None

    @property
    def public_text(self) -> str:
        """The text with contacts masked, of the same length: what every page shows."""
        return mask(self.text, [Span(*span) for span in self.masked])


class RequestAsk(models.Model):
    """One thing that is asked for: `request.text[start:end]`, its heading included; `title` without its number."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="asks", verbose_name="来件")
    position = models.PositiveSmallIntegerField("顺序")
    title = models.CharField("标题", max_length=300, null=True, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        verbose_name = verbose_name_plural = "来件的建议"
        ordering = ("request", "position")
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="request_ask_not_empty"),
            models.UniqueConstraint(fields=("request", "position"), name="request_ask_once"),
        )

    def __str__(self) -> str:
        return self.title or f"第{self.position}条"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def text(self) -> str:
        return self.request.public_text[self.start : self.end]


class RequestAnswerQuerySet(LetterRowQuerySet["RequestAnswer"]):
    def given(self) -> Self:
        """Published; where another unit helps us, its opinion is no answer yet: it is one where we help (会办)."""
        opinions = ReplyLetter.objects.opinions().order_by().values("pk")
        return self.published().filter(Q(request__role=RequestRole.SUPPORT) | ~Q(letter__in=opinions))


class RequestAnswerManager(models.Manager.from_queryset(RequestAnswerQuerySet)):  # type: ignore[misc]
    """What answers a request in the wastebasket is not there."""

    def get_queryset(self) -> RequestAnswerQuerySet:
        rows: RequestAnswerQuerySet = super().get_queryset()
        return rows.exclude(request__in=in_wastebasket("proposals.Request"))


class RequestAnswer(models.Model):
    """That a letter answers a request: found by session and number, or said by a person (`by`)."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="answers", verbose_name="来件")
    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="request_answers", verbose_name="答复函")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="认定人")
    at = models.DateTimeField("时间", auto_now_add=True)
    objects = RequestAnswerManager()

    class Meta:
        verbose_name = verbose_name_plural = "来件的答复"
        ordering = ("request", "pk")
        constraints = (models.UniqueConstraint(fields=("request", "letter"), name="request_answer_once"),)

    def __str__(self) -> str:
        return str(self.letter)

    def is_given(self, to: Request) -> bool:
        """See `RequestAnswerQuerySet.given`; `to` is its request."""
        return self.letter.is_published and (to.role == RequestRole.SUPPORT or not self.letter.is_opinion)


class RequestSheet(models.Model):
    """来件清单: the yearly sheet of requests as it was read, to be held against the base row by row.

    `rows`: a dictionary each, of `REQUEST_FIELDS` and `line`, in values that JSON can hold; what is not said is left out.
    """

    name = models.CharField("文件名", max_length=200)
    rows = models.JSONField(default=list)
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "来件清单"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("request_sheet", self.pk)
