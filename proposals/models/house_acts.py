"""改动记录 of what is the house's own: templates, requests, outlines, tables of settings, people who ask, sessions, accounts."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from proposals.models.acts import ActContentModel, ActModel, of_one
from proposals.models.delegates import Delegate
from proposals.models.outlines import Outline, ReplyTemplate
from proposals.models.requests import Request
from proposals.models.sessions import CongressSession

HOUSE_SUBJECTS = ("template", "request", "outline", "table", "delegate", "session", "account")
_OF_ONE = of_one(HOUSE_SUBJECTS)


class SettingsTable(models.Model):
    """A short table that editors keep in the administration, whole: its rows have their history in common."""

    class Name(models.TextChoices):
        DEADLINES = "deadlines", "办理期限"
        HOLIDAYS = "holidays", "放假安排"
        SYNONYMS = "synonyms", "同义词和改名"

    name = models.CharField("名称", max_length=10, unique=True, choices=Name.choices)

    class Meta:
        verbose_name = verbose_name_plural = "设置表"
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=models.Q(name__in=("deadlines", "holidays", "synonyms")), name="settings_table_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.get_name_display())


class HouseContent(ActContentModel):
    """A part of what one of them was."""

    template = models.ForeignKey(ReplyTemplate, models.CASCADE, null=True, related_name="act_contents")
    request = models.ForeignKey(Request, models.CASCADE, null=True, related_name="act_contents")
    outline = models.ForeignKey(Outline, models.CASCADE, null=True, related_name="act_contents")
    table = models.ForeignKey(SettingsTable, models.CASCADE, null=True, related_name="act_contents")
    delegate = models.ForeignKey(Delegate, models.CASCADE, null=True, related_name="act_contents")
    session = models.ForeignKey(CongressSession, models.CASCADE, null=True, related_name="act_contents")
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="act_contents")

    class Meta:
        verbose_name = verbose_name_plural = "模板、来件、提纲和设置改动以后的内容"
        constraints = (
            models.CheckConstraint(condition=_OF_ONE, name="house_content_of_one"),
            *(
                models.UniqueConstraint(fields=(name, "key"), name=f"house_content_of_{name}_once")
                for name in HOUSE_SUBJECTS
            ),
        )


class HouseAct(ActModel):
    """An act on one of them; `text` has the pieces of an outline, which change most."""

    template = models.ForeignKey(ReplyTemplate, models.CASCADE, null=True, related_name="acts")
    request = models.ForeignKey(Request, models.CASCADE, null=True, related_name="acts")
    outline = models.ForeignKey(Outline, models.CASCADE, null=True, related_name="acts")
    table = models.ForeignKey(SettingsTable, models.CASCADE, null=True, related_name="acts")
    delegate = models.ForeignKey(Delegate, models.CASCADE, null=True, related_name="acts")
    session = models.ForeignKey(CongressSession, models.CASCADE, null=True, related_name="acts")
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="acts")
    state = models.ForeignKey(HouseContent, models.CASCADE, related_name="+")
    text = models.ForeignKey(HouseContent, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "模板、来件、提纲和设置的改动"
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=_OF_ONE, name="house_act_of_one"),)
