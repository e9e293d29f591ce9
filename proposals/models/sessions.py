"""届次: the sessions at which proposals are made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kejiting.text.numerals import to_chinese
from proposals.models.bounds import FIRST_YEAR, LAST_YEAR, within


class CongressBody(models.TextChoices):
    CONGRESS = "人大", "人大"
    CONFERENCE = "政协", "政协"


class CongressSession(models.Model):
    """省政协十三届三次会议. The rows are the year table: a year is entered by people, never computed."""

    body = models.CharField("机构", max_length=2, choices=CongressBody.choices)
    level = models.CharField("层级", max_length=10, help_text="全国、省、市、县、区……")
    region = models.CharField("地方", max_length=60, help_text="如原文所写：省、马关县……")  # no hyphen: see `key`
    term = models.PositiveSmallIntegerField("届", validators=within(1, 99))
    meeting = models.PositiveSmallIntegerField("次", null=True, blank=True, validators=within(1, 99))
    year = models.PositiveSmallIntegerField(
        "年份", null=True, blank=True, validators=within(FIRST_YEAR, LAST_YEAR), help_text="会议召开的年份，由人登记"
    )

    class Meta:
        verbose_name = verbose_name_plural = "届次"
        ordering = ("-year", "body", "region", "-term", "-meeting")
        constraints = (
            models.UniqueConstraint(
                fields=("body", "region", "term", "meeting"),
                name="session_once",
                violation_error_message="已登记过这一届次。",
            ),
            models.UniqueConstraint(
                fields=("body", "region", "term"),
                condition=Q(meeting__isnull=True),
                name="session_without_meeting_once",
            ),
            models.CheckConstraint(condition=Q(body__in=CongressBody.values), name="session_body"),
            models.CheckConstraint(
                condition=Q(term__gte=1) & Q(term__lte=99),
                name="session_term",
                violation_error_message="“届”应当是 1 到 99 的整数。",
            ),
            models.CheckConstraint(
                condition=~Q(region__contains="-"),
                name="session_place_without_hyphen",
                violation_error_message="地方名称里不能有连字符“-”。",
            ),
        )

    def __str__(self) -> str:
        meeting = f"{to_chinese(self.meeting)}次会议" if self.meeting else ""
        return f"{self.region}{self.body}{to_chinese(self.term)}届{meeting}"

    @property
    def key(self) -> str:
        """政协-省-13-3, as addresses and the API name a session."""
        return "-".join([self.body, self.region, str(self.term), *([str(self.meeting)] if self.meeting else [])])
