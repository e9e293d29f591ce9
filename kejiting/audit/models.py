"""审计记录: every act that changes or takes out data or rights, one row each, in a chain."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from kejiting.audit.unchangeable import UnchangeableModel

LONGEST_NAME, LONGEST_DETAIL = 200, 500
"""Of the object, and of what is said of the act, in characters."""


class AuditAct(models.TextChoices):
    """What was done. Acts on a letter that are kept (`ActKind`) have the same values here."""

    BEGAN = "began", "开始审计"
    LOGGED_IN = "logged_in", "登录"
    LOGGED_OUT = "logged_out", "退出"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOCKED = "locked", "暂停登录"
    PASSWORD = "password", "改密码"
    ACTIVATED = "activated", "启用用户"
    DEACTIVATED = "deactivated", "停用用户"
    RIGHTS = "rights", "改角色或权限"
    FEED = "feed", "换订阅地址"
    ARRIVED = "arrived", "收到"
    ENTERED = "entered", "录入"
    CORRECTED = "corrected", "改正"
    READ = "read", "重新识别"
    REPLACED = "replaced", "用新的版本替换"
    ASSIGNED = "assigned", "分配"
    DRAFTED = "drafted", "存为草稿"
    CHECKED = "checked", "核对"
    PUBLISHED = "published", "发布"
    WITHDRAWN = "withdrawn", "撤回"
    DELETED = "deleted", "放进回收站"
    BROUGHT_BACK = "brought_back", "从回收站恢复"
    UNDONE = "undone", "撤销上一步"
    RESTORED = "restored", "恢复到以前"
    ERASED = "erased", "彻底删除"
    ADDED = "added", "新增"
    CHANGED = "changed", "修改"
    REMOVED = "removed", "删除"
    SETTLED = "settled", "认定"
    EXPORTED = "exported", "导出"
    COMMAND = "command", "运行命令"


class AuditQuerySet(models.QuerySet["AuditRecord"]):
    """Raises TypeError where rows are changed or deleted."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("what was written stays as it is")

    def delete(self) -> NoReturn:
        raise TypeError("what was written stays")


class AuditRecord(UnchangeableModel):
    """One act: who, from where, on what. Rows are numbered without a gap.

    No row is held for its sake: `person` and `object_id` are mere numbers, names are as they were then. `command` names
    what the system's user ran. `former` is the `digest` of the row before, and goes into that of this one (`digest_of`).
    """

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    act = models.CharField("做了什么", max_length=20)
    person = models.PositiveBigIntegerField("用户编号", null=True)
    by_name = models.CharField("谁", max_length=LONGEST_NAME)
    command = models.CharField("命令", max_length=60, blank=True, default="")
    address = models.CharField("来自", max_length=45, blank=True, default="")
    request_id = models.CharField("请求编号", max_length=64, null=True)
    kind = models.CharField("对象种类", max_length=40, blank=True, default="")
    object_id = models.BigIntegerField("对象编号", null=True)
    name = models.CharField("对象", max_length=LONGEST_NAME, blank=True, default="")
    detail = models.CharField("说明", max_length=LONGEST_DETAIL, blank=True, default="")
    former = models.CharField("上一条的校验值", max_length=64)
    digest = models.CharField("校验值", max_length=64)
    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ("-number",)
        default_permissions = ("view",)
        indexes = (
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["act", "number"], name="audit_by_act"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act_label} {self.name}".rstrip()

    @property
    def thing(self) -> str:
        """答复函 12：对…的答复."""
        which = self.kind if self.object_id is None else f"{self.kind} {self.object_id}"
        return "：".join(filter(None, (which, self.name)))

    @property
    def act_label(self) -> str:
        """As the program says it today; what a later version wrote, as it is written."""
        return str(AuditAct(self.act).label) if self.act in AuditAct.values else self.act


class AuditHead(models.Model):
    """The last row of the chain, in a row of its own: whoever adds to the chain holds it meanwhile."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = verbose_name_plural = "审计记录的末尾"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
