"""方案: the plans that letters answer to, as trees of spans, with the targets they set."""

from __future__ import annotations

from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kejiting.text.mask import mask
from kejiting.text.spans import Span
from kejiting.web.addresses import page_address
from measures.extraction.amounts import amount_text
from measures.models.plan_rows import PlanRowQuerySet, TargetRowQuerySet
from proposals.models import EnteredModel, Status
from proposals.models.deletable import wastebasket_index
from proposals.models.entered import STATUS_FIELDS, wastebasket_rules
from proposals.models.letter_names import untitled
from proposals.models.querysets import InUseManager
from proposals.parsing import find_contacts


class PlanLevel(models.TextChoices):
    CHAPTER = "chapter", "章"
    SECTION = "section", "节"
    MEASURE = "measure", "措施"
    PARAGRAPH = "paragraph", "段"


class Comparator(models.TextChoices):
    EQUAL = "=", "等于"
    AT_LEAST = "≥", "不低于"
    AT_MOST = "≤", "不高于"
    ABOUT = "≈", "左右"
    RANGE = "range", "区间"


PlanRowManager = models.Manager.from_queryset(PlanRowQuerySet)
TargetRowManager = models.Manager.from_queryset(TargetRowQuerySet)


class PlanQuerySet(PlanRowQuerySet["Plan"]):
    owner = "pk"

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def to_be_looked_at(self) -> Self:
        return self.exclude(status__in=(Status.PUBLISHED, Status.WITHDRAWN))


PlanManager = InUseManager.from_queryset(PlanQuerySet)


class Plan(EnteredModel):
    """An implementation plan. NULL in a field means that the text does not say it.

    `set_by_person` names the fields of the head that a person set, and `items` and `targets`, if a person corrected the
    outline or the targets: a later reading leaves them alone.
    """

    title = models.TextField("标题", null=True, blank=True)
    issuer = models.TextField("发文机关", null=True, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    doc_number = models.TextField("发文字号", null=True, blank=True)
    period = models.TextField("规划期", null=True, blank=True)
    cites = models.JSONField("所依据的文件", default=list, blank=True)
    text = models.TextField("正文", editable=False)
    set_by_person = models.JSONField("人工改定的字段", default=list, editable=False)
    source_sha256 = models.CharField("原件校验值", max_length=64, db_index=True, editable=False)
    text_sha256 = models.CharField("正文校验值", max_length=64, db_index=True, default="", editable=False)
    status = models.CharField(
        "状态", max_length=9, choices=Status.choices, default=Status.DRAFT, db_index=True, editable=False
    )

    history = HistoricalRecords(excluded_fields=["as_read_text", *STATUS_FIELDS], verbose_name="方案改动")
    objects = PlanManager()
    everything = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "方案"
        ordering = (F("issued_on").desc(nulls_last=True), "-id")
        indexes = (wastebasket_index("plan"),)
        constraints = (
            *wastebasket_rules("plan"),
            models.CheckConstraint(condition=~Q(text=""), name="plan_has_text"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="plan_status"),
        )

    def __str__(self) -> str:
        return self.title or untitled("方案", self.doc_number, self.issued_on, self.pk)

    def get_absolute_url(self) -> str:
        return page_address("plan", self.pk)

    @property
    def citation(self) -> str:
        """《title》, and the day it was issued."""
        issued = self.issued_on
        return f"《{self}》" + (f"，{issued.year}年{issued.month}月{issued.day}日" if issued else "")

    @property
    def key(self) -> str:
        """The plan's name in the search index."""
        return f"plan:{self.pk}"

    @property
    def public_text(self) -> str:
        """The text without people's names and numbers, as long as it is."""
        return _public(self.text)


@lru_cache(maxsize=4)  # a page asks once for each of its items
def _public(text: str) -> str:
    return mask(text, find_contacts(text))


class PlanLedger(models.Model):
    """By which version of the rules, and of the names of topics, a plan's citations and mentions were read."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="ledger")
    rules = models.PositiveSmallIntegerField()
    names = models.CharField(max_length=16, default="")

    class Meta:
        verbose_name = verbose_name_plural = "方案的台账"

    def __str__(self) -> str:
        return str(self.plan_id)


class PlanItem(models.Model):
    """A node of a plan's tree: `plan.text[start:end]`. `path` is its printed place: 一, 一（二）, 三2."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField("顺序")
    level = models.CharField("层级", max_length=9, choices=PlanLevel.choices)
    path = models.TextField("编号", blank=True)
    number = models.PositiveSmallIntegerField("措施序号", null=True, blank=True)
    title = models.TextField("标题", null=True, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    history = HistoricalRecords(verbose_name="方案条目改动")
    objects = PlanRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "方案条目"
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="plan_item_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="plan_item_not_empty"),
            models.CheckConstraint(condition=Q(level__in=PlanLevel.values), name="plan_item_level"),
        )

    def __str__(self) -> str:
        return f"{self.path} {self.title or self.text[:40]}".strip()

    def get_absolute_url(self) -> str:
        return f"{page_address('plan', self.plan_id)}#i{self.pk}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def text(self) -> str:
        return self.plan.public_text[self.start : self.end]


class Target(models.Model):
    """A number a plan commits to. Values are in base units: 50亿元 is 5000000000 元, 25％ is 25 %."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="targets")
    indicator = models.TextField("指标")
    comparator = models.CharField("要求", max_length=5, choices=Comparator.choices)
    low = models.DecimalField("下限", max_digits=20, decimal_places=4)
    high = models.DecimalField("上限", max_digits=20, decimal_places=4)
    unit = models.TextField("单位", blank=True)
    due = models.TextField("期限", null=True, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    history = HistoricalRecords(verbose_name="量化目标改动")
    objects = TargetRowManager()

    class Meta:
        verbose_name = verbose_name_plural = "量化目标"
        ordering = ("item", "start")
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="target_not_empty"),
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="target_comparator"),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="target_low_below_high"),
            models.CheckConstraint(
                condition=Q(comparator="range") | Q(low=F("high")), name="target_one_value_unless_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.text}"

    def get_absolute_url(self) -> str:
        return page_address("target", self.item.plan_id, self.pk)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def text(self) -> str:
        return self.item.plan.public_text[self.start : self.end]

    @property
    def value_text(self) -> str:
        return amount_text(self.low, self.high, self.unit)
