"""What comes in as a file: a letter or a plan is read, looked at, and published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kejiting.text.file_text import OCR
from proposals.models.deletable import DELETION_FIELDS, DeletableModel, once_in_use


class Status(models.TextChoices):
    """`ARRIVED`: read from a file or from pasted words; nobody has looked at it and kept it yet.

    `CHECKED`: a person held it against its original, and it waits to be published. `WITHDRAWN`: it was published, and is
    no more; its address says so. `DELETED`: it lies in the wastebasket, and `objects` has it no more. Which may become
    which: `proposals.records.transitions`.
    """

    ARRIVED = "arrived", "待核对"
    DRAFT = "draft", "草稿"
    CHECKED = "checked", "已核对"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"
    DELETED = "deleted", "在回收站"


# What a history of rows need not keep: it tells of the status
STATUS_FIELDS = (*DELETION_FIELDS, "status_before", "withdrawn_at", "withdrawal_reason")


class EnteredModel(DeletableModel):
    """`problems` is what is missing or in doubt; `status_before` what the status of what lies in the wastebasket was.

    `withdrawn_at` is since when readers miss what was published, with the reason that they are told; it stays
    until it is published again, whatever becomes of the status.
    """

    as_read_text = models.TextField("读入原文", editable=False)
    problems = models.JSONField(default=list, editable=False)
    source_name = models.CharField("原件文件名", max_length=200, blank=True, default="", editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    status: models.CharField[str, str]
    status_before = models.CharField("删除前的状态", max_length=9, blank=True, default="", editable=False)

    withdrawn_at = models.DateTimeField("撤回时间", null=True, editable=False)
    withdrawal_reason = models.CharField("撤回原因", max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        """Its name in the search index."""
        raise NotImplementedError

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN

    @property
    def is_arrived(self) -> bool:
        return self.status == Status.ARRIVED

    @property
    def hidden_because(self) -> str:
        """What an editor reads above what readers do not see: 草稿，尚未发布."""
        label = self.get_status_display()  # type: ignore[attr-defined]
        return f"{label}：{self.reason_withdrawn}" if self.is_withdrawn else f"{label}，尚未发布"

    @property
    def reason_withdrawn(self) -> str:
        """As people read it; of what was withdrawn before reasons were asked for there is none."""
        return self.withdrawal_reason or "没有写明原因"

    @property
    def awaits_look(self) -> bool:
        """Was it read by OCR, and has nobody published it from the review page? Until then it is at most a draft."""
        return any(problem["field"] == OCR for problem in self.problems)


def wastebasket_rules(name: str) -> tuple[models.BaseConstraint, ...]:
    """Return the constraints of a letter or a plan: deleted or withdrawn since a day, and an original once in use."""
    is_deleted = Q(status=Status.DELETED)
    return (
        models.CheckConstraint(
            condition=(is_deleted & Q(deleted_at__isnull=False)) | (~is_deleted & Q(deleted_at__isnull=True)),
            name=f"{name}_deleted_with_day",
        ),
        models.CheckConstraint(
            condition=~Q(status=Status.WITHDRAWN) | Q(withdrawn_at__isnull=False), name=f"{name}_withdrawn_with_day"
        ),
        once_in_use("source_sha256", f"{name}_of_file_once"),
    )
