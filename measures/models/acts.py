"""改动记录 of plans, indicators and topics, as letters have it."""

from __future__ import annotations

from django.db import models

from measures.models.indicators import Indicator
from measures.models.plans import Plan
from measures.models.topics import Topic
from proposals.models.acts import ActContentModel, ActModel, of_one

SUBJECTS = ("plan", "indicator", "topic")
_OF_ONE = of_one(SUBJECTS)


class KeptContent(ActContentModel):
    """A part of what a plan, an indicator or a topic was."""

    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="act_contents")
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="act_contents")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="act_contents")

    class Meta:
        verbose_name = verbose_name_plural = "方案、指标和主题改动以后的内容"
        constraints = (
            models.CheckConstraint(condition=_OF_ONE, name="kept_content_of_one"),
            *(models.UniqueConstraint(fields=(name, "key"), name=f"kept_content_of_{name}_once") for name in SUBJECTS),
        )


class KeptAct(ActModel):
    """An act on a plan, an indicator or a topic; of a plan its `text` apart, of an indicator which figures it has."""

    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="acts")
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="acts")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="acts")
    state = models.ForeignKey(KeptContent, models.CASCADE, related_name="+")
    text = models.ForeignKey(KeptContent, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "方案、指标和主题的改动"
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=_OF_ONE, name="kept_act_of_one"),)
