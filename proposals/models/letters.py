"""答复函: the letters themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils import timezone
from simple_history.models import HistoricalRecords

from kejiting.text.keys import code_key
from kejiting.text.mask import mask
from kejiting.text.spans import Span
from kejiting.web.addresses import page_address
from proposals.models.deletable import wastebasket_index
from proposals.models.entered import STATUS_FIELDS, EnteredModel, Status, wastebasket_rules
from proposals.models.keys import IsFilledField, KeyField
from proposals.models.letter_names import letter_name
from proposals.models.letter_querysets import ReplyLetterManager, ReplyLetterQuerySet
from proposals.models.proposals import Answer, Proposal

# A letter that no person brought in tells followers nothing if it was written so long before it was published here
OLD_IMPORT = timedelta(days=183)


class HandlingClass(models.TextChoices):
    """How far a proposal was met, as the province marks it."""

    SOLVED = "A", "A（已经解决或采纳）"
    PLANNED = "B", "B（正在解决或列入计划）"
    NOT_YET = "C", "C（暂时不能解决）"
    NOTED = "D", "D（留作参考）"


class HandlingRole(models.TextChoices):
    LEAD = "主办", "主办"
    SUPPORT = "会办", "会办"
    SHARED = "分办", "分办"


class LetterDocumentType(models.TextChoices):
    """文种: an answer to those who made the proposal, or what a helping unit sends to the unit that answers them."""

    REPLY = "答复", "答复"
    OPINION = "会办意见", "会办意见"


class ReplyLetter(EnteredModel):
    """A reply letter, or an opinion (see `document_type`). NULL in a field means that the text does not say it.

    `text` is the canonical text: all spans count its characters. `masked` are the spans of people's telephone numbers
    and of contacts; what is shown, searched or sent is always `public_text`. `reading` is what the rules made of the
    text last (field → as printed), whatever people set since; `suggestions` is what a later reading made otherwise of what a
    person set, until somebody takes or declines it: `{"field", "value", "message"}`.

    `first_published_at` is never set again: a letter corrected, read again, withdrawn and published again is no new
    one. `is_news` says whether those who follow something are told of it: of what a person entered, and of what the
    command line brought in if it was written within `OLD_IMPORT`.
    """

    title = models.CharField("标题", max_length=300, null=True, blank=True)
    doc_number = models.CharField("发文字号", max_length=120, null=True, blank=True, db_index=True)
    doc_code = models.CharField("代字", max_length=100, null=True, blank=True, editable=False)
    doc_year = models.PositiveSmallIntegerField("字号年份", null=True, blank=True, editable=False)
    doc_serial = models.PositiveIntegerField("字号序号", null=True, blank=True, editable=False, db_index=True)
    # what a letter without a title is called by: whom and what it answers; kept by `records.naming`
    answering = models.CharField("答复什么", max_length=300, default="", editable=False)
    index_number = models.CharField("索引号", max_length=120, null=True, blank=True)
    index_key = KeyField(max_length=240, null=True, of="index_number", key=code_key, db_index=True)
    category = models.CharField("分类", max_length=200, null=True, blank=True)
    agency = models.CharField("发文机关", max_length=300, null=True, blank=True, db_index=True)
    written_on = models.DateField("成文日期", null=True, blank=True, db_index=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    handling_class = models.CharField("办理类别", max_length=1, choices=HandlingClass.choices, null=True, blank=True)
    handling_role = models.CharField("办理角色", max_length=2, choices=HandlingRole.choices, null=True, blank=True)
    document_type = models.CharField(
        "文种",
        max_length=4,
        choices=LetterDocumentType.choices,
        default=LetterDocumentType.REPLY,
        db_default=LetterDocumentType.REPLY,
    )
    addressee = models.CharField("主送单位", max_length=300, null=True, blank=True)
    proposals = models.ManyToManyField(Proposal, through=Answer, related_name="letters")

    text = models.TextField("正文")
    masked = models.JSONField(default=list, editable=False)
    set_by_person = models.JSONField("人工改定的字段", default=list, editable=False, help_text="重新识别时保留的字段名")

    reading = models.JSONField(default=dict, editable=False)
    suggestions = models.JSONField(default=list, editable=False)
    has_suggestions = IsFilledField(of="suggestions")
    # when a person last changed it as a published letter
    corrected_at = models.DateTimeField("更正", null=True, editable=False, db_index=True)

    source_sha256 = models.CharField("原件校验值", max_length=64, null=True, db_index=True, editable=False)
    text_sha256 = models.CharField("正文校验值", max_length=64, db_index=True, editable=False)

    status = models.CharField("状态", max_length=9, choices=Status.choices, default=Status.DRAFT)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="分给",
    )
    first_published_at = models.DateTimeField("首次发布时间", null=True, editable=False)
    is_news = models.BooleanField("告知关注的人", default=False, db_default=False, editable=False)

    history = HistoricalRecords(
        excluded_fields=[
            "as_read_text", "reading", "index_key", "answering", "has_suggestions", "first_published_at", "is_news",
            "corrected_at", *STATUS_FIELDS,
        ],
        verbose_name="答复函改动",
    )  # fmt: skip
    objects = ReplyLetterManager()
    everything = ReplyLetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复函"
        ordering = (models.F("written_on").desc(nulls_last=True), "-id")
        # What is published is counted and its newest found without reading letters, whose status stands behind the
        # long text. The date comes first: SQLite would take an equal status for something rare, and begin with it.
        indexes = (
            models.Index(fields=["written_on", "status", "doc_code"], name="letter_written_on_status"),
            # What still needs a look is little: it is counted, and left out of long lists, at each page
            models.Index(
                fields=["status", "has_suggestions"],
                name="letter_to_be_looked_at",
                condition=~Q(status="published") | Q(has_suggestions=True),
            ),
            models.Index(fields=["published_on"], name="letter_published_on"),
            models.Index(fields=["changed_at"], name="letter_changed_at"),
            wastebasket_index("letter"),
            # document numbers go on from what was typed of them
            models.Index(
                fields=["doc_code", "doc_year", "doc_serial"],
                name="letter_doc_number",
                opclasses=["varchar_pattern_ops", "", ""],
            ),
            models.Index(fields=["first_published_at", "status"], name="letter_news", condition=Q(is_news=True)),
            models.Index(fields=["document_type"], name="letter_opinions", condition=Q(document_type="会办意见")),
        )
        constraints = (
            *wastebasket_rules("letter"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="letter_status"),
            models.CheckConstraint(condition=~Q(text=""), name="letter_has_text"),
            models.CheckConstraint(
                condition=Q(handling_class__isnull=True) | Q(handling_class__in=HandlingClass.values),
                name="letter_handling_class",
            ),
            models.CheckConstraint(
                condition=Q(handling_role__isnull=True) | Q(handling_role__in=HandlingRole.values),
                name="letter_handling_role",
            ),
            models.CheckConstraint(
                condition=Q(document_type__in=LetterDocumentType.values) & ~Q(addressee=""), name="letter_document_type"
            ),
            models.CheckConstraint(
                condition=Q(doc_code__isnull=True, doc_year__isnull=True, doc_serial__isnull=True)
                | Q(doc_code__isnull=False, doc_year__isnull=False, doc_serial__isnull=False),
                name="letter_doc_number_in_parts",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(doc_number="") & ~Q(index_number="") & ~Q(agency="") & ~Q(category=""),
                name="letter_null_not_empty",
            ),
        )

    def __str__(self) -> str:
        return letter_name(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_published and self.first_published_at is None:
            self.first_published_at = timezone.now()
            oldest = timezone.localdate() - OLD_IMPORT
            self.is_news = bool(self.entered_by_id or (self.written_on and self.written_on >= oldest))
        super().save(*args, **kwargs)

    def note_correction(self) -> None:
        """To be called before it is saved with what a person changed of it; only readers are told, of what they could read."""
        if self.is_published:
            self.corrected_at = timezone.now()

    @property
    def is_opinion(self) -> bool:
        return self.document_type == LetterDocumentType.OPINION

    @property
    def opinion_label(self) -> str:
        """What lists say of an opinion: 会办意见，送省科技厅"""
        return f"会办意见，送{self.addressee}" if self.addressee else "会办意见"

    def get_absolute_url(self) -> str:
        return page_address("letter", self.pk)

    @property
    def key(self) -> str:
        """The letter's name in the search index."""
        return f"letter:{self.pk}"

    @property
    def public_text(self) -> str:
        return mask(self.text, [Span(start, end) for start, end in self.masked]) if self.masked else self.text


def of_office(words: str, to: str = "") -> Q:
    """What is asked of letters whose document number, which 代字 opens, or whose agency holds the words; `to` leads to
    them: letter__. Each is asked of the field's index. The keys are compared as an expression: SQLite would look
    up the row of each, in which all else stands behind the text."""
    every = ReplyLetter.objects.order_by()
    numbered, written = (every.filter(**{f"{field}__contains": words}) for field in ("doc_number", "agency"))
    keys = numbered.values("pk").union(written.values("pk"))
    return Q(In(Coalesce(F(f"{to}pk"), Value(0)), keys))


def of_person(name: str, to: str = "") -> Q:
    """What is asked of letters that answer whoever is called so, by the words of `Delegate.named`; `to` leads to them."""
    return Q(**{f"{to}pk__in": ReplyLetter.objects.to_delegate(name).order_by().values("pk")})
