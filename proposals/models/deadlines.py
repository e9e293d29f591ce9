"""期限: by when what has to be done with a request, and which days are worked: tables that editors keep."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from proposals.models.bounds import within, year_or_always
from proposals.models.proposals import ProposalKind
from proposals.models.requests import RequestRole
from proposals.models.sessions import CongressBody


class DeadlinePurpose(models.TextChoices):
    ANSWER = "answer", "答复"
    RETURN = "return", "退回不属于本单位的"
    PUBLISH = "publish", "公开答复"


class DeadlineUnit(models.TextChoices):
    MONTHS = "months", "个月"
    WORKDAYS = "workdays", "个工作日"


class DeadlineRule(models.Model):
    """How long there is for something. A field left empty fits every request; of several the most exact one counts.

    It counts from the day of handing over, for 公开 from the day on which the letter was written.
    """

    purpose = models.CharField("为了什么", max_length=8, choices=DeadlinePurpose.choices)
    body = models.CharField("机构", max_length=2, choices=CongressBody.choices, blank=True, default="")
    kind = models.CharField("种类", max_length=4, choices=ProposalKind.choices, blank=True, default="")
    role = models.CharField("办理角色", max_length=8, choices=RequestRole.choices, blank=True, default="")
    region = models.CharField(
        "地方", max_length=60, blank=True, default="", help_text="如届次所写：省、长春市；空：各地"
    )
    from_year = models.PositiveSmallIntegerField(
        "从哪一年起", default=0, validators=(year_or_always,), help_text="按起算日的年份；0：一直"
    )
    amount = models.PositiveSmallIntegerField("多长时间", validators=within(1, 365))
    unit = models.CharField("单位", max_length=8, choices=DeadlineUnit.choices)
    source = models.CharField("依据", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "办理期限"
        ordering = ("purpose", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("purpose", "body", "kind", "role", "region", "from_year"),
                name="deadline_rule_once",
                violation_error_message="已有一条适用于同样来件的期限。",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1) & Q(amount__lte=365),
                name="deadline_rule_amount",
                violation_error_message="时间应当是 1 到 365。",
            ),
            models.CheckConstraint(condition=Q(purpose__in=DeadlinePurpose.values), name="deadline_rule_purpose"),
            models.CheckConstraint(condition=Q(unit__in=DeadlineUnit.values), name="deadline_rule_unit"),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}：{self.amount}{self.get_unit_display()}"


class Holiday(models.Model):
    """A day that is not as its weekday says: off from Monday to Friday, or worked on a weekend (调休上班)."""

    day = models.DateField("日期", unique=True, error_messages={"unique": "这一天已经登记过。"})
    is_workday = models.BooleanField("调休上班", default=False, help_text="不选：放假")
    name = models.CharField("节日", max_length=30, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "放假安排"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}{'上班' if self.is_workday else '放假'}"
