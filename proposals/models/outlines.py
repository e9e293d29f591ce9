"""答复提纲: what a drafter picked from memory for each ask, and wrote between."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q

from kejiting.web.addresses import page_address
from proposals.models.deletable import (
    DeletableManager,
    DeletableModel,
    DeletableQuerySet,
    once_in_use,
    wastebasket_index,
)
from proposals.models.passages import Passage
from proposals.models.requests import Request, RequestAsk


class ReplyTemplate(DeletableModel):
    """The fixed words around an answer, as editors keep them.

    They may hold {称谓}, {题目}, {编号}, {届次} and others: filled from the request. No other braces are taken any more.
    """

    class Form(models.TextChoices):
        LETTER = "letter", "信函格式"
        DOCUMENT = "document", "文件格式"

    name = models.CharField("名称", max_length=60)
    kind = models.CharField(
        "用于", max_length=4, blank=True, default="", help_text="委员提案、代表建议、集体提案；空：都可以用"
    )
    form = models.CharField("公文格式", max_length=8, choices=Form.choices, default=Form.LETTER)
    title = models.CharField("标题", max_length=300)
    opening = models.TextField("开头")
    closing = models.TextField("结尾", blank=True, default="")
    agency = models.CharField("发文机关", max_length=300)
    copies = models.CharField("抄送", max_length=300, blank=True, default="")
    contact = models.CharField("联系人", max_length=200, blank=True, default="")
    objects = DeletableManager()
    everything = DeletableQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复模板"
        ordering = ("name",)
        indexes = (wastebasket_index("reply_template"),)
        constraints = (
            once_in_use("name", "reply_template_name_once", "已有这个名称的模板。"),
            models.CheckConstraint(condition=Q(form__in=("letter", "document")), name="reply_template_form"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("reply_template", self.pk)


class Outline(models.Model):
    """One a request; `version` counts the changes. A template that was deleted leaves the words it had filled in."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="outline", verbose_name="来件")
    template = models.ForeignKey(ReplyTemplate, models.SET_NULL, null=True, blank=True, verbose_name="模板")
    form = models.CharField(
        "公文格式", max_length=8, choices=ReplyTemplate.Form.choices, default=ReplyTemplate.Form.LETTER
    )
    title = models.CharField("标题", max_length=300, blank=True, default="")
    doc_number = models.CharField("发文字号", max_length=120, blank=True, default="")
    salutation = models.CharField("称谓", max_length=300, blank=True, default="")
    opening = models.TextField("开头", blank=True, default="")
    closing = models.TextField("结尾", blank=True, default="")
    agency = models.CharField("发文机关", max_length=300, blank=True, default="")
    written_on = models.DateField("成文日期", null=True, blank=True)
    copies = models.CharField("抄送", max_length=300, blank=True, default="")
    contact = models.CharField("联系人", max_length=200, blank=True, default="")
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, related_name="+")
    changed_at = models.DateTimeField("改动时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复提纲"
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return self.title or str(self.request)

    def get_absolute_url(self) -> str:
        return page_address("outline", self.request_id)


class OutlineItem(models.Model):
    """A piece of an outline, under an ask or, without one, under none: words of the drafter, or a quotation.

    A quotation keeps its words and citation as they were when it was picked, of a passage of a letter, or of an item of a
    plan: that one is named by its key alone, as letters know of no plans. Neither, or one that is no more: its source does
    not say it any more. `start` and `end` count characters of the source. `key` names the piece in Word files.
    """

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="items", verbose_name="提纲")
    ask = models.ForeignKey(RequestAsk, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="建议")
    position = models.PositiveSmallIntegerField("顺序")
    text = models.TextField("文字")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="出自")
    plan_item = models.PositiveBigIntegerField("出自方案条目", null=True, editable=False)
    start = models.PositiveIntegerField("起", null=True)
    end = models.PositiveIntegerField("止", null=True)
    citation = models.CharField("出处", max_length=300, blank=True, default="")
    key = models.CharField(max_length=30)

    class Meta:
        verbose_name = verbose_name_plural = "提纲的内容"
        ordering = ("outline", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("outline", "key"), name="outline_item_key_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__gt=F("start")), name="outline_item_not_empty"
            ),
        )

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_quotation(self) -> bool:
        return bool(self.citation)
