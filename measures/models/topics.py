"""主题: programmes and systems that letters and plans name, by the names that editors keep."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kejiting.text.pinyin import pinyin_order
from kejiting.web.addresses import page_address
from measures.models.places import TextReference
from proposals.models.deletable import (
    DELETION_FIELDS,
    DeletableManager,
    DeletableModel,
    DeletableQuerySet,
    once_in_use,
    wastebasket_index,
)
from proposals.models.keys import KeyField


class Topic(DeletableModel):
    """`aliases` are other names of the same thing, as printed. One in the wastebasket has neither names nor mentions."""

    name = models.CharField("名称", max_length=60)
    pinyin = KeyField(max_length=480, of="name", key=pinyin_order, default="", db_index=True)
    aliases = models.JSONField("其他名称", default=list, blank=True)
    what = models.CharField("说明", max_length=200, blank=True, default="")
    history = HistoricalRecords(excluded_fields=["pinyin", *DELETION_FIELDS], verbose_name="主题改动")
    objects = DeletableManager()
    everything = DeletableQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ("name",)
        indexes = (wastebasket_index("topic"),)
        constraints = (
            once_in_use("name", "topic_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="topic_named"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("topic", self.pk)


class TopicName(models.Model):
    """Every name of a topic, folded: a name is that of one topic."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="names")
    folded = models.CharField(max_length=120, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "主题的名称"
        ordering = ("topic", "folded")

    def __str__(self) -> str:
        return self.folded


class Mention(TextReference):
    """Where a topic is named, by whichever of its names."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="mentions", verbose_name="主题", db_index=False)

    class Meta(TextReference.Meta):
        verbose_name = verbose_name_plural = "提到主题之处"
        ordering = ("letter_id", "plan_id", "start")
        indexes = (models.Index(fields=("topic", "letter", "passage"), name="mention_topic"),)

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.start}"
